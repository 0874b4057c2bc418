using Core = Riemann.FSharp.Learning;
using F = Riemann.Functional;

namespace Riemann;

/// <summary>
/// Each example by the root of its mean square over the last axes, times a weight.
/// Source: Zhang and Sennrich (2019), equation 4.
/// </summary>
public sealed class RMSNorm : Module
{
    private readonly Sizes normalizedShape;
    private readonly double? eps;

    /// <summary>
    /// A layer for last axes of these lengths, with weights 1 where it is <paramref name="affine"/>; without an
    /// epsilon, that of the element type. Raises where a length is not positive.
    /// </summary>
    public RMSNorm(Sizes normalizedShape, double? eps = null, bool affine = true, DType dtype = DType.Float32)
    {
        (this.normalizedShape, this.eps) = (normalizedShape, eps);
        var layer = Core.RmsNormModule.init(
            new(normalizedShape.ToList(), Optional.Of(eps), affine, (Kernels.DType)dtype)
        );
        Weight = layer.Weight.ToParameter();
    }

    /// <summary>The weights, of the last axes' lengths, or null.</summary>
    public Parameter? Weight { get; set; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.RmsNorm(input, normalizedShape, Weight, eps);

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(("", Sizes.Printed([.. normalizedShape])), ("eps", eps), ("affine", Weight is not null));
}
