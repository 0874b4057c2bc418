using Core = Riemann.FSharp.Learning.Activation;

namespace Riemann;

public static partial class Functional
{
    /// <summary>x where it is positive, and <paramref name="alpha"/> (exp(x) - 1) elsewhere.
    /// Source: Clevert, Unterthiner and Hochreiter (2016), equation 15.</summary>
    public static Tensor Elu(Tensor x, double alpha = 1) => Tensor.Wrap(Core.elu(alpha, x.Operand));

    /// <summary>x where it is positive, and <paramref name="alpha"/> (exp(x / alpha) - 1) elsewhere.
    /// Source: Barron (2017), equation 2.</summary>
    public static Tensor Celu(Tensor x, double alpha = 1) => Tensor.Wrap(Core.celu(alpha, x.Operand));

    /// <summary>The <see cref="Elu"/> that keeps mean 0 and variance 1 from layer to layer.
    /// Source: Klambauer et al. (2017), equation 2.</summary>
    public static Tensor Selu(Tensor x) => Tensor.Wrap(Core.selu(x.Operand));

    /// <summary>x sigmoid(x), element by element. Source: Elfwing, Uchibe and Doya (2018), equation 12.</summary>
    public static Tensor Silu(Tensor x) => Tensor.Wrap(Core.silu(x.Operand));

    /// <summary>x hardsigmoid(x), element by element. Source: Howard et al. (2019), section 5.2.</summary>
    public static Tensor Hardswish(Tensor x) => Tensor.Wrap(Core.hardswish(x.Operand));

    /// <summary>x P(X &lt;= x) for a standard normal X, exactly or by a hyperbolic tangent.
    /// Source: Hendrycks and Gimpel (2016), section 2.</summary>
    public static Tensor Gelu(Tensor x, GeluApproximation approximate = GeluApproximation.None) =>
        Tensor.Wrap(approximate == GeluApproximation.Tanh ? Core.geluTanh(x.Operand) : Core.gelu(x.Operand));

    /// <summary>x tanh(softplus(x)), element by element. Source: Misra (2020), equation 1.</summary>
    public static Tensor Mish(Tensor x) => Tensor.Wrap(Core.mish(x.Operand));

    /// <summary>log(1 + exp(beta x)) / beta, and x itself where beta x is more than the threshold.</summary>
    public static Tensor Softplus(Tensor x, double beta = 1, double threshold = 20) =>
        Tensor.Wrap(Core.softplus(beta, threshold, x.Operand));

    /// <summary>exp(x) along an axis, divided by its sum: probabilities.</summary>
    public static Tensor Softmax(Tensor x, int axis = -1) => Tensor.Wrap(Core.softmax(axis, x.Operand));

    /// <summary>The logarithm of <see cref="Softmax"/>, exact for small probabilities too.</summary>
    public static Tensor LogSoftmax(Tensor x, int axis = -1) => Tensor.Wrap(Core.logSoftmax(axis, x.Operand));

    /// <summary><see cref="Softmax"/> of -x.</summary>
    public static Tensor Softmin(Tensor x, int axis = -1) => Tensor.Wrap(Core.softmin(axis, x.Operand));

    /// <summary>The first half of an axis times the sigmoid of the second. Raises where its length is odd.
    /// Source: Dauphin, Fan, Auli and Grangier (2017), equation 1.</summary>
    public static Tensor Glu(Tensor x, int axis = -1) => Tensor.Wrap(Core.glu(axis, x.Operand));
}
