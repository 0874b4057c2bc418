using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

public class ProductDifferences
{
    [Fact]
    public void MatMul() =>
        Cases.Run(
            900,
            source =>
            {
                if (source.Often())
                    Check<float>(source);
                else
                    Check<double>(source);
            }
        );

    private static void Check<T>(Case source)
        where T : unmanaged, INumber<T>
    {
        var (rows, depth, columns) = (Length(source), Length(source), Length(source));
        var leading = source.Often(3) ? source.Shape(1, 2, 12) : Shape.Scalar;
        var isSpecial = source.Often(5);
        var a = Sample<T>.Of(source, Shape.Of([.. source.Narrowed(leading).Dimensions, rows, depth]), isSpecial);
        var b = Sample<T>.Of(source, Shape.Of([.. source.Narrowed(leading).Dimensions, depth, columns]), isSpecial);
        var outer = Shape.Broadcast(Shape.Of(a.Shape.Dimensions[..^2]), Shape.Of(b.Shape.Dimensions[..^2]))!;
        var shape = Shape.Of([.. outer.Dimensions, rows, columns]);
        var sums = new double[shape.Length];
        var sizes = new double[shape.Length];
        for (var position = 0; position < sums.Length; position++)
        {
            var index = Operands.Index(shape, position);
            for (var k = 0; k < depth; k++)
            {
                var term = At(a, [.. index[..^2], index[^2], k]) * At(b, [.. index[..^2], k, index[^1]]);
                sums[position] += term;
                sizes[position] += Math.Abs(term);
            }
        }
        var epsilon = Agree.Epsilon<T>() * (depth + 2);
        Agree.With<T>(shape, sums, Contraction.MatMul(a.Array, b.Array), i => epsilon * sizes[i]);
    }

    private static double At<T>(Sample<T> x, int[] index)
        where T : unmanaged, INumber<T>
    {
        var own = index[^x.Shape.Rank..];
        for (var axis = 0; axis < own.Length; axis++)
            if (x.Shape[axis] == 1)
                own[axis] = 0;
        return x[Operands.Position(x.Shape, own)];
    }

    private static int Length(Case source) =>
        source.Often(80) ? 0 : source.Of(1, 1, 2, 3, 5, 8, 13, 14, 15, 16, 17, 29, 31, 32, 33, 47, 65);
}
