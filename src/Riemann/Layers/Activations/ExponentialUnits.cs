using F = Riemann.Functional;

namespace Riemann;

/// <summary>
/// x where it is positive, and alpha (exp(x) - 1) elsewhere.
/// Source: Clevert, Unterthiner and Hochreiter (2016), equation 15.
/// </summary>
/// <param name="alpha">How far below 0 it goes.</param>
public sealed class ELU(double alpha = 1) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Elu(input, alpha);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("alpha", alpha));
}

/// <summary>
/// x where it is positive, and alpha (exp(x / alpha) - 1) elsewhere. Source: Barron (2017), equation 2.
/// </summary>
/// <param name="alpha">How far below 0 it goes.</param>
public sealed class CELU(double alpha = 1) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Celu(input, alpha);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("alpha", alpha));
}

/// <summary>
/// The <see cref="ELU"/> that keeps mean 0 and variance 1 from layer to layer.
/// Source: Klambauer et al. (2017), equation 2.
/// </summary>
public sealed class SELU : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Selu(input);
}

/// <summary>log(1 + exp(beta x)) / beta, and x itself where beta x is more than the threshold.</summary>
/// <param name="beta">How sharp the bend is.</param>
/// <param name="threshold">From where on it is a line.</param>
public sealed class Softplus(double beta = 1, double threshold = 20) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Softplus(input, beta, threshold);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("beta", beta), ("threshold", threshold));
}
