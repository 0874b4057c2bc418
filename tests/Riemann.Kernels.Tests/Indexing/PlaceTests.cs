using Xunit;

namespace Riemann.Kernels.Tests;

public class PlaceTests
{
    [Fact]
    public void Placing_is_the_adjoint_of_slicing()
    {
        var random = new Random(9);
        for (var trial = 0; trial < 200; trial++)
        {
            var shape = Operands.RandomShape(random, random.Next(0, 4));
            var (starts, lengths, steps) = (new int[shape.Rank], new int[shape.Rank], new int[shape.Rank]);
            for (var axis = 0; axis < shape.Rank; axis++)
            {
                starts[axis] = random.Next(shape[axis]);
                steps[axis] = random.Next(2) == 0 ? random.Next(1, 4) : -random.Next(1, 4);
                var room = steps[axis] > 0 ? shape[axis] - 1 - starts[axis] : starts[axis];
                lengths[axis] = random.Next(0, room / Math.Abs(steps[axis]) + 2);
            }
            var x = Operands.Integers<int>(random, Shape.Of(lengths));
            var placed = Indexing.Place(shape, x, starts, steps);
            Assert.Equal(shape, placed.Shape);
            Assert.Equal(x.ToArray<int>(), placed.Slice(starts, lengths, steps).ToArray<int>());
            Assert.Equal(x.ToArray<int>().Sum(), placed.ToArray<int>().Sum());
        }
    }

    [Fact]
    public void Every_type_and_a_strided_operand()
    {
        var x = NDArray.Of<bool>([true, true, false, true], Shape.Of(2, 2)).Permute([1, 0]);
        Assert.Equal(
            [false, false, false, false, true, false, false, true, true],
            Indexing.Place(Shape.Of(3, 3), x, [1, 1], [1, 1]).ToArray<bool>()
        );
        var y = NDArray.Of<double>([1, 2], Shape.Of(2));
        Assert.Equal([0, 2, 0, 1, 0], Indexing.Place(Shape.Of(5), y, [3], [-2]).ToArray<double>());
        Assert.Equal(
            [5f, 5],
            Indexing.Place(Shape.Of(2), NDArray.Full(DType.Float32, Shape.Of(2), 5.0), [0], [1]).ToArray<float>()
        );
    }

    [Fact]
    public void Does_not_reach_outside()
    {
        var x = NDArray.Of<int>([1, 2, 3], Shape.Of(3));
        Assert.Throws<ArgumentException>(() => Indexing.Place(Shape.Of(4), x, [2], [1]));
        Assert.Throws<ArgumentException>(() => Indexing.Place(Shape.Of(4), x, [1], [-1]));
    }
}
