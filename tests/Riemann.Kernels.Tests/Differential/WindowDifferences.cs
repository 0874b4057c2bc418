using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

public class WindowDifferences
{
    [Fact]
    public void Convolutions() =>
        Cases.Run(
            300,
            source =>
            {
                if (source.Often())
                    Convolve<float>(source);
                else
                    Convolve<double>(source);
            }
        );

    [Fact]
    public void Poolings() =>
        Cases.Run(
            400,
            source =>
            {
                if (source.Often())
                    Pool<float>(source);
                else
                    Pool<double>(source);
            }
        );

    private static void Convolve<T>(Case source)
        where T : unmanaged, INumber<T>
    {
        var each = ConvolutionCase.Random(source.Random);
        source.Note(
            $"stride {string.Join(' ', each.Settings.Stride)} padding {string.Join(' ', each.Settings.Begin)}, "
                + $"{string.Join(' ', each.Settings.End)} dilation {string.Join(' ', each.Settings.Dilation)} "
                + $"groups {each.Settings.Groups}"
        );
        var (x, w, c) = (Sample<T>.Of(source, each.X), Sample<T>.Of(source, each.W), Sample<T>.Of(source, each.Y));
        var (forward, input, filter) = (new Sums(each.Y), new Sums(each.X), new Sums(each.W));
        each.ForEachProduct(
            (i, k, place) =>
            {
                forward.Add(place, x[i] * w[k]);
                input.Add(i, c[place] * w[k]);
                filter.Add(k, c[place] * x[i]);
            }
        );
        forward.Check<T>(Convolution.Forward(x.Array, w.Array, each.Settings));
        input.Check<T>(Convolution.InputGradient(c.Array, w.Array, each.X, each.Settings));
        filter.Check<T>(Convolution.FilterGradient(x.Array, c.Array, each.W, each.Settings));
    }

    private static void Pool<T>(Case source)
        where T : unmanaged, INumber<T>
    {
        var each = PoolingCase.Random(source.Random, dilated: true);
        source.Note($"{each.Settings}");
        var x = Sample<T>.Of(source, each.X, source.Often(3));
        var means = new Sums(each.Y);
        var (largest, places) = (new double[each.Y.Length], new long[each.Y.Length]);
        var position = 0;
        foreach (var (elements, padded, plane) in each.Places())
        {
            largest[position] = double.NegativeInfinity;
            places[position] = elements[0];
            foreach (var element in elements)
            {
                var value = x[plane + element];
                means.Add(position, value / padded);
                if (value > largest[position] || double.IsNaN(value))
                    (largest[position], places[position]) = (value, element);
            }
            position++;
        }
        means.Check<T>(new AveragePooling(each.Settings).Forward(x.Array));
        var (values, indices) = MaxPooling.Forward(x.Array, each.Settings);
        Agree.With<T>(each.Y, largest, values, _ => 0);
        Agree.Exactly(each.Y, places, indices);
    }

    /// <summary>Sums, and the sums of magnitudes that their errors are measured by.</summary>
    private sealed class Sums(Shape shape)
    {
        private readonly double[] sums = new double[shape.Length];
        private readonly double[] sizes = new double[shape.Length];
        private readonly int[] terms = new int[shape.Length];

        public void Add(int place, double term)
        {
            sums[place] += term;
            sizes[place] += Math.Abs(term);
            terms[place]++;
        }

        public void Check<T>(NDArray actual)
            where T : unmanaged, INumber<T> =>
            Agree.With<T>(shape, sums, actual, i => Agree.Epsilon<T>() * (terms[i] + 4) * sizes[i]);
    }
}
