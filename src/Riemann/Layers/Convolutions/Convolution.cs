using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>What convolutions over one, two and three axes have in common.</summary>
public abstract class Convolution : Module
{
    private readonly int axes;
    private readonly Sizes stride;
    private readonly ConvolutionPadding padding;
    private readonly Sizes dilation;
    private readonly int groups;
    private readonly PaddingMode paddingMode;

    private protected Convolution(
        int axes,
        int inChannels,
        int outChannels,
        Sizes kernelSize,
        Sizes stride,
        ConvolutionPadding padding,
        Sizes dilation,
        int groups,
        bool bias,
        PaddingMode paddingMode,
        DType dtype
    )
    {
        (this.axes, this.stride, this.padding, this.dilation) = (axes, stride.Or(1), padding, dilation.Or(1));
        (this.groups, this.paddingMode) = (groups, paddingMode);
        var settings = new Core.ConvSettings(
            inChannels,
            outChannels,
            kernelSize.ToList(),
            this.stride.ToList(),
            padding.ToCore(),
            paddingMode.ToCore(),
            this.dilation.ToList(),
            groups,
            bias,
            (Kernels.DType)dtype
        );
        var layer = Convolving.Init(axes, settings);
        Weight = layer.Weight.ToParameter();
        Bias = layer.Bias.ToParameter();
    }

    /// <summary>The filters, [out, in / groups, ..].</summary>
    public Parameter Weight { get; set; }

    /// <summary>The biases, [out], or null.</summary>
    public Parameter? Bias { get; set; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) =>
        Convolving.Apply(axes, input, Weight, Bias, stride, padding, dilation, groups, paddingMode);

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(
            ("", Weight.Size(1) * groups),
            ("", Weight.Size(0)),
            ("kernelSize", Sizes.Printed(Weight.Shape[2..])),
            ("stride", Sizes.Printed(stride.For(axes)))
        )
        + Description.Unless(padding.IsNone, "padding", padding.Printed(axes))
        + Description.Unless(dilation.All(step => step == 1), "dilation", Sizes.Printed(dilation.For(axes)))
        + Description.Unless(groups == 1, "groups", groups)
        + Description.Unless(Bias is not null, "bias", false)
        + Description.Unless(paddingMode == PaddingMode.Constant, "paddingMode", paddingMode);
}
