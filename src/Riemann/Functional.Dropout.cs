using Core = Riemann.FSharp.Learning;

namespace Riemann;

public static partial class Functional
{
    /// <summary>
    /// In training, elements set to 0 with probability <paramref name="p"/> and the others divided by 1 - p; x itself
    /// otherwise. Raises where p is no probability. Source: Srivastava et al. (2014), section 10.
    /// </summary>
    public static Tensor Dropout(Tensor x, double p = 0.5, bool training = true) =>
        Tensor.Wrap(Core.DropoutModule.apply(Modes.Of(training), new Core.Dropout(p), x.Operand));

    /// <summary><see cref="Dropout"/> of whole channels of [batch, channels, length] or [channels, length].</summary>
    public static Tensor Dropout1d(Tensor x, double p = 0.5, bool training = true) =>
        Tensor.Wrap(Core.Dropout1d.apply(Modes.Of(training), new Core.Dropout(p), x.Operand));

    /// <summary><see cref="Dropout"/> of whole channels of [batch, channels, height, width].</summary>
    public static Tensor Dropout2d(Tensor x, double p = 0.5, bool training = true) =>
        Tensor.Wrap(Core.Dropout2d.apply(Modes.Of(training), new Core.Dropout(p), x.Operand));

    /// <summary>
    /// <see cref="Dropout"/> of whole channels of [batch, channels, depth, height, width], or of one example without
    /// batch.
    /// </summary>
    public static Tensor Dropout3d(Tensor x, double p = 0.5, bool training = true) =>
        Tensor.Wrap(Core.Dropout3d.apply(Modes.Of(training), new Core.Dropout(p), x.Operand));
}
