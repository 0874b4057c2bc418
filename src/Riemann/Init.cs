using Microsoft.FSharp.Collections;
using Riemann.FSharp;
using Core = Riemann.FSharp.Learning.Init;

namespace Riemann;

/// <summary>
/// First values of parameters. Each function fills a tensor in place, without gradient, from the numbers of
/// <see cref="Random"/>, and gives the tensor back. A weight is [out, in, ..], and what follows the first two axes is a
/// filter's extent.
/// </summary>
public static class Init
{
    /// <summary>Numbers from <paramref name="a"/> to <paramref name="b"/>, all equally likely.</summary>
    public static Tensor UniformInPlace(Tensor tensor, double a = 0, double b = 1) =>
        Fill(tensor, (dtype, shape, key) => Core.uniform(a, b, dtype, shape, key));

    /// <summary>Numbers of the normal distribution with this mean and standard deviation.</summary>
    public static Tensor NormalInPlace(Tensor tensor, double mean = 0, double std = 1) =>
        Fill(tensor, (dtype, shape, key) => Core.normal(mean, std, dtype, shape, key));

    /// <summary>Numbers of the normal distribution between two bounds. Raises where next to none lie there.</summary>
    public static Tensor TruncatedNormalInPlace(
        Tensor tensor,
        double mean = 0,
        double std = 1,
        double a = -2,
        double b = 2
    ) => Fill(tensor, (dtype, shape, key) => Core.truncatedNormal(mean, std, a, b, dtype, shape, key));

    /// <summary>One number everywhere.</summary>
    public static Tensor ConstantInPlace(Tensor tensor, double value) =>
        Fill(tensor, (dtype, shape) => Core.constant(value, dtype, shape));

    /// <summary>1 everywhere.</summary>
    public static Tensor OnesInPlace(Tensor tensor) => ConstantInPlace(tensor, 1);

    /// <summary>0 everywhere.</summary>
    public static Tensor ZerosInPlace(Tensor tensor) => ConstantInPlace(tensor, 0);

    /// <summary>1 on the diagonal of a matrix and 0 elsewhere: a linear layer gives what it takes.</summary>
    public static Tensor EyeInPlace(Tensor tensor) => Fill(tensor, Core.eye);

    /// <summary>
    /// A convolution that gives what it takes, channel by channel in each of the groups, as far as there are channels.
    /// Raises where there are not three to five axes, or the groups do not divide the outputs.
    /// </summary>
    public static Tensor DiracInPlace(Tensor tensor, int groups = 1) =>
        Fill(tensor, (dtype, shape) => Core.dirac(groups, dtype, shape));

    /// <summary>
    /// Uniform numbers of standard deviation gain √(2 / (fanIn + fanOut)).
    /// Source: Glorot and Bengio (2010), equation 16.
    /// </summary>
    public static Tensor XavierUniformInPlace(Tensor tensor, double gain = 1) =>
        Fill(tensor, (dtype, shape, key) => Core.xavierUniform(gain, dtype, shape, key));

    /// <summary>
    /// Normal numbers of standard deviation gain √(2 / (fanIn + fanOut)). Source: Glorot and Bengio (2010), equation
    /// 12.
    /// </summary>
    public static Tensor XavierNormalInPlace(Tensor tensor, double gain = 1) =>
        Fill(tensor, (dtype, shape, key) => Core.xavierNormal(gain, dtype, shape, key));

    /// <summary>
    /// Uniform numbers of standard deviation gain / √fan, for what follows the layer: leaky with slope
    /// <paramref name="a"/> unless said otherwise. Source: He, Zhang, Ren and Sun (2015), equations 10 and 14.
    /// </summary>
    public static Tensor KaimingUniformInPlace(
        Tensor tensor,
        double a = 0,
        FanMode mode = FanMode.FanIn,
        Nonlinearity nonlinearity = Nonlinearity.LeakyRelu
    ) =>
        Fill(
            tensor,
            (dtype, shape, key) => Core.kaimingUniform(mode.ToCore(), nonlinearity.ToCore(a), dtype, shape, key)
        );

    /// <summary>
    /// Normal numbers of standard deviation gain / √fan, for what follows the layer: leaky with slope
    /// <paramref name="a"/> unless said otherwise. Source: He, Zhang, Ren and Sun (2015), equations 10 and 14.
    /// </summary>
    public static Tensor KaimingNormalInPlace(
        Tensor tensor,
        double a = 0,
        FanMode mode = FanMode.FanIn,
        Nonlinearity nonlinearity = Nonlinearity.LeakyRelu
    ) =>
        Fill(
            tensor,
            (dtype, shape, key) => Core.kaimingNormal(mode.ToCore(), nonlinearity.ToCore(a), dtype, shape, key)
        );

    /// <summary>
    /// A random matrix [out, the rest] with orthonormal rows, or columns where there are more rows, times the gain.
    /// Source: Saxe, McClelland and Ganguli (2014), section 3.
    /// </summary>
    public static Tensor OrthogonalInPlace(Tensor tensor, double gain = 1) =>
        Fill(tensor, (dtype, shape, key) => Core.orthogonal(gain, dtype, shape, key));

    /// <summary>
    /// Normal numbers but for the part of each column that is 0, rounded up. Raises where the sparsity is not from 0 to
    /// 1. Source: Martens (2010), section 5.
    /// </summary>
    public static Tensor SparseInPlace(Tensor tensor, double sparsity, double std = 0.01) =>
        Fill(tensor, (dtype, shape, key) => Core.sparse(sparsity, std, dtype, shape, key));

    /// <summary>
    /// The factor that keeps the variance through a layer followed by the nonlinearity: 1, 5/3 for tanh, √2 for relu,
    /// √(2 / (1 + slope²)) for leaky relu, whose slope is 0.01 unless given, 3/4 for selu.
    /// </summary>
    public static double CalculateGain(Nonlinearity nonlinearity, double? param = null) =>
        Core.gain(nonlinearity.ToCore(param ?? 0.01));

    private delegate CoreTensor Drawing(Kernels.DType dtype, FSharpList<int> shape, Key key);

    private delegate CoreTensor Making(Kernels.DType dtype, FSharpList<int> shape);

    private static Tensor Fill(Tensor tensor, Drawing draw) =>
        Fill(tensor, (dtype, shape) => draw(dtype, shape, Random.NextKey()));

    private static Tensor Fill(Tensor tensor, Making make)
    {
        tensor.Replace(make((Kernels.DType)tensor.DType, [.. tensor.Shape]));
        return tensor;
    }
}
