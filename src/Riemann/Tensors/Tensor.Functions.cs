using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>The exponential, element by element.</summary>
    public Tensor Exp() => Wrap(CoreTensor.Exp(Operand));

    /// <summary>2 to the power of the elements.</summary>
    public Tensor Exp2() => Wrap(Mapping.Exp2(Operand));

    /// <summary>The exponential less 1, exact near 0 too.</summary>
    public Tensor Expm1() => Wrap(Mapping.Expm1(Operand));

    /// <summary>The natural logarithm, element by element; NaN below 0.</summary>
    public Tensor Log() => Wrap(CoreTensor.Log(Operand));

    /// <summary>The logarithm to base 2, element by element; NaN below 0.</summary>
    public Tensor Log2() => Wrap(Mapping.Log2(Operand));

    /// <summary>The logarithm to base 10, element by element; NaN below 0.</summary>
    public Tensor Log10() => Wrap(CoreTensor.Log10(Operand));

    /// <summary>The natural logarithm of 1 plus the elements, exact near 0 too; NaN below -1.</summary>
    public Tensor Log1p() => Wrap(Mapping.Log1p(Operand));

    /// <summary>The square root, element by element; NaN below 0.</summary>
    public Tensor Sqrt() => Wrap(CoreTensor.Sqrt(Operand));

    /// <summary>1 divided by the square root, element by element; NaN below 0.</summary>
    public Tensor Rsqrt() => Wrap(Mapping.Rsqrt(Operand));

    /// <summary>The cube root, element by element.</summary>
    public Tensor Cbrt() => Wrap(Mapping.Cbrt(Operand));

    /// <summary>The square, element by element.</summary>
    public Tensor Square() => Wrap(Mapping.Square(Operand));

    /// <summary>1 divided by the elements.</summary>
    public Tensor Reciprocal() => Wrap(Mapping.Reciprocal(Operand));

    /// <summary>The absolute value, element by element; its slope at 0 is 0.</summary>
    public Tensor Abs() => Wrap(CoreTensor.Abs(Operand));

    /// <summary>-1, 0 or 1, element by element; NaN for NaN. The slope is 0.</summary>
    public Tensor Sign() => Wrap(CoreTensor.Sign(Operand));

    /// <summary>The negative, element by element.</summary>
    public Tensor Neg() => Wrap(-Operand);

    /// <summary>The largest whole numbers that are not above the elements. The slope is 0.</summary>
    public Tensor Floor() => Wrap(CoreTensor.Floor(Operand));

    /// <summary>The smallest whole numbers that are not below the elements. The slope is 0.</summary>
    public Tensor Ceil() => Wrap(CoreTensor.Ceiling(Operand));

    /// <summary>The nearest whole numbers, halves to even ones. The slope is 0.</summary>
    public Tensor Round() => Wrap(CoreTensor.Round(Operand));

    /// <summary>The elements without what is behind the point. The slope is 0.</summary>
    public Tensor Trunc() => Wrap(CoreTensor.Truncate(Operand));

    /// <summary>What is behind the point, with the sign of the element.</summary>
    public Tensor Frac() => Wrap(Mapping.Frac(Operand));

    /// <summary>The sine of angles in radians, element by element.</summary>
    public Tensor Sin() => Wrap(CoreTensor.Sin(Operand));

    /// <summary>The cosine of angles in radians, element by element.</summary>
    public Tensor Cos() => Wrap(CoreTensor.Cos(Operand));

    /// <summary>The tangent of angles in radians, element by element.</summary>
    public Tensor Tan() => Wrap(CoreTensor.Tan(Operand));

    /// <summary>The inverse sine, element by element; NaN outside [-1, 1].</summary>
    public Tensor Asin() => Wrap(CoreTensor.Asin(Operand));

    /// <summary>The inverse cosine, element by element; NaN outside [-1, 1].</summary>
    public Tensor Acos() => Wrap(CoreTensor.Acos(Operand));

    /// <summary>The inverse tangent, element by element.</summary>
    public Tensor Atan() => Wrap(CoreTensor.Atan(Operand));

    /// <summary>The hyperbolic sine, element by element.</summary>
    public Tensor Sinh() => Wrap(CoreTensor.Sinh(Operand));

    /// <summary>The hyperbolic cosine, element by element.</summary>
    public Tensor Cosh() => Wrap(CoreTensor.Cosh(Operand));

    /// <summary>The hyperbolic tangent, element by element.</summary>
    public Tensor Tanh() => Wrap(CoreTensor.Tanh(Operand));

    /// <summary>The inverse hyperbolic sine, element by element.</summary>
    public Tensor Asinh() => Wrap(Mapping.Asinh(Operand));

    /// <summary>The inverse hyperbolic cosine, element by element; NaN below 1.</summary>
    public Tensor Acosh() => Wrap(Mapping.Acosh(Operand));

    /// <summary>The inverse hyperbolic tangent, element by element; NaN outside [-1, 1].</summary>
    public Tensor Atanh() => Wrap(Mapping.Atanh(Operand));

    /// <summary>sin(pi x) / (pi x), and 1 at 0.</summary>
    public Tensor Sinc() => Wrap(Mapping.Sinc(Operand));

    /// <summary>Angles in degrees as angles in radians.</summary>
    public Tensor Deg2Rad() => Wrap(Mapping.DegreesToRadians(Operand));

    /// <summary>Angles in radians as angles in degrees.</summary>
    public Tensor Rad2Deg() => Wrap(Mapping.RadiansToDegrees(Operand));

    /// <summary>The logistic function 1 / (1 + exp(-x)).</summary>
    public Tensor Sigmoid() => Wrap(Mapping.Sigmoid(Operand));

    /// <summary>The inverse of the logistic function, log(x / (1 - x)); NaN outside [0, 1].</summary>
    public Tensor Logit() => Wrap(Mapping.Logit(Operand));

    /// <summary>log(1 + exp(x)), a smooth ReLU.</summary>
    public Tensor Softplus() => Wrap(Mapping.Softplus(Operand));

    /// <summary>The elements, with 0 in place of negative ones; the slope at 0 is 0.</summary>
    public Tensor Relu() => Wrap(Mapping.Relu(Operand));

    /// <summary>x sigmoid(x), the sigmoid linear unit.</summary>
    public Tensor Silu() => Wrap(Mapping.Silu(Operand));

    /// <summary>The error function, element by element.</summary>
    public Tensor Erf() => Wrap(Specials.Erf(Operand));

    /// <summary>1 less the error function, exact where that is near 1 too.</summary>
    public Tensor Erfc() => Wrap(Specials.Erfc(Operand));

    /// <summary>The inverse of the error function; NaN outside [-1, 1].</summary>
    public Tensor Erfinv() => Wrap(Specials.Erfinv(Operand));

    /// <summary>The logarithm of the absolute value of the gamma function.</summary>
    public Tensor Lgamma() => Wrap(Specials.Lgamma(Operand));

    /// <summary>The derivative of the logarithm of the gamma function.</summary>
    public Tensor Digamma() => Wrap(Specials.Digamma(Operand));

    /// <summary>
    /// x Phi(x), Phi being the normal distribution function: the Gaussian error linear unit; or its approximation with a
    /// hyperbolic tangent (Hendrycks and Gimpel, 2016).
    /// </summary>
    public Tensor Gelu(bool approximate = false) =>
        Wrap(approximate ? Mapping.GeluTanh(Operand) : Mapping.Gelu(Operand));

    /// <summary>The nearest numbers with so many digits behind the point. The slope is 0.</summary>
    public Tensor Round(int decimals) => Wrap(Mapping.RoundTo(Operand, decimals));

    /// <summary>The derivative of this order of <see cref="Digamma"/>.</summary>
    public Tensor Polygamma(int order) => Wrap(Specials.Polygamma(order, Operand));

    /// <summary>The elements, held between two bounds; the slope at a bound is 1. A bound left out does not hold.</summary>
    public Tensor Clamp(double? min = null, double? max = null) =>
        Wrap(Mapping.Clamp(Operand, min ?? double.NegativeInfinity, max ?? double.PositiveInfinity));

    /// <summary>The elements, with a number in place of NaN.</summary>
    public Tensor ReplaceNaN(double value = 0) => Wrap(Mapping.ReplaceNaN(Operand, value));

    /// <summary>0 below 0, 1 above, and <paramref name="atZero"/> at 0. The slope is 0.</summary>
    public Tensor Heaviside(double atZero) => Wrap(Mapping.Heaviside(Operand, atZero));

    /// <summary>The exponentials divided by their sum along the axis.</summary>
    public Tensor Softmax(int axis) => Wrap(Mapping.Softmax(Operand, axis));

    /// <summary>The logarithm of <see cref="Softmax"/>, exact where that is near 0 too.</summary>
    public Tensor LogSoftmax(int axis) => Wrap(Mapping.LogSoftmax(Operand, axis));
}
