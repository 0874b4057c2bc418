using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

public class ConvolutionTests
{
    [Fact]
    public void Float32_agrees_with_the_definition() => Check<float>(1, 1500);

    [Fact]
    public void Float64_agrees_with_the_definition() => Check<double>(2, 1500);

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
