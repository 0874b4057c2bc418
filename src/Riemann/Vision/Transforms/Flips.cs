using Riemann.Bridge;

namespace Riemann.Vision;

/// <summary>Left and right exchanged by chance. Raises unless the probability is from 0 to 1.</summary>
/// <param name="p">The probability.</param>
public sealed class RandomHorizontalFlip(double p = 0.5) : PictureTransform
{
    private protected override CoreTensor Change(CoreTensor picture) =>
        Picturing.HorizontalFlip(picture, p, Random.NextKey());
}

/// <summary>Top and bottom exchanged by chance. Raises unless the probability is from 0 to 1.</summary>
/// <param name="p">The probability.</param>
public sealed class RandomVerticalFlip(double p = 0.5) : PictureTransform
{
    private protected override CoreTensor Change(CoreTensor picture) =>
        Picturing.VerticalFlip(picture, p, Random.NextKey());
}
