using Core = Riemann.FSharp.Learning.Activation;

namespace Riemann;

/// <summary>
/// Layers, activations and losses as functions of tensors: what the modules of the same names compute, with parameters
/// as arguments.
/// </summary>
public static partial class Functional
{
    /// <summary>max(x, 0), element by element; the slope at 0 is 0.</summary>
    public static Tensor Relu(Tensor x) => Tensor.Wrap(Core.relu(x.Operand));

    /// <summary>min(max(x, 0), 6), element by element.</summary>
    public static Tensor Relu6(Tensor x) => Tensor.Wrap(Core.relu6(x.Operand));

    /// <summary>x where it is positive, and <paramref name="negativeSlope"/> x elsewhere.</summary>
    public static Tensor LeakyRelu(Tensor x, double negativeSlope = 0.01) =>
        Tensor.Wrap(Core.leakyRelu(negativeSlope, x.Operand));

    /// <summary>
    /// <see cref="LeakyRelu"/> whose slope is drawn for each negative element in training, and is the mean of the
    /// bounds elsewhere. Source: Xu, Wang, Chen and Li (2015), section 2.4.
    /// </summary>
    public static Tensor RRelu(Tensor x, double lower = 1.0 / 8, double upper = 1.0 / 3, bool training = false) =>
        Tensor.Wrap(
            FSharp.Learning.RReluModule.apply(Modes.Of(training), new FSharp.Learning.RRelu(lower, upper), x.Operand)
        );

    /// <summary>
    /// x where it is positive, and <paramref name="weight"/> x elsewhere; one weight, or one for each channel along
    /// axis 1. Source: He, Zhang, Ren and Sun (2015), equation 1.
    /// </summary>
    public static Tensor PRelu(Tensor x, Tensor weight) =>
        Tensor.Wrap(FSharp.Learning.PReluModule.apply(new FSharp.Learning.PRelu(weight.Operand), x.Operand));

    /// <summary>
    /// x between the thresholds, and lines with these slopes from them on; all four are scalars.
    /// Source: Jin et al. (2016), equation 2.
    /// </summary>
    public static Tensor SRelu(
        Tensor x,
        Tensor leftSlope,
        Tensor leftThreshold,
        Tensor rightSlope,
        Tensor rightThreshold
    ) =>
        Tensor.Wrap(
            FSharp.Learning.SReluModule.apply(
                new FSharp.Learning.SRelu(
                    leftSlope.Operand,
                    leftThreshold.Operand,
                    rightSlope.Operand,
                    rightThreshold.Operand
                ),
                x.Operand
            )
        );

    /// <summary>
    /// x where it is positive, and <paramref name="alpha"/> x elsewhere. Source: Curci, Mocanu and Pechenizkiy (2021),
    /// equation 3.
    /// </summary>
    public static Tensor AllRelu(Tensor x, double alpha) => Tensor.Wrap(Core.allRelu(alpha, x.Operand));

    /// <summary>1 / (1 + exp(-x)), element by element.</summary>
    public static Tensor Sigmoid(Tensor x) => Tensor.Wrap(Core.sigmoid(x.Operand));

    /// <summary>log(1 / (1 + exp(-x))), element by element, exact for large negative x too.</summary>
    public static Tensor LogSigmoid(Tensor x) => Tensor.Wrap(Core.logSigmoid(x.Operand));

    /// <summary>min(max(x / 6 + 1/2, 0), 1), element by element.</summary>
    public static Tensor Hardsigmoid(Tensor x) => Tensor.Wrap(Core.hardsigmoid(x.Operand));

    /// <summary>The hyperbolic tangent, element by element.</summary>
    public static Tensor Tanh(Tensor x) => Tensor.Wrap(Core.tanh(x.Operand));

    /// <summary>x - tanh(x), element by element.</summary>
    public static Tensor Tanhshrink(Tensor x) => Tensor.Wrap(Core.tanhshrink(x.Operand));

    /// <summary>x held between two bounds. Raises where the lower one does not come first.</summary>
    public static Tensor Hardtanh(Tensor x, double minVal = -1, double maxVal = 1) =>
        Tensor.Wrap(Core.hardtanh(minVal, maxVal, x.Operand));

    /// <summary>x where it is more than the threshold, and <paramref name="value"/> elsewhere.</summary>
    public static Tensor Threshold(Tensor x, double threshold, double value) =>
        Tensor.Wrap(Core.threshold(threshold, value, x.Operand));

    /// <summary>x brought nearer to 0 by <paramref name="lambda"/>, and 0 where it is no further away.</summary>
    public static Tensor Softshrink(Tensor x, double lambda = 0.5) => Tensor.Wrap(Core.softshrink(lambda, x.Operand));

    /// <summary>x, and 0 where it is not further than <paramref name="lambda"/> from 0.</summary>
    public static Tensor Hardshrink(Tensor x, double lambda = 0.5) => Tensor.Wrap(Core.hardshrink(lambda, x.Operand));

    /// <summary>x / (1 + |x|), element by element.</summary>
    public static Tensor Softsign(Tensor x) => Tensor.Wrap(Core.softsign(x.Operand));
}
