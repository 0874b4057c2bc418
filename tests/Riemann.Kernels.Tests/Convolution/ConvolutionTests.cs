using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

public class ConvolutionTests
{
    [Fact]
    public void Float32_agrees_with_the_definition() => Check<float>(1, 1500);

    [Fact]
    public void Float64_agrees_with_the_definition() => Check<double>(2, 1500);

    [Fact]
    public void Small_example()
    {
        var x = NDArray.Of<float>([1, 2, 3, 4], Shape.Of(1, 1, 4));
        var w = NDArray.Of<float>([10, 1], Shape.Of(1, 1, 2));
        var settings = ConvolutionSettings.Plain(1) with { Begin = [1] };
        Assert.Equal([1, 12, 23, 34], Convolution.Forward(x, w, settings).ToArray<float>());
        var transposed = ConvolutionSettings.Plain(1) with { Stride = [2] };
        Assert.Equal(
            [10, 1, 20, 2, 30, 3, 40, 4],
            Convolution.InputGradient(x, w, Shape.Of(1, 1, 8), transposed).ToArray<float>()
        );
    }

    [Fact]
    public void NaN_and_infinity_reach_what_sees_them_and_nothing_else()
    {
        foreach (var channels in (int[])[1, 3])
        {
            var x = NDArray.Full(DType.Float64, Shape.Of(1, channels, 9, 9), 1.0).ToArray<double>();
            (x[4 * 9 + 4], x[0]) = (double.NaN, double.PositiveInfinity);
            var w = NDArray.Full(DType.Float64, Shape.Of(channels, 1, 3, 3), 1.0);
            var settings = ConvolutionSettings.Plain(2) with { Groups = channels };
            var array = NDArray.Of<double>(x, Shape.Of(1, channels, 9, 9));
            var y = Convolution.Forward(array, w, settings).ToArray<double>();
            for (var i = 0; i < y.Length; i++)
            {
                var (row, column) = (i / 7 % 7, i % 7);
                var first = i < 49;
                Assert.Equal(first && Math.Abs(row - 3) <= 1 && Math.Abs(column - 3) <= 1, double.IsNaN(y[i]));
                Assert.Equal(first && row == 0 && column == 0, double.IsInfinity(y[i]));
            }
            var c = NDArray.Full(DType.Float64, Shape.Of(1, channels, 7, 7), 1.0);
            var dw = Convolution.FilterGradient(array, c, w.Shape, settings).ToArray<double>();
            Assert.True(double.IsNaN(dw[0]));
            Assert.All(dw[9..], value => Assert.Equal(49, value));
        }
    }

    [Fact]
    public void Empty_batches_are_convolved_and_empty_channels_refused()
    {
        var settings = ConvolutionSettings.Plain(2);
        var (x, w) = (Zeros(0, 3, 5, 5), Zeros(4, 3, 2, 2));
        var y = Convolution.Forward(x, w, settings);
        Assert.Equal(Shape.Of(0, 4, 4, 4), y.Shape);
        Assert.Equal(x.Shape, Convolution.InputGradient(y, w, x.Shape, settings).Shape);
        Assert.Equal(new float[48], Convolution.FilterGradient(x, y, w.Shape, settings).ToArray<float>());
        Refused(() => Convolution.Forward(Zeros(2, 0, 5, 5), Zeros(4, 0, 2, 2), settings));
        Refused(() => Convolution.Forward(Zeros(2, 3, 5, 5), Zeros(0, 3, 2, 2), settings));
    }

    [Fact]
    public void Misuse_is_reported()
    {
        var plain = ConvolutionSettings.Plain(2);
        var (x, w) = (Zeros(2, 4, 5, 5), Zeros(6, 4, 3, 3));
        Refused(() => Convolution.Forward(x, Zeros(6, 4, 3), plain));
        Refused(() => Convolution.Forward(Zeros(2, 4), Zeros(6, 4), plain));
        Refused(() => Convolution.Forward(x, Zeros(6, 3, 3, 3), plain));
        Refused(() => Convolution.Forward(x, w, plain with { Groups = 2 }));
        Refused(() => Convolution.Forward(x, Zeros(5, 2, 3, 3), plain with { Groups = 2 }));
        Refused(() => Convolution.Forward(x, w, plain with { Groups = 0 }));
        Refused(() => Convolution.Forward(x, w, plain with { Stride = [1, 0] }));
        Refused(() => Convolution.Forward(x, w, plain with { Dilation = [0, 1] }));
        Refused(() => Convolution.Forward(x, w, plain with { Begin = [-1, 0] }));
        Refused(() => Convolution.Forward(x, w, plain with { End = [0, -1] }));
        Refused(() => Convolution.Forward(x, Zeros(6, 4, 6, 3), plain));
        Refused(() => Convolution.Forward(x, Zeros(6, 4, 0, 3), plain));
        Refused(() => Convolution.Forward(x, w, plain with { Dilation = [int.MaxValue, 1] }));
        Refused(() => Convolution.Forward(x, Elementwise.Cast(w, DType.Float64), plain));
        Refused(() => Convolution.Forward(Elementwise.Cast(x, DType.Int32), Elementwise.Cast(w, DType.Int32), plain));
        Refused(() => Convolution.InputGradient(x, w, x.Shape, plain));
        Refused(() => Convolution.FilterGradient(x, x, w.Shape, plain));
    }

