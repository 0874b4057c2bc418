namespace Riemann.Kernels;

public sealed partial class NDArray
{
    /// <summary>The same elements seen through another shape, offset and strides.</summary>
    internal NDArray View(Shape shape, int offset, int[] newStrides) =>
        new(DType, shape, storage, shape.Length == 0 ? 0 : offset, IsRowMajor(shape, newStrides) ? null : newStrides);

    /// <summary>The elements in row-major order without gaps: the array itself when it is so already.</summary>
    public NDArray Contiguous() => IsContiguous ? this : Copy.Of(this);

    /// <summary>
    /// The elements in row-major order under another shape of the same length: a view when the strides allow
    /// it, a copy otherwise.
    /// </summary>
    public NDArray Reshape(Shape shape)
    {
        if (shape.Length != Length)
            throw new ArgumentException($"{Length} elements of shape {Shape} do not fill the shape {shape}");
        if (ReferenceEquals(shape, Shape))
            return this;
        if (IsContiguous)
            return new NDArray(DType, shape, storage, Offset);
        return Reshaping.TryStrides(this, shape) is { } newStrides
            ? View(shape, Offset, newStrides)
            : Copy.Of(this).Reshape(shape);
    }

    /// <summary>A view whose axis i is this array's axis <c>axes[i]</c>.</summary>
    public NDArray Permute(ReadOnlySpan<int> axes)
    {
        if (axes.Length != Rank)
            throw new ArgumentException($"{axes.Length} axes do not permute the shape {Shape}");
        Span<int> dimensions = stackalloc int[Rank];
        var newStrides = new int[Rank];
        dimensions.Fill(-1);
        for (var i = 0; i < axes.Length; i++)
        {
            if (axes[..i].Contains(axes[i]))
                throw new ArgumentException($"axis {axes[i]} occurs twice in a permutation");
            dimensions[i] = Shape[axes[i]];
            newStrides[i] = Strides[axes[i]];
        }
        return View(Shape.Of(dimensions), Offset, newStrides);
    }

    /// <summary>A view stretched to a shape: new leading axes, and axes of length 1, get stride 0.</summary>
    public NDArray BroadcastTo(Shape shape)
    {
        if (shape.Equals(Shape))
            return this;
        var missing = shape.Rank - Rank;
        if (missing < 0)
            throw new ArgumentException($"the shape {Shape} does not broadcast to {shape}");
        var newStrides = new int[shape.Rank];
        for (var axis = 0; axis < Rank; axis++)
        {
            if (Shape[axis] == shape[missing + axis])
                newStrides[missing + axis] = Strides[axis];
            else if (Shape[axis] != 1)
                throw new ArgumentException($"the shape {Shape} does not broadcast to {shape}");
        }
        return View(shape, Offset, newStrides);
    }

    /// <summary>
    /// A view of the elements <c>starts[axis] + i * steps[axis]</c> for i below <c>lengths[axis]</c>. Steps may
    /// be negative; the start is always the index of the first element taken.
    /// </summary>
    public NDArray Slice(ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, ReadOnlySpan<int> steps)
    {
        if (starts.Length != Rank || lengths.Length != Rank || steps.Length != Rank)
            throw new ArgumentException($"a slice of the shape {Shape} needs a start, length and step per axis");
        var newStrides = new int[Rank];
        var offset = Offset;
        for (var axis = 0; axis < Rank; axis++)
        {
            var last = starts[axis] + (long)(lengths[axis] - 1) * steps[axis];
            if (lengths[axis] > 0 && ((uint)starts[axis] >= (uint)Shape[axis] || last < 0 || last >= Shape[axis]))
                throw new ArgumentException($"a slice reaches outside axis {axis} of the shape {Shape}");
            offset += starts[axis] * Strides[axis];
            newStrides[axis] = unchecked(steps[axis] * Strides[axis]);
        }
        var shape = lengths.SequenceEqual(Shape.Dimensions) ? Shape : Shape.Of(lengths);
        return View(shape, offset, newStrides);
    }

    private static bool IsRowMajor(Shape shape, ReadOnlySpan<int> strides)
    {
        if (shape.Length <= 1)
            return true;
        var expected = shape.Strides;
        for (var axis = 0; axis < strides.Length; axis++)
            if (strides[axis] != expected[axis] && shape[axis] != 1)
                return false;
        return true;
    }
}
