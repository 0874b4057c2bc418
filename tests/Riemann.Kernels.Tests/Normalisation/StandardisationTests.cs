using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Standardisation over any axes against its definition in double precision.</summary>
public class StandardisationTests
{
    private const double Epsilon = 1e-3;

    /// <summary>The shape, the axes of a group, the shapes of weight and bias.</summary>
    public static TheoryData<int[], int[], int[], int[]> Cases =>
        new()
        {
            { [3, 33], [1], [33], [33] },
            { [3, 33], [1], [], [33] },
            { [2, 3, 20], [1, 2], [3, 20], [] },
            { [4, 3, 20], [0, 2], [3, 1], [3, 1] },
            { [4, 3, 2, 7], [0, 2, 3], [3, 1, 1], [3, 1, 1] },
            { [2, 4, 3, 17], [1, 3], [2, 1, 3, 1], [3, 1] },
            { [2, 3, 4, 15], [2, 3], [3, 4, 1], [3, 4, 1] },
            { [2, 3, 4, 2], [2, 3], [3, 4, 1], [3, 4, 1] },
            { [40, 5], [0], [5], [5] },
            { [3, 4, 5], [0, 2], [3, 4, 5], [5] },
            { [3, 4, 5], [], [5], [] },
            { [2, 2, 2, 3, 4], [0, 2, 4], [2, 1, 3, 1], [] },
            { [5000], [0], [], [] },
            { [3, 1, 2100], [0, 2], [1, 1], [1, 2100] },
            { [40, 33], [0], [33], [33] },
            { [2, 5, 20], [1], [20], [2, 1, 20] },
            { [3, 4, 2, 16], [0, 1], [2, 16], [] },
            { [2000, 17], [0], [], [17] },
            { [1, 100], [0], [100], [1] },
            { [40, 1], [0], [1], [1] },
            { [300, 35], [1], [35], [35] },
            { [2, 2100, 3], [2], [3], [3] },
            { [7, 2, 33], [0, 2], [2, 1], [2, 1] },
            { [], [], [], [] },
            { [0, 3], [1], [3], [3] },
            { [3, 0], [1], [1], [] },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void EachGroupIsWhatTheDefinitionSays(int[] shape, int[] axes, int[] weight, int[] bias)
    {
        foreach (var dtype in Samples.Floats)
        foreach (var isCentred in new[] { true, false })
        {
            var x = Random(dtype, 1, shape);
            var (w, b, c) = (Random(dtype, 2, weight), Random(dtype, 3, bias), Random(dtype, 4, shape));
            var (exact, slope) = Definition(x, w, b, c, axes, isCentred);
            var y = Normalisation.Standardise(x, w, b, axes, Epsilon, isCentred);
            var gradient = Normalisation.StandardiseGradient(x, w, c, axes, Epsilon, isCentred);
            Assert.Equal(x.Shape, y.Shape);
            Assert.Equal(x.Shape, gradient.Shape);
            Near(exact, Samples.Read(y), dtype == DType.Float32 ? 2e-5 : 1e-12);
            Near(slope, Samples.Read(gradient), dtype == DType.Float32 ? 5e-4 : 1e-10);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AllGradientsAreWhatTheDefinitionSays(int[] shape, int[] axes, int[] weight, int[] bias)
    {
        foreach (var dtype in Samples.Floats)
        foreach (var isCentred in new[] { true, false })
        {
            var x = Random(dtype, 1, shape);
            var (w, c) = (Random(dtype, 2, weight), Random(dtype, 4, bias.Length > 0 ? shape : []));
            var wide = c.BroadcastTo(x.Shape);
            var (one, zero) = (NDArray.Scalar(dtype, 1), NDArray.Scalar(dtype, 0));
            var slope = Definition(x, w, zero, wide, axes, isCentred).Gradient;
            var plain = Definition(x, one, zero, wide, axes, isCentred).Y;
            var (ofWeight, ofBias) = (new double[w.Length], new double[w.Length]);
            var place = Samples.Read(
                Creation.Arange(DType.Int64, w.Length, 0, 1).Reshape(w.Shape).BroadcastTo(x.Shape)
            );
            var cotangents = Samples.Read(wide);
            for (var i = 0; i < x.Length; i++)
            {
                ofWeight[(int)place[i]] += cotangents[i] * plain[i];
                ofBias[(int)place[i]] += cotangents[i];
            }
            double[] sums = [.. ofWeight, .. ofBias];
            var terms = (double)x.Length / w.Length;
            foreach (var hasBias in new[] { true, false })
            {
                var found = Normalisation.StandardiseGradients(x, w, c, hasBias, axes, Epsilon, isCentred);
                var count = hasBias ? 2 * w.Length : w.Length;
                Assert.Equal(Shape.Of(x.Length + count), found.Shape);
                var values = Samples.Read(found);
                Near(slope, values[..x.Length], dtype == DType.Float32 ? 5e-4 : 1e-10);
                for (var i = 0; i < count; i++)
                    Assert.True(
                        Math.Abs(sums[i] - values[x.Length + i]) <= (dtype == DType.Float32 ? 2e-5 : 1e-12) * terms
                    );
            }
        }
    }

    [Fact]
    public void NaNStaysInItsColumn()
    {
        var values = new double[20 * 18];
        values.AsSpan().Fill(1);
        values[3 * 18 + 17] = double.NaN;
        values[18] = double.PositiveInfinity;
        var x = Samples.Of(DType.Float32, values, 20, 18);
        var one = NDArray.Scalar(DType.Float32, 1);
        var y = Samples.Read(Normalisation.Standardise(x, one, one, [0], Epsilon, true));
        var gradients = Samples.Read(Normalisation.StandardiseGradients(x, one, x, false, [0], Epsilon, true));
        for (var i = 0; i < y.Length; i++)
        {
            var isSpoiled = i % 18 is 0 or 17;
            Assert.Equal(isSpoiled, double.IsNaN(y[i]));
            Assert.Equal(isSpoiled, double.IsNaN(gradients[i]));
        }
    }

    [Fact]
    public void SquaredDeviationsAreWhatTheDefinitionSays()
    {
        foreach (object[] row in Cases)
        foreach (var dtype in Samples.Floats)
        {
            var (shape, axes) = ((int[])row[0], (int[])row[1]);
            var x = Random(dtype, 1, shape);
            var values = Samples.Read(x);
            var found = Samples.Read(Normalisation.SquaredDeviations(x, axes));
            if (x.Length == 0)
                Assert.All(found, v => Assert.Equal(0, v));
            var groups = Enumerable.Range(0, x.Length).GroupBy(i => Group(x.Shape, axes, i)).OrderBy(g => g.Key);
            foreach (var (group, i) in groups.Select((group, i) => (group, i)))
            {
                var mean = group.Average(j => values[j]);
                Near(
                    group.Sum(j => (values[j] - mean) * (values[j] - mean)),
                    found[i],
                    dtype == DType.Float32 ? 1e-5 : 1e-13
                );
            }
        }
    }

    [Fact]
    public void ViewsGiveWhatTheirCopiesGive()
    {
        foreach (var dtype in Samples.Floats)
        foreach (var (_, x) in Samples.Layouts(dtype))
        {
            int[] axes = [x.Rank - 1];
            var weight = Random(dtype, 2, x.Shape[^1]);
            var reversed = weight.Slice([x.Shape[^1] - 1], [x.Shape[^1]], [-1]);
            Assert.Equal(
                Samples.Read(Normalisation.Standardise(x.Contiguous(), reversed.Contiguous(), weight, axes, 0.1, true)),
                Samples.Read(Normalisation.Standardise(x, reversed, weight, axes, 0.1, true))
            );
        }
    }

    [Fact]
    public void TheNumberOfThreadsDoesNotMatter()
    {
        var x = Random(DType.Float32, 1, 16, 12, 700);
        var (w, b) = (Random(DType.Float32, 2, 12, 1), Random(DType.Float32, 3, 12, 1));
        ThreadCounts.Same(() => Normalisation.Standardise(x, w, b, [0, 2], Epsilon, true));
        ThreadCounts.Same(() => Normalisation.StandardiseGradient(x, w, x, [0, 2], Epsilon, true));
        ThreadCounts.Same(() => Normalisation.StandardiseGradients(x, w, x, true, [0, 2], Epsilon, true));
        var last = Random(DType.Float32, 4, 700);
        ThreadCounts.Same(() => Normalisation.StandardiseGradients(x, last, x, true, [2], Epsilon, true));
        ThreadCounts.Same(() => Normalisation.Standardise(x, last, last, [0, 1], Epsilon, true));
        ThreadCounts.Same(() => Normalisation.StandardiseGradients(x, last, x, true, [0, 1], Epsilon, true));
    }

    [Fact]
    public void AConstantGroupIsItsBiasAndAGroupWithInfinityIsNaN()
    {
        var x = Samples.Of(DType.Float32, [7, 7, 7, 1, double.PositiveInfinity, 2, 1e20, 1e20, 1e20], 3, 3);
        var y = Normalisation.Standardise(x, Scalar(3), Scalar(0.5), [1], Epsilon, true).ToArray<float>();
        Assert.Equal([0.5f, 0.5f, 0.5f], y[..3]);
        Assert.All(y[3..6], v => Assert.True(float.IsNaN(v)));
        Assert.All(y[6..], v => Assert.Equal(0.5f, v));
        static NDArray Scalar(double value) => NDArray.Scalar(DType.Float32, value);
    }

    [Fact]
    public void OperandsMustFit()
    {
        var x = Random(DType.Float32, 1, 2, 3);
        var one = NDArray.Scalar(DType.Float32, 1);
        foreach (var wrong in new[] { NDArray.Scalar(DType.Float64, 1), Random(DType.Float32, 1, 4) })
        {
            Assert.Throws<ArgumentException>(() => Normalisation.Standardise(x, wrong, one, [1], 0, true));
            Assert.Throws<ArgumentException>(() => Normalisation.Standardise(x, one, wrong, [1], 0, true));
            Assert.Throws<ArgumentException>(() => Normalisation.StandardiseGradient(x, one, wrong, [1], 0, true));
            Assert.Throws<ArgumentException>(() =>
                Normalisation.StandardiseGradients(x, one, wrong, true, [1], 0, true)
            );
        }
    }

    private static (double[] Y, double[] Gradient) Definition(
        NDArray x,
        NDArray weight,
        NDArray bias,
        NDArray c,
        int[] axes,
        bool isCentred
    )
    {
        var (w, b) = (Samples.Read(weight.BroadcastTo(x.Shape)), Samples.Read(bias.BroadcastTo(x.Shape)));
        var (values, cotangents) = (Samples.Read(x), Samples.Read(c));
        var (y, gradient) = (new double[x.Length], new double[x.Length]);
        foreach (var group in Enumerable.Range(0, x.Length).GroupBy(i => Group(x.Shape, axes, i)))
        {
            var mean = isCentred ? group.Average(i => values[i]) : 0;
            var scale = 1 / Math.Sqrt(group.Average(i => (values[i] - mean) * (values[i] - mean)) + Epsilon);
            var sum = isCentred ? group.Average(i => w[i] * cotangents[i]) : 0;
            var product = group.Average(i => w[i] * cotangents[i] * (values[i] - mean));
            foreach (var i in group)
            {
                y[i] = (values[i] - mean) * scale * w[i] + b[i];
                gradient[i] = scale * (w[i] * cotangents[i] - sum - (values[i] - mean) * scale * scale * product);
            }
        }
        return (y, gradient);
    }

    // The element's place with 0 along the axes of a group, counted in elements.
    private static int Group(Shape shape, int[] axes, int element)
    {
        var group = 0;
        for (var axis = 0; axis < shape.Rank; axis++)
            if (!axes.Contains(axis))
                group += element / shape.Strides[axis] % shape[axis] * shape.Strides[axis];
        return group;
    }

    private static NDArray Random(DType dtype, int seed, params ReadOnlySpan<int> dimensions)
    {
        var random = new Random(seed);
        var values = new double[Shape.Of(dimensions).Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.NextDouble() * 6 - 1;
        return Samples.Of(dtype, values, dimensions);
    }

    private static void Near(double[] exact, double[] found, double tolerance)
    {
        for (var i = 0; i < exact.Length; i++)
            Near(exact[i], found[i], tolerance);
    }

    private static void Near(double exact, double found, double tolerance) =>
        Assert.True(Math.Abs(found - exact) <= tolerance * (1 + Math.Abs(exact)), $"{found:g17}, not {exact:g17}");
}
