using Core = Riemann.FSharp.Learning;

namespace Riemann;

public static partial class Functional
{
    /// <summary>
    /// The largest elements under a window that moves over [batch, channels, length], or over one example without
    /// batch; the stride is the window's size unless given. Raises where the window does not fit.
    /// </summary>
    public static Tensor MaxPool1d(
        Tensor x,
        Sizes kernelSize,
        Sizes stride = default,
        Sizes padding = default,
        Sizes dilation = default,
        bool ceilMode = false
    ) => Tensor.Wrap(Core.MaxPool1d.apply(MaxPooling(kernelSize, stride, padding, dilation, ceilMode), x.Operand));

    /// <summary>
    /// <see cref="MaxPool1d"/> and where in its plane each element was, for <see cref="MaxUnpool1d"/>.
    /// </summary>
    public static (Tensor Output, Tensor Indices) MaxPool1dWithIndices(
        Tensor x,
        Sizes kernelSize,
        Sizes stride = default,
        Sizes padding = default,
        Sizes dilation = default,
        bool ceilMode = false
    ) => Pair(Core.MaxPool1d.applyWithIndices(MaxPooling(kernelSize, stride, padding, dilation, ceilMode), x.Operand));

    /// <summary>
    /// The largest elements under a window that moves over [batch, channels, height, width], or over one example
    /// without batch; the stride is the window's size unless given. Raises where the window does not fit.
    /// </summary>
    public static Tensor MaxPool2d(
        Tensor x,
        Sizes kernelSize,
        Sizes stride = default,
        Sizes padding = default,
        Sizes dilation = default,
        bool ceilMode = false
    ) => Tensor.Wrap(Core.MaxPool2d.apply(MaxPooling(kernelSize, stride, padding, dilation, ceilMode), x.Operand));

    /// <summary>
    /// <see cref="MaxPool2d"/> and where in its plane each element was, for <see cref="MaxUnpool2d"/>.
    /// </summary>
    public static (Tensor Output, Tensor Indices) MaxPool2dWithIndices(
        Tensor x,
        Sizes kernelSize,
        Sizes stride = default,
        Sizes padding = default,
        Sizes dilation = default,
        bool ceilMode = false
    ) => Pair(Core.MaxPool2d.applyWithIndices(MaxPooling(kernelSize, stride, padding, dilation, ceilMode), x.Operand));

    /// <summary>
    /// The largest elements under a window that moves over [batch, channels, depth, height, width], or over one example
    /// without batch; the stride is the window's size unless given. Raises where the window does not fit.
    /// </summary>
    public static Tensor MaxPool3d(
        Tensor x,
        Sizes kernelSize,
        Sizes stride = default,
        Sizes padding = default,
        Sizes dilation = default,
        bool ceilMode = false
    ) => Tensor.Wrap(Core.MaxPool3d.apply(MaxPooling(kernelSize, stride, padding, dilation, ceilMode), x.Operand));

    /// <summary>
    /// <see cref="MaxPool3d"/> and where in its plane each element was, for <see cref="MaxUnpool3d"/>.
    /// </summary>
    public static (Tensor Output, Tensor Indices) MaxPool3dWithIndices(
        Tensor x,
        Sizes kernelSize,
        Sizes stride = default,
        Sizes padding = default,
        Sizes dilation = default,
        bool ceilMode = false
    ) => Pair(Core.MaxPool3d.applyWithIndices(MaxPooling(kernelSize, stride, padding, dilation, ceilMode), x.Operand));

    private static FSharp.MaxPool MaxPooling(
        Sizes kernelSize,
        Sizes stride,
        Sizes padding,
        Sizes dilation,
        bool ceilMode
    ) => new(kernelSize.ToList(), stride.ToList(), padding.Or(0).ToList(), dilation.Or(1).ToList(), ceilMode);

    private static (Tensor, Tensor) Pair(Tuple<CoreTensor, CoreTensor> pair) =>
        (Tensor.Wrap(pair.Item1), Tensor.Wrap(pair.Item2));
}
