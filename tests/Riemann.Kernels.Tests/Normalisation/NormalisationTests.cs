using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Functions of rows against their definitions in double precision, their gradients against differences.</summary>
public class NormalisationTests
{
    private const double Epsilon = 1e-3;

    private static readonly Dictionary<string, Func<NDArray, NDArray>> Functions = new()
    {
        ["softmax"] = x => Normalisation.Softmax(x, x.Rank - 1),
        ["logSoftmax"] = x => Normalisation.LogSoftmax(x, x.Rank - 1),
        ["standardise"] = x => Normalisation.Standardise(x, One(x), Zero(x), [x.Rank - 1], Epsilon, true),
    };

    private static readonly Dictionary<string, Func<double[], double[]>> Definitions = new()
    {
        ["softmax"] = Softmax,
        ["logSoftmax"] = x => Array.ConvertAll(Softmax(x), Math.Log),
        ["standardise"] = Standardised,
    };

    private static readonly Dictionary<string, Func<NDArray, NDArray, NDArray>> Gradients = new()
    {
        ["softmax"] = (x, c) => Normalisation.SoftmaxGradient(Functions["softmax"](x), c, x.Rank - 1),
        ["logSoftmax"] = (x, c) => Normalisation.LogSoftmaxGradient(Functions["logSoftmax"](x), c, x.Rank - 1),
        ["standardise"] = (x, c) => Normalisation.StandardiseGradient(x, One(x), c, [x.Rank - 1], Epsilon, true),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void EachRowIsWhatTheDefinitionSays(string name)
    {
        foreach (var dtype in Samples.Floats)
        foreach (var length in new[] { 1, 2, 7, 33, 1000 })
        {
            var x = Random(dtype, 1, 3, length);
            var y = Functions[name](x);
            Assert.Equal(x.Shape, y.Shape);
            for (var row = 0; row < 3; row++)
            {
                var exact = Definitions[name](Samples.Read(x)[(row * length)..((row + 1) * length)]);
                for (var i = 0; i < length; i++)
                    Near(exact[i], y.ToDouble(row * length + i), dtype == DType.Float32 ? 2e-5 : 1e-13);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsAreLimitsOfDifferences(string name)
    {
        var x = Random(DType.Float64, 2, 2, 9);
        var c = Random(DType.Float64, 3, 2, 9);
        var gradient = Gradients[name](x, c);
        for (var i = 0; i < x.Length; i++)
            Near(Slope(name, x, c, i), gradient.ToDouble(i), 1e-7);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DoesNotCareHowTheElementsLie(string name)
    {
        foreach (var dtype in Samples.Floats)
        foreach (var (_, x) in Samples.Layouts(dtype))
        foreach (var (_, c) in Samples.Layouts(dtype))
        {
            Assert.Equal(Samples.Read(Functions[name](x.Contiguous())), Samples.Read(Functions[name](x)));
            Assert.Equal(
                Samples.Read(Gradients[name](x.Contiguous(), c.Contiguous())),
                Samples.Read(Gradients[name](x, c))
            );
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NaNStaysInItsRowAndEmptyArraysStayEmpty(string name)
    {
        var x = Samples.Of(DType.Float32, [1, double.NaN, 2, 1, 2, 3], 2, 3);
        var y = Samples.Read(Functions[name](x));
        Assert.All(y[..3], v => Assert.True(double.IsNaN(v)));
        Assert.All(y[3..], v => Assert.True(double.IsFinite(v)));
        Assert.Equal(0, Functions[name](Samples.Small(DType.Float32, 1, 3, 0)).Length);
        Assert.Equal(0, Functions[name](Samples.Small(DType.Float32, 1, 0, 3)).Length);
        Assert.Throws<ArgumentException>(() => Functions[name](Samples.Small(DType.Int32, 1, 3)));
        Assert.Throws<ArgumentException>(() => Gradients[name](x, Samples.Small(DType.Float32, 1, 4)));
    }

    [Fact]
    public void HugeElementsDoNotOverflow()
    {
        var x = Samples.Of(DType.Float32, [1e38, 0, double.NegativeInfinity], 1, 3);
        Assert.Equal([1, 0, 0], Normalisation.Softmax(x, 1).ToArray<float>());
        Assert.Equal([0, -1e38f, float.NegativeInfinity], Normalisation.LogSoftmax(x, 1).ToArray<float>());
    }

    [Fact]
    public void AnyAxisIsTheLastOneOfATransposedArray()
    {
        foreach (var dtype in Samples.Floats)
        {
            var (x, c) = (Random(dtype, 1, 3, 5, 4), Random(dtype, 2, 3, 5, 4));
            var y = Normalisation.Softmax(x, 1);
            Same(Normalisation.Softmax(Turned(x), 2), y);
            Same(Normalisation.LogSoftmax(Turned(x), 2), Normalisation.LogSoftmax(x, 1));
            Same(Normalisation.SoftmaxGradient(Turned(y), Turned(c), 2), Normalisation.SoftmaxGradient(y, c, 1));
            Same(Normalisation.LogSoftmaxGradient(Turned(y), Turned(c), 2), Normalisation.LogSoftmaxGradient(y, c, 1));
        }

        static NDArray Turned(NDArray x) => x.Permute([0, 2, 1]);
        static void Same(NDArray expected, NDArray found) =>
            Assert.Equal(Samples.Read(expected), Samples.Read(Turned(found)));
    }

    [Fact]
    public void TheNumberOfThreadsDoesNotMatter()
    {
        var x = Random(DType.Float32, 1, 500, 150);
        var labels = NDArray.Of<long>([.. Enumerable.Range(0, 500).Select(i => i % 150L)], Shape.Of(500));
        ThreadCounts.Same(() => Normalisation.Softmax(x, 1));
        ThreadCounts.Same(() => Normalisation.LogSoftmaxGradient(x, x, 1));
        ThreadCounts.Same(() => Normalisation.CrossEntropy(x, labels));
        ThreadCounts.Same(() => Normalisation.CrossEntropyGradient(x, labels, Random(DType.Float32, 2, 500)));
    }

    [Fact]
    public void CrossEntropyIsTheLogarithmAtTheLabel()
    {
        foreach (var dtype in Samples.Floats)
        {
            var x = Random(dtype, 4, 5, 11);
            var labels = NDArray.Of<long>([0, 10, 3, 3, 7], Shape.Of(5));
            var c = Random(dtype, 5, 5);
            var loss = Normalisation.CrossEntropy(x, labels);
            var gradient = Normalisation.CrossEntropyGradient(x, labels, c);
            for (var row = 0; row < 5; row++)
            {
                var softmax = Softmax(Samples.Read(x)[(row * 11)..((row + 1) * 11)]);
                var label = (int)labels.ToDouble(row);
                Near(-Math.Log(softmax[label]), loss.ToDouble(row), 1e-6);
                for (var i = 0; i < 11; i++)
                    Near(c.ToDouble(row) * (softmax[i] - (i == label ? 1 : 0)), gradient.ToDouble(row * 11 + i), 1e-6);
            }
        }
    }

    [Fact]
    public void LabelsMustBeClasses()
    {
        var x = Random(DType.Float32, 1, 2, 3);
        foreach (var wrong in new long[] { -1, 3 })
        {
            var labels = NDArray.Of<long>([0, wrong], Shape.Of(2));
            Assert.Throws<ArgumentException>(() => Normalisation.CrossEntropy(x, labels));
            Assert.Throws<ArgumentException>(() =>
                Normalisation.CrossEntropyGradient(x, labels, Random(DType.Float32, 1, 2))
            );
        }
        Assert.Throws<ArgumentException>(() => Normalisation.CrossEntropy(x, Samples.Small(DType.Int32, 1, 2)));
        Assert.Throws<ArgumentException>(() => Normalisation.CrossEntropy(x, NDArray.Of<long>([0], Shape.Of(1))));
    }

    private static double Slope(string name, NDArray x, NDArray c, int at)
    {
        const double step = 1e-5;
        return (Weighted(step) - Weighted(-step)) / (2 * step);

        double Weighted(double change)
        {
            var values = Samples.Read(x);
            values[at] += change;
            var y = Functions[name](NDArray.Of<double>(values, x.Shape));
            return Samples.Read(y).Zip(Samples.Read(c), (a, b) => a * b).Sum();
        }
    }

    private static double[] Softmax(double[] x)
    {
        var powers = Array.ConvertAll(x, v => Math.Exp(v - x.Max()));
        return Array.ConvertAll(powers, v => v / powers.Sum());
    }

    private static double[] Standardised(double[] x)
    {
        var variance = x.Average(v => (v - x.Average()) * (v - x.Average()));
        return Array.ConvertAll(x, v => (v - x.Average()) / Math.Sqrt(variance + Epsilon));
    }

    private static NDArray One(NDArray x) => NDArray.Scalar(x.DType, 1);

    private static NDArray Zero(NDArray x) => NDArray.Scalar(x.DType, 0);

    private static NDArray Random(DType dtype, int seed, params ReadOnlySpan<int> dimensions)
    {
        var random = new Random(seed);
        var values = new double[Shape.Of(dimensions).Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.NextDouble() * 6 - 3;
        return Samples.Of(dtype, values, dimensions);
    }

    private static void Near(double exact, double found, double tolerance) =>
        Assert.True(Math.Abs(found - exact) <= tolerance * (1 + Math.Abs(exact)), $"{found:g17}, not {exact:g17}");
}
