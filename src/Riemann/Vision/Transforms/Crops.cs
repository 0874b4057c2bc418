using Riemann.Bridge;

namespace Riemann.Vision;

/// <summary>So many pixels more on each side. Raises for negative widths.</summary>
/// <param name="padding">One width for all sides, those across and down, or left, top, right and bottom.</param>
/// <param name="fill">The value of the new pixels, where <paramref name="paddingMode"/> is one that has it.</param>
/// <param name="paddingMode">Where the new pixels come from.</param>
public sealed class Pad(Sizes padding, double fill = 0, PaddingMode paddingMode = PaddingMode.Constant)
    : PictureTransform
{
    private protected override CoreTensor Change(CoreTensor picture) =>
        Picturing.Pad(picture, [.. padding], paddingMode.ToCore(fill));
}

/// <summary>The part of this size in the middle. Raises where the picture is smaller.</summary>
/// <param name="size">Height and width, or one number for both.</param>
public sealed class CenterCrop(Sizes size) : PictureTransform
{
    private protected override CoreTensor Change(CoreTensor picture)
    {
        var (height, width) = size.HeightAndWidth("CenterCrop");
        return Picturing.CentreCrop(picture, height, width);
    }
}

/// <summary>A part of this size from anywhere in the padded picture. Raises where that is smaller.</summary>
/// <param name="size">Height and width, or one number for both.</param>
/// <param name="padding">As for <see cref="Pad"/>; nothing unless given.</param>
/// <param name="fill">As for <see cref="Pad"/>.</param>
/// <param name="paddingMode">As for <see cref="Pad"/>.</param>
public sealed class RandomCrop(
    Sizes size,
    Sizes padding = default,
    double fill = 0,
    PaddingMode paddingMode = PaddingMode.Constant
) : PictureTransform
{
    private protected override CoreTensor Change(CoreTensor picture)
    {
        var (height, width) = size.HeightAndWidth("RandomCrop");
        return Picturing.RandomCrop(
            picture,
            [.. padding.Or(0)],
            paddingMode.ToCore(fill),
            height,
            width,
            Random.NextKey()
        );
    }
}
