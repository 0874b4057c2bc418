using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>What the convolutions over one, two and three axes have in common.</summary>
internal static class Convolving
{
    public static Core.Conv Init(int axes, Core.ConvSettings settings) =>
        axes switch
        {
            1 => Core.Conv1dModule.init(settings, Random.NextKey()),
            2 => Core.Conv2dModule.init(settings, Random.NextKey()),
            _ => Core.Conv3dModule.init(settings, Random.NextKey()),
        };

    public static Core.ConvTranspose Init(int axes, Core.ConvTransposeSettings settings) =>
        axes switch
        {
            1 => Core.ConvTranspose1dModule.init(settings, Random.NextKey()),
            2 => Core.ConvTranspose2dModule.init(settings, Random.NextKey()),
            _ => Core.ConvTranspose3dModule.init(settings, Random.NextKey()),
        };

    public static Tensor Apply(
        int axes,
        Tensor x,
        Tensor weight,
        Tensor? bias,
        Sizes stride,
        ConvolutionPadding padding,
        Sizes dilation,
        int groups,
        PaddingMode mode
    )
    {
        var (outputs, inputs) = Channels(weight);
        var settings = new Core.ConvSettings(
            inputs * groups,
            outputs,
            new Sizes().ToList(),
            stride.Or(1).ToList(),
            padding.ToCore(),
            mode.ToCore(),
            dilation.Or(1).ToList(),
            groups,
            bias is not null,
            (Kernels.DType)weight.DType
        );
        var layer = new Core.Conv(weight.Operand, bias.OperandOrNone(), settings);
        return Tensor.Wrap(
            axes switch
            {
                1 => Core.Conv1dModule.apply(layer, x.Operand),
                2 => Core.Conv2dModule.apply(layer, x.Operand),
                _ => Core.Conv3dModule.apply(layer, x.Operand),
            }
        );
    }

    public static Tensor ApplyTransposed(
        int axes,
        Tensor x,
        Tensor weight,
        Tensor? bias,
        Sizes stride,
        Sizes padding,
        Sizes outputPadding,
        int groups,
        Sizes dilation,
        Sizes outputSize
    )
    {
        var (inputs, outputs) = Channels(weight);
        var settings = new Core.ConvTransposeSettings(
            inputs,
            outputs * groups,
            new Sizes().ToList(),
            stride.Or(1).ToList(),
            padding.Or(0).ToList(),
            outputPadding.Or(0).ToList(),
            dilation.Or(1).ToList(),
            groups,
            bias is not null,
            (Kernels.DType)weight.DType
        );
        var layer = new Core.ConvTranspose(weight.Operand, bias.OperandOrNone(), settings);
        var (size, operand) = (outputSize.ToList(), x.Operand);
        return Tensor.Wrap(
            (axes, outputSize.IsDefault) switch
            {
                (1, true) => Core.ConvTranspose1dModule.apply(layer, operand),
                (2, true) => Core.ConvTranspose2dModule.apply(layer, operand),
                (_, true) => Core.ConvTranspose3dModule.apply(layer, operand),
                (1, false) => Core.ConvTranspose1dModule.applyTo(size, layer, operand),
                (2, false) => Core.ConvTranspose2dModule.applyTo(size, layer, operand),
                (_, false) => Core.ConvTranspose3dModule.applyTo(size, layer, operand),
            }
        );
    }

    /// <summary>The lengths of the weight's first two axes; 0 where it has none, which the layer refuses.</summary>
    private static (int, int) Channels(Tensor weight) => weight.Rank < 2 ? (0, 0) : (weight.Size(0), weight.Size(1));
}
