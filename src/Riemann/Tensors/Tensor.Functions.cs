namespace Riemann;

public partial class Tensor
{
    /// <summary>The exponential, element by element.</summary>
    public Tensor Exp() => Wrap(CoreTensor.Exp(Operand));

    /// <summary>The natural logarithm, element by element; NaN below 0.</summary>
    public Tensor Log() => Wrap(CoreTensor.Log(Operand));

    /// <summary>The square root, element by element; NaN below 0.</summary>
    public Tensor Sqrt() => Wrap(CoreTensor.Sqrt(Operand));

    /// <summary>The sine of angles in radians, element by element.</summary>
    public Tensor Sin() => Wrap(CoreTensor.Sin(Operand));

    /// <summary>The cosine of angles in radians, element by element.</summary>
    public Tensor Cos() => Wrap(CoreTensor.Cos(Operand));

    /// <summary>The hyperbolic tangent, element by element.</summary>
    public Tensor Tanh() => Wrap(CoreTensor.Tanh(Operand));

    /// <summary>The absolute value, element by element; its slope at 0 is 0.</summary>
    public Tensor Abs() => Wrap(CoreTensor.Abs(Operand));
}