    [Fact]
    public void Nothing_but_padding_gives_zeros_or_the_bias()
    {
        var settings = ConvolutionSettings.Plain(1) with { Begin = [2], End = [1] };
        var (x, w) = (Zeros(1, 3, 0), Zeros(2, 3, 2));
        Assert.Equal(new float[4], Convolution.Forward(x, w, settings).ToArray<float>());
        var bias = NDArray.Of<float>([1, 2], Shape.Of(2));
        Assert.Equal([1, 1, 2, 2], Convolution.Forward(x, w, bias, settings).ToArray<float>());
        Refused(() => Convolution.Forward(x, w, Zeros(3), settings));
        Refused(() => Convolution.Forward(x, w, Zeros(2, 1), settings));
        Refused(() => Convolution.Forward(x, w, Elementwise.Cast(bias, DType.Float64), settings));
    }

    [Fact]
    public void Sizes_past_the_largest_integer_are_reported()
    {
        var plain = ConvolutionSettings.Plain(2);
        var (x, w) = (Zeros(1, 1, 1, 1), Zeros(1, 1, 1, 1));
        Refused(() => Convolution.Forward(x, w, plain with { Begin = [int.MaxValue, 0], End = [int.MaxValue, 0] }));
        Refused(() => Convolution.Forward(x, w, plain with { Begin = [50000, 50000] }));
        var many = NDArray.Full(DType.Float32, Shape.Of(70000, 1, 20, 20), 0.0);
        Refused(() => Convolution.Forward(many, Zeros(100, 1, 1, 1), plain));
    }

    private static NDArray Zeros(params ReadOnlySpan<int> shape) => NDArray.Full(DType.Float32, Shape.Of(shape), 0.0);

    private static void Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action);

    private static void Check<T>(int seed, int trials)
        where T : unmanaged, INumber<T>
    {
        var random = new Random(seed);
        for (var trial = 0; trial < trials; trial++)
        {
            var convolution = ConvolutionCase.Random(random);
            var x = Layouts.Integers<T>(random, convolution.X);
            var w = Layouts.Integers<T>(random, convolution.W);
            var c = Layouts.Integers<T>(random, convolution.Y);
            var (xs, ws, cs) = (x.ToArray<T>(), w.ToArray<T>(), c.ToArray<T>());
            var (y, dx, dw) = (new T[cs.Length], new T[xs.Length], new T[ws.Length]);
            convolution.ForEachProduct(
                (i, j, k) =>
                {
                    y[k] += xs[i] * ws[j];
                    dx[i] += cs[k] * ws[j];
                    dw[j] += xs[i] * cs[k];
                }
            );
            Same(convolution, convolution.Y, y, Convolution.Forward(x, w, convolution.Settings));
            var bias = Layouts.Integers<T>(random, Shape.Of(convolution.W[0]));
            var (biased, added) = (y.ToArray(), bias.ToArray<T>());
            for (var k = 0; k < y.Length; k++)
                biased[k] += added[Operands.Index(convolution.Y, k)[1]];
            Same(convolution, convolution.Y, biased, Convolution.Forward(x, w, bias, convolution.Settings));
            Same(convolution, convolution.X, dx, Convolution.InputGradient(c, w, convolution.X, convolution.Settings));
            Same(convolution, convolution.W, dw, Convolution.FilterGradient(x, c, convolution.W, convolution.Settings));
        }
    }

    private static void Same<T>(ConvolutionCase convolution, Shape shape, T[] expected, NDArray actual)
        where T : unmanaged
    {
        Assert.Equal(shape, actual.Shape);
        if (!expected.AsSpan().SequenceEqual(actual.ToArray<T>()))
            Assert.Fail($"{convolution}: {string.Join(" ", expected)} but {string.Join(" ", actual.ToArray<T>())}");
    }
}
