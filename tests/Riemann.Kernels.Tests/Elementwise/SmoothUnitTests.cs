using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>The smooth activations against their definitions, their gradients against differences.</summary>
public class SmoothUnitTests
{
    private sealed record Case(
        Func<NDArray, NDArray> Function,
        Func<NDArray, NDArray, NDArray> Gradient,
        Func<double, double> Definition
    );

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["gelu"] = new(
            Elementwise.Gelu,
            Elementwise.GeluGradient,
            x => x * (0.5 * ExactErrorFunction.Erfc(-x * Math.Sqrt(0.5))).High
        ),
        ["geluTanh"] = new(
            Elementwise.GeluTanh,
            Elementwise.GeluTanhGradient,
            x => x / (1 + Math.Exp(-2 * Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))
        ),
        ["silu"] = new(Elementwise.Silu, Elementwise.SiluGradient, x => x / (1 + Math.Exp(-x))),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsWhatTheDefinitionSays(string name)
    {
        var values = Enumerable.Range(-600, 1201).Select(i => i / 100.0).ToArray();
        foreach (var dtype in Samples.Floats)
        {
            var x = Samples.Of(dtype, values);
            var y = Cases[name].Function(x);
            for (var i = 0; i < values.Length; i++)
            {
                var exact = Cases[name].Definition(x.ToDouble(i));
                // The definitions themselves lose some digits in the tail.
                var relative = dtype == DType.Float32 ? 1e-5 : 2e-14;
                Assert.True(Math.Abs(y.ToDouble(i) - exact) <= relative * Math.Abs(exact), $"{name}({x.ToDouble(i)})");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheGradientIsTheLimitOfDifferences(string name)
    {
        var (_, gradient, f) = Cases[name];
        var values = Enumerable.Range(-40, 81).Select(i => i / 10.0).ToArray();
        var c = Array.ConvertAll(values, v => 1 + v * v);
        foreach (var dtype in Samples.Floats)
        {
            var found = gradient(Samples.Of(dtype, values), Samples.Of(dtype, c));
            for (var i = 0; i < values.Length; i++)
            {
                var slope = (f(values[i] + 1e-5) - f(values[i] - 1e-5)) / 2e-5;
                var tolerance = (dtype == DType.Float32 ? 2e-6 : 1e-9) * c[i];
                Assert.True(Math.Abs(found.ToDouble(i) - c[i] * slope) <= tolerance, $"{name} at {values[i]} {dtype}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void HasItsLimitsAtTheInfinities(string name)
    {
        foreach (var dtype in Samples.Floats)
        {
            double[] ends = [double.NegativeInfinity, double.PositiveInfinity, double.NaN, 0, -1e30, 1e30];
            var x = Samples.Of(dtype, ends);
            var y = Samples.Read(Cases[name].Function(x));
            Assert.Equal([0, double.PositiveInfinity, double.NaN, 0, 0], y[..5]);
            Assert.Equal(x.ToDouble(5), y[5]);
            var slopes = Samples.Read(Cases[name].Gradient(x, Samples.Of(dtype, [1, 1, 1, 1, 1, 1])));
            Assert.Equal([0, 1, double.NaN, 0.5, 0, 1], slopes);
        }
    }

    [Fact]
    public void GradientsByTheResult()
    {
        foreach (var dtype in Samples.Floats)
        {
            var y = Samples.Of(dtype, [0, 0.25, 0.5, 1, double.NaN]);
            var c = Samples.Of(dtype, [3, 4, 8, 2, 0]);
            Assert.Equal([0, 0.75, 2, 0, 0], Samples.Read(Elementwise.SigmoidGradient(y, c)));
            Assert.Equal([0, 4, 8, 2, 0], Samples.Read(Elementwise.ReluGradient(y, c)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NothingComesOutWhereNothingGoesIn(string name)
    {
        double[] ends = [double.NegativeInfinity, double.PositiveInfinity, double.NaN, 1];
        foreach (var dtype in Samples.Floats)
        {
            var slopes = Cases[name].Gradient(Samples.Of(dtype, ends), Samples.Of(dtype, [0, 0, 0, 0]));
            Assert.Equal([0, 0, 0, 0], Samples.Read(slopes));
        }
    }
}
