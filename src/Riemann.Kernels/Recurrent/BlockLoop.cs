using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

/// <summary>
/// Applies a block function to rows: the last axis of each operand holds one block or several side by side, and so does
/// that of the result. The blocks of all operands, in order, are those of the function. A result does not depend on its
/// place or on the number of threads.
/// </summary>
internal static unsafe class BlockLoop<TFunction>
    where TFunction : IBlockFunction
{
    /// <summary>As many blocks as any function has.</summary>
    private const int Most = 8;

    /// <summary>What a function of exponentials costs beside reading an element.</summary>
    private const double Cost = 8;

    [InlineArray(Most)]
    private struct Addresses
    {
        private nint first;
    }

    [InlineArray(Most)]
    private struct Strides
    {
        private nint first;
    }

    /// <summary>Operands of one element type whose axes but the last are equal; two to four of them.</summary>
    public static NDArray Run(int length, NDArray x, NDArray y, NDArray? z = null, NDArray? w = null)
    {
        var dimensions = x.Shape.Dimensions.ToArray();
        dimensions[^1] = TFunction.Results * length;
        var result = NDArray.Allocate(x.DType, Shape.Of(dimensions));
        if (result.Length == 0)
            return result;
        var count =
            z is null ? 2
            : w is null ? 3
            : 4;
        (x, y) = (x.Contiguous(), y.Contiguous());
        (z, w) = (z?.Contiguous() ?? y, w?.Contiguous() ?? y);
        if (x.DType == DType.Float32)
            Run<float>(length, count, x, y, z, w, result);
        else
            Run<double>(length, count, x, y, z, w, result);
        GC.KeepAlive((x, y, z, w, result));
        return result;
    }

    private static void Run<T>(int length, int count, NDArray x, NDArray y, NDArray z, NDArray w, NDArray result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (
            T* p0 = &x.First<T>(),
                p1 = &y.First<T>(),
                p2 = &z.First<T>(),
                p3 = &w.First<T>(),
                destination = &result.First<T>()
        )
        {
            var starts = stackalloc T*[] { p0, p1, p2, p3 };
            var widths = stackalloc nint[] { x.Shape[^1], y.Shape[^1], z.Shape[^1], w.Shape[^1] };
            var work = new Work<T> { Length = length, Destination = destination };
            for (var operand = 0; operand < count; operand++)
            for (nint begin = 0; begin < widths[operand]; begin += length)
            {
                work.Sources[work.Count] = (nint)(starts[operand] + begin);
                work.Strides[work.Count++] = widths[operand];
            }
            PlaneLoop.Run(work, result.Length / (TFunction.Results * length), Cost * work.Count * length);
        }
    }

    // Bound: rows from first to end are within all arrays, vectors end at or before the end of a block, and the rest of
    // a block passes through the stack.
    private struct Work<T> : IPlaneWork
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public nint Length;
        public int Count;
        public Addresses Sources;
        public Strides Strides;
        public T* Destination;

        public readonly void Run(nint first, nint end)
        {
            var x = stackalloc T*[Most];
            var y = stackalloc T*[Most];
            for (var row = first; row < end; row++)
            {
                for (var k = 0; k < Count; k++)
                    x[k] = (T*)Sources[k] + row * Strides[k];
                for (var k = 0; k < TFunction.Results; k++)
                    y[k] = Destination + (row * TFunction.Results + k) * Length;
                if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
                    Row<T, Lanes512<T>>(x, y, Count, Length);
                else
                    Row<T, LanesNative<T>>(x, y, Count, Length);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<T, V>(T** x, T** y, int count, nint length)
        where T : unmanaged
        where V : struct, ILanes<V, T>
    {
        nint i = 0;
        for (; i <= length - V.Count; i += V.Count)
            TFunction.Invoke<T, V>(x, y, i);
        if (i < length)
            Rest<T, V>(x, y, count, i, length - i);
    }

    // The elements that do not fill a vector pass through one that is full.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Rest<T, V>(T** x, T** y, int count, nint from, nint rest)
        where T : unmanaged
        where V : struct, ILanes<V, T>
    {
        var full = stackalloc T[2 * Most * V.Count];
        var source = stackalloc T*[Most];
        var target = stackalloc T*[Most];
        var bytes = (uint)(rest * sizeof(T));
        for (var k = 0; k < Most; k++)
        {
            source[k] = full + k * V.Count;
            target[k] = full + (Most + k) * V.Count;
        }
        for (var k = 0; k < count; k++)
            Unsafe.CopyBlock(source[k], x[k] + from, bytes);
        TFunction.Invoke<T, V>(source, target, 0);
        for (var k = 0; k < TFunction.Results; k++)
            Unsafe.CopyBlock(y[k] + from, target[k], bytes);
    }
}
