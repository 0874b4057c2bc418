using Core = Riemann.FSharp.Learning;

namespace Riemann;

public static partial class Functional
{
    /// <summary>The largest elements of the parts of [batch, channels, length], or of one example without batch, of
    /// which there are as many as asked for.</summary>
    public static Tensor AdaptiveMaxPool1d(Tensor x, AdaptiveSizes outputSize) =>
        Tensor.Wrap(Core.AdaptiveMaxPool1d.apply(outputSize.ToList(), x.Operand));

    /// <summary><see cref="AdaptiveMaxPool1d"/> and where in its plane each element was.</summary>
    public static (Tensor Output, Tensor Indices) AdaptiveMaxPool1dWithIndices(Tensor x, AdaptiveSizes outputSize) =>
        Pair(Core.AdaptiveMaxPool1d.applyWithIndices(outputSize.ToList(), x.Operand));

    /// <summary>The means of the parts of [batch, channels, length], or of one example without batch, of which there
    /// are as many as asked for.</summary>
    public static Tensor AdaptiveAvgPool1d(Tensor x, AdaptiveSizes outputSize) =>
        Tensor.Wrap(Core.AdaptiveAvgPool1d.apply(outputSize.ToList(), x.Operand));

    /// <summary>
    /// The largest elements of the parts of [batch, channels, height, width], or of one example without batch, of which
    /// there are as many as asked for.
    /// </summary>
    public static Tensor AdaptiveMaxPool2d(Tensor x, AdaptiveSizes outputSize) =>
        Tensor.Wrap(Core.AdaptiveMaxPool2d.apply(outputSize.ToList(), x.Operand));

    /// <summary><see cref="AdaptiveMaxPool2d"/> and where in its plane each element was.</summary>
    public static (Tensor Output, Tensor Indices) AdaptiveMaxPool2dWithIndices(Tensor x, AdaptiveSizes outputSize) =>
        Pair(Core.AdaptiveMaxPool2d.applyWithIndices(outputSize.ToList(), x.Operand));

    /// <summary>
    /// The means of the parts of [batch, channels, height, width], or of one example without batch, of which there are
    /// as many as asked for.
    /// </summary>
    public static Tensor AdaptiveAvgPool2d(Tensor x, AdaptiveSizes outputSize) =>
        Tensor.Wrap(Core.AdaptiveAvgPool2d.apply(outputSize.ToList(), x.Operand));

    /// <summary>
    /// The largest elements of the parts of [batch, channels, depth, height, width], or of one example without batch,
    /// of which there are as many as asked for.
    /// </summary>
    public static Tensor AdaptiveMaxPool3d(Tensor x, AdaptiveSizes outputSize) =>
        Tensor.Wrap(Core.AdaptiveMaxPool3d.apply(outputSize.ToList(), x.Operand));

    /// <summary><see cref="AdaptiveMaxPool3d"/> and where in its plane each element was.</summary>
    public static (Tensor Output, Tensor Indices) AdaptiveMaxPool3dWithIndices(Tensor x, AdaptiveSizes outputSize) =>
        Pair(Core.AdaptiveMaxPool3d.applyWithIndices(outputSize.ToList(), x.Operand));

    /// <summary>
    /// The means of the parts of [batch, channels, depth, height, width], or of one example without batch, of which
    /// there are as many as asked for.
    /// </summary>
    public static Tensor AdaptiveAvgPool3d(Tensor x, AdaptiveSizes outputSize) =>
        Tensor.Wrap(Core.AdaptiveAvgPool3d.apply(outputSize.ToList(), x.Operand));
}
