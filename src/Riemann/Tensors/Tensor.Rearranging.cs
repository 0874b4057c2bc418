using Riemann.Bridge;
using Padding = Riemann.FSharp.Padding;

namespace Riemann;

public partial class Tensor
{
    /// <summary>The elements in reverse order along axes, all where none are given.</summary>
    public Tensor Flip(params int[] axes) =>
        Wrap(Rearranging.Flip(Operand, axes.Length > 0 ? axes : [.. Enumerable.Range(0, Rank)]));

    /// <summary>The elements moved on along an axis; what leaves at one end comes in at the other.</summary>
    public Tensor Roll(int shift, int axis) => Wrap(Rearranging.Roll(Operand, shift, axis));

    /// <summary>The elements moved on, counted row by row.</summary>
    public Tensor Roll(int shift) => Flatten().Roll(shift, 0).Reshape(Shape);

    /// <summary>The plane of two axes turned so often by 90 degrees, from the first axis to the second.</summary>
    public Tensor Rot90(int turns = 1, int first = 0, int second = 1) =>
        Wrap(Rearranging.Rot90(Operand, turns, first, second));

    /// <summary>Each element so often, one beside the other along an axis.</summary>
    public Tensor RepeatInterleave(int count, int axis) => Wrap(Rearranging.Repeat(Operand, count, axis));

    /// <summary>The tensor again and again, so often along each of the last axes.</summary>
    public Tensor Tile(params int[] counts) => Wrap(Rearranging.Tile(Operand, counts));

    /// <summary>
    /// The tensor with so many numbers before and after it along each axis, beginning with the first one. Raises unless
    /// there is a pair of widths for every axis.
    /// </summary>
    public Tensor Pad(IReadOnlyList<(int Before, int After)> widths, double value = 0) =>
        Wrap(Rearranging.Pad(Operand, Padding.NewConstant(value), [.. widths]));

    /// <summary>
    /// The tensor with so many elements of its own before and after it along each axis, or zeros for
    /// <see cref="PaddingMode.Constant"/>. Widths may be larger than the tensor.
    /// </summary>
    public Tensor Pad(IReadOnlyList<(int Before, int After)> widths, PaddingMode mode) =>
        Wrap(Rearranging.Pad(Operand, mode.ToCore(), [.. widths]));

    /// <summary>
    /// The windows of so many neighbours along an axis, which then counts them; a new last axis holds their elements.
    /// </summary>
    public Tensor Unfold(int axis, int size, int step) => Wrap(Rearranging.Unfold(Operand, axis, size, step));

    /// <summary>Matrices with the vectors of the last axis on a diagonal, and zeros beside it.</summary>
    public Tensor DiagEmbed(int offset = 0) => Wrap(Rearranging.Diag(Operand, offset));

    /// <summary>The diagonal of matrices that two axes span, as a new last axis.</summary>
    public Tensor Diagonal(int offset = 0, int first = 0, int second = 1) =>
        Wrap(Rearranging.Diagonal(Operand, offset, first, second));

    /// <summary>Matrices with other elements on a diagonal.</summary>
    public Tensor DiagonalScatter(Tensor source, int offset = 0) =>
        Wrap(Rearranging.SetDiagonal(Operand, source.Operand, offset));

    /// <summary>The lower triangle of matrices, with zeros above.</summary>
    public Tensor Tril(int offset = 0) => Wrap(Rearranging.Tril(Operand, offset));

    /// <summary>The upper triangle of matrices, with zeros below.</summary>
    public Tensor Triu(int offset = 0) => Wrap(Rearranging.Triu(Operand, offset));
}
