using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>Writes into arrays that a kernel is making, through views of their parts.</summary>
// Bound: destination and source have one shape, and rows are those of a <see cref="Walk"/>.
internal static class Writing
{
    /// <summary>A new array of zeros.</summary>
    public static NDArray Zeros(DType dtype, Shape shape)
    {
        var result = NDArray.Allocate(dtype, shape);
        switch (dtype.Size())
        {
            case 8:
                result.Span<ulong>().Clear();
                break;
            case 4:
                result.Span<uint>().Clear();
                break;
            default:
                result.Span<byte>().Clear();
                break;
        }
        GC.KeepAlive(result);
        return result;
    }

    /// <summary>Copies an array into a view of the same shape and element type.</summary>
    public static void Into(NDArray destination, NDArray source)
    {
        if (source.Length == 0)
            return;
        switch (source.DType.Size())
        {
            case 8:
                Rows<ulong>(destination, source);
                break;
            case 4:
                Rows<uint>(destination, source);
                break;
            default:
                Rows<byte>(destination, source);
                break;
        }
        GC.KeepAlive(destination);
        GC.KeepAlive(source);
    }

    private static void Rows<T>(NDArray destination, NDArray source)
        where T : unmanaged
    {
        var walk = new Walk(stackalloc WalkAxis[Walk.Room(source.Shape)], source.Shape, source, destination);
        ref var from = ref source.First<T>();
        ref var to = ref destination.First<T>();
        do Row(ref Unsafe.Add(ref from, walk.First), ref Unsafe.Add(ref to, walk.Second), walk.Row);
        while (walk.Next());
    }

    private static void Row<T>(ref T from, ref T to, in WalkAxis row)
        where T : unmanaged
    {
        if (row is { First: 1, Second: 1 })
            MemoryMarshal.CreateSpan(ref from, row.Length).CopyTo(MemoryMarshal.CreateSpan(ref to, row.Length));
        else
            for (nint i = 0; i < row.Length; i++)
                Unsafe.Add(ref to, i * row.Second) = Unsafe.Add(ref from, i * row.First);
    }
}
