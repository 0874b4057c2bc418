using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Each channel of each example, [batch, channels, length] or without batch, by its mean and variance over all
/// positions. Source: Ulyanov, Vedaldi and Lempitsky (2016), equation 3.
/// </summary>
public sealed class InstanceNorm1d : ChannelNorm
{
    /// <summary>
    /// A layer without weights, biases and running statistics unless asked for. The last batch counts for
    /// <paramref name="momentum"/> in the running statistics, which are for use. Raises where a setting is out of
    /// range.
    /// </summary>
    public InstanceNorm1d(
        int numFeatures,
        double eps = 1e-5,
        double? momentum = 0.1,
        bool affine = false,
        bool trackRunningStats = false,
        DType dtype = DType.Float32
    )
        : base(
            ChannelNormalising.Instance(1),
            Core.InstanceNorm1d.init,
            numFeatures,
            eps,
            momentum,
            affine,
            trackRunningStats,
            dtype
        ) { }
}

/// <summary>
/// Each channel of each example, [batch, channels, height, width] or without batch, by its mean and variance over all
/// positions. Source: Ulyanov, Vedaldi and Lempitsky (2016), equation 3.
/// </summary>
public sealed class InstanceNorm2d : ChannelNorm
{
    /// <summary>
    /// A layer without weights, biases and running statistics unless asked for. The last batch counts for
    /// <paramref name="momentum"/> in the running statistics, which are for use. Raises where a setting is out of
    /// range.
    /// </summary>
    public InstanceNorm2d(
        int numFeatures,
        double eps = 1e-5,
        double? momentum = 0.1,
        bool affine = false,
        bool trackRunningStats = false,
        DType dtype = DType.Float32
    )
        : base(
            ChannelNormalising.Instance(2),
            Core.InstanceNorm2d.init,
            numFeatures,
            eps,
            momentum,
            affine,
            trackRunningStats,
            dtype
        ) { }
}

/// <summary>
/// Each channel of each example, [batch, channels, depth, height, width] or without batch, by its mean and variance
/// over all positions. Source: Ulyanov, Vedaldi and Lempitsky (2016), equation 3.
/// </summary>
public sealed class InstanceNorm3d : ChannelNorm
{
    /// <summary>
    /// A layer without weights, biases and running statistics unless asked for. The last batch counts for
    /// <paramref name="momentum"/> in the running statistics, which are for use. Raises where a setting is out of
    /// range.
    /// </summary>
    public InstanceNorm3d(
        int numFeatures,
        double eps = 1e-5,
        double? momentum = 0.1,
        bool affine = false,
        bool trackRunningStats = false,
        DType dtype = DType.Float32
    )
        : base(
            ChannelNormalising.Instance(3),
            Core.InstanceNorm3d.init,
            numFeatures,
            eps,
            momentum,
            affine,
            trackRunningStats,
            dtype
        ) { }
}
