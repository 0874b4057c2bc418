using Microsoft.FSharp.Core;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>What batch and instance normalisations over any number of axes have in common.</summary>
internal static class ChannelNormalising
{
    /// <summary>Training for layers that draw nothing, so that any key will do.</summary>
    private static readonly Core.Mode inTraining = Core.Mode.NewTrain(FSharp.KeyModule.create(0));

    /// <summary>
    /// One of the functional core's normalisations: the output, and the layer with renewed statistics.
    /// </summary>
    public delegate Tuple<CoreTensor, Core.ChannelNorm> Normalisation(
        Core.Mode mode,
        Core.ChannelNorm layer,
        CoreTensor x
    );

    public static Normalisation Batch(int axes) =>
        axes switch
        {
            1 => Core.BatchNorm1d.apply,
            2 => Core.BatchNorm2d.apply,
            _ => Core.BatchNorm3d.apply,
        };

    public static Normalisation Instance(int axes) =>
        axes switch
        {
            1 => Core.InstanceNorm1d.apply,
            2 => Core.InstanceNorm2d.apply,
            _ => Core.InstanceNorm3d.apply,
        };

    public static Tensor Apply(
        Normalisation normalisation,
        Tensor x,
        int channels,
        RunningStatistics? running,
        Tensor? weight,
        Tensor? bias,
        bool training,
        double? momentum,
        double eps
    )
    {
        var settings = new Core.ChannelNormSettings(
            channels,
            eps,
            Optional.Of(momentum),
            weight is not null,
            running is not null,
            (Kernels.DType)x.DType
        );
        var statistics = running is null ? null : new FSharpOption<Core.RunningStatistics>(running.ToCore());
        var layer = new Core.ChannelNorm(weight.OperandOrNone(), bias.OperandOrNone(), statistics, settings);
        var mode = training ? inTraining : Core.Mode.Eval;
        var (y, next) = normalisation(mode, layer, x.Operand);
        if (training && running is not null)
            running.Become(next.Running.Value);
        return Tensor.Wrap(y);
    }
}
