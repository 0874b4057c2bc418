using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// Pooling to a given number of bins along each spatial axis: bin i of n along an axis of s elements is from
/// floor(i s / n) to ceil((i + 1) s / n), end excluded. Operands are float32 or float64 arrays [batch, channels, ..] with
/// one to three spatial axes and any strides, results are contiguous. Work is divided by planes. Each throws
/// <see cref="ArgumentException"/> when shapes, bins and element types do not fit each other.
/// </summary>
// Bound: contiguous planes and values of the shapes that <see cref="Bins"/> checked.
public static class AdaptivePooling
{
    /// <summary>The means of the bins. NaN propagates.</summary>
    public static NDArray Average(NDArray x, params ReadOnlySpan<int> counts)
    {
        var bins = Bins.Of(x.Shape, counts);
        var result = NDArray.Allocate(x.DType, Bins.Result(x.Shape, counts));
        if (x.DType == DType.Float32)
            Run<float, BinMeans<float>>(bins, x.Contiguous(), result, null);
        else if (x.DType == DType.Float64)
            Run<double, BinMeans<double>>(bins, x.Contiguous(), result, null);
        else
            throw Unsupported(x);
        return result;
    }

    /// <summary>The adjoint of <see cref="Average"/>: the gradient of &lt;c, Average(x)&gt; in x, of the given shape.</summary>
    public static NDArray AverageGradient(NDArray c, Shape inputShape)
    {
        if (c.Rank != inputShape.Rank)
            throw new ArgumentException($"pooling does not give {c.Shape} from {inputShape}");
        var counts = c.Shape.Dimensions[2..];
        var bins = Bins.Of(inputShape, counts);
        if (!c.Shape.Equals(Bins.Result(inputShape, counts)))
            throw new ArgumentException($"pooling does not give {c.Shape} from {inputShape}");
        var result = NDArray.Allocate(c.DType, inputShape);
        if (c.DType == DType.Float32)
            Run<float, BinShares<float>>(bins, result, c.Contiguous(), null);
        else if (c.DType == DType.Float64)
            Run<double, BinShares<double>>(bins, result, c.Contiguous(), null);
        else
            throw Unsupported(c);
        return result;
    }

    /// <summary>
    /// The largest elements of the bins and their indices, as <see cref="MaxPooling.Forward"/> gives them.
    /// </summary>
    public static (NDArray Values, NDArray Indices) Max(NDArray x, params ReadOnlySpan<int> counts)
    {
        var bins = Bins.Of(x.Shape, counts);
        var values = NDArray.Allocate(x.DType, Bins.Result(x.Shape, counts));
        var indices = NDArray.Allocate(DType.Int64, values.Shape);
        if (x.DType == DType.Float32)
            Run<float, BinMaxima<float>>(bins, x.Contiguous(), values, indices);
        else if (x.DType == DType.Float64)
            Run<double, BinMaxima<double>>(bins, x.Contiguous(), values, indices);
        else
            throw Unsupported(x);
        return (values, indices);
    }

    private static unsafe void Run<T, TBin>(in Bins bins, NDArray planes, NDArray values, NDArray? indices)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TBin : IBinWork<T>
    {
        fixed (
            T* x = &planes.First<T>(),
                y = &values.First<T>()
        )
        fixed (long* at = indices is null ? null : indices.Span<long>())
            PlaneLoop.Run(new BinLoop<T, TBin>(bins, x, y, at), planes.Shape[0] * (nint)planes.Shape[1], bins.Elements);
        GC.KeepAlive(planes);
        GC.KeepAlive(values);
        GC.KeepAlive(indices);
    }

    private static ArgumentException Unsupported(NDArray x) => new($"pooling is not defined for {x.DType.Name()}");
}
