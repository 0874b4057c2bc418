namespace Riemann;

public static partial class Functional
{
    /// <summary>
    /// The filters of a weight [out, in / groups, k] moved over sequences [batch, in, length], or over one without
    /// batch, plus a bias [out]. Raises where the channels or settings do not fit.
    /// </summary>
    public static Tensor Conv1d(
        Tensor x,
        Tensor weight,
        Tensor? bias = null,
        Sizes stride = default,
        ConvolutionPadding padding = default,
        Sizes dilation = default,
        int groups = 1
    ) => Convolving.Apply(1, x, weight, bias, stride, padding, dilation, groups, PaddingMode.Constant);

    /// <summary>
    /// The filters of a weight [out, in / groups, kh, kw] moved over pictures [batch, in, height, width], or over one
    /// without batch, plus a bias [out]. Raises where the channels or settings do not fit.
    /// </summary>
    public static Tensor Conv2d(
        Tensor x,
        Tensor weight,
        Tensor? bias = null,
        Sizes stride = default,
        ConvolutionPadding padding = default,
        Sizes dilation = default,
        int groups = 1
    ) => Convolving.Apply(2, x, weight, bias, stride, padding, dilation, groups, PaddingMode.Constant);

    /// <summary>
    /// The filters of a weight [out, in / groups, kd, kh, kw] moved over volumes [batch, in, depth, height, width], or
    /// over one without batch, plus a bias [out]. Raises where the channels or settings do not fit.
    /// </summary>
    public static Tensor Conv3d(
        Tensor x,
        Tensor weight,
        Tensor? bias = null,
        Sizes stride = default,
        ConvolutionPadding padding = default,
        Sizes dilation = default,
        int groups = 1
    ) => Convolving.Apply(3, x, weight, bias, stride, padding, dilation, groups, PaddingMode.Constant);

    /// <summary>
    /// The transposed convolution, by which <see cref="Conv1d"/> pulls gradients back, of sequences [batch, in, length]
    /// with a weight [in, out / groups, k], plus a bias [out]. Raises where the channels or settings do not fit.
    /// </summary>
    public static Tensor ConvTranspose1d(
        Tensor x,
        Tensor weight,
        Tensor? bias = null,
        Sizes stride = default,
        Sizes padding = default,
        Sizes outputPadding = default,
        int groups = 1,
        Sizes dilation = default
    ) => Convolving.ApplyTransposed(1, x, weight, bias, stride, padding, outputPadding, groups, dilation, default);

    /// <summary>
    /// The transposed convolution, by which <see cref="Conv2d"/> pulls gradients back, of pictures [batch, in, height,
    /// width] with a weight [in, out / groups, kh, kw], plus a bias [out]. Raises where the channels or settings do not
    /// fit.
    /// </summary>
    public static Tensor ConvTranspose2d(
        Tensor x,
        Tensor weight,
        Tensor? bias = null,
        Sizes stride = default,
        Sizes padding = default,
        Sizes outputPadding = default,
        int groups = 1,
        Sizes dilation = default
    ) => Convolving.ApplyTransposed(2, x, weight, bias, stride, padding, outputPadding, groups, dilation, default);

    /// <summary>
    /// The transposed convolution, by which <see cref="Conv3d"/> pulls gradients back, of volumes [batch, in, depth,
    /// height, width] with a weight [in, out / groups, kd, kh, kw], plus a bias [out]. Raises where the channels or
    /// settings do not fit.
    /// </summary>
    public static Tensor ConvTranspose3d(
        Tensor x,
        Tensor weight,
        Tensor? bias = null,
        Sizes stride = default,
        Sizes padding = default,
        Sizes outputPadding = default,
        int groups = 1,
        Sizes dilation = default
    ) => Convolving.ApplyTransposed(3, x, weight, bias, stride, padding, outputPadding, groups, dilation, default);
}
