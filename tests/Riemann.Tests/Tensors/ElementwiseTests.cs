using System.Reflection;
using Xunit;

namespace Riemann.Tests.Tensors;

/// <summary>Every method that maps elements, beside .NET's own mathematics.</summary>
public class ElementwiseTests
{
    private static readonly Dictionary<string, Func<double, double>> functions = new()
    {
        ["Exp"] = Math.Exp,
        ["Exp2"] = x => Math.Pow(2, x),
        ["Expm1"] = double.ExpM1,
        ["Log"] = Math.Log,
        ["Log2"] = Math.Log2,
        ["Log10"] = Math.Log10,
        ["Log1p"] = double.LogP1,
        ["Sqrt"] = Math.Sqrt,
        ["Rsqrt"] = x => 1 / Math.Sqrt(x),
        ["Cbrt"] = Math.Cbrt,
        ["Square"] = x => x * x,
        ["Reciprocal"] = x => 1 / x,
        ["Abs"] = Math.Abs,
        ["Sign"] = x => double.IsNaN(x) ? x : Math.Sign(x),
        ["Neg"] = x => -x,
        ["Floor"] = Math.Floor,
        ["Ceil"] = Math.Ceiling,
        ["Round"] = x => Math.Round(x, MidpointRounding.ToEven),
        ["Trunc"] = Math.Truncate,
        ["Frac"] = x => x - Math.Truncate(x),
        ["Sin"] = Math.Sin,
        ["Cos"] = Math.Cos,
        ["Tan"] = Math.Tan,
        ["Asin"] = Math.Asin,
        ["Acos"] = Math.Acos,
        ["Atan"] = Math.Atan,
        ["Sinh"] = Math.Sinh,
        ["Cosh"] = Math.Cosh,
        ["Tanh"] = Math.Tanh,
        ["Asinh"] = Math.Asinh,
        ["Acosh"] = Math.Acosh,
        ["Atanh"] = Math.Atanh,
        ["Sinc"] = x => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x),
        ["Deg2Rad"] = double.DegreesToRadians,
        ["Rad2Deg"] = double.RadiansToDegrees,
        ["Sigmoid"] = x => 1 / (1 + Math.Exp(-x)),
        ["Logit"] = x => Math.Log(x / (1 - x)),
        ["Softplus"] = x => Math.Log(1 + Math.Exp(x)),
        ["Relu"] = x => Math.Max(x, 0),
        ["Silu"] = x => x / (1 + Math.Exp(-x)),
        ["Erf"] = MathNet.Numerics.SpecialFunctions.Erf,
        ["Erfc"] = MathNet.Numerics.SpecialFunctions.Erfc,
        ["Erfinv"] = x => Math.Abs(x) > 1 ? double.NaN : MathNet.Numerics.SpecialFunctions.ErfInv(x),
        ["Lgamma"] = LogGamma,
        ["Digamma"] = MathNet.Numerics.SpecialFunctions.DiGamma,
    };

    /// <summary>Methods without arguments whose result is no function of each element.</summary>
    private static readonly string[] others =
    [
        .. new[] { "Sum", "Prod", "Mean", "Max", "Min", "LogSumExp", "CountNonZero", "ArgMax", "ArgMin", "Any", "All" },
        .. new[] { "Median", "NanSum", "NanMean", "NanMax", "NanMin", "NanMedian", "Corrcoef", "Trace", "Unique" },
        .. new[]
        {
            "NonZero",
            "Squeeze",
            "Bernoulli",
            "Poisson",
            "Clone",
            "Copy",
            "Detach",
            "IsNaN",
            "IsInf",
            "IsFinite",
        },
        .. new[] { "Float", "Double", "Int", "Long", "Byte", "Bool" },
    ];

    public static TheoryData<string> Names => [.. functions.Keys];

    [Fact]
    public void Every_method_without_arguments_is_in_one_list()
    {
        var methods = typeof(Tensor)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => m.GetParameters().Length == 0 && m.ReturnType == typeof(Tensor) && !m.IsSpecialName)
            .Select(m => m.Name)
            .Where(name => !name.EndsWith("InPlace"))
            .Distinct();
        Assert.Empty(methods.Except(functions.Keys).Except(others));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Elements_are_those_of_dotnet(string name)
    {
        double[] points = [0.25, 0.5, 0.875, 1, 1.5, 2.5, 40, -0.25, -0.5, -1.5, double.NaN];
        var x = Tensor.From(points);
        var y = (Tensor)typeof(Tensor).GetMethod(name, [])!.Invoke(x, null)!;
        Assert.Equal(points.Select(functions[name]).ToArray(), y.ToArray<double>(), Near);
        var single = (Tensor)typeof(Tensor).GetMethod(name, [])!.Invoke(x.Float(), null)!;
        Assert.Equal(DType.Float32, single.DType);
    }

    [Fact]
    public void Functions_are_the_methods_of_their_names()
    {
        var x = Numbers.Between(0.1, 0.9, 1, 7);
        foreach (var (name, _) in functions)
            if (typeof(Functional).GetMethod(name, [typeof(Tensor)]) is { } function)
                Assert.True(
                    ((Tensor)function.Invoke(null, [x])!).AllClose(
                        (Tensor)typeof(Tensor).GetMethod(name, [])!.Invoke(x, null)!,
                        1e-12,
                        0
                    ),
                    name
                );
    }

    [Fact]
    public void In_place_forms_have_the_result_of_the_plain_ones()
    {
        var methods = typeof(Tensor)
            .GetMethods()
            .Where(m => m.Name.EndsWith("InPlace") && m.GetParameters().Length == 0);
        foreach (var method in methods)
        {
            var plain = typeof(Tensor).GetMethod(method.Name[..^"InPlace".Length], []);
            if (plain is null || !functions.ContainsKey(plain.Name))
                continue;
            var x = Numbers.Between(0.1, 0.9, 1, 7).RequiresGradInPlace();
            var y = x * 1;
            Assert.Same(y, method.Invoke(y, null));
            Assert.True(y.Equal((Tensor)plain.Invoke(x, null)!), method.Name);
            y.Sum().Backward();
            var expected = Autograd.Grad(((Tensor)plain.Invoke(x, null)!).Sum(), [x], allowUnused: true)[0];
            Assert.True(x.Grad is null ? expected is null : x.Grad.Equal(expected!), method.Name);
        }
    }

    private static double LogGamma(double x) =>
        x < 0
            ? Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * x))) - LogGamma(1 - x)
            : MathNet.Numerics.SpecialFunctions.GammaLn(x);

    private static bool Near(double expected, double actual) =>
        double.IsNaN(expected)
            ? double.IsNaN(actual)
            : expected == actual || Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected));
}
