using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

public class FourierDifferences
{
    [Fact]
    public void Transforms() =>
        Cases.Run(
            300,
            source =>
            {
                if (source.Often())
                    Check<float>(source);
                else
                    Check<double>(source);
            }
        );

    /// <summary>Lines [outer, length, inner] with their parts in front, forward or back, and half of a real one.</summary>
    private static void Check<T>(Case source)
        where T : unmanaged, INumber<T>
    {
        var length = source.Of(1, 2, 3, 4, 5, 7, 8, 11, 12, 16, 17, 25, 30, 31, 37, 64, 75, 97, 128);
        var (outer, inner) = (source.Of(1, 2, 3), source.Of(1, 1, 2, 7, 16, 17));
        var isInverse = source.Often();
        source.Note($"length {length} inverse {isInverse}");
        var x = Sample<T>.Of(source, Shape.Of(2, outer, length, inner));
        var whole = Shape.Of(outer, length, inner);
        var expected = Plain(x, x.Shape.Length / 2, whole, isInverse ? 1 : -1);
        var tolerance = Agree.Epsilon<T>() * 400 * length * 10;
        Agree.With<T>(x.Shape, expected, FourierTransform.Complex(x.Array, 0, 2, isInverse, 1), _ => tolerance);

        var real = Sample<T>.Of(source, whole);
        var spectrum = Plain(real, -1, whole, -1);
        var half = Shape.Of(2, outer, length / 2 + 1, inner);
        var kept = new double[half.Length];
        for (var position = 0; position < kept.Length; position++)
        {
            var index = Operands.Index(half, position);
            kept[position] = spectrum[Operands.Position(x.Shape, index)];
        }
        Agree.With<T>(half, kept, FourierTransform.ToHalf(real.Array, 0, 2, false, 1), _ => tolerance);
    }

    /// <summary>The sums; imaginary parts start at a place of x, or are 0 when that is negative.</summary>
    private static double[] Plain<T>(Sample<T> x, int imaginary, Shape whole, int sign)
        where T : unmanaged, INumber<T>
    {
        var result = new double[2 * whole.Length];
        var (length, inner) = (whole[1], whole[2]);
        for (var position = 0; position < whole.Length; position++)
        {
            var index = Operands.Index(whole, position);
            for (var j = 0; j < length; j++)
            {
                var from = (index[0] * length + j) * inner + index[2];
                var root = Complex.FromPolarCoordinates(1, sign * 2 * Math.PI * ((long)j * index[1] % length) / length);
                var term = root * new Complex(x[from], imaginary < 0 ? 0 : x[imaginary + from]);
                result[position] += term.Real;
                result[whole.Length + position] += term.Imaginary;
            }
        }
        return result;
    }
}
