using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>The matrix product over the last two axes; axes before them broadcast.</summary>
    public Tensor MatMul(Tensor other) => Wrap(Multiplying.MatMul(Operand, other.Operand));

    /// <summary>The sum of the products of two vectors.</summary>
    public Tensor Dot(Tensor other) => Wrap(Multiplying.Dot(Operand, other.Operand));
}
