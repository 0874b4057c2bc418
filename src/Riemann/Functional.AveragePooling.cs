using Core = Riemann.FSharp.Learning;

namespace Riemann;

public static partial class Functional
{
    /// <summary>
    /// The means of elements under a window that moves over [batch, channels, length], or over one example without
    /// batch; the stride is the window's size unless given. Raises where the window does not fit.
    /// </summary>
    public static Tensor AvgPool1d(
        Tensor x,
        Sizes kernelSize,
        Sizes stride = default,
        Sizes padding = default,
        bool ceilMode = false,
        bool countIncludePad = true,
        int? divisorOverride = null
    ) =>
        Tensor.Wrap(
            Core.AvgPool1d.apply(
                new FSharp.AveragePool(
                    kernelSize.ToList(),
                    stride.ToList(),
                    padding.Or(0).ToList(),
                    ceilMode,
                    countIncludePad,
                    Optional.Of(divisorOverride)
                ),
                x.Operand
            )
        );

    /// <summary>
    /// The means of elements under a window that moves over [batch, channels, height, width], or over one example
    /// without batch; the stride is the window's size unless given. Raises where the window does not fit.
    /// </summary>
    public static Tensor AvgPool2d(
        Tensor x,
        Sizes kernelSize,
        Sizes stride = default,
        Sizes padding = default,
        bool ceilMode = false,
        bool countIncludePad = true,
        int? divisorOverride = null
    ) =>
        Tensor.Wrap(
            Core.AvgPool2d.apply(
                new FSharp.AveragePool(
                    kernelSize.ToList(),
                    stride.ToList(),
                    padding.Or(0).ToList(),
                    ceilMode,
                    countIncludePad,
                    Optional.Of(divisorOverride)
                ),
                x.Operand
            )
        );

    /// <summary>
    /// The means of elements under a window that moves over [batch, channels, depth, height, width], or over one
    /// example without batch; the stride is the window's size unless given. Raises where the window does not fit.
    /// </summary>
    public static Tensor AvgPool3d(
        Tensor x,
        Sizes kernelSize,
        Sizes stride = default,
        Sizes padding = default,
        bool ceilMode = false,
        bool countIncludePad = true,
        int? divisorOverride = null
    ) =>
        Tensor.Wrap(
            Core.AvgPool3d.apply(
                new FSharp.AveragePool(
                    kernelSize.ToList(),
                    stride.ToList(),
                    padding.Or(0).ToList(),
                    ceilMode,
                    countIncludePad,
                    Optional.Of(divisorOverride)
                ),
                x.Operand
            )
        );
}
