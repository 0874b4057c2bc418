using Core = Riemann.FSharp.Learning;
using F = Riemann.Functional;

namespace Riemann;

/// <summary>
/// Each example by its mean and variance over the last axes, times a weight plus a bias.
/// Source: Ba, Kiros and Hinton (2016), equation 4.
/// </summary>
public sealed class LayerNorm : Module
{
    private readonly Sizes normalizedShape;
    private readonly double eps;

    /// <summary>
    /// A layer for last axes of these lengths, with weights 1 and biases 0 where it is <paramref name="affine"/>.
    /// Raises where a length is not positive.
    /// </summary>
    public LayerNorm(
        Sizes normalizedShape,
        double eps = 1e-5,
        bool affine = true,
        bool bias = true,
        DType dtype = DType.Float32
    )
    {
        (this.normalizedShape, this.eps) = (normalizedShape, eps);
        var layer = Core.LayerNormModule.init(new(normalizedShape.ToList(), eps, affine, bias, (Kernels.DType)dtype));
        Weight = layer.Weight.ToParameter();
        Bias = layer.Bias.ToParameter();
    }

    /// <summary>The weights, of the last axes' lengths, or null.</summary>
    public Parameter? Weight { get; set; }

    /// <summary>The biases, of the last axes' lengths, or null.</summary>
    public Parameter? Bias { get; set; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.LayerNorm(input, normalizedShape, Weight, Bias, eps);

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(
            ("", Sizes.Printed([.. normalizedShape])),
            ("eps", eps),
            ("affine", Weight is not null),
            ("bias", Bias is not null)
        );
}
