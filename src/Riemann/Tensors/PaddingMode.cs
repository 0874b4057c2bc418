namespace Riemann;

/// <summary>What a padded tensor holds around the old one.</summary>
public enum PaddingMode
{
    /// <summary>One number; zeros for convolutions.</summary>
    Constant,

    /// <summary>The tensor mirrored at its outermost elements, which are not repeated: 3 2 | 1 2 3 | 2 1.</summary>
    Reflect,

    /// <summary>Its outermost elements: 1 1 | 1 2 3 | 3 3.</summary>
    Replicate,

    /// <summary>The tensor again and again: 2 3 | 1 2 3 | 1 2.</summary>
    Circular,
}
