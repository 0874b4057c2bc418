using System.Numerics;
using Xunit;
using Xunit.Abstractions;

namespace Riemann.Kernels.Tests;

/// <summary>The vector functions on many random arguments, at both vector widths.</summary>
public class AccuracyTests(ITestOutputHelper output)
{
    private const int Count = 40_000;

    [Theory]
    [InlineData(-87, 88.7)]
    [InlineData(-104, -87)]
    [InlineData(-1e-3, 1e-3)]
    public void Exp(double low, double high) => Check<Exponential>(low, high, Math.Exp, 2);

    [Theory]
    [InlineData(-700, 709)]
    [InlineData(-745, -708)]
    public void ExpOfDoubles(double low, double high) => CheckDoubles<Exponential>(low, high, Math.Exp, 2);

    [Theory]
    [InlineData(-20, 80)]
    [InlineData(-1, 1)]
    [InlineData(-1e-6, 1e-6)]
    public void Expm1(double low, double high) => Check<ExponentialMinusOne>(low, high, Reference.Expm1, 4);

    [Theory]
    [InlineData(1e-38, 1e-30)]
    [InlineData(0, 10)]
    [InlineData(0.9, 1.1)]
    [InlineData(1, 1e38)]
    [InlineData(0, 1e-38)]
    public void Log(double low, double high) => Check<Logarithm>(low, high, Math.Log, 2);

