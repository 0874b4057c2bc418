using Core = Riemann.FSharp.Learning;
using F = Riemann.Functional;

namespace Riemann;

/// <summary>
/// x between two thresholds, and lines with slopes of their own from them on; all four numbers are trained.
/// Source: Jin, Xu, Feng, Wei, Xiong and Yan (2016), equation 2.
/// </summary>
public sealed class SReLU : Module
{
    /// <summary>An activation that begins with these numbers: by default max(x, 0) up to 1, and 1 beyond.</summary>
    public SReLU(
        double leftSlope = 0,
        double leftThreshold = 0,
        double rightSlope = 0,
        double rightThreshold = 1,
        DType dtype = DType.Float32
    )
    {
        var layer = Core.SReluModule.init(
            new(leftSlope, leftThreshold, rightSlope, rightThreshold, (Kernels.DType)dtype)
        );
        LeftSlope = layer.LeftSlope.ToParameter();
        LeftThreshold = layer.LeftThreshold.ToParameter();
        RightSlope = layer.RightSlope.ToParameter();
        RightThreshold = layer.RightThreshold.ToParameter();
    }

    /// <summary>The slope up to the left threshold.</summary>
    [StateName("left_slope")]
    public Parameter LeftSlope { get; set; }

    /// <summary>Where the left line ends.</summary>
    [StateName("left_threshold")]
    public Parameter LeftThreshold { get; set; }

    /// <summary>The slope from the right threshold on.</summary>
    [StateName("right_slope")]
    public Parameter RightSlope { get; set; }

    /// <summary>Where the right line begins.</summary>
    [StateName("right_threshold")]
    public Parameter RightThreshold { get; set; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) =>
        F.SRelu(input, LeftSlope, LeftThreshold, RightSlope, RightThreshold);
}
