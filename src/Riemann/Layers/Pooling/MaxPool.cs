using F = Riemann.Functional;

namespace Riemann;

/// <summary>
/// The largest elements under a window that moves over [batch, channels, length], or one example without batch.
/// </summary>
/// <param name="kernelSize">Elements that the window looks at.</param>
/// <param name="stride">Elements from one place of the window to the next; the window's size unless given.</param>
/// <param name="padding">Elements by which the window may reach beyond both ends.</param>
/// <param name="dilation">Elements from one tap of the window to the next.</param>
/// <param name="returnIndices">Whether the indices are given too, for <see cref="MaxUnpool1d"/>.</param>
/// <param name="ceilMode">Whether the last window may reach beyond the padding.</param>
public sealed class MaxPool1d(
    Sizes kernelSize,
    Sizes stride = default,
    Sizes padding = default,
    Sizes dilation = default,
    bool returnIndices = false,
    bool ceilMode = false
) : MaxPooling(returnIndices)
{
    private protected override Tensor Largest(Tensor input) =>
        F.MaxPool1d(input, kernelSize, stride, padding, dilation, ceilMode);

    private protected override (Tensor, Tensor) LargestWithIndices(Tensor input) =>
        F.MaxPool1dWithIndices(input, kernelSize, stride, padding, dilation, ceilMode);

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(
            ("kernelSize", kernelSize),
            ("stride", stride.Or(kernelSize)),
            ("padding", padding.Or(0)),
            ("dilation", dilation.Or(1)),
            ("ceilMode", ceilMode)
        );
}

/// <summary>
/// The largest elements under a window that moves over [batch, channels, height, width], or one example without batch.
/// </summary>
/// <param name="kernelSize">Elements that the window looks at.</param>
/// <param name="stride">Elements from one place of the window to the next; the window's size unless given.</param>
/// <param name="padding">Elements by which the window may reach beyond both ends.</param>
/// <param name="dilation">Elements from one tap of the window to the next.</param>
/// <param name="returnIndices">Whether the indices are given too, for <see cref="MaxUnpool2d"/>.</param>
/// <param name="ceilMode">Whether the last window may reach beyond the padding.</param>
public sealed class MaxPool2d(
    Sizes kernelSize,
    Sizes stride = default,
    Sizes padding = default,
    Sizes dilation = default,
    bool returnIndices = false,
    bool ceilMode = false
) : MaxPooling(returnIndices)
{
    private protected override Tensor Largest(Tensor input) =>
        F.MaxPool2d(input, kernelSize, stride, padding, dilation, ceilMode);

    private protected override (Tensor, Tensor) LargestWithIndices(Tensor input) =>
        F.MaxPool2dWithIndices(input, kernelSize, stride, padding, dilation, ceilMode);

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(
            ("kernelSize", kernelSize),
            ("stride", stride.Or(kernelSize)),
            ("padding", padding.Or(0)),
            ("dilation", dilation.Or(1)),
            ("ceilMode", ceilMode)
        );
}

/// <summary>
/// The largest elements under a window that moves over [batch, channels, depth, height, width], or one example without
/// batch.
/// </summary>
/// <param name="kernelSize">Elements that the window looks at.</param>
/// <param name="stride">Elements from one place of the window to the next; the window's size unless given.</param>
/// <param name="padding">Elements by which the window may reach beyond both ends.</param>
/// <param name="dilation">Elements from one tap of the window to the next.</param>
/// <param name="returnIndices">Whether the indices are given too, for <see cref="MaxUnpool3d"/>.</param>
/// <param name="ceilMode">Whether the last window may reach beyond the padding.</param>
public sealed class MaxPool3d(
    Sizes kernelSize,
    Sizes stride = default,
    Sizes padding = default,
    Sizes dilation = default,
    bool returnIndices = false,
    bool ceilMode = false
) : MaxPooling(returnIndices)
{
    private protected override Tensor Largest(Tensor input) =>
        F.MaxPool3d(input, kernelSize, stride, padding, dilation, ceilMode);

    private protected override (Tensor, Tensor) LargestWithIndices(Tensor input) =>
        F.MaxPool3dWithIndices(input, kernelSize, stride, padding, dilation, ceilMode);

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(
            ("kernelSize", kernelSize),
            ("stride", stride.Or(kernelSize)),
            ("padding", padding.Or(0)),
            ("dilation", dilation.Or(1)),
            ("ceilMode", ceilMode)
        );
}
