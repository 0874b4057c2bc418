using F = Riemann.Functional;

namespace Riemann;

/// <summary>
/// The means of elements under a window that moves over [batch, channels, length], or one example without batch.
/// </summary>
/// <param name="kernelSize">Elements that the window looks at.</param>
/// <param name="stride">Elements from one place of the window to the next; the window's size unless given.</param>
/// <param name="padding">Zeros by which the window may reach beyond both ends.</param>
/// <param name="ceilMode">Whether the last window may reach beyond the padding.</param>
/// <param name="countIncludePad">Whether padding counts as elements.</param>
/// <param name="divisorOverride">What sums are divided by in place of the number of elements.</param>
public sealed class AvgPool1d(
    Sizes kernelSize,
    Sizes stride = default,
    Sizes padding = default,
    bool ceilMode = false,
    bool countIncludePad = true,
    int? divisorOverride = null
) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) =>
        F.AvgPool1d(input, kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride);

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(("kernelSize", kernelSize), ("stride", stride.Or(kernelSize)), ("padding", padding.Or(0)));
}

/// <summary>
/// The means of elements under a window that moves over [batch, channels, height, width], or one example without batch.
/// </summary>
/// <param name="kernelSize">Elements that the window looks at.</param>
/// <param name="stride">Elements from one place of the window to the next; the window's size unless given.</param>
/// <param name="padding">Zeros by which the window may reach beyond both ends.</param>
/// <param name="ceilMode">Whether the last window may reach beyond the padding.</param>
/// <param name="countIncludePad">Whether padding counts as elements.</param>
/// <param name="divisorOverride">What sums are divided by in place of the number of elements.</param>
public sealed class AvgPool2d(
    Sizes kernelSize,
    Sizes stride = default,
    Sizes padding = default,
    bool ceilMode = false,
    bool countIncludePad = true,
    int? divisorOverride = null
) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) =>
        F.AvgPool2d(input, kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride);

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(("kernelSize", kernelSize), ("stride", stride.Or(kernelSize)), ("padding", padding.Or(0)));
}

/// <summary>
/// The means of elements under a window that moves over [batch, channels, depth, height, width], or one example without
/// batch.
/// </summary>
/// <param name="kernelSize">Elements that the window looks at.</param>
/// <param name="stride">Elements from one place of the window to the next; the window's size unless given.</param>
/// <param name="padding">Zeros by which the window may reach beyond both ends.</param>
/// <param name="ceilMode">Whether the last window may reach beyond the padding.</param>
/// <param name="countIncludePad">Whether padding counts as elements.</param>
/// <param name="divisorOverride">What sums are divided by in place of the number of elements.</param>
public sealed class AvgPool3d(
    Sizes kernelSize,
    Sizes stride = default,
    Sizes padding = default,
    bool ceilMode = false,
    bool countIncludePad = true,
    int? divisorOverride = null
) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) =>
        F.AvgPool3d(input, kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride);

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(("kernelSize", kernelSize), ("stride", stride.Or(kernelSize)), ("padding", padding.Or(0)));
}
