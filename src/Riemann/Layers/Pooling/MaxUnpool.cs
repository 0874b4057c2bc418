using F = Riemann.Functional;

namespace Riemann;

/// <summary>
/// Puts what a <see cref="MaxPool1d"/> took back where it was, by the indices that it gave, and zeros elsewhere.
/// </summary>
/// <param name="kernelSize">The window of the pooling.</param>
/// <param name="stride">The stride of the pooling; the window's size unless given.</param>
/// <param name="padding">The padding of the pooling.</param>
public sealed class MaxUnpool1d(Sizes kernelSize, Sizes stride = default, Sizes padding = default) : MaxUnpooling
{
    private protected override Tensor Undo(Tensor input, Tensor indices, Sizes outputSize) =>
        F.MaxUnpool1d(input, indices, kernelSize, stride, padding, outputSize);

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(("kernelSize", kernelSize), ("stride", stride.Or(kernelSize)), ("padding", padding.Or(0)));
}

/// <summary>
/// Puts what a <see cref="MaxPool2d"/> took back where it was, by the indices that it gave, and zeros elsewhere.
/// </summary>
/// <param name="kernelSize">The window of the pooling.</param>
/// <param name="stride">The stride of the pooling; the window's size unless given.</param>
/// <param name="padding">The padding of the pooling.</param>
public sealed class MaxUnpool2d(Sizes kernelSize, Sizes stride = default, Sizes padding = default) : MaxUnpooling
{
    private protected override Tensor Undo(Tensor input, Tensor indices, Sizes outputSize) =>
        F.MaxUnpool2d(input, indices, kernelSize, stride, padding, outputSize);

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(("kernelSize", kernelSize), ("stride", stride.Or(kernelSize)), ("padding", padding.Or(0)));
}

/// <summary>
/// Puts what a <see cref="MaxPool3d"/> took back where it was, by the indices that it gave, and zeros elsewhere.
/// </summary>
/// <param name="kernelSize">The window of the pooling.</param>
/// <param name="stride">The stride of the pooling; the window's size unless given.</param>
/// <param name="padding">The padding of the pooling.</param>
public sealed class MaxUnpool3d(Sizes kernelSize, Sizes stride = default, Sizes padding = default) : MaxUnpooling
{
    private protected override Tensor Undo(Tensor input, Tensor indices, Sizes outputSize) =>
        F.MaxUnpool3d(input, indices, kernelSize, stride, padding, outputSize);

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(("kernelSize", kernelSize), ("stride", stride.Or(kernelSize)), ("padding", padding.Or(0)));
}
