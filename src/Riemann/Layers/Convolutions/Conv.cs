namespace Riemann;

/// <summary>A convolution of sequences: [batch, channels, length], or one example without batch.</summary>
public sealed class Conv1d : Convolution
{
    /// <summary>
    /// Filters of uniform random weights and biases between -1 / √fan and 1 / √fan for a fan of the elements that an
    /// output sees; <see cref="PaddingMode.Constant"/> pads with zeros. Raises where sizes are not positive or groups
    /// do not divide both channels.
    /// </summary>
    public Conv1d(
        int inChannels,
        int outChannels,
        Sizes kernelSize,
        Sizes stride = default,
        ConvolutionPadding padding = default,
        Sizes dilation = default,
        int groups = 1,
        bool bias = true,
        PaddingMode paddingMode = PaddingMode.Constant,
        DType dtype = DType.Float32
    )
        : base(1, inChannels, outChannels, kernelSize, stride, padding, dilation, groups, bias, paddingMode, dtype) { }
}

/// <summary>A convolution of pictures: [batch, channels, height, width], or one example without batch.</summary>
public sealed class Conv2d : Convolution
{
    /// <summary>
    /// Filters of uniform random weights and biases between -1 / √fan and 1 / √fan for a fan of the elements that an
    /// output sees; <see cref="PaddingMode.Constant"/> pads with zeros. Raises where sizes are not positive or groups
    /// do not divide both channels.
    /// </summary>
    public Conv2d(
        int inChannels,
        int outChannels,
        Sizes kernelSize,
        Sizes stride = default,
        ConvolutionPadding padding = default,
        Sizes dilation = default,
        int groups = 1,
        bool bias = true,
        PaddingMode paddingMode = PaddingMode.Constant,
        DType dtype = DType.Float32
    )
        : base(2, inChannels, outChannels, kernelSize, stride, padding, dilation, groups, bias, paddingMode, dtype) { }
}

/// <summary>A convolution of volumes: [batch, channels, depth, height, width], or one example without batch.</summary>
public sealed class Conv3d : Convolution
{
    /// <summary>
    /// Filters of uniform random weights and biases between -1 / √fan and 1 / √fan for a fan of the elements that an
    /// output sees; <see cref="PaddingMode.Constant"/> pads with zeros. Raises where sizes are not positive or groups
    /// do not divide both channels.
    /// </summary>
    public Conv3d(
        int inChannels,
        int outChannels,
        Sizes kernelSize,
        Sizes stride = default,
        ConvolutionPadding padding = default,
        Sizes dilation = default,
        int groups = 1,
        bool bias = true,
        PaddingMode paddingMode = PaddingMode.Constant,
        DType dtype = DType.Float32
    )
        : base(3, inChannels, outChannels, kernelSize, stride, padding, dilation, groups, bias, paddingMode, dtype) { }
}
