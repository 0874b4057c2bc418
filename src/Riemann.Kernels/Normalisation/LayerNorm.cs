using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

public static partial class Normalisation
{
    /// <summary>
    /// (x - mean) / sqrt(variance + epsilon) along the last axis, for floats, with the mean of the squared deviations
    /// as variance (J. Ba, J. Kiros and G. Hinton, 2016, "Layer normalization"). A row that holds NaN or an infinity is
    /// NaN.
    /// </summary>
    public static NDArray LayerNorm(NDArray x, double epsilon)
    {
        Check(x);
        var result = NDArray.Allocate(x.DType, x.Shape);
        x = x.Contiguous();
        if (x.DType == DType.Float32)
            LayerNorm<float>(x.Span<float>(), x.Shape[^1], epsilon, result.Span<float>());
        else
            LayerNorm<double>(x.Span<double>(), x.Shape[^1], epsilon, result.Span<double>());
        GC.KeepAlive(x);
        GC.KeepAlive(result);
        return result;
    }

    /// <summary>
    /// The gradient in x of what has the gradient <paramref name="c"/>, of the same shape, in the layer norm y of x:
    /// (c - mean(c) - y mean(c y)) / sqrt(variance + epsilon).
    /// </summary>
    public static NDArray LayerNormGradient(NDArray x, NDArray c, double epsilon)
    {
        CheckAlike(x, c);
        var result = NDArray.Allocate(x.DType, x.Shape);
        (x, c) = (x.Contiguous(), c.Contiguous());
        if (x.DType == DType.Float32)
            LayerNormGradient(x.Span<float>(), c.Span<float>(), x.Shape[^1], epsilon, result.Span<float>());
        else
            LayerNormGradient(x.Span<double>(), c.Span<double>(), x.Shape[^1], epsilon, result.Span<double>());
        GC.KeepAlive(x);
        GC.KeepAlive(c);
        GC.KeepAlive(result);
        return result;
    }

    private static void LayerNorm<T>(ReadOnlySpan<T> x, int length, double epsilon, Span<T> result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var done = 0; done < x.Length; done += length)
            Normalise(x.Slice(done, length), T.CreateTruncating(epsilon), result.Slice(done, length));
    }

    private static void LayerNormGradient<T>(Span<T> x, Span<T> c, int length, double epsilon, Span<T> result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var count = T.CreateTruncating(length);
        for (var done = 0; done < x.Length; done += length)
        {
            var own = done..(done + length);
            var row = result[own];
            var scale = Normalise<T>(x[own], T.CreateTruncating(epsilon), row);
            var slope = TensorPrimitives.Dot<T>(c[own], row) / count;
            var mean = TensorPrimitives.Sum<T>(c[own]) / count;
            TensorPrimitives.MultiplyAdd(row, -slope, c[own], row);
            TensorPrimitives.Subtract(row, mean, row);
            TensorPrimitives.Multiply(row, scale, row);
        }
    }

    // Writes the row's layer norm and returns 1 / sqrt(variance + epsilon).
    private static T Normalise<T>(ReadOnlySpan<T> x, T epsilon, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var count = T.CreateTruncating(x.Length);
        TensorPrimitives.Subtract(x, TensorPrimitives.Sum(x) / count, destination);
        var scale = T.One / T.Sqrt(TensorPrimitives.SumOfSquares<T>(destination) / count + epsilon);
        TensorPrimitives.Multiply(destination, scale, destination);
        return scale;
    }
}
