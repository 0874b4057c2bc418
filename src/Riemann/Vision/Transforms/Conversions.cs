using Riemann.Bridge;

namespace Riemann.Vision;

/// <summary>
/// Bytes [height, width] or [height, width, channels] as Float32 [channels, height, width] from 0 to 1. Raises for other
/// element types and shapes, and for more than 4 channels.
/// </summary>
public sealed class ToTensor : Transform
{
    /// <inheritdoc/>
    public override bool TakesBatches => true;

    /// <inheritdoc/>
    public override Tensor Call(Tensor picture) => Tensor.Wrap(Picturing.ToTensor(picture.Primal));
}

/// <summary>
/// (x - mean) / deviation, with a number for each channel or one for all. Raises for other numbers of channels, for bytes,
/// and unless deviations are positive.
/// </summary>
/// <param name="mean">What is subtracted.</param>
/// <param name="std">What the difference is divided by.</param>
public sealed class Normalize(double[] mean, double[] std) : Transform
{
    /// <summary>The same for all channels.</summary>
    /// <param name="mean">What is subtracted.</param>
    /// <param name="std">What the difference is divided by.</param>
    public Normalize(double mean, double std)
        : this([mean], [std]) { }

    /// <inheritdoc/>
    public override bool TakesBatches => true;

    /// <inheritdoc/>
    public override Tensor Call(Tensor picture) => Tensor.Wrap(Picturing.Normalise(picture.Primal, mean, std));
}
