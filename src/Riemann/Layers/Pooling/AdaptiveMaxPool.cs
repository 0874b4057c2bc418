using F = Riemann.Functional;

namespace Riemann;

/// <summary>
/// The largest elements of so many parts of [batch, channels, length], or of one example without batch.
/// </summary>
/// <param name="outputSize">How many parts there are along each axis; null keeps a length.</param>
/// <param name="returnIndices">Whether the indices are given too.</param>
public sealed class AdaptiveMaxPool1d(AdaptiveSizes outputSize, bool returnIndices = false) : MaxPooling(returnIndices)
{
    private protected override Tensor Largest(Tensor input) => F.AdaptiveMaxPool1d(input, outputSize);

    private protected override (Tensor, Tensor) LargestWithIndices(Tensor input) =>
        F.AdaptiveMaxPool1dWithIndices(input, outputSize);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("outputSize", outputSize));
}

/// <summary>
/// The largest elements of so many parts of [batch, channels, height, width], or of one example without batch.
/// </summary>
/// <param name="outputSize">How many parts there are along each axis; null keeps a length.</param>
/// <param name="returnIndices">Whether the indices are given too.</param>
public sealed class AdaptiveMaxPool2d(AdaptiveSizes outputSize, bool returnIndices = false) : MaxPooling(returnIndices)
{
    private protected override Tensor Largest(Tensor input) => F.AdaptiveMaxPool2d(input, outputSize);

    private protected override (Tensor, Tensor) LargestWithIndices(Tensor input) =>
        F.AdaptiveMaxPool2dWithIndices(input, outputSize);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("outputSize", outputSize));
}

/// <summary>
/// The largest elements of so many parts of [batch, channels, depth, height, width], or of one example without batch.
/// </summary>
/// <param name="outputSize">How many parts there are along each axis; null keeps a length.</param>
/// <param name="returnIndices">Whether the indices are given too.</param>
public sealed class AdaptiveMaxPool3d(AdaptiveSizes outputSize, bool returnIndices = false) : MaxPooling(returnIndices)
{
    private protected override Tensor Largest(Tensor input) => F.AdaptiveMaxPool3d(input, outputSize);

    private protected override (Tensor, Tensor) LargestWithIndices(Tensor input) =>
        F.AdaptiveMaxPool3dWithIndices(input, outputSize);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("outputSize", outputSize));
}
