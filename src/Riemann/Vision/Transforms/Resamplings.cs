using Riemann.Bridge;

namespace Riemann.Vision;

/// <summary>
/// Turned counter-clockwise about the middle by any angle between two, in the picture's own size. Raises for bytes, for
/// angles that are not finite, and where the least one is not the first.
/// </summary>
/// <param name="low">The least angle, in degrees.</param>
/// <param name="high">The largest angle, in degrees.</param>
/// <param name="bilinear">Whether pixels are means of those around, in place of the nearest one.</param>
/// <param name="fill">The value of the ground that comes to light.</param>
public sealed class RandomRotation(double low, double high, bool bilinear = false, double fill = 0) : PictureTransform
{
    /// <summary>Turned by at most so many degrees either way.</summary>
    /// <param name="degrees">The largest angle, in degrees.</param>
    public RandomRotation(double degrees)
        : this(-degrees, degrees) { }

    private protected override CoreTensor Change(CoreTensor picture) =>
        Picturing.RandomRotation(picture, bilinear, fill, low, high, Random.NextKey());
}

/// <summary>
/// In this size; when pictures get smaller nothing is smoothed. Raises for bytes, sizes below 1 and pictures without pixels.
/// </summary>
/// <param name="size">Height and width, or one number for both.</param>
/// <param name="bilinear">Whether pixels are means of those around, in place of the nearest one.</param>
public sealed class Resize(Sizes size, bool bilinear = true) : PictureTransform
{
    private protected override CoreTensor Change(CoreTensor picture)
    {
        var (height, width) = size.HeightAndWidth("Resize");
        return Picturing.Resize(picture, bilinear, height, width);
    }
}
