namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>The error function, for floats; at most 3 ulp off.</summary>
    public static NDArray Erf(NDArray x) => FloatUnary<VectorMap<ErfFunction>>(x);

    /// <summary>1 minus the error function, for floats; at most 4 ulp off, in the tail too.</summary>
    public static NDArray Erfc(NDArray x) => FloatUnary<VectorMap<ErfcFunction>>(x);

    /// <summary>exp(x^2) erfc(x), for floats; at most 4 ulp off.</summary>
    public static NDArray Erfcx(NDArray x) => FloatUnary<VectorMap<ErfcxFunction>>(x);

    /// <summary>The logarithm of the standard normal distribution function, for floats; accurate in both tails.</summary>
    public static NDArray LogNormalCdf(NDArray x)
    {
        if (x.DType == DType.Float32)
            return Cast(LogNormalCdf(Cast(x, DType.Float64)), DType.Float32);
        var half = NDArray.Scalar(x.DType, 0.5);
        var z = Multiply(x, NDArray.Scalar(x.DType, -Math.Sqrt(0.5)));
        var low = Subtract(Log(Multiply(Erfcx(z), half)), Multiply(z, z));
        var high = Log1p(Negate(Multiply(Erfc(Negate(z)), half)));
        return Select(Less(x, NDArray.Scalar(x.DType, -1)), low, high);
    }

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

    /// <summary>The Bessel function Y of an order from 0 on, for floats; NaN below 0.</summary>
    public static NDArray BesselY(NDArray x, int order) => Ordered<BesselY>(x, order);

    /// <summary>The modified Bessel function K of an order from 0 on, for floats; NaN below 0.</summary>
    public static NDArray BesselK(NDArray x, int order) => Ordered<BesselK>(x, order);

    /// <summary>The modified Bessel function K of an order from 0 on, times exp(x), for floats; NaN below 0.</summary>
    public static NDArray BesselKScaled(NDArray x, int order) => Ordered<BesselKScaled>(x, order);

    /// <summary>The exponential integral E of an order from 1 on, for floats; NaN below 0.</summary>
    public static NDArray ExponentialIntegral(NDArray x, int order) => Ordered<ExponentialIntegral>(x, order);

    /// <summary>The lower incomplete gamma function divided by Gamma(a), for floats; NaN below 0.</summary>
    public static NDArray RegularisedGammaP(NDArray x, double a) => Shaped<RegularisedGammaP>(x, a, a);

    /// <summary>The upper incomplete gamma function divided by Gamma(a), for floats; NaN below 0.</summary>
    public static NDArray RegularisedGammaQ(NDArray x, double a) => Shaped<RegularisedGammaQ>(x, a, a);

    /// <summary>The incomplete beta function divided by Beta(a, b), for floats; NaN outside [0, 1].</summary>
    public static NDArray RegularisedBeta(NDArray x, double a, double b) => Shaped<RegularisedBeta>(x, a, b);

    private static NDArray Shaped<TFunction>(NDArray x, double a, double b)
        where TFunction : IShapedFunction
    {
        var source = Cast(x, DType.Float64).Contiguous();
        var result = NDArray.Allocate(DType.Float64, x.Shape);
        var from = source.Span<double>();
        var to = result.Span<double>();
        for (var i = 0; i < to.Length; i++)
            to[i] = TFunction.Invoke(from[i], a, b);
        GC.KeepAlive(source);
        GC.KeepAlive(result);
        return Cast(result, x.DType);
    }

    private static NDArray Ordered<TFunction>(NDArray x, int order)
        where TFunction : IOrderedFunction => FloatBinary<OrderedMap<TFunction>>(x, NDArray.Scalar(x.DType, order));

    private readonly struct ErfFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorErf.Erf(x);
    }

    private readonly struct ErfcFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorErf.Erfc(x);
    }

    private readonly struct ErfcxFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorErf.Erfcx(x);
    }
}
