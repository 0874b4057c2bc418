using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Each group of channels of [batch, channels, ..] by its mean and variance, times a weight and plus a bias for each
/// channel. Source: Wu and He (2018), equations 1, 2 and 7.
/// </summary>
public sealed class GroupNorm : Module
{
    private readonly Core.GroupNormSettings settings;

    /// <summary>
    /// A layer with weights 1 and biases 0 where it is <paramref name="affine"/>. Raises where the groups do not divide
    /// the channels.
    /// </summary>
    public GroupNorm(int numGroups, int numChannels, double eps = 1e-5, bool affine = true, DType dtype = DType.Float32)
    {
        settings = new(numGroups, numChannels, eps, affine, (Kernels.DType)dtype);
        var layer = Core.GroupNormModule.init(settings);
        Weight = layer.Weight.ToParameter();
        Bias = layer.Bias.ToParameter();
    }

    /// <summary>The weights, [channels], or null.</summary>
    public Parameter? Weight { get; set; }

    /// <summary>The biases, [channels], or null.</summary>
    public Parameter? Bias { get; set; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) =>
        Tensor.Wrap(
            Core.GroupNormModule.apply(new(Weight.OperandOrNone(), Bias.OperandOrNone(), settings), input.Operand)
        );

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(
            ("", settings.Groups),
            ("", settings.Channels),
            ("eps", settings.Epsilon),
            ("affine", settings.Affine)
        );
}
