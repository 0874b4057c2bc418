using Core = Riemann.FSharp.Learning;
using F = Riemann.Functional;

namespace Riemann;

/// <summary>A bilinear layer: y = aᵀ W b + c for each output. Inputs [.., in1] and [.., in2] give [.., out].</summary>
public sealed class Bilinear : Module
{
    /// <summary>
    /// A layer with uniform random weights and biases from [-1 / √in1, 1 / √in1). Raises where a size is not positive.
    /// </summary>
    public Bilinear(int in1Features, int in2Features, int outFeatures, bool bias = true, DType dtype = DType.Float32)
    {
        var layer = Core.BilinearModule.init(
            new(in1Features, in2Features, outFeatures, bias, (Kernels.DType)dtype),
            Random.NextKey()
        );
        Weight = layer.Weight.ToParameter();
        Bias = layer.Bias.ToParameter();
    }

    /// <summary>The weights, [out, in1, in2].</summary>
    public Parameter Weight { get; set; }

    /// <summary>The biases, [out], or null.</summary>
    public Parameter? Bias { get; set; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor first, Tensor second) => F.Bilinear(first, second, Weight, Bias);

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(
            ("in1Features", Weight.Size(1)),
            ("in2Features", Weight.Size(2)),
            ("outFeatures", Weight.Size(0)),
            ("bias", Bias is not null)
        );
}
