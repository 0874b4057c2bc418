using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// The largest element under each place of a window, and what goes with it. Operands are float32 or float64 arrays
/// [batch, channels, ..] with one to three spatial axes and any strides, results are contiguous. Indices are int64 and
/// count the elements of a plane, all spatial axes together, in row-major order. Work is divided by planes. Each throws
/// <see cref="ArgumentException"/> when shapes, settings and element types do not fit each other, and those that are
/// given indices throw it for one that is outside the plane.
/// </summary>
// Bound: contiguous planes, values and indices of the shapes that <see cref="PoolingPlan"/> checked.
public static class MaxPooling
{
    /// <summary>
    /// The largest elements and their indices: the first of equal ones. NaN is the largest; of several the index is that
    /// of the last.
    /// </summary>
    public static (NDArray Values, NDArray Indices) Forward(NDArray x, PoolingSettings settings)
    {
        var plan = PoolingPlan.Of(x.Shape, settings);
        return x.DType switch
        {
            DType.Float32 => Forward<float, int>(plan, x.Contiguous()),
            DType.Float64 => Forward<double, long>(plan, x.Contiguous()),
            _ => throw Unsupported(x),
        };
    }

    /// <summary>
    /// Zeros of the given shape, to which each value is added at its index: the adjoint of <see cref="Take"/>, and the
    /// gradient of <see cref="Forward"/>.
    /// </summary>
    public static NDArray Scatter(NDArray values, NDArray indices, Shape shape) =>
        values.DType switch
        {
            DType.Float32 => IndexedPlanes<float>.Write<Increase<float>>(values, indices, shape),
            DType.Float64 => IndexedPlanes<double>.Write<Increase<double>>(values, indices, shape),
            _ => throw Unsupported(values),
        };

    /// <summary>
    /// Zeros of the given shape, in which each value has taken the place at its index, the last one of several: the
    /// inverse of <see cref="Forward"/> as far as there is one (max unpooling).
    /// </summary>
    public static NDArray Unpool(NDArray values, NDArray indices, Shape shape) =>
        values.DType switch
        {
            DType.Float32 => IndexedPlanes<float>.Write<Overwrite<float>>(values, indices, shape),
            DType.Float64 => IndexedPlanes<double>.Write<Overwrite<double>>(values, indices, shape),
            _ => throw Unsupported(values),
        };

    /// <summary>The elements of each plane at the indices: what <see cref="Forward"/> does to a direction.</summary>
    public static NDArray Take(NDArray x, NDArray indices) =>
        x.DType switch
        {
            DType.Float32 => IndexedPlanes<float>.Read(x, indices),
            DType.Float64 => IndexedPlanes<double>.Read(x, indices),
            _ => throw Unsupported(x),
        };

    private static unsafe (NDArray, NDArray) Forward<T, TIndex>(in PoolingPlan plan, NDArray x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var values = NDArray.Allocate(x.DType, plan.Result);
        var indices = NDArray.Allocate(DType.Int64, plan.Result);
        fixed (
            T* from = &x.First<T>(),
                to = &values.First<T>()
        )
        fixed (long* at = &indices.First<long>())
        {
            var work = new MaxPoolingWork<T, TIndex>(plan.Window, from, to, at);
            PlaneLoop.Run(work, plan.Planes, plan.Work);
        }
        GC.KeepAlive(x);
        GC.KeepAlive(values);
        GC.KeepAlive(indices);
        return (values, indices);
    }

    private static ArgumentException Unsupported(NDArray x) => new($"pooling is not defined for {x.DType.Name()}");
}
