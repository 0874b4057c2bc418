using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Every function of one float against the scalar mathematics of the base library.</summary>
public class FloatFunctionTests
{
    private sealed record Case(Func<NDArray, NDArray> Function, Func<double, double> Reference, double Ulps);

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["exp"] = new(Elementwise.Exp, Math.Exp, 2),
        ["exp2"] = new(Elementwise.Exp2, x => Math.Pow(2, x), 2),
        ["expm1"] = new(Elementwise.Expm1, Reference.Expm1, 4),
        ["log"] = new(Elementwise.Log, Math.Log, 2),
        ["log1p"] = new(Elementwise.Log1p, Reference.Log1p, 4),
        ["log2"] = new(Elementwise.Log2, Math.Log2, 2),
        ["log10"] = new(Elementwise.Log10, Math.Log10, 2),
        ["sqrt"] = new(Elementwise.Sqrt, Math.Sqrt, 0.5),
        ["rsqrt"] = new(Elementwise.Rsqrt, x => 1 / Math.Sqrt(x), 2),
        ["cbrt"] = new(Elementwise.Cbrt, Math.Cbrt, 4),
        ["reciprocal"] = new(Elementwise.Reciprocal, x => 1 / x, 0.5),
        ["sin"] = new(Elementwise.Sin, Math.Sin, 2),
        ["cos"] = new(Elementwise.Cos, Math.Cos, 2),
        ["tan"] = new(Elementwise.Tan, Math.Tan, 4),
        ["asin"] = new(Elementwise.Asin, Math.Asin, 2),
        ["acos"] = new(Elementwise.Acos, Math.Acos, 2),
        ["atan"] = new(Elementwise.Atan, Math.Atan, 2),
        ["sinh"] = new(Elementwise.Sinh, Math.Sinh, 2),
        ["cosh"] = new(Elementwise.Cosh, Math.Cosh, 2),
        ["tanh"] = new(Elementwise.Tanh, Math.Tanh, 4),
        ["asinh"] = new(Elementwise.Asinh, Math.Asinh, 2),
        ["acosh"] = new(Elementwise.Acosh, Math.Acosh, 2),
        ["atanh"] = new(Elementwise.Atanh, Math.Atanh, 2),
        ["sigmoid"] = new(Elementwise.Sigmoid, Reference.Sigmoid, 4),
        ["softplus"] = new(Elementwise.Softplus, Reference.Softplus, 4),
        ["erf"] = new(Elementwise.Erf, Reference.Erf, 3),
        ["erfc"] = new(Elementwise.Erfc, Reference.Erfc, 5),
        ["relu"] = new(Elementwise.Relu, x => double.IsNaN(x) ? x : Math.Max(x, 0), 0),
        ["floor"] = new(Elementwise.Floor, Math.Floor, 0),
        ["ceiling"] = new(Elementwise.Ceiling, Math.Ceiling, 0),
        ["round"] = new(Elementwise.Round, x => Math.Round(x, MidpointRounding.ToEven), 0),
        ["truncate"] = new(Elementwise.Truncate, Math.Truncate, 0),
        ["negate"] = new(Elementwise.Negate, x => -x, 0),
        ["abs"] = new(Elementwise.Abs, Math.Abs, 0),
        ["sign"] = new(Elementwise.Sign, x => double.IsNaN(x) ? x : Math.Sign(x), 0),
        ["square"] = new(Elementwise.Square, x => x * x, 0.5),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheScalarFunctionAtEveryLength(string name)
    {
        var (function, reference, ulps) = Cases[name];
        foreach (var dtype in Samples.Floats)
            for (var length = 0; length <= 67; length++)
            {
                var x = Samples.Of(dtype, Samples.Values(length, length));
                var y = function(x);
                Assert.Equal(dtype, y.DType);
                Assert.Equal(x.Shape, y.Shape);
                for (var i = 0; i < length; i++)
                {
                    var exact = reference(x.ToDouble(i));
                    var error = Ulp.Error(dtype, y.ToDouble(i), exact);
                    Assert.True(error <= ulps, $"{name}({x.ToDouble(i):g17}) = {y.ToDouble(i):g17}, not {exact:g17}");
                }
            }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DoesNotCareHowTheElementsLie(string name)
    {
        var function = Cases[name].Function;
        foreach (var dtype in Samples.Floats)
        foreach (var (layout, x) in Samples.Layouts(dtype))
        {
            var y = function(x);
            Assert.True(y.IsContiguous);
            Assert.True(
                Samples.Read(function(x.Contiguous())).AsSpan().SequenceEqual(Samples.Read(y)),
                $"{name} of {layout} {dtype}"
            );
        }
    }

    [Theory]
    [InlineData("expm1")]
    [InlineData("erf")]
    [InlineData("cbrt")]
    [InlineData("log1p")]
    [InlineData("sin")]
    [InlineData("tan")]
    [InlineData("asin")]
    [InlineData("atan")]
    [InlineData("sinh")]
    [InlineData("tanh")]
    [InlineData("asinh")]
    [InlineData("atanh")]
    [InlineData("sqrt")]
    [InlineData("sign")]
    [InlineData("round")]
    public void KeepsTheSignOfZero(string name)
    {
        foreach (var dtype in Samples.Floats)
        {
            var y = Cases[name].Function(Samples.Of(dtype, [0.0, -0.0]));
            Assert.Equal(0.0, y.ToDouble(0));
            Assert.Equal(0.0, y.ToDouble(1));
            Assert.False(double.IsNegative(y.ToDouble(0)), $"{dtype}");
            Assert.True(double.IsNegative(y.ToDouble(1)), $"{dtype}");
        }
    }

    [Fact]
    public void IntegersHaveNoExponential() =>
        Assert.Throws<ArgumentException>(() => Elementwise.Exp(NDArray.Scalar(DType.Int32, 1)));
}
