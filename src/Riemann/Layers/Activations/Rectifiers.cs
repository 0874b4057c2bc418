using F = Riemann.Functional;

namespace Riemann;

/// <summary>max(x, 0), element by element.</summary>
public sealed class ReLU : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Relu(input);
}

/// <summary>min(max(x, 0), 6), element by element.</summary>
public sealed class ReLU6 : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Relu6(input);
}

/// <summary>x where it is positive, and <paramref name="negativeSlope"/> x elsewhere.</summary>
/// <param name="negativeSlope">The slope below 0.</param>
public sealed class LeakyReLU(double negativeSlope = 0.01) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.LeakyRelu(input, negativeSlope);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("negativeSlope", negativeSlope));
}

/// <summary>
/// <see cref="LeakyReLU"/> whose slope is drawn for each negative element in training, and is the mean of the bounds in
/// use. Source: Xu, Wang, Chen and Li (2015), section 2.4.
/// </summary>
/// <param name="lower">The smallest slope.</param>
/// <param name="upper">The largest slope.</param>
public sealed class RReLU(double lower = 1.0 / 8, double upper = 1.0 / 3) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.RRelu(input, lower, upper, Training);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("lower", lower), ("upper", upper));
}

/// <summary>x where it is more than the threshold, and <paramref name="value"/> elsewhere.</summary>
/// <param name="threshold">Up to where x is replaced.</param>
/// <param name="value">What it is replaced by.</param>
public sealed class Threshold(double threshold, double value) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Threshold(input, threshold, value);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("threshold", threshold), ("value", value));
}

/// <summary>
/// x where it is positive, and alpha x elsewhere, where alpha changes its sign from layer to layer.
/// Source: Curci, Mocanu and Pechenizkiy (2021), equation 3.
/// </summary>
/// <param name="alpha">The slope below 0; negative for every second layer.</param>
public sealed class AllReLU(double alpha) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.AllRelu(input, alpha);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("alpha", alpha));
}
