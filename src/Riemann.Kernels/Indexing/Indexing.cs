using System.Numerics;

namespace Riemann.Kernels;

/// <summary>Taking elements by index, and writing arrays into parts of larger ones. Results are contiguous.</summary>
public static class Indexing
{
    /// <summary>
    /// result[i.., j, k..] = x[i.., indices[i.., j, k..], k..] of the indices' shape: indices are Int32 or Int64,
    /// of x's rank, with x's lengths on all axes but <paramref name="axis"/>, and inside the axis
    /// (<see cref="FirstOutOfRange"/>). Whole blocks are copied where indices are broadcast along the later axes.
    /// </summary>
    public static NDArray Gather(NDArray x, NDArray indices, int axis) =>
        (x.DType.Size(), indices.DType) switch
        {
            (1, DType.Int32) => Gathering<byte, int>.Run(x, indices, axis),
            (1, DType.Int64) => Gathering<byte, long>.Run(x, indices, axis),
            (4, DType.Int32) => Gathering<uint, int>.Run(x, indices, axis),
            (4, DType.Int64) => Gathering<uint, long>.Run(x, indices, axis),
            (8, DType.Int32) => Gathering<ulong, int>.Run(x, indices, axis),
            (8, DType.Int64) => Gathering<ulong, long>.Run(x, indices, axis),
            _ => throw NoIndices(indices),
        };

    /// <summary>
    /// The adjoint of <see cref="Gather"/>: zeros of a shape with every update added at its index, in row-major
    /// order of the updates, so that duplicates accumulate the same way each time. Updates have the indices'
    /// shape and any numeric type; integers wrap.
    /// </summary>
    public static NDArray ScatterAdd(Shape shape, NDArray indices, NDArray updates, int axis) =>
        indices.DType switch
        {
            DType.Int32 => ScatterAdd<int>(shape, indices, updates, axis),
            DType.Int64 => ScatterAdd<long>(shape, indices, updates, axis),
            _ => throw NoIndices(indices),
        };

    /// <summary>The row-major position of the first index that is negative or not below the length; -1 without one.</summary>
    public static long FirstOutOfRange(NDArray indices, int length) =>
        indices.DType switch
        {
            DType.Int32 => RangeCheck<int>.Run(indices, length),
            DType.Int64 => RangeCheck<long>.Run(indices, length),
            _ => throw NoIndices(indices),
        };

    /// <summary>
    /// Zeros of a shape with x at <c>starts[axis] + i * steps[axis]</c> along each axis: the adjoint of
    /// <see cref="NDArray.Slice"/>, and padding. Throws when x would reach outside.
    /// </summary>
    public static NDArray Place(Shape shape, NDArray x, ReadOnlySpan<int> starts, ReadOnlySpan<int> steps)
    {
        var result = Writing.Zeros(x.DType, shape);
        Copy.Into(result.Slice(starts, x.Shape.Dimensions, steps), x);
        return result;
    }

    /// <summary>
    /// x with <paramref name="value"/> at <c>starts[axis] + i * steps[axis]</c> along each axis, of one element type.
    /// Throws when the value would reach outside.
    /// </summary>
    public static NDArray Replace(NDArray x, NDArray value, ReadOnlySpan<int> starts, ReadOnlySpan<int> steps)
    {
        var result = Copy.Of(x);
        Copy.Into(result.Slice(starts, value.Shape.Dimensions, steps), value);
        return result;
    }

    /// <summary>
    /// Zeros [.., rows, columns] with the vectors on the last axis of x on a diagonal: the adjoint of
    /// <see cref="NDArray.Diagonal"/>. Each vector is as long as the diagonal.
    /// </summary>
    public static NDArray PlaceDiagonal(NDArray x, int rows, int columns, int offset)
    {
        var result = Writing.Zeros(x.DType, Shape.Of([.. x.Shape.Dimensions[..^1], rows, columns]));
        Copy.Into(result.Diagonal(offset), x);
        return result;
    }

