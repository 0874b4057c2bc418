namespace Riemann;

public static partial class Functional
{
    /// <summary>
    /// Each channel of [batch, channels, ..] by its mean and variance, times a weight plus a bias: in training, and
    /// without running statistics, by those of the batch and all positions, of which the running ones learn in place;
    /// otherwise by the running ones. Raises in training where a channel has one value. Source: Ioffe and Szegedy
    /// (2015), algorithms 1 and 2.
    /// </summary>
    public static Tensor BatchNorm(
        Tensor x,
        Tensor? runningMean,
        Tensor? runningVar,
        Tensor? weight = null,
        Tensor? bias = null,
        bool training = false,
        double momentum = 0.1,
        double eps = 1e-5
    ) =>
        ChannelNormalising.Apply(
            ChannelNormalising.Batch(Math.Max(1, x.Rank - 2)),
            x,
            x.Rank < 2 ? 0 : x.Size(1),
            Running(runningMean, runningVar),
            weight,
            bias,
            training,
            momentum,
            eps
        );

    /// <summary>
    /// Each channel of each example of [batch, channels, ..] by its mean and variance over all positions, times a
    /// weight plus a bias. With <paramref name="useInputStats"/> running statistics learn of them in place; without it
    /// they are used instead. Source: Ulyanov, Vedaldi and Lempitsky (2016), equation 3.
    /// </summary>
    public static Tensor InstanceNorm(
        Tensor x,
        Tensor? runningMean = null,
        Tensor? runningVar = null,
        Tensor? weight = null,
        Tensor? bias = null,
        bool useInputStats = true,
        double momentum = 0.1,
        double eps = 1e-5
    ) =>
        ChannelNormalising.Apply(
            ChannelNormalising.Instance(Math.Max(1, x.Rank - 2)),
            x,
            x.Rank < 2 ? 0 : x.Size(1),
            Running(runningMean, runningVar),
            weight,
            bias,
            useInputStats,
            momentum,
            eps
        );

    private static RunningStatistics? Running(Tensor? mean, Tensor? variance) =>
        mean is null || variance is null ? null : new(mean, variance, null);
}
