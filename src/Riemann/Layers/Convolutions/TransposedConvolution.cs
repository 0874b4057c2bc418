using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>What transposed convolutions over one, two and three axes have in common.</summary>
public abstract class TransposedConvolution : Module
{
    private readonly int axes;
    private readonly Sizes stride;
    private readonly Sizes padding;
    private readonly Sizes outputPadding;
    private readonly Sizes dilation;
    private readonly int groups;

    private protected TransposedConvolution(
        int axes,
        int inChannels,
        int outChannels,
        Sizes kernelSize,
        Sizes stride,
        Sizes padding,
        Sizes outputPadding,
        int groups,
        bool bias,
        Sizes dilation,
        DType dtype
    )
    {
        (this.axes, this.stride, this.padding) = (axes, stride.Or(1), padding.Or(0));
        (this.outputPadding, this.dilation, this.groups) = (outputPadding.Or(0), dilation.Or(1), groups);
        var settings = new Core.ConvTransposeSettings(
            inChannels,
            outChannels,
            kernelSize.ToList(),
            this.stride.ToList(),
            this.padding.ToList(),
            this.outputPadding.ToList(),
            this.dilation.ToList(),
            groups,
            bias,
            (Kernels.DType)dtype
        );
        var layer = Convolving.Init(axes, settings);
        Weight = layer.Weight.ToParameter();
        Bias = layer.Bias.ToParameter();
    }

    /// <summary>The filters, [in, out / groups, ..].</summary>
    public Parameter Weight { get; set; }

    /// <summary>The biases, [out], or null.</summary>
    public Parameter? Bias { get; set; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Apply(input, default);

    /// <summary>The output with the spatial lengths in an Int64 tensor.</summary>
    public override Tensor Forward(Tensor input, Tensor outputSize) => Apply(input, Sizes.Of(outputSize));

    /// <summary>
    /// The output with these spatial lengths, whatever the output padding says, by way of the module's hooks. Raises
    /// where no output padding below the stride gives them.
    /// </summary>
    public Tensor Call(Tensor input, Sizes outputSize) => Call(input, outputSize.ToTensor());

    private Tensor Apply(Tensor input, Sizes outputSize) =>
        Convolving.ApplyTransposed(
            axes,
            input,
            Weight,
            Bias,
            stride,
            padding,
            outputPadding,
            groups,
            dilation,
            outputSize
        );

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(
            ("", Weight.Size(0)),
            ("", Weight.Size(1) * groups),
            ("kernelSize", Sizes.Printed(Weight.Shape[2..])),
            ("stride", Sizes.Printed(stride.For(axes)))
        )
        + Description.Unless(padding.All(width => width == 0), "padding", Sizes.Printed(padding.For(axes)))
        + Description.Unless(dilation.All(step => step == 1), "dilation", Sizes.Printed(dilation.For(axes)))
        + Description.Unless(
            outputPadding.All(width => width == 0),
            "outputPadding",
            Sizes.Printed(outputPadding.For(axes))
        )
        + Description.Unless(groups == 1, "groups", groups)
        + Description.Unless(Bias is not null, "bias", false);
}
