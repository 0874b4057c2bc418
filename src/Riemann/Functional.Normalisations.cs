using Core = Riemann.FSharp.Learning;

namespace Riemann;

public static partial class Functional
{
    /// <summary>
    /// x by its mean and variance over the last axes, which have these lengths, times a weight plus a bias. Raises
    /// where x has other lengths. Source: Ba, Kiros and Hinton (2016), equation 4.
    /// </summary>
    public static Tensor LayerNorm(
        Tensor x,
        Sizes normalizedShape,
        Tensor? weight = null,
        Tensor? bias = null,
        double eps = 1e-5
    )
    {
        var settings = new Core.LayerNormSettings(
            normalizedShape.ToList(),
            eps,
            weight is not null,
            bias is not null,
            (Kernels.DType)x.DType
        );
        return Tensor.Wrap(
            Core.LayerNormModule.apply(
                new Core.LayerNorm(weight.OperandOrNone(), bias.OperandOrNone(), settings),
                x.Operand
            )
        );
    }

    /// <summary>
    /// x by the root of its mean square over the last axes, which have these lengths, times a weight. Raises where x
    /// has other lengths. Source: Zhang and Sennrich (2019), equation 4.
    /// </summary>
    public static Tensor RmsNorm(Tensor x, Sizes normalizedShape, Tensor? weight = null, double? eps = null)
    {
        var settings = new Core.RmsNormSettings(
            normalizedShape.ToList(),
            Optional.Of(eps),
            weight is not null,
            (Kernels.DType)x.DType
        );
        return Tensor.Wrap(Core.RmsNormModule.apply(new Core.RmsNorm(weight.OperandOrNone(), settings), x.Operand));
    }

    /// <summary>
    /// Each group of channels of [batch, channels, ..] by its mean and variance, times a weight and plus a bias for
    /// each channel. Raises where the channels do not form the groups. Source: Wu and He (2018), equation 7.
    /// </summary>
    public static Tensor GroupNorm(
        Tensor x,
        int numGroups,
        Tensor? weight = null,
        Tensor? bias = null,
        double eps = 1e-5
    )
    {
        var channels = x.Rank < 2 ? 0 : x.Size(1);
        if (numGroups < 1 || channels % numGroups != 0)
            throw Failure.Value(
                "Functional.GroupNorm",
                $"{channels} channels do not form {numGroups} groups",
                "a divisor of the number of channels"
            );
        var settings = new Core.GroupNormSettings(numGroups, channels, eps, weight is not null, (Kernels.DType)x.DType);
        return Tensor.Wrap(
            Core.GroupNormModule.apply(
                new Core.GroupNorm(weight.OperandOrNone(), bias.OperandOrNone(), settings),
                x.Operand
            )
        );
    }

    /// <summary>
    /// x / (k + alpha / size times the sum of squares over <paramref name="size"/> neighbouring channels)^beta for
    /// [batch, channels, ..]. Source: Krizhevsky, Sutskever and Hinton (2012), section 3.3.
    /// </summary>
    public static Tensor LocalResponseNorm(Tensor x, int size, double alpha = 1e-4, double beta = 0.75, double k = 1) =>
        Tensor.Wrap(Core.LocalResponseNormModule.apply(new Core.LocalResponseNorm(size, alpha, beta, k), x.Operand));
}
