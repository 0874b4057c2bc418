using Riemann.FSharp.Learning;
using F = Riemann.Functional;

namespace Riemann;

/// <summary>
/// x where it is positive, and weight x elsewhere; the weight is trained.
/// Source: He, Zhang, Ren and Sun (2015), equation 1.
/// </summary>
public sealed class PReLU : Module
{
    /// <summary>One slope, or one for each channel along axis 1, that begins at <paramref name="init"/>.</summary>
    public PReLU(int numParameters = 1, double init = 0.25, DType dtype = DType.Float32)
    {
        var settings = new PReluSettings(numParameters, init, (Kernels.DType)dtype);
        Weight = PReluModule.init(settings).Weight.ToParameter();
    }

    /// <summary>The slopes, [numParameters].</summary>
    public Parameter Weight { get; set; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.PRelu(input, Weight);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("numParameters", Weight.Length));
}
