using Riemann.Bridge;

namespace Riemann;

/// <summary>Special functions, element by element; the everyday ones are methods of <see cref="Tensor"/>.</summary>
public static class Special
{
    /// <summary>exp(x^2) (1 - erf(x)), which falls like 1 / x.</summary>
    public static Tensor Erfcx(Tensor x) => Tensor.Wrap(Specials.Erfcx(x.Operand));

    /// <summary>The distribution function of the standard normal distribution.</summary>
    public static Tensor NormalCdf(Tensor x) => Tensor.Wrap(Specials.NormalCdf(x.Operand));

    /// <summary>The logarithm of <see cref="NormalCdf"/>, exact where that is near 0 too.</summary>
    public static Tensor LogNormalCdf(Tensor x) => Tensor.Wrap(Specials.LogNormalCdf(x.Operand));

    /// <summary>x log(y), and 0 where x is 0. Shapes broadcast.</summary>
    public static Tensor Xlogy(Tensor x, Tensor y) => Tensor.Wrap(Mapping.Xlogy(x.Operand, y.Operand));

    /// <summary>x log(1 + y), and 0 where x is 0. Shapes broadcast.</summary>
    public static Tensor Xlog1py(Tensor x, Tensor y) => Tensor.Wrap(Mapping.Xlog1py(x.Operand, y.Operand));

    /// <summary>The logarithm of the beta function of positive a and b.</summary>
    public static Tensor LogBeta(Tensor a, Tensor b) => Tensor.Wrap(Specials.Lbeta(a.Operand, b.Operand));

    /// <summary>The regularised lower incomplete gamma function P(a, x); the derivative is that by x.</summary>
    public static Tensor GammaInc(double a, Tensor x) => Tensor.Wrap(Specials.RegularisedGammaP(a, x.Operand));

    /// <summary>The regularised upper incomplete gamma function Q(a, x); the derivative is that by x.</summary>
    public static Tensor GammaIncC(double a, Tensor x) => Tensor.Wrap(Specials.RegularisedGammaQ(a, x.Operand));

    /// <summary>The regularised incomplete beta function; the derivative is that by x.</summary>
    public static Tensor BetaInc(double a, double b, Tensor x) =>
        Tensor.Wrap(Specials.RegularisedBeta(a, b, x.Operand));

    /// <summary>The exponential integral E of this order.</summary>
    public static Tensor ExponentialIntegral(int order, Tensor x) =>
        Tensor.Wrap(Specials.ExponentialIntegral(order, x.Operand));

    /// <summary>The Bessel function of the first kind of this order.</summary>
    public static Tensor BesselJ(int order, Tensor x) => Tensor.Wrap(Specials.BesselJ(order, x.Operand));

    /// <summary>The Bessel function of the second kind of this order; NaN below 0.</summary>
    public static Tensor BesselY(int order, Tensor x) => Tensor.Wrap(Specials.BesselY(order, x.Operand));

    /// <summary>The modified Bessel function of the first kind of this order.</summary>
    public static Tensor BesselI(int order, Tensor x) => Tensor.Wrap(Specials.BesselI(order, x.Operand));

    /// <summary><see cref="BesselI"/> times exp(-|x|).</summary>
    public static Tensor BesselIScaled(int order, Tensor x) => Tensor.Wrap(Specials.BesselIScaled(order, x.Operand));

    /// <summary>The modified Bessel function of the second kind of this order; NaN below 0.</summary>
    public static Tensor BesselK(int order, Tensor x) => Tensor.Wrap(Specials.BesselK(order, x.Operand));

    /// <summary><see cref="BesselK"/> times exp(x).</summary>
    public static Tensor BesselKScaled(int order, Tensor x) => Tensor.Wrap(Specials.BesselKScaled(order, x.Operand));
}
