using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Products with sparse matrices against loops over dense ones, in any layout.</summary>
public class SparseDifferences
{
    [Fact]
    public void Products() =>
        Cases.Run(
            1500,
            source =>
            {
                if (source.Often())
                    Compare<float>(source);
                else
                    Compare<double>(source);
            }
        );

    private static void Compare<T>(Case source)
        where T : unmanaged, INumber<T>
    {
        var pattern = Pattern(source);
        source.Note($"{pattern}");
        var examples = source.Of(0, 1, 2, 7, 16, 33, 64, 65, 100, 130);
        int[] problems = source.Often(4) ? [source.Next(3)] : [];
        Sample<T> Draw(params int[] own) => Sample<T>.Of(source, Shape.Of([.. problems, .. own]), source.Often(5));
        var (values, x, g) = (Draw(pattern.Count), Draw(examples, pattern.Columns), Draw(examples, pattern.Rows));
        var count = problems.Length == 0 ? 1 : problems[0];
        var (places, columns) = (CsrPatterns.Places(pattern).ToArray<long>(), Math.Max(pattern.Columns, 1));
        var (y, back, at) = (
            new double[g.Values.Length],
            new double[x.Values.Length],
            new double[values.Values.Length]
        );
        for (var problem = 0; problem < count; problem++)
        for (var k = 0; k < places.Length; k++)
        for (var example = 0; example < examples; example++)
        {
            var own = problem * places.Length + k;
            var row = (problem * examples + example) * pattern.Rows + (int)(places[k] / columns);
            var column = (problem * examples + example) * pattern.Columns + (int)(places[k] % columns);
            y[row] += values[own] * x[column];
            back[column] += values[own] * g[row];
            at[own] += g[row] * x[column];
        }
        // Quarters up to 10: sums are exact.
        Agree.With<T>(g.Shape, y, SparseProducts.Apply(pattern, values.Array, x.Array), _ => 0);
        Agree.With<T>(x.Shape, back, SparseProducts.ApplyTransposed(pattern, values.Array, g.Array), _ => 0);
        Agree.With<T>(values.Shape, at, SparseProducts.Sample(pattern, g.Array, x.Array), _ => 0);
    }

    private static CsrPattern Pattern(Case source)
    {
        var (rows, columns) = (source.Of(0, 1, 3, 17, 40), source.Of(0, 1, 4, 33, 70));
        var density = source.Of(0, 0.05, 0.3, 1);
        long[] places = [.. Enumerable.Range(0, rows * columns).Where(_ => source.Random.NextDouble() < density)];
        return CsrPatterns.OfPlaces(rows, columns, places);
    }
}
