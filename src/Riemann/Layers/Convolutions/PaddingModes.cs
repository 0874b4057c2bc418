using Core = Riemann.FSharp;

namespace Riemann;

internal static class PaddingModes
{
    /// <summary>What a convolution adds at the ends: zeros where it is one number.</summary>
    public static Core.Padding ToCore(this PaddingMode mode) =>
        mode switch
        {
            PaddingMode.Constant => Core.Padding.NewConstant(0),
            PaddingMode.Reflect => Core.Padding.Reflect,
            PaddingMode.Replicate => Core.Padding.Replicate,
            PaddingMode.Circular => Core.Padding.Circular,
            _ => throw Failure.Value("padding", $"there is no padding mode {mode}", "one of PaddingMode"),
        };
}
