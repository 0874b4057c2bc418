namespace Riemann;

/// <summary>
/// A transposed convolution of sequences, [batch, channels, length], or one example without batch: what pulls
/// gradients of a <see cref="Conv1d"/> back.
/// </summary>
public sealed class ConvTranspose1d : TransposedConvolution
{
    /// <summary>
    /// Filters of uniform random weights and biases between -1 / √fan and 1 / √fan for a fan of the outputs of a group
    /// times the elements of a filter. Raises where sizes are not positive or groups do not divide both channels.
    /// </summary>
    public ConvTranspose1d(
        int inChannels,
        int outChannels,
        Sizes kernelSize,
        Sizes stride = default,
        Sizes padding = default,
        Sizes outputPadding = default,
        int groups = 1,
        bool bias = true,
        Sizes dilation = default,
        DType dtype = DType.Float32
    )
        : base(1, inChannels, outChannels, kernelSize, stride, padding, outputPadding, groups, bias, dilation, dtype)
    { }
}

/// <summary>
/// A transposed convolution of pictures, [batch, channels, height, width], or one example without batch: what pulls
/// gradients of a <see cref="Conv2d"/> back.
/// </summary>
public sealed class ConvTranspose2d : TransposedConvolution
{
    /// <summary>
    /// Filters of uniform random weights and biases between -1 / √fan and 1 / √fan for a fan of the outputs of a group
    /// times the elements of a filter. Raises where sizes are not positive or groups do not divide both channels.
    /// </summary>
    public ConvTranspose2d(
        int inChannels,
        int outChannels,
        Sizes kernelSize,
        Sizes stride = default,
        Sizes padding = default,
        Sizes outputPadding = default,
        int groups = 1,
        bool bias = true,
        Sizes dilation = default,
        DType dtype = DType.Float32
    )
        : base(2, inChannels, outChannels, kernelSize, stride, padding, outputPadding, groups, bias, dilation, dtype)
    { }
}

/// <summary>
/// A transposed convolution of volumes, [batch, channels, depth, height, width], or one example without batch: what
/// pulls gradients of a <see cref="Conv3d"/> back.
/// </summary>
public sealed class ConvTranspose3d : TransposedConvolution
{
    /// <summary>
    /// Filters of uniform random weights and biases between -1 / √fan and 1 / √fan for a fan of the outputs of a group
    /// times the elements of a filter. Raises where sizes are not positive or groups do not divide both channels.
    /// </summary>
    public ConvTranspose3d(
        int inChannels,
        int outChannels,
        Sizes kernelSize,
        Sizes stride = default,
        Sizes padding = default,
        Sizes outputPadding = default,
        int groups = 1,
        bool bias = true,
        Sizes dilation = default,
        DType dtype = DType.Float32
    )
        : base(3, inChannels, outChannels, kernelSize, stride, padding, outputPadding, groups, bias, dilation, dtype)
    { }
}
