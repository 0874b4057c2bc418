namespace Riemann;

public static partial class Functional
{
    /// <summary>The exponential.</summary>
    public static Tensor Exp(Tensor x) => x.Exp();

    /// <summary>The exponential less 1, exact near 0 too.</summary>
    public static Tensor Expm1(Tensor x) => x.Expm1();

    /// <summary>The natural logarithm; NaN below 0.</summary>
    public static Tensor Log(Tensor x) => x.Log();

    /// <summary>The logarithm to base 2; NaN below 0.</summary>
    public static Tensor Log2(Tensor x) => x.Log2();

    /// <summary>The logarithm to base 10; NaN below 0.</summary>
    public static Tensor Log10(Tensor x) => x.Log10();

    /// <summary>The natural logarithm of 1 plus the elements, exact near 0 too; NaN below -1.</summary>
    public static Tensor Log1p(Tensor x) => x.Log1p();

    /// <summary>The square root; NaN below 0.</summary>
    public static Tensor Sqrt(Tensor x) => x.Sqrt();

    /// <summary>1 divided by the square root; NaN below 0.</summary>
    public static Tensor Rsqrt(Tensor x) => x.Rsqrt();

    /// <summary>The square.</summary>
    public static Tensor Square(Tensor x) => x.Square();

    /// <summary>The absolute value; its slope at 0 is 0.</summary>
    public static Tensor Abs(Tensor x) => x.Abs();

    /// <summary>-1, 0 or 1; the slope is 0.</summary>
    public static Tensor Sign(Tensor x) => x.Sign();

    /// <summary>The largest whole numbers that are not above the elements; the slope is 0.</summary>
    public static Tensor Floor(Tensor x) => x.Floor();

    /// <summary>The smallest whole numbers that are not below the elements; the slope is 0.</summary>
    public static Tensor Ceil(Tensor x) => x.Ceil();

    /// <summary>The nearest whole numbers, halves to even ones; the slope is 0.</summary>
    public static Tensor Round(Tensor x) => x.Round();

    /// <summary>The sine of angles in radians.</summary>
    public static Tensor Sin(Tensor x) => x.Sin();

    /// <summary>The cosine of angles in radians.</summary>
    public static Tensor Cos(Tensor x) => x.Cos();

    /// <summary>The tangent of angles in radians.</summary>
    public static Tensor Tan(Tensor x) => x.Tan();

    /// <summary>The inverse sine; NaN outside [-1, 1].</summary>
    public static Tensor Asin(Tensor x) => x.Asin();

    /// <summary>The inverse cosine; NaN outside [-1, 1].</summary>
    public static Tensor Acos(Tensor x) => x.Acos();

    /// <summary>The inverse tangent.</summary>
    public static Tensor Atan(Tensor x) => x.Atan();

    /// <summary>The hyperbolic sine.</summary>
    public static Tensor Sinh(Tensor x) => x.Sinh();

    /// <summary>The hyperbolic cosine.</summary>
    public static Tensor Cosh(Tensor x) => x.Cosh();

    /// <summary>The error function.</summary>
    public static Tensor Erf(Tensor x) => x.Erf();

    /// <summary>Where the elements are NaN.</summary>
    public static Tensor IsNaN(Tensor x) => x.IsNaN();

    /// <summary>Where the elements are infinite.</summary>
    public static Tensor IsInf(Tensor x) => x.IsInf();

    /// <summary>Where the elements are neither NaN nor infinite.</summary>
    public static Tensor IsFinite(Tensor x) => x.IsFinite();
}
