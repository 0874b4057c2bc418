using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>
    /// The elements in order along an axis, and their Int64 indices. Equal ones keep their order, and NaN comes last.
    /// </summary>
    public (Tensor Values, Tensor Indices) Sort(int axis = -1, bool descending = false) =>
        At(axis, Ordering.ArgSort(Primal, axis, descending));

    /// <summary>The Int64 indices that put the elements in order along an axis.</summary>
    public Tensor ArgSort(int axis = -1, bool descending = false) => Wrap(Ordering.ArgSort(Primal, axis, descending));

    /// <summary>The k largest elements along an axis, the largest first, and their Int64 indices.</summary>
    public (Tensor Values, Tensor Indices) TopK(int k, int axis = -1)
    {
        var (values, indices) = Ordering.TopK(Operand, k, axis);
        return (Wrap(values), Wrap(indices));
    }

    /// <summary>The k-th smallest elements along an axis, 1 being the smallest, and their Int64 indices, without the axis.</summary>
    public (Tensor Values, Tensor Indices) KthValue(int k, int axis = -1)
    {
        var (values, indices) = Ordering.KthValue(Operand, k, axis);
        return (Wrap(values), Wrap(indices));
    }

    /// <summary>The distinct elements in ascending order. Every NaN is distinct.</summary>
    public Tensor Unique() => Wrap(Ordering.Unique(Operand));

    /// <summary>
    /// The distinct elements in ascending order, for each element the Int64 index of its value among them, and how often
    /// each value occurs.
    /// </summary>
    public (Tensor Values, Tensor Inverse, Tensor Counts) UniqueWithCounts()
    {
        var (values, inverse, counts) = Ordering.UniqueWithCounts(Operand);
        return (Wrap(values), Wrap(inverse), Wrap(counts));
    }

    /// <summary>
    /// For each value the Int64 place in this ascending tensor where to insert it: before its equals, or after them.
    /// </summary>
    public Tensor SearchSorted(Tensor values, bool right = false) =>
        Wrap(Ordering.SearchSorted(Primal, values.Primal, right));

    /// <summary>The Int64 indices of the elements that are true, or not 0: a row for each, [n, Rank].</summary>
    public Tensor NonZero() => Wrap(Ordering.ArgWhere(Primal));
}
