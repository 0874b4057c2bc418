namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>x times the normal distribution function of x, for floats; 0 at minus infinity.</summary>
    public static NDArray Gelu(NDArray x) => FloatUnary<VectorMap<GeluFunction>>(x);

    /// <summary>c times the derivative of <see cref="Gelu"/> at x, and 0 where c is, though x may be NaN.</summary>
    public static NDArray GeluGradient(NDArray x, NDArray c) => FloatBinary<VectorPairMap<GeluGradientFunction>>(x, c);

    /// <summary>
    /// The approximation of <see cref="Gelu"/> by tanh, for floats: x (1 + tanh(u)) / 2 with u = sqrt(2 / pi)
    /// (x + 0.044715 x^3) (D. Hendrycks and K. Gimpel, 2016, "Gaussian error linear units").
    /// </summary>
    public static NDArray GeluTanh(NDArray x) => FloatUnary<VectorMap<GeluTanhFunction>>(x);

    /// <summary>c times the derivative of <see cref="GeluTanh"/> at x, and 0 where c is, though x may be NaN.</summary>
    public static NDArray GeluTanhGradient(NDArray x, NDArray c) =>
        FloatBinary<VectorPairMap<GeluTanhGradientFunction>>(x, c);

    /// <summary>x times the logistic function of x, for floats; 0 at minus infinity.</summary>
    public static NDArray Silu(NDArray x) => FloatUnary<VectorMap<SiluFunction>>(x);

    /// <summary>c times the derivative of <see cref="Silu"/> at x, and 0 where c is, though x may be NaN.</summary>
    public static NDArray SiluGradient(NDArray x, NDArray c) => FloatBinary<VectorPairMap<SiluGradientFunction>>(x, c);

    internal readonly struct GeluFunction : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x) => SmoothUnit.Times(x, VectorErf.NormalCdf(x));
    }

    internal readonly struct GeluGradientFunction : IVectorPairFunction
    {
        static V IVectorPairFunction.Invoke<V>(V x, V c)
        {
            var cdf = VectorErf.NormalCdf(x, out var power);
            return SmoothUnit.Times(cdf + SmoothUnit.Times(x, power * V.Create(0.3989422804014327)), c);
        }
    }

    internal readonly struct GeluTanhFunction : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x) => SmoothUnit.Times(x, VectorExp.Sigmoid(SmoothUnit.Twice(x)));
    }

    internal readonly struct GeluTanhGradientFunction : IVectorPairFunction
    {
        static V IVectorPairFunction.Invoke<V>(V x, V c)
        {
            var s = VectorExp.Sigmoid(SmoothUnit.Twice(x));
            var slope = s * VectorExp.Sigmoid(V.Create(0) - SmoothUnit.Twice(x));
            return SmoothUnit.Times(s + SmoothUnit.Times(x * SmoothUnit.TwiceSlope(x), slope), c);
        }
    }

    internal readonly struct SiluFunction : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x) => SmoothUnit.Times(x, VectorExp.Sigmoid(x));
    }

    internal readonly struct SiluGradientFunction : IVectorPairFunction
    {
        static V IVectorPairFunction.Invoke<V>(V x, V c)
        {
            var s = VectorExp.Sigmoid(x);
            return SmoothUnit.Times(s + SmoothUnit.Times(x, s * VectorExp.Sigmoid(V.Create(0) - x)), c);
        }
    }
}