    [Theory]
    [InlineData(0, 2e-308)]
    [InlineData(1, 1e308)]
    public void LogOfDoubles(double low, double high) => CheckDoubles<Logarithm>(low, high, Math.Log, 2);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(0.9, 1.1)]
    [InlineData(1, 1e38)]
    public void Log2(double low, double high) => Check<BinaryLogarithm>(low, high, Math.Log2, 2);

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(-1e-6, 1e-6)]
    [InlineData(1, 1e30)]
    public void Log1p(double low, double high) => Check<LogarithmOfOnePlus>(low, high, Reference.Log1p, 4);

    [Theory]
    [InlineData(-10, 10)]
    [InlineData(-1e-3, 1e-3)]
    public void Tanh(double low, double high) => Check<HyperbolicTangent>(low, high, Math.Tanh, 4);

    [Theory]
    [InlineData(-80, 40)]
    [InlineData(-1, 1)]
    public void Sigmoid(double low, double high) => Check<Logistic>(low, high, Reference.Sigmoid, 4);

    [Theory]
    [InlineData(-80, 80)]
    [InlineData(-1, 1)]
    public void Softplus(double low, double high) => Check<SoftplusFunction>(low, high, Reference.Softplus, 4);

    [Theory]
    [InlineData(-300, 300)]
    [InlineData(-1, 1)]
    public void Exp2(double low, double high) => CheckDoubles<BinaryExponential>(low, high, x => Math.Pow(2, x), 2);

    [Theory]
    [InlineData(-4, 4)]
    [InlineData(-0.6, 0.6)]
    [InlineData(-1e-3, 1e-3)]
    public void Erf(double low, double high) => Check<ErrorFunction>(low, high, Reference.Erf, 3);

    [Theory]
    [InlineData(-4, 4)]
    [InlineData(-0.5, 0.5)]
    public void Erfc(double low, double high) => Check<ErrorFunctionComplement>(low, high, Reference.Erfc, 4);

    [Theory]
    [InlineData(-4, 4)]
    [InlineData(-1000, 1000)]
    [InlineData(-99_999, 99_999)]
    [InlineData(-1e7, 1e7)]
    public void SinAndCos(double low, double high)
    {
        Check<Sine>(low, high, Math.Sin, 2);
        Check<Cosine>(low, high, Math.Cos, 2);
    }

    [Fact]
    public void SinNearMultiplesOfPi()
    {
        for (var k = 1; k < 60_000; k += 7)
        {
            float single = (float)(k * Math.PI / 2);
            var both = Elementwise.Sin(NDArray.Of<float>([single, -single], Shape.Of(2)));
            Assert.True(Ulp.Error(DType.Float32, both.ToDouble(0), Math.Sin(single)) <= 2, $"{single:g9}");
            Assert.Equal(-both.ToDouble(0), both.ToDouble(1));
            var exact = k * Math.PI / 2;
            var wide = Elementwise.Cos(NDArray.Of<double>([exact], Shape.Of(1)));
            Assert.True(Ulp.Error(DType.Float64, wide.ToDouble(0), Math.Cos(exact)) <= 2, $"{exact:g17}");
        }
    }

    [Fact]
    public void WholePowersOfTwoHaveExactLogarithms()
    {
        var exponents = Enumerable.Range(-126, 253).ToArray();
        foreach (var dtype in Samples.Floats)
        {
            var powers = Samples.Of(dtype, Array.ConvertAll(exponents, e => Math.Pow(2, e)));
            Assert.Equal(Array.ConvertAll(exponents, e => (double)e), Samples.Read(Elementwise.Log2(powers)));
        }
    }

    private void Check<TFunction>(double low, double high, Func<double, double> reference, double ulps)
        where TFunction : IVectorFunction
    {
        CheckDoubles<TFunction>(low, high, reference, ulps);
        var x = Array.ConvertAll(Uniform(low, high), v => (float)v);
        var exact = Array.ConvertAll(x, v => reference(v));
        Check<TFunction, float, Lanes512<float>>(DType.Float32, x, exact, ulps);
        Check<TFunction, float, LanesNative<float>>(DType.Float32, x, exact, ulps);
    }

    private void CheckDoubles<TFunction>(double low, double high, Func<double, double> reference, double ulps)
        where TFunction : IVectorFunction
    {
        var x = Uniform(low, high);
        var exact = Array.ConvertAll(x, v => reference(v));
        Check<TFunction, double, Lanes512<double>>(DType.Float64, x, exact, ulps);
        Check<TFunction, double, LanesNative<double>>(DType.Float64, x, exact, ulps);
    }

    private void Check<TFunction, T, V>(DType dtype, T[] x, double[] exact, double ulps)
        where TFunction : IVectorFunction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        if (typeof(V) == typeof(Lanes512<T>) && !System.Runtime.Intrinsics.X86.Avx512F.IsSupported)
            return;
        var y = new T[x.Length];
        VectorMap<TFunction>.Run<T, V>(x, y);
        var (worst, at) = (0.0, 0);
        for (var i = 0; i < x.Length; i++)
            if (Ulp.Error(dtype, double.CreateTruncating(y[i]), exact[i]) is var error && error > worst)
                (worst, at) = (error, i);
        output.WriteLine($"{typeof(TFunction).Name} {typeof(V).Name} {dtype}: {worst:f3} ulp at {x[at]}");
        Assert.True(worst <= ulps, $"{dtype}: f({x[at]}) = {y[at]}, not {exact[at]:g17}; {worst:f2} ulp off");
    }

    private static double[] Uniform(double low, double high)
    {
        var random = new Random(7);
        var values = new double[Count + 3];
        for (var i = 0; i < values.Length; i++)
            values[i] = low + (high - low) * random.NextDouble();
        return values;
    }

    private readonly struct Exponential : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x) => VectorExp.Exp(x);
    }

    private readonly struct ExponentialMinusOne : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x) => VectorExp.Expm1(x);
    }

    private readonly struct Logarithm : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x) => VectorLog.Log(x);
    }

    private readonly struct BinaryLogarithm : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x) => VectorLog.Log2(x);
    }

    private readonly struct LogarithmOfOnePlus : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x) => VectorLog.Log1p(x);
    }

    private readonly struct HyperbolicTangent : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x) => VectorExp.Tanh(x);
    }

    private readonly struct Logistic : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x) => VectorExp.Sigmoid(x);
    }

    private readonly struct SoftplusFunction : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x) => VectorLog.Softplus(x);
    }

    private readonly struct BinaryExponential : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x) => VectorExp.Exp2(x);
    }

    private readonly struct ErrorFunction : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x) => VectorErf.Erf(x);
    }

    private readonly struct ErrorFunctionComplement : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x) => VectorErf.Erfc(x);
    }

    private readonly struct Sine : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x) => VectorSin.Sin(x);

        static double IVectorFunction.Limit(bool isDouble) => VectorSin.Limit(isDouble);

        static T IVectorFunction.Beyond<T>(T x) => T.Sin(x);
    }

    private readonly struct Cosine : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x) => VectorSin.Cos(x);

        static double IVectorFunction.Limit(bool isDouble) => VectorSin.Limit(isDouble);

        static T IVectorFunction.Beyond<T>(T x) => T.Cos(x);
    }
}
