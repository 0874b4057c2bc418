using Core = Riemann.FSharp;

namespace Riemann;

/// <summary>What a padded tensor holds around the old one.</summary>
public enum PaddingMode
{
    /// <summary>Zeros.</summary>
    Zeros,

    /// <summary>The tensor mirrored at its outermost elements, which are not repeated: 3 2 | 1 2 3 | 2 1.</summary>
    Reflect,

    /// <summary>Its outermost elements: 1 1 | 1 2 3 | 3 3.</summary>
    Replicate,

    /// <summary>The tensor again and again: 2 3 | 1 2 3 | 1 2.</summary>
    Circular,
}

internal static class PaddingModes
{
    public static Core.Padding ToCore(this PaddingMode mode) =>
        mode switch
        {
            PaddingMode.Zeros => Core.Padding.NewConstant(0),
            PaddingMode.Reflect => Core.Padding.Reflect,
            PaddingMode.Replicate => Core.Padding.Replicate,
            PaddingMode.Circular => Core.Padding.Circular,
            _ => throw Failure.Value("padding", $"there is no padding mode {mode}", "one of PaddingMode"),
        };
}
