namespace Riemann;

public partial class Tensor
{
    /// <summary>Puts the exponential in the place of each element.</summary>
    public Tensor ExpInPlace() => Become("ExpInPlace", Exp().Operand);

    /// <summary>Puts the natural logarithm in the place of each element.</summary>
    public Tensor LogInPlace() => Become("LogInPlace", Log().Operand);

    /// <summary>Puts the square root in the place of each element.</summary>
    public Tensor SqrtInPlace() => Become("SqrtInPlace", Sqrt().Operand);

    /// <summary>Puts the sine in the place of each element.</summary>
    public Tensor SinInPlace() => Become("SinInPlace", Sin().Operand);

    /// <summary>Puts the cosine in the place of each element.</summary>
    public Tensor CosInPlace() => Become("CosInPlace", Cos().Operand);

    /// <summary>Puts the tangent in the place of each element.</summary>
    public Tensor TanInPlace() => Become("TanInPlace", Tan().Operand);

    /// <summary>Puts the hyperbolic tangent in the place of each element.</summary>
    public Tensor TanhInPlace() => Become("TanhInPlace", Tanh().Operand);

    /// <summary>Puts the logistic function in the place of each element.</summary>
    public Tensor SigmoidInPlace() => Become("SigmoidInPlace", Sigmoid().Operand);

    /// <summary>Puts its positive part in the place of each element.</summary>
    public Tensor ReluInPlace() => Become("ReluInPlace", Relu().Operand);

    /// <summary>Puts its absolute value in the place of each element.</summary>
    public Tensor AbsInPlace() => Become("AbsInPlace", Abs().Operand);

    /// <summary>Puts its negative in the place of each element.</summary>
    public Tensor NegInPlace() => Become("NegInPlace", Neg().Operand);

    /// <summary>Puts 1 divided by it in the place of each element.</summary>
    public Tensor ReciprocalInPlace() => Become("ReciprocalInPlace", Reciprocal().Operand);

    /// <summary>Puts its square in the place of each element.</summary>
    public Tensor SquareInPlace() => Become("SquareInPlace", Square().Operand);

    /// <summary>Puts the largest whole number that is not above it in the place of each element.</summary>
    public Tensor FloorInPlace() => Become("FloorInPlace", Floor().Operand);

    /// <summary>Puts the smallest whole number that is not below it in the place of each element.</summary>
    public Tensor CeilInPlace() => Become("CeilInPlace", Ceil().Operand);

    /// <summary>Puts the nearest whole number in the place of each element.</summary>
    public Tensor RoundInPlace() => Become("RoundInPlace", Round().Operand);

    /// <summary>Puts what is before the point in the place of each element.</summary>
    public Tensor TruncInPlace() => Become("TruncInPlace", Trunc().Operand);

    /// <summary>Holds the elements between two bounds in place. A bound left out does not hold.</summary>
    public Tensor ClampInPlace(double? min = null, double? max = null) =>
        Become("ClampInPlace", Clamp(min, max).Operand);

    /// <summary>Puts a number in the place of the elements where the mask is true.</summary>
    public Tensor MaskedFillInPlace(Tensor mask, double value) =>
        Become("MaskedFillInPlace", MaskedFill(mask, value).Operand);

    /// <summary>Moves to another tensor by a share, in place.</summary>
    public Tensor LerpInPlace(Tensor end, double weight) => Become("LerpInPlace", Lerp(end, weight).Operand);

    /// <summary>Adds a multiple of the product of two tensors in place.</summary>
    public Tensor AddCMulInPlace(Tensor first, Tensor second, double value = 1) =>
        Become("AddCMulInPlace", Operand + first.Operand * second.Operand * value);

    /// <summary>Adds a multiple of the quotient of two tensors in place.</summary>
    public Tensor AddCDivInPlace(Tensor first, Tensor second, double value = 1) =>
        Become("AddCDivInPlace", Operand + first.Operand / second.Operand * value);

    /// <summary>Puts numbers from the normal distribution in the place of the elements.</summary>
    public Tensor NormalInPlace(double mean = 0, double standardDeviation = 1) =>
        Become("NormalInPlace", Normal(mean, standardDeviation, Shape, DType).Primal);

    /// <summary>Puts numbers from the interval from low to high, which is not included, in the place of the elements.</summary>
    public Tensor UniformInPlace(double low = 0, double high = 1) =>
        Become("UniformInPlace", Uniform(low, high, Shape, DType).Primal);

    /// <summary>Puts ones and zeros, ones with this probability, in the place of the elements.</summary>
    public Tensor BernoulliInPlace(double probability = 0.5) =>
        Become("BernoulliInPlace", Bernoulli(probability, Shape).To(DType).Primal);
}
