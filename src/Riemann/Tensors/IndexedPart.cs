using Riemann.Bridge;
using Slice = Riemann.FSharp.Slice;

namespace Riemann;

/// <summary>
/// The indices of an indexer as slices of the functional core. New axes are put into the tensor first, and taken whole.
/// </summary>
internal sealed class IndexedPart
{
    private readonly Tensor tensor;
    private readonly List<Slice> slices = [];
    private readonly List<int> newAxes = [];
    private int axis;

    public IndexedPart(Tensor tensor, ReadOnlySpan<TensorIndex> indices)
    {
        this.tensor = tensor;
        var open = tensor.Rank;
        foreach (var index in indices)
            open -= Axes(index);
        foreach (var index in indices)
        {
            if (index.Form == TensorIndex.Kind.Ellipsis)
            {
                slices.AddRange(Enumerable.Repeat(Slice.All, Math.Max(0, open)));
                axis += Math.Max(0, open);
                open = 0; // a second one stands for no axes
            }
            else if (index.Form == TensorIndex.Kind.NewAxis)
            {
                newAxes.Add(axis + newAxes.Count);
                slices.Add(Slice.All);
            }
            else
            {
                slices.Add(One(index));
                axis += Axes(index);
            }
        }
    }

    /// <summary>What to take of the tensor with its new axes.</summary>
    public Slice[] Slices => [.. slices];

    /// <summary>The tensor with its new axes.</summary>
    public CoreTensor Widen(CoreTensor x) => newAxes.Aggregate(x, (x, place) => Shaping.InsertAxis(x, place));

    /// <summary>The tensor without its new axes.</summary>
    public CoreTensor Narrow(CoreTensor x) => newAxes.Count == 0 ? x : Shaping.Reshape(x, tensor.Shape);

    /// <summary>How many axes of the tensor an index stands for.</summary>
    private static int Axes(TensorIndex index) =>
        index.Form switch
        {
            TensorIndex.Kind.NewAxis or TensorIndex.Kind.Ellipsis => 0,
            TensorIndex.Kind.Tensor when index.Values!.DType == DType.Bool => index.Values.Rank,
            _ => 1,
        };

    private Slice One(TensorIndex index)
    {
        switch (index.Form)
        {
            case TensorIndex.Kind.At:
                return Slice.NewAt(index.Place);
            case TensorIndex.Kind.Tensor:
                var values = index.Values!.Primal;
                return index.Values.DType == DType.Bool ? Slice.NewMask(values) : Slice.NewIndices(values);
            case TensorIndex.Kind.Range when axis < tensor.Rank:
                return Ranged(index.Span, index.Stride);
            default:
                return Slice.All; // one too many is reported with the number of axes
        }
    }

    private Slice Ranged(Range range, int step)
    {
        var length = tensor.Size(axis);
        var start = range.Start.GetOffset(length);
        var end = range.End.GetOffset(length);
        if (start < 0 || start > end || end > length)
            throw Failure.Value(
                "x[...]",
                $"the range {range} leaves axis {axis} of length {length}",
                $"a range begins at 0 or later, and ends there or later, at {length} at most"
            );
        if (start == end)
            return Slice.Empty;
        return step switch
        {
            1 => Slice.NewRange(start, end - 1),
            < 0 => Slice.NewStep(end - 1, start, step),
            _ => Slice.NewStep(start, end - 1, step),
        };
    }
}
