using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// What batch and instance normalisations have in common: (x - mean) / √(variance + eps) weight + bias, channel by
/// channel, and running statistics in buffers that training renews.
/// </summary>
public abstract class ChannelNorm : Module
{
    private readonly ChannelNormalising.Normalisation normalisation;
    private readonly int numFeatures;
    private readonly double eps;
    private readonly double? momentum;

    private protected ChannelNorm(
        ChannelNormalising.Normalisation normalisation,
        Func<Core.ChannelNormSettings, Core.ChannelNorm> init,
        int numFeatures,
        double eps,
        double? momentum,
        bool affine,
        bool trackRunningStats,
        DType dtype
    )
    {
        (this.normalisation, this.numFeatures) = (normalisation, numFeatures);
        (this.eps, this.momentum) = (eps, momentum);
        var settings = new Core.ChannelNormSettings(
            numFeatures,
            eps,
            Optional.Of(momentum),
            affine,
            trackRunningStats,
            (Kernels.DType)dtype
        );
        var layer = init(settings);
        Weight = layer.Weight.ToParameter();
        Bias = layer.Bias.ToParameter();
        if (layer.Running?.Value is not { } running)
            return;
        RegisterBuffer("running_mean", Tensor.Wrap(running.Mean.Value));
        RegisterBuffer("running_var", Tensor.Wrap(running.Variance.Value));
        RegisterBuffer("num_batches_tracked", Tensor.Wrap(running.Batches.Value));
    }

    /// <summary>The weights, [channels], or null.</summary>
    public Parameter? Weight { get; set; }

    /// <summary>The biases, [channels], or null.</summary>
    public Parameter? Bias { get; set; }

    /// <summary>The running means, [channels], or null where none are kept.</summary>
    public Tensor? RunningMean => BufferParts.Find(this, "running_mean");

    /// <summary>The running unbiased variances, [channels], or null where none are kept.</summary>
    public Tensor? RunningVar => BufferParts.Find(this, "running_var");

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        var running =
            RunningMean is { } mean && RunningVar is { } variance
                ? new RunningStatistics(mean, variance, BufferParts.Find(this, "num_batches_tracked"))
                : null;
        return ChannelNormalising.Apply(
            normalisation,
            input,
            numFeatures,
            running,
            Weight,
            Bias,
            Training,
            momentum,
            eps
        );
    }

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(
            ("", numFeatures),
            ("eps", eps),
            ("momentum", momentum),
            ("affine", Weight is not null),
            ("trackRunningStats", RunningMean is not null)
        );
}