    /// <summary>
    /// Zeros of a shape with every window added at its place: the adjoint of <see cref="NDArray.Windows"/>. Where
    /// windows overlap, earlier elements of windows are added first; integers wrap.
    /// </summary>
    public static NDArray OverlapAdd(Shape shape, NDArray windows, int axis, int step) =>
        windows.DType switch
        {
            DType.Float32 => Overlapping<float>.Run(shape, windows, axis, step),
            DType.Float64 => Overlapping<double>.Run(shape, windows, axis, step),
            DType.Int32 => Overlapping<int>.Run(shape, windows, axis, step),
            DType.Int64 => Overlapping<long>.Run(shape, windows, axis, step),
            DType.UInt8 => Overlapping<byte>.Run(shape, windows, axis, step),
            _ => throw new ArgumentException("truth values cannot be added"),
        };

    /// <summary>
    /// x with every update in place of the element at its index; of updates with equal indices the last one in row-major
    /// order stays. Indices as for <see cref="Gather"/>; updates have their shape, and the element type of x.
    /// </summary>
    public static NDArray Scatter(NDArray x, NDArray indices, NDArray updates, int axis) =>
        indices.DType switch
        {
            DType.Int32 => Scatter<int>(x, indices, updates, axis),
            DType.Int64 => Scatter<long>(x, indices, updates, axis),
            _ => throw NoIndices(indices),
        };

    /// <summary>
    /// For each place of a shape, the position along the axis of the last index that names it, or -1: which update
    /// stays where several are written to one place. Indices as for <see cref="Gather"/>; the result is Int64.
    /// </summary>
    public static NDArray LastUpdate(Shape shape, NDArray indices, int axis) =>
        indices.DType switch
        {
            DType.Int32 => LastUpdating<int>.Run(shape, indices, axis),
            DType.Int64 => LastUpdating<long>.Run(shape, indices, axis),
            _ => throw NoIndices(indices),
        };

    /// <summary>The row-major positions of the true elements, as an Int64 vector.</summary>
    public static NDArray Positions(NDArray truths)
    {
        truths = truths.Contiguous();
        var values = truths.Span<byte>();
        var result = NDArray.Allocate(DType.Int64, Shape.Of(values.Count((byte)1)));
        var positions = result.Span<long>();
        var count = 0;
        for (var i = 0; count < positions.Length; i++)
            if (values[i] != 0)
                positions[count++] = i;
        GC.KeepAlive(truths);
        GC.KeepAlive(result);
        return result;
    }

    /// <summary>
    /// The arrays one after another along an axis. There is at least one, they have one element type and, on the
    /// other axes, the same lengths.
    /// </summary>
    public static NDArray Concatenate(ReadOnlySpan<NDArray> arrays, int axis) =>
        arrays[0].DType.Size() switch
        {
            1 => Joining<byte>.Run(arrays, axis),
            4 => Joining<uint>.Run(arrays, axis),
            _ => Joining<ulong>.Run(arrays, axis),
        };

    private static NDArray ScatterAdd<TIndex>(Shape shape, NDArray indices, NDArray updates, int axis)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var zeros = Writing.Zeros(updates.DType, shape);
        return updates.DType switch
        {
            DType.Float32 => Scattering<float, TIndex, Increase<float>>.Run(zeros, indices, updates, axis),
            DType.Float64 => Scattering<double, TIndex, Increase<double>>.Run(zeros, indices, updates, axis),
            DType.Int32 => Scattering<int, TIndex, Increase<int>>.Run(zeros, indices, updates, axis),
            DType.Int64 => Scattering<long, TIndex, Increase<long>>.Run(zeros, indices, updates, axis),
            DType.UInt8 => Scattering<byte, TIndex, Increase<byte>>.Run(zeros, indices, updates, axis),
            _ => throw new ArgumentException("truth values cannot be added"),
        };
    }

    private static NDArray Scatter<TIndex>(NDArray x, NDArray indices, NDArray updates, int axis)
        where TIndex : unmanaged, IBinaryInteger<TIndex> =>
        x.DType.Size() switch
        {
            1 => Scattering<byte, TIndex, Overwrite<byte>>.Run(Copy.Of(x), indices, updates, axis),
            4 => Scattering<uint, TIndex, Overwrite<uint>>.Run(Copy.Of(x), indices, updates, axis),
            _ => Scattering<ulong, TIndex, Overwrite<ulong>>.Run(Copy.Of(x), indices, updates, axis),
        };

    private static ArgumentException NoIndices(NDArray indices) =>
        new($"indices are int32 or int64, not {indices.DType.Name()}");
}
