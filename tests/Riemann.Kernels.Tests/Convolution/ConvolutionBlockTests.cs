using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Convolutions large enough to be cut into blocks of channels, places and filters.</summary>
[Collection("threads")]
public class ConvolutionBlockTests
{
    public static TheoryData<int[], int[], int, int, int, int> Cases =>
        new()
        {
            { [2, 32, 14, 14], [64, 32, 3, 3], 1, 1, 1, 1 },
            { [1, 64, 32, 32], [20, 64, 3, 3], 1, 1, 1, 1 },
            { [3, 1, 28, 28], [32, 1, 3, 3], 1, 1, 1, 1 },
            { [2, 90, 7, 7], [40, 45, 3, 3], 2, 1, 1, 2 },
            { [1, 100, 9, 9], [30, 100, 1, 1], 1, 0, 1, 1 },
            { [2, 6, 37, 41], [6, 1, 3, 3], 2, 1, 2, 6 },
            { [1, 3, 5000], [4, 3, 9], 1, 4, 1, 1 },
            { [1, 2, 3001], [2, 1, 4], 1, 3, 2, 2 },
            { [1, 5, 9, 17, 19], [8, 5, 3, 2, 3], 2, 1, 1, 1 },
            { [2, 500, 6], [3, 500, 1], 1, 0, 1, 1 },
            { [1, 450, 1, 1], [5, 450, 1, 1], 1, 0, 1, 1 },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Blocks_agree_with_the_definition(int[] x, int[] w, int stride, int padding, int dilation, int groups)
    {
        var convolution = Case(x, w, stride, padding, dilation, groups);
        var random = new Random(5);
        var (a, b, c) = (
            Randoms(random, convolution.X),
            Randoms(random, convolution.W),
            Randoms(random, convolution.Y)
        );
        var (xs, ws, cs) = (a.ToArray<double>(), b.ToArray<double>(), c.ToArray<double>());
        var (y, dx, dw) = (new double[cs.Length], new double[xs.Length], new double[ws.Length]);
        convolution.ForEachProduct(
            (i, j, k) =>
            {
                y[k] += xs[i] * ws[j];
                dx[i] += cs[k] * ws[j];
                dw[j] += xs[i] * cs[k];
            }
        );
        var settings = convolution.Settings;
        Near(y, Convolution.Forward(a, b, settings).ToArray<double>(), 1e-11);
        Near(dx, Convolution.InputGradient(c, b, a.Shape, settings).ToArray<double>(), 1e-11);
        Near(dw, Convolution.FilterGradient(a, c, b.Shape, settings).ToArray<double>(), 1e-10);
        var (af, bf, cf) = (Single(a), Single(b), Single(c));
        Near(y, Convolution.Forward(af, bf, settings).ToArray<float>(), 2e-3);
        Near(dx, Convolution.InputGradient(cf, bf, a.Shape, settings).ToArray<float>(), 2e-3);
        Near(dw, Convolution.FilterGradient(af, cf, b.Shape, settings).ToArray<float>(), 2e-2);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_is_the_adjoint_of_the_others(int[] x, int[] w, int stride, int padding, int dilation, int groups)
    {
        var convolution = Case(x, w, stride, padding, dilation, groups);
        var random = new Random(6);
        var (a, b, c) = (
            Randoms(random, convolution.X),
            Randoms(random, convolution.W),
            Randoms(random, convolution.Y)
        );
        var settings = convolution.Settings;
        var product = Inner(c, Convolution.Forward(a, b, settings));
        Assert.Equal(product, Inner(a, Convolution.InputGradient(c, b, a.Shape, settings)), 1e-9);
        Assert.Equal(product, Inner(b, Convolution.FilterGradient(a, c, b.Shape, settings)), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bits_do_not_depend_on_threads(int[] x, int[] w, int stride, int padding, int dilation, int groups)
    {
        var convolution = Case(x, w, stride, padding, dilation, groups);
        var random = new Random(7);
        var a = Single(Randoms(random, convolution.X));
        var b = Single(Randoms(random, convolution.W));
        var c = Single(Randoms(random, convolution.Y));
        ThreadCounts.Same(() => Convolution.Forward(a, b, convolution.Settings));
        ThreadCounts.Same(() => Convolution.InputGradient(c, b, a.Shape, convolution.Settings));
        ThreadCounts.Same(() => Convolution.FilterGradient(a, c, b.Shape, convolution.Settings));
    }

    private static ConvolutionCase Case(int[] x, int[] w, int stride, int padding, int dilation, int groups)
    {
        int[] Each(int value) => [.. Enumerable.Repeat(value, x.Length - 2)];
        var settings = new ConvolutionSettings(
            [.. Each(stride)],
            [.. Each(padding)],
            [.. Each(padding)],
            [.. Each(dilation)],
            groups
        );
        return new ConvolutionCase(Shape.Of(x), Shape.Of(w), settings);
    }

    private static NDArray Randoms(Random random, Shape shape) =>
        NDArray.Of<double>([.. Enumerable.Range(0, shape.Length).Select(_ => random.NextDouble() - 0.5)], shape);

    private static NDArray Single(NDArray x) => Elementwise.Cast(x, DType.Float32);

    private static double Inner(NDArray x, NDArray y) =>
        x.ToArray<double>().Zip(y.ToArray<double>(), (a, b) => a * b).Sum();

    private static void Near<T>(double[] expected, T[] actual, double tolerance)
        where T : System.Numerics.INumber<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], double.CreateChecked(actual[i]), tolerance);
    }
}
