using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Each channel of [batch, channels] or [batch, channels, length] by its mean and variance: in training by those of the
/// batch and all positions, of which the running ones learn, in use by the running ones. Raises in training where a
/// channel has one value. Source: Ioffe and Szegedy (2015), algorithms 1 and 2.
/// </summary>
public sealed class BatchNorm1d : ChannelNorm
{
    /// <summary>
    /// A layer with weights 1, biases 0, running means 0 and variances 1. The last batch counts for
    /// <paramref name="momentum"/> in the running statistics; null makes them the means of all batches. Without running
    /// statistics a batch is always normalised by its own. Raises where a setting is out of range.
    /// </summary>
    public BatchNorm1d(
        int numFeatures,
        double eps = 1e-5,
        double? momentum = 0.1,
        bool affine = true,
        bool trackRunningStats = true,
        DType dtype = DType.Float32
    )
        : base(
            ChannelNormalising.Batch(1),
            Core.BatchNorm1d.init,
            numFeatures,
            eps,
            momentum,
            affine,
            trackRunningStats,
            dtype
        ) { }
}

/// <summary>
/// Each channel of [batch, channels, height, width] by its mean and variance: in training by those of the batch and all
/// positions, of which the running ones learn, in use by the running ones. Raises in training where a channel has one
/// value. Source: Ioffe and Szegedy (2015), algorithms 1 and 2.
/// </summary>
public sealed class BatchNorm2d : ChannelNorm
{
    /// <summary>
    /// A layer with weights 1, biases 0, running means 0 and variances 1. The last batch counts for
    /// <paramref name="momentum"/> in the running statistics; null makes them the means of all batches. Without running
    /// statistics a batch is always normalised by its own. Raises where a setting is out of range.
    /// </summary>
    public BatchNorm2d(
        int numFeatures,
        double eps = 1e-5,
        double? momentum = 0.1,
        bool affine = true,
        bool trackRunningStats = true,
        DType dtype = DType.Float32
    )
        : base(
            ChannelNormalising.Batch(2),
            Core.BatchNorm2d.init,
            numFeatures,
            eps,
            momentum,
            affine,
            trackRunningStats,
            dtype
        ) { }
}

/// <summary>
/// Each channel of [batch, channels, depth, height, width] by its mean and variance: in training by those of the batch
/// and all positions, of which the running ones learn, in use by the running ones. Raises in training where a channel
/// has one value. Source: Ioffe and Szegedy (2015), algorithms 1 and 2.
/// </summary>
public sealed class BatchNorm3d : ChannelNorm
{
    /// <summary>
    /// A layer with weights 1, biases 0, running means 0 and variances 1. The last batch counts for
    /// <paramref name="momentum"/> in the running statistics; null makes them the means of all batches. Without running
    /// statistics a batch is always normalised by its own. Raises where a setting is out of range.
    /// </summary>
    public BatchNorm3d(
        int numFeatures,
        double eps = 1e-5,
        double? momentum = 0.1,
        bool affine = true,
        bool trackRunningStats = true,
        DType dtype = DType.Float32
    )
        : base(
            ChannelNormalising.Batch(3),
            Core.BatchNorm3d.init,
            numFeatures,
            eps,
            momentum,
            affine,
            trackRunningStats,
            dtype
        ) { }
}
