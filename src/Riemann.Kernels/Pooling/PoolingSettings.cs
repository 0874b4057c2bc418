using System.Collections.Immutable;

namespace Riemann.Kernels;

/// <summary>How a pooling window moves over its operand. Each list has one number for each spatial axis.</summary>
/// <param name="Kernel">Elements that the window looks at, at least 1.</param>
/// <param name="Stride">Elements from one place of the window to the next, at least 1.</param>
/// <param name="Padding">Elements by which the window may reach beyond each end, at most half the kernel.</param>
/// <param name="Dilation">Elements from one tap of the window to the next, at least 1.</param>
/// <param name="CeilMode">
/// Whether the last window may reach beyond the padding, so that no element is left out. It starts on an element or in
/// the padding before the first.
/// </param>
public sealed record PoolingSettings(
    ImmutableArray<int> Kernel,
    ImmutableArray<int> Stride,
    ImmutableArray<int> Padding,
    ImmutableArray<int> Dilation,
    bool CeilMode
)
{
    /// <summary>Windows of this size side by side.</summary>
    public static PoolingSettings Tiles(params ReadOnlySpan<int> kernel)
    {
        ImmutableArray<int> size = [.. kernel];
        return new PoolingSettings(
            size,
            size,
            [.. Enumerable.Repeat(0, size.Length)],
            [.. Enumerable.Repeat(1, size.Length)],
            false
        );
    }
}
