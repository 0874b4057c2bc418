namespace Riemann.Kernels.Tests;

/// <summary>Every function on vectors with the error it may have.</summary>
internal static class Accuracies
{
    private const double Tiny = 1e-12;

    public static readonly Accuracy[] All =
    [
        new Accuracy<Elementwise.ExpFunction>("exp", 2, Tiny, 760, x => ExactExponential.Exp(x), Math.Exp),
        new Accuracy<Elementwise.LogFunction>("log", 2, 1e-308, 1e308, x => ExactExponential.Log(x), Math.Log),
        new Accuracy<Elementwise.SinFunction>("sin", 2, Tiny, 1e8, ExactTrigonometry.Sin, Math.Sin),
        new Accuracy<Elementwise.CosFunction>("cos", 2, Tiny, 1e8, ExactTrigonometry.Cos, Math.Cos),
        new Accuracy<Elementwise.TanhFunction>("tanh", 4, Tiny, 30, ExactExponential.Tanh, Math.Tanh),
        new Accuracy<Elementwise.SigmoidFunction>("sigmoid", 4, Tiny, 760, ExactExponential.Sigmoid, Sigmoid),
        new Accuracy<Elementwise.Expm1Function>("expm1", 4, Tiny, 760, x => ExactExponential.Expm1(x), Expm1),
        new Accuracy<Elementwise.Log1pFunction>("log1p", 4, Tiny, 1e20, x => ExactExponential.Log1p(x), Log1p),
        new Accuracy<Elementwise.ErfFunction>("erf", 4, Tiny, 7, ExactErrorFunction.Erf),
        new Accuracy<Elementwise.ErfcFunction>("erfc", 5, Tiny, 28, ExactErrorFunction.Erfc),
        new Accuracy<Elementwise.Exp2Function>("exp2", 2, Tiny, 1080, Exp2, x => Math.Pow(2, x)),
        new Accuracy<Elementwise.Log2Function>("log2", 2, 1e-308, 1e308, Log2, Math.Log2),
        new Accuracy<Elementwise.Log10Function>("log10", 1, 1e-308, 1e308, Log10, Math.Log10),
        new Accuracy<Elementwise.CbrtFunction>("cbrt", 1, 1e-308, 1e308, ExactExponential.Cbrt, Math.Cbrt),
        new Accuracy<Elementwise.SoftplusFunction>("softplus", 4, Tiny, 760, ExactExponential.Softplus),
        new Accuracy<Elementwise.TanFunction>("tan", 4, Tiny, 1e8, ExactTrigonometry.Tan, Math.Tan),
        new Accuracy<Elementwise.AsinFunction>("asin", 4, Tiny, 1, x => ExactTrigonometry.Asin(x), Math.Asin),
        new Accuracy<Elementwise.AcosFunction>("acos", 4, Tiny, 1, ExactTrigonometry.Acos, Math.Acos),
        new Accuracy<Elementwise.AtanFunction>("atan", 4, Tiny, 1e20, x => ExactTrigonometry.Atan(x), Math.Atan),
        new Accuracy<Elementwise.SinhFunction>("sinh", 4, Tiny, 712, ExactExponential.Sinh, Math.Sinh),
        new Accuracy<Elementwise.CoshFunction>("cosh", 4, Tiny, 712, ExactExponential.Cosh, Math.Cosh),
        new Accuracy<Elementwise.AsinhFunction>("asinh", 4, Tiny, 1e30, ExactExponential.Asinh, Math.Asinh),
        new Accuracy<Elementwise.AcoshFunction>("acosh", 4, 1, 1e30, ExactExponential.Acosh, Math.Acosh),
        new Accuracy<Elementwise.AtanhFunction>("atanh", 4, Tiny, 1, ExactExponential.Atanh, Math.Atanh),
    ];

    private static DoubleDouble Exp2(double x) =>
        Math.Abs(x) < 2000 ? ExactExponential.Exp(x * ExactExponential.Log2) : Math.Pow(2, x);

    private static DoubleDouble Log2(double x) => Scaled(x, 1 / ExactExponential.Log2);

    private static DoubleDouble Log10(double x) => Scaled(x, 1 / ExactExponential.Log(10));

    private static DoubleDouble Scaled(double x, DoubleDouble scale)
    {
        var log = ExactExponential.Log(x);
        return double.IsFinite(log.High) ? log * scale : log;
    }

    private static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    // W. Kahan's way around the digits that the difference and the sum lose.
    private static double Expm1(double x)
    {
        var exp = Math.Exp(x);
        return exp == 1 ? x
            : Math.Abs(x) > 1 || double.IsNaN(x) ? exp - 1
            : (exp - 1) * (x / Math.Log(exp));
    }

    private static double Log1p(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x
            : Math.Abs(x) < 1 ? Math.Log(sum) * (x / (sum - 1))
            : Math.Log(sum);
    }
}
