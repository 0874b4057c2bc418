using Core = Riemann.FSharp.Learning;

namespace Riemann;

public static partial class Functional
{
    /// <summary>
    /// Each element back where <see cref="MaxPool1dWithIndices"/> took it from, and zeros elsewhere; the lengths are
    /// the shortest that the pooling can have had, unless given. Raises for indices outside.
    /// </summary>
    public static Tensor MaxUnpool1d(
        Tensor x,
        Tensor indices,
        Sizes kernelSize,
        Sizes stride = default,
        Sizes padding = default,
        Sizes outputSize = default
    ) =>
        Tensor.Wrap(
            Core.MaxUnpool1d.apply(
                new Core.MaxUnpool(kernelSize.ToList(), stride.ToList(), padding.Or(0).ToList(), outputSize.ToList()),
                indices.Operand,
                x.Operand
            )
        );

    /// <summary>
    /// Each element back where <see cref="MaxPool2dWithIndices"/> took it from, and zeros elsewhere; the lengths are
    /// the shortest that the pooling can have had, unless given. Raises for indices outside.
    /// </summary>
    public static Tensor MaxUnpool2d(
        Tensor x,
        Tensor indices,
        Sizes kernelSize,
        Sizes stride = default,
        Sizes padding = default,
        Sizes outputSize = default
    ) =>
        Tensor.Wrap(
            Core.MaxUnpool2d.apply(
                new Core.MaxUnpool(kernelSize.ToList(), stride.ToList(), padding.Or(0).ToList(), outputSize.ToList()),
                indices.Operand,
                x.Operand
            )
        );

    /// <summary>
    /// Each element back where <see cref="MaxPool3dWithIndices"/> took it from, and zeros elsewhere; the lengths are
    /// the shortest that the pooling can have had, unless given. Raises for indices outside.
    /// </summary>
    public static Tensor MaxUnpool3d(
        Tensor x,
        Tensor indices,
        Sizes kernelSize,
        Sizes stride = default,
        Sizes padding = default,
        Sizes outputSize = default
    ) =>
        Tensor.Wrap(
            Core.MaxUnpool3d.apply(
                new Core.MaxUnpool(kernelSize.ToList(), stride.ToList(), padding.Or(0).ToList(), outputSize.ToList()),
                indices.Operand,
                x.Operand
            )
        );
}
