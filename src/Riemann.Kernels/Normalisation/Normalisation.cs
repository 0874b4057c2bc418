using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// Functions that relate the elements of each row, along the last axis, to one another, with their gradients. One pass
/// over memory for each row, which stays in the cache in between.
/// </summary>
public static partial class Normalisation
{
    private static NDArray RowMap<TRow>(NDArray x)
        where TRow : IFloatUnary
    {
        Check(x);
        var result = NDArray.Allocate(x.DType, x.Shape);
        x = x.Contiguous();
        if (x.DType == DType.Float32)
            Rows<TRow, float>(x.Span<float>(), x.Shape[^1], result.Span<float>());
        else
            Rows<TRow, double>(x.Span<double>(), x.Shape[^1], result.Span<double>());
        GC.KeepAlive(x);
        GC.KeepAlive(result);
        return result;
    }

    private static NDArray RowMap<TRow>(NDArray x, NDArray y)
        where TRow : IFloatBinary
    {
        CheckAlike(x, y);
        var result = NDArray.Allocate(x.DType, x.Shape);
        (x, y) = (x.Contiguous(), y.Contiguous());
        if (x.DType == DType.Float32)
            Rows<TRow, float>(x.Span<float>(), y.Span<float>(), x.Shape[^1], result.Span<float>());
        else
            Rows<TRow, double>(x.Span<double>(), y.Span<double>(), x.Shape[^1], result.Span<double>());
        GC.KeepAlive(x);
        GC.KeepAlive(y);
        GC.KeepAlive(result);
        return result;
    }

    private static void Rows<TRow, T>(ReadOnlySpan<T> x, int length, Span<T> result)
        where TRow : IFloatUnary
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var done = 0; done < x.Length; done += length)
            TRow.Invoke(x.Slice(done, length), result.Slice(done, length));
    }

    private static void Rows<TRow, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, int length, Span<T> result)
        where TRow : IFloatBinary
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var done = 0; done < x.Length; done += length)
            TRow.Invoke(x.Slice(done, length), y.Slice(done, length), result.Slice(done, length));
    }

    private static void Check(NDArray x)
    {
        if (!x.DType.IsFloat() || x.Rank == 0)
            throw new ArgumentException($"the operand is {x.DType.Name()} {x.Shape}");
    }

    private static void CheckAlike(NDArray x, NDArray y)
    {
        Check(x);
        if (x.DType != y.DType || !x.Shape.Equals(y.Shape))
            throw new ArgumentException($"the operands are {x.DType.Name()} {x.Shape} and {y.DType.Name()} {y.Shape}");
    }
}
