using Riemann.FSharp;

namespace Riemann.Vision;

internal static class PictureSettings
{
    /// <summary>Where new pixels come from, and the value of those that are all the same.</summary>
    public static Padding ToCore(this PaddingMode mode, double fill) =>
        mode == PaddingMode.Constant ? Padding.NewConstant(fill) : mode.ToCore();

    /// <summary>Two numbers, or one for both.</summary>
    public static (int Height, int Width) HeightAndWidth(this Sizes size, string operation) =>
        size.For(2) is [var height, var width]
            ? (height, width)
            : throw Failure.Value(operation, $"the size is {size}", "height and width, or one number for both");
}
