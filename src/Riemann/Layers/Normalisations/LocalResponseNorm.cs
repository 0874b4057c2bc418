using F = Riemann.Functional;

namespace Riemann;

/// <summary>
/// x / (k + alpha / size times the sum of squares over neighbouring channels)^beta for [batch, channels, ..].
/// Source: Krizhevsky, Sutskever and Hinton (2012), section 3.3.
/// </summary>
/// <param name="size">How many channels are neighbours.</param>
/// <param name="alpha">The weight of the squares.</param>
/// <param name="beta">The exponent.</param>
/// <param name="k">What is added to the squares.</param>
public sealed class LocalResponseNorm(int size, double alpha = 1e-4, double beta = 0.75, double k = 1) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.LocalResponseNorm(input, size, alpha, beta, k);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("", size), ("alpha", alpha), ("beta", beta), ("k", k));
}
