namespace Riemann.Kernels;

/// <summary>How the matrices of an array lie in memory.</summary>
internal static class Operand
{
    /// <summary>
    /// The distance between neighbours along an axis, counted from the end: 1 for columns, 2 for rows. An axis of
    /// length 1 has no neighbours, so that any distance is right; 1 is the one that needs no copying.
    /// </summary>
    public static nint Stride(NDArray array, int axisFromEnd) =>
        array.Shape[^axisFromEnd] == 1 ? 1 : array.Strides[^axisFromEnd];

    /// <summary>The array itself if the rows or columns of its matrices are contiguous, otherwise a copy.</summary>
    public static NDArray WithUnitStride(NDArray array) =>
        Stride(array, 1) == 1 || Stride(array, 2) == 1 ? array : array.Contiguous();

    /// <summary>Whether the rows of all matrices together are those of one matrix, and their distance in it.</summary>
    public static bool IsStackOfRows(NDArray array, out nint rowStride)
    {
        var shape = array.Shape;
        var strides = array.Strides;
        rowStride = 1;
        nint rows = 1;
        for (var axis = shape.Rank - 2; axis >= 0; axis--)
        {
            if (shape[axis] == 1)
                continue;
            if (rows == 1)
                rowStride = strides[axis];
            else if (strides[axis] != rowStride * rows)
                return false;
            rows *= shape[axis];
        }
        return true;
    }

    /// <summary>The strides along a result's leading axes: 0 where the array is broadcast.</summary>
    public static void LeadingStrides(NDArray array, Span<int> strides)
    {
        strides.Clear();
        for (var axis = 3; axis <= array.Rank; axis++)
            strides[^(axis - 2)] = array.Shape[^axis] == 1 ? 0 : array.Strides[^axis];
    }
}
