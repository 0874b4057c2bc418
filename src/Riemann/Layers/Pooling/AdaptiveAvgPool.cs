using F = Riemann.Functional;

namespace Riemann;

/// <summary>The means of so many parts of [batch, channels, length], or of one example without batch.</summary>
/// <param name="outputSize">How many parts there are along each axis; null keeps a length.</param>
public sealed class AdaptiveAvgPool1d(AdaptiveSizes outputSize) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.AdaptiveAvgPool1d(input, outputSize);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("outputSize", outputSize));
}

/// <summary>The means of so many parts of [batch, channels, height, width], or of one example without batch.</summary>
/// <param name="outputSize">How many parts there are along each axis; null keeps a length.</param>
public sealed class AdaptiveAvgPool2d(AdaptiveSizes outputSize) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.AdaptiveAvgPool2d(input, outputSize);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("outputSize", outputSize));
}

/// <summary>
/// The means of so many parts of [batch, channels, depth, height, width], or of one example without batch.
/// </summary>
/// <param name="outputSize">How many parts there are along each axis; null keeps a length.</param>
public sealed class AdaptiveAvgPool3d(AdaptiveSizes outputSize) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.AdaptiveAvgPool3d(input, outputSize);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("outputSize", outputSize));
}
