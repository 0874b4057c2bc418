using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>Float32 numbers from the interval [0, 1), all equally likely.</summary>
    public static Tensor Rand(params ReadOnlySpan<int> shape) => Rand(shape, DType.Float32, false);

    /// <summary>Numbers from the interval [0, 1), all equally likely.</summary>
    public static Tensor Rand(ReadOnlySpan<int> shape, DType dtype = DType.Float32, bool requiresGrad = false) =>
        Made(Drawing.Uniform((Kernels.DType)dtype, shape.ToArray(), Random.NextKey()), requiresGrad);

    /// <summary>Float32 numbers from the normal distribution with mean 0 and variance 1.</summary>
    public static Tensor Randn(params ReadOnlySpan<int> shape) => Randn(shape, DType.Float32, false);

    /// <summary>Numbers from the normal distribution with mean 0 and variance 1.</summary>
    public static Tensor Randn(ReadOnlySpan<int> shape, DType dtype = DType.Float32, bool requiresGrad = false) =>
        Made(Drawing.Normal((Kernels.DType)dtype, shape.ToArray(), Random.NextKey()), requiresGrad);

    /// <summary>Whole numbers n with low &lt;= n &lt; high, all equally likely.</summary>
    public static Tensor RandInt(long low, long high, ReadOnlySpan<int> shape, DType dtype = DType.Int64) =>
        Wrap(Drawing.Integers(low, high, shape.ToArray(), Random.NextKey())).To(dtype);

    /// <summary>Whole numbers n with 0 &lt;= n &lt; high, all equally likely.</summary>
    public static Tensor RandInt(long high, ReadOnlySpan<int> shape, DType dtype = DType.Int64) =>
        RandInt(0, high, shape, dtype);

    /// <summary>The Int64 numbers from 0 up to, not including, <paramref name="count"/>, in random order.</summary>
    public static Tensor RandPerm(int count) => Wrap(Drawing.Permutation(count, Random.NextKey()));

    /// <summary>Numbers from the normal distribution with this mean and standard deviation.</summary>
    public static Tensor Normal(
        double mean,
        double standardDeviation,
        ReadOnlySpan<int> shape,
        DType dtype = DType.Float32,
        bool requiresGrad = false
    )
    {
        if (!(standardDeviation >= 0))
            throw Failure.Value("Normal", $"the standard deviation is {standardDeviation}", "0 or more");
        return (Randn(shape, dtype) * standardDeviation + mean).RequiresGradInPlace(requiresGrad);
    }

    /// <summary>Numbers from the interval from low to high, which is not included, all equally likely.</summary>
    public static Tensor Uniform(
        double low,
        double high,
        ReadOnlySpan<int> shape,
        DType dtype = DType.Float32,
        bool requiresGrad = false
    )
    {
        if (!(low <= high))
            throw Failure.Value("Uniform", $"no number lies between {low} and {high}", "low is not above high");
        return (Rand(shape, dtype) * (high - low) + low).RequiresGradInPlace(requiresGrad);
    }

    /// <summary>Numbers from the exponential distribution with this rate.</summary>
    public static Tensor Exponential(double rate, ReadOnlySpan<int> shape, DType dtype = DType.Float32)
    {
        if (!(rate > 0))
            throw Failure.Value("Exponential", $"the rate is {rate}", "above 0");
        return Wrap(Drawing.Exponential((Kernels.DType)dtype, shape.ToArray(), Random.NextKey()) / rate);
    }

    /// <summary>Truth values, each true with this probability.</summary>
    public static Tensor Bernoulli(double probability, ReadOnlySpan<int> shape) =>
        Wrap(Drawing.Bernoulli(probability, shape.ToArray(), Random.NextKey()));

    /// <summary>Truth values, each true with the probability that this tensor of floats has at its place.</summary>
    public Tensor Bernoulli() => Wrap(Drawing.BernoulliOf(Primal, Random.NextKey()));

    /// <summary>Int64 numbers from the Poisson distributions with the rates that this tensor of floats holds.</summary>
    public Tensor Poisson() => Wrap(Drawing.Poisson(Primal, Random.NextKey()));

    /// <summary>
    /// Int64 positions in this vector of weights, each drawn in proportion to its weight, with or without drawing one
    /// twice. The weights need not add up to 1.
    /// </summary>
    public Tensor Multinomial(int count, bool replacement = false) =>
        Wrap(Drawing.Multinomial(Primal, count, replacement, Random.NextKey()));

    /// <summary>
    /// Int64 indices along an axis, which is dropped, each drawn with a probability in proportion to exp of what this tensor
    /// holds there.
    /// </summary>
    public Tensor Categorical(int axis = -1) => Wrap(Drawing.Categorical(Primal, axis, Random.NextKey()));

    /// <summary>Numbers from [0, 1) in the shape and element type of another tensor.</summary>
    public static Tensor RandLike(Tensor like) => Rand(like.Shape, like.DType);

    /// <summary>Standard normal numbers in the shape and element type of another tensor.</summary>
    public static Tensor RandnLike(Tensor like) => Randn(like.Shape, like.DType);
}
