using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>Row-major copies of arrays with any strides.</summary>
// Bound: rows are those of a <see cref="Walk"/>, and the destination holds one element for each.
internal static class Copy
{
    /// <summary>A contiguous copy.</summary>
    public static NDArray Of(NDArray x)
    {
        var result = NDArray.Allocate(x.DType, x.Shape);
        switch (x.DType.Size())
        {
            case 8:
                To(x, result.Span<ulong>());
                break;
            case 4:
                To(x, result.Span<uint>());
                break;
            default:
                To(x, result.Span<byte>());
                break;
        }
        return result;
    }

    /// <summary>Writes the elements, read as <typeparamref name="T"/>, to a span of the array's length.</summary>
    public static void To<T>(NDArray x, Span<T> destination)
        where T : unmanaged
    {
        if (x.IsContiguous)
            x.Span<T>().CopyTo(destination);
        else if (x.Length > 0)
            Rows(x, destination);
        GC.KeepAlive(x);
    }

    private static void Rows<T>(NDArray x, Span<T> destination)
        where T : unmanaged
    {
        var walk = new Walk(stackalloc WalkAxis[Walk.Room(x.Shape)], x.Shape, x);
        ref var source = ref x.First<T>();
        var count = walk.Row.Length;
        do
        {
            ref var row = ref Unsafe.Add(ref source, walk.First);
            if (walk.Row.First == 1)
                MemoryMarshal.CreateSpan(ref row, count).CopyTo(destination);
            else
                Row.Gather(ref row, walk.Row.First, destination[..count]);
            destination = destination[count..];
        } while (walk.Next());
    }
}
