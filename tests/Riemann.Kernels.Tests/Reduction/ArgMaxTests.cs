using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

public class ArgMaxTests
{
    [Fact]
    public void First_extremes_of_all_axes_layouts_and_types()
    {
        Check<float>();
        Check<double>();
        Check<int>();
        Check<long>();
        Check<byte>();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void The_first_not_a_number_wins(int columns)
    {
        foreach (var n in (int[])[2, 15, 100, 3000])
        {
            var values = new float[n * columns];
            values[0] = float.PositiveInfinity;
            values[(n / 2) * columns] = float.NaN;
            values[(n - 1) * columns] = float.NaN;
            var x = NDArray.Of<float>(values, Shape.Of(n, columns));
            Assert.Equal(n / 2, Reduction.ArgMax(x, 0, false).ToInt64(0));
            Assert.Equal(n / 2, Reduction.ArgMin(x, 0, false).ToInt64(0));
        }
    }

    [Fact]
    public void Zeros_of_either_sign_are_equal()
    {
        var x = NDArray.Of<double>([-1, -0.0, 0.0], Shape.Of(3));
        Assert.Equal(1, Reduction.ArgMax(x, 0, false).Item<long>());
        Assert.Equal(0, Reduction.ArgMin(NDArray.Of<double>([0.0, -0.0], Shape.Of(2)), 0, false).Item<long>());
    }

    [Fact]
    public void Other_axes_may_be_empty()
    {
        var places = Reduction.ArgMax(NDArray.Of<float>([], Shape.Of(0, 3)), 1, true);
        Assert.Equal(Shape.Of(0, 1), places.Shape);
    }

    private static void Check<T>()
        where T : unmanaged, INumber<T>
    {
        var random = new Random(2);
        for (var trial = 0; trial < 80; trial++)
        {
            var shape = trial < 70 ? Operands.RandomShape(random, random.Next(1, 4)) : Shape.Of(3, 500);
            var x = Operands.Relayout(random, Operands.Integers<T>(random, shape));
            for (var axis = 0; axis < x.Rank; axis++)
            {
                var largest = Naive(x, axis, (a, b) => a > b);
                var smallest = Naive(x, axis, (a, b) => a < b);
                Assert.Equal(largest, Reduction.ArgMax(x, axis, false).ToArray<long>());
                Assert.Equal(smallest, Reduction.ArgMin(x, axis, true).ToArray<long>());
                Assert.Equal(1, Reduction.ArgMin(x, axis, true).Shape[axis]);
                Assert.Equal(x.Rank - 1, Reduction.ArgMax(x, axis, false).Rank);

                static long[] Naive(NDArray x, int axis, Func<T, T, bool> isBetter)
                {
                    var dimensions = x.Shape.Dimensions.ToArray();
                    dimensions[axis] = 1;
                    var kept = Shape.Of(dimensions);
                    var values = x.ToArray<T>();
                    var result = new long[kept.Length];
                    for (var i = 0; i < result.Length; i++)
                    {
                        var index = Operands.Index(kept, i);
                        T At(int place)
                        {
                            index[axis] = place;
                            return values[Operands.Position(x.Shape, index)];
                        }
                        for (var place = 1; place < x.Shape[axis]; place++)
                            if (isBetter(At(place), At((int)result[i])))
                                result[i] = place;
                    }
                    return result;
                }
            }
        }
    }
}
