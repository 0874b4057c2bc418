using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>The matrix product over the last two axes; axes before them broadcast.</summary>
    public Tensor MatMul(Tensor other) => Wrap(Multiplying.MatMul(Operand, other.Operand));

    /// <summary>This tensor plus the matrix product of two others, in one step.</summary>
    public Tensor AddMatMul(Tensor left, Tensor right) =>
        Wrap(Multiplying.AddMatMul(Operand, left.Operand, right.Operand));

    /// <summary>The sum of the products of two vectors.</summary>
    public Tensor Dot(Tensor other) => Wrap(Multiplying.Dot(Operand, other.Operand));

    /// <summary>The sums of the products along an axis; shapes broadcast.</summary>
    public Tensor Vecdot(Tensor other, int axis = -1) => Wrap(Multiplying.Vecdot(Operand, other.Operand, axis));

    /// <summary>The sums of the products over the last axes of both.</summary>
    public Tensor Inner(Tensor other) => Wrap(Multiplying.Inner(Operand, other.Operand));

    /// <summary>The products of each element with each of the other tensor, this one's axes first.</summary>
    public Tensor Outer(Tensor other) => Wrap(Multiplying.Outer(Operand, other.Operand));

    /// <summary>The vector products of three-dimensional vectors along an axis; the other axes broadcast.</summary>
    public Tensor Cross(Tensor other, int axis = -1) => Wrap(Multiplying.Cross(Operand, other.Operand, axis));

    /// <summary>The Kronecker product: each element replaced by its product with the other tensor.</summary>
    public Tensor Kron(Tensor other) => Wrap(Multiplying.Kron(Operand, other.Operand));

    /// <summary>The sums of the products over pairs of axes, one of each tensor; this one's other axes come first.</summary>
    public Tensor Tensordot(Tensor other, int[] axes, int[] otherAxes) =>
        Wrap(Multiplying.Tensordot(Operand, other.Operand, axes, otherAxes));

    /// <summary>
    /// The sum of products that an equation such as <c>"bij,bjk-&gt;bik"</c> describes: a letter for each axis of each
    /// tensor, and those that the result keeps.
    /// </summary>
    public static Tensor Einsum(string equation, params IReadOnlyList<Tensor> operands) =>
        Wrap(Multiplying.Einsum(equation, Operands(operands)));

    /// <summary>The sum of the diagonal of a matrix, or of each of a batch of them.</summary>
    public Tensor Trace() => Wrap(Multiplying.Trace(Operand));

    /// <summary>The distances in the norm of this order of all rows from all rows of another tensor; equal rows have slope 0.</summary>
    public Tensor Cdist(Tensor other, double p = 2) => Wrap(Multiplying.PairwiseDistances(Operand, other.Operand, p));

    /// <summary>The cosines of the angles between vectors along an axis; NaN where one of them is 0.</summary>
    public Tensor CosineSimilarity(Tensor other, int axis = -1) =>
        Wrap(Multiplying.CosineSimilarity(Operand, other.Operand, axis));
}
