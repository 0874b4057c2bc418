using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>The same elements in another shape; one length may be -1, which is what remains.</summary>
    public Tensor Reshape(params int[] shape) => Wrap(Shaping.Reshape(Operand, shape));

    /// <summary>The same as <see cref="Reshape"/>.</summary>
    public Tensor View(params int[] shape) => Reshape(shape);

    /// <summary>The elements with the axes from one to another, both included, as one axis.</summary>
    public Tensor Flatten(int startAxis = 0, int endAxis = -1)
    {
        if (Rank == 0)
            return Reshape(1);
        var (first, end) = (Place(startAxis), Place(endAxis) + 1);
        if (first >= end)
            throw Failure.Value(
                "Flatten",
                $"axis {startAxis} comes after axis {endAxis}",
                "the outer axis comes first"
            );
        var shape = Shape;
        var merged = shape[first..end].Aggregate(1, (product, length) => product * length);
        return Reshape([.. shape[..first], merged, .. shape[end..]]);
    }

    /// <summary>The elements with one axis as several of these lengths; one may be -1, which is what remains.</summary>
    public Tensor Unflatten(int axis, params ReadOnlySpan<int> lengths)
    {
        var place = Place(axis);
        var shape = Shape;
        return Reshape([
            .. shape[..place],
            .. Zeros(shape[place]).Reshape(lengths.ToArray()).Shape,
            .. shape[(place + 1)..],
        ]);
    }

    /// <summary>The elements repeated along axes of length 1, and new axes in front, to this shape; -1 keeps a length.</summary>
    public Tensor Expand(params int[] shape) => Wrap(Shaping.Expand(Operand, shape));

    /// <summary>The elements repeated to the shape of another tensor.</summary>
    public Tensor ExpandAs(Tensor other) => Expand(other.Shape);

    /// <summary>The axes in another order.</summary>
    public Tensor Permute(params int[] axes) => Wrap(Shaping.Permute(Operand, axes));

    /// <summary>Two axes exchanged.</summary>
    public Tensor Transpose(int first, int second) => Wrap(Shaping.SwapAxes(Operand, first, second));

    /// <summary>A matrix, or each of a batch of them, transposed.</summary>
    public Tensor T => Transpose(-2, -1);

    /// <summary>One axis moved to another place; the others keep their order.</summary>
    public Tensor MoveAxis(int source, int destination) => Wrap(Shaping.MoveAxis(Operand, source, destination));

    /// <summary>A new axis of length 1.</summary>
    public Tensor Unsqueeze(int axis) => Wrap(Shaping.InsertAxis(Operand, axis));

    /// <summary>Without an axis of length 1.</summary>
    public Tensor Squeeze(int axis) => Wrap(Shaping.Squeeze(Operand, axis));

    /// <summary>Without all axes of length 1.</summary>
    public Tensor Squeeze() => Wrap(Shaping.SqueezeAll(Operand));

    /// <summary>For vectors of lengths m, n, ... the elements of each over all points of the grid [m, n, ...].</summary>
    public static Tensor[] Meshgrid(params IReadOnlyList<Tensor> vectors) =>
        Array.ConvertAll(Shaping.Meshgrid(Operands(vectors)), Wrap);

    /// <summary>Counted from the front, an axis that may be counted from the end. Raises where there is none.</summary>
    private int Place(int axis)
    {
        Size(axis);
        return axis < 0 ? axis + Rank : axis;
    }

    private static CoreTensor[] Operands(IReadOnlyList<Tensor> tensors)
    {
        var operands = new CoreTensor[tensors.Count];
        for (var i = 0; i < operands.Length; i++)
            operands[i] = tensors[i].Operand;
        return operands;
    }
}
