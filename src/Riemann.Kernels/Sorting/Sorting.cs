namespace Riemann.Kernels;

/// <summary>
/// The order of elements. NaN comes after every number, and the two zeros are equal.
/// </summary>
public static class Sorting
{
    /// <summary>
    /// The first of the Int64 indices that put the elements along an axis in ascending or descending order: as many
    /// as <paramref name="count"/>, which is at most the axis's length. Equal elements keep their order, and NaN is
    /// last, either way.
    /// </summary>
    public static NDArray ArgSort(NDArray x, int axis, bool descending, int count) =>
        x.DType switch
        {
            DType.Float32 => ArgSorter<float>.Run(x, axis, descending, count),
            DType.Float64 => ArgSorter<double>.Run(x, axis, descending, count),
            DType.Int32 => ArgSorter<int>.Run(x, axis, descending, count),
            DType.Int64 => ArgSorter<long>.Run(x, axis, descending, count),
            _ => ArgSorter<byte>.Run(x, axis, descending, count),
        };

    /// <summary>
    /// For each value the Int64 number of elements that are less, or with <paramref name="right"/> not greater, in
    /// the row of ascending elements that it belongs to: both arrays have one element type and the same lengths on
    /// all axes but the last.
    /// </summary>
    public static NDArray Search(NDArray sorted, NDArray values, bool right) =>
        sorted.DType switch
        {
            DType.Float32 => Searcher<float>.Run(sorted, values, right),
            DType.Float64 => Searcher<double>.Run(sorted, values, right),
            DType.Int32 => Searcher<int>.Run(sorted, values, right),
            DType.Int64 => Searcher<long>.Run(sorted, values, right),
            _ => Searcher<byte>.Run(sorted, values, right),
        };
}
