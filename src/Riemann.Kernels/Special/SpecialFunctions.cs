namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>The error function, for floats; at most 3 ulp off.</summary>
    public static NDArray Erf(NDArray x) => FloatUnary<VectorMap<ErfFunction>>(x);

    /// <summary>1 minus the error function, for floats; at most 4 ulp off, in the tail too.</summary>
    public static NDArray Erfc(NDArray x) => FloatUnary<VectorMap<ErfcFunction>>(x);

    /// <summary>The inverse of the error function, for floats; infinities at -1 and 1, NaN beyond.</summary>
    public static NDArray InverseErf(NDArray x) => FloatUnary<InverseErf>(x);

    /// <summary>log |Gamma(x)|, for floats; infinity at 0 and the negative integers.</summary>
    public static NDArray LogGamma(NDArray x) => FloatUnary<DoubleMap<LogGamma>>(x);

    /// <summary>The derivative of log |Gamma(x)|, for floats; NaN at the negative integers.</summary>
    public static NDArray Digamma(NDArray x) => FloatUnary<DoubleMap<Digamma>>(x);

    /// <summary>The derivative of digamma of an order from 1 on, for floats.</summary>
    public static NDArray Polygamma(NDArray x, int order) => Ordered<Polygamma>(x, order);

    /// <summary>The derivative of sin(pi x) / (pi x) of an order from 0 on, for floats.</summary>
    public static NDArray SincDerivative(NDArray x, int order) => Ordered<SincDerivative>(x, order);

    /// <summary>The Bessel function J of an order from 0 on, for floats.</summary>
    public static NDArray BesselJ(NDArray x, int order) => Ordered<BesselJ>(x, order);

    /// <summary>The modified Bessel function I of an order from 0 on, for floats.</summary>
    public static NDArray BesselI(NDArray x, int order) => Ordered<BesselI>(x, order);

    /// <summary>The modified Bessel function I of an order from 0 on, times exp(-|x|), for floats.</summary>
    public static NDArray BesselIScaled(NDArray x, int order) => Ordered<BesselIScaled>(x, order);

    private static NDArray Ordered<TFunction>(NDArray x, int order)
        where TFunction : IOrderedFunction => FloatBinary<OrderedMap<TFunction>>(x, NDArray.Scalar(x.DType, order));

    internal readonly struct ErfFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorErf.Erf(x);
    }

    internal readonly struct ErfcFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorErf.Erfc(x);
    }
}
