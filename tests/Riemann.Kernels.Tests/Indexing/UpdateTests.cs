using Xunit;

namespace Riemann.Kernels.Tests;

public class UpdateTests
{
    [Fact]
    public void The_last_index_that_names_a_place()
    {
        var random = new Random(23);
        for (var trial = 0; trial < 200; trial++)
        {
            var dimensions = Operands.RandomShape(random, random.Next(1, 4)).Dimensions.ToArray();
            var axis = random.Next(dimensions.Length);
            var lengths = (int[])dimensions.Clone();
            lengths[axis] = random.Next(0, 12);
            var values = new long[Shape.Of(lengths).Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = random.Next(dimensions[axis]);
            // The same indices backwards in memory.
            var indices = NDArray.Of<long>([.. values.Reverse()], Shape.Of(values.Length));
            indices = indices.Slice([Math.Max(values.Length - 1, 0)], [values.Length], [-1]).Reshape(Shape.Of(lengths));

            var shape = Shape.Of(dimensions);
            var expected = new long[shape.Length];
            Array.Fill(expected, -1);
            for (var i = 0; i < values.Length; i++)
            {
                var index = Operands.Index(indices.Shape, i);
                var position = index[axis];
                index[axis] = (int)values[i];
                expected[Operands.Position(shape, index)] = position;
            }
            Assert.Equal(expected, Indexing.LastUpdate(shape, indices, axis).ToArray<long>());
            var narrow = Elementwise.Cast(indices, DType.Int32);
            Assert.Equal(expected, Indexing.LastUpdate(shape, narrow, axis).ToArray<long>());
        }
    }

    [Fact]
    public void One_index_for_a_whole_row()
    {
        var indices = NDArray.Of<int>([2, 0, 2], Shape.Of(3, 1)).BroadcastTo(Shape.Of(3, 2));
        Assert.Equal([1, 1, -1, -1, 2, 2], Indexing.LastUpdate(Shape.Of(3, 2), indices, 0).ToArray<long>());
    }

    [Fact]
    public void Scatter_writes_elements_and_rows_of_every_size()
    {
        var indices = NDArray.Of<int>([2, 0, 2], Shape.Of(3, 1));
        var rows = indices.BroadcastTo(Shape.Of(3, 2));
        var x = NDArray.Full(DType.UInt8, Shape.Of(3, 2), 9.0);
        var bytes = NDArray.Of<byte>([1, 2, 3, 4, 5, 6], Shape.Of(3, 2));
        Assert.Equal([3, 4, 9, 9, 5, 6], Indexing.Scatter(x, rows, bytes, 0).ToArray<byte>());
        Assert.Equal([9, 9, 9, 9, 9, 9], x.ToArray<byte>());
        var floats = NDArray.Of<float>([1, 2, 3], Shape.Of(3, 1));
        var column = NDArray.Of<float>([7, 8, 9], Shape.Of(3, 1));
        Assert.Equal([2, 8, 3], Indexing.Scatter(column, indices, floats, 0).ToArray<float>());
        var turned = NDArray.Of<double>([1, 2, 3, 4, 5, 6], Shape.Of(2, 3)).Permute([1, 0]);
        var target = NDArray.Full(DType.Float64, Shape.Of(3, 2), 0.0);
        Assert.Equal([2, 5, 0, 0, 3, 6], Indexing.Scatter(target, rows, turned, 0).ToArray<double>());
    }

    [Fact]
    public void Positions_of_true_elements()
    {
        var truths = NDArray.Of<bool>([true, false, true, true, false, false], Shape.Of(2, 3));
        Assert.Equal([0, 2, 3], Indexing.Positions(truths).ToArray<long>());
        Assert.Equal([0, 1, 4], Indexing.Positions(truths.Permute([1, 0])).ToArray<long>());
        Assert.Equal(Shape.Of(0), Indexing.Positions(truths.Slice([0, 0], [0, 3], [1, 1])).Shape);
        Assert.Equal(7, Indexing.Positions(NDArray.Full(DType.Bool, Shape.Of(7), 1.0)).Length);
    }

    [Fact]
    public void A_part_is_replaced_and_the_operand_is_not()
    {
        var x = NDArray.Full(DType.Int32, Shape.Of(2, 3), 1.0);
        var value = NDArray.Of<int>([5, 6], Shape.Of(2, 1));
        Assert.Equal([1, 1, 6, 1, 1, 5], Indexing.Replace(x, value, [1, 2], [-1, 1]).ToArray<int>());
        Assert.Equal([1, 1, 1, 1, 1, 1], x.ToArray<int>());
        Assert.Throws<ArgumentException>(() => Indexing.Replace(x, value, [1, 0], [1, 1]));
    }
}
