using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Bases of splines against the recursion over all of them, in any layout.</summary>
public class SplineDifferences
{
    [Fact]
    public void Bases() =>
        Cases.Run(
            300,
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
        var (degree, order) = (source.Next(6), source.Next(5));
        var rows = source.Shape(0, 2, 40);
        var count = degree + 2 + source.Of(0, 1, 5, 30);
        var x = Sample<T>.Of(source, Shape.Of([.. source.Shape(0, 2, 40).Dimensions, .. rows.Dimensions]));
        // Quarters from -10 to 10, of which many repeat, in no order.
        var knots = Sample<T>.Of(source, Shape.Of([.. rows.Dimensions, count]));
        var bases = count - degree - 1;
        var (expected, largest) = (new double[x.Shape.Length * bases], 1.0);
        for (var i = 0; i < x.Shape.Length; i++)
        {
            var row = i % rows.Length;
            double[] own = [.. Enumerable.Range(row * count, count).Select(k => knots[k]).Order()];
            for (var k = 0; k < bases; k++)
            {
                expected[i * bases + k] = Basis(own, degree, order, k, x[i]);
                largest = Math.Max(largest, Math.Abs(expected[i * bases + k]));
            }
        }
        var shape = Shape.Of([.. x.Shape.Dimensions, bases]);
        var found = SplineBasis.Apply(x.Array, knots.Array, degree, order);
        if (order > degree)
            found = found.Contiguous();
        Agree.With<T>(shape, expected, found, _ => 1000 * largest * Agree.Epsilon<T>());
    }

    private static double Basis(double[] knots, int degree, int order, int i, double x)
    {
        if (order > degree)
            return 0;
        if (degree == 0)
        {
            var isEnd = x == knots[^1] && knots[i + 1] == x && knots[i] < x;
            return (knots[i] <= x && x < knots[i + 1]) || isEnd ? 1 : 0;
        }
        var (left, right) = (knots[i + degree] - knots[i], knots[i + degree + 1] - knots[i + 1]);
        double Lower(int next) => Basis(knots, degree - 1, Math.Max(order - 1, 0), i + next, x);
        static double Share(double over, double under) => under == 0 ? 0 : over / under;
        return order > 0
            ? degree * (Share(Lower(0), left) - Share(Lower(1), right))
            : Share((x - knots[i]) * Lower(0), left) + Share((knots[i + degree + 1] - x) * Lower(1), right);
    }
}
