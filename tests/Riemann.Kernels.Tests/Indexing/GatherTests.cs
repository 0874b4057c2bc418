using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

public class GatherTests
{
    [Fact]
    public void Gathers_and_scatters_along_every_axis_of_every_layout()
    {
        Check<float>();
        Check<double>();
        Check<int>();
        Check<long>();
        Check<byte>();
    }

    [Fact]
    public void Rows_of_a_matrix_by_broadcast_indices()
    {
        var x = NDArray.Of<float>([1, 2, 3, 4, 5, 6], Shape.Of(3, 2));
        var rows = NDArray.Of<long>([2, 0, 2, 1], Shape.Of(4, 1)).BroadcastTo(Shape.Of(4, 2));
        Assert.Equal([5, 6, 1, 2, 5, 6, 3, 4], Indexing.Gather(x, rows, 0).ToArray<float>());
        var updates = NDArray.Of<float>([1, 2, 3, 4, 5, 6, 7, 8], Shape.Of(4, 2));
        Assert.Equal([3, 4, 7, 8, 6, 8], Indexing.ScatterAdd(x.Shape, rows, updates, 0).ToArray<float>());
    }

    [Fact]
    public void Truth_values_are_gathered_but_not_added()
    {
        var x = NDArray.Of<bool>([true, false], Shape.Of(2));
        var indices = NDArray.Of<int>([1, 0, 0], Shape.Of(3));
        Assert.Equal([false, true, true], Indexing.Gather(x, indices, 0).ToArray<bool>());
        var updates = NDArray.Of<bool>([true, true, true], Shape.Of(3));
        Assert.Throws<ArgumentException>(() => Indexing.ScatterAdd(x.Shape, indices, updates, 0));
        Assert.Throws<ArgumentException>(() => Indexing.Gather(x, x, 0));
    }

    [Fact]
    public void Nothing_gathered_and_nothing_added()
    {
        var none = NDArray.Of<long>([], Shape.Of(0));
        Assert.Equal(0, Indexing.Gather(NDArray.Of<int>([1], Shape.Of(1)), none, 0).Length);
        Assert.Equal(
            [0, 0],
            Indexing.ScatterAdd(Shape.Of(2), none, NDArray.Of<int>([], Shape.Of(0)), 0).ToArray<int>()
        );
    }

    [Fact]
    public void Duplicates_accumulate_and_wrap()
    {
        var indices = NDArray.Of<int>([1, 1, 1, 0], Shape.Of(4));
        var updates = NDArray.Of<byte>([200, 100, 1, 7], Shape.Of(4));
        Assert.Equal([7, 45, 0], Indexing.ScatterAdd(Shape.Of(3), indices, updates, 0).ToArray<byte>());
    }

    [Fact]
    public void First_index_out_of_range_in_row_major_order()
    {
        var random = new Random(8);
        for (var trial = 0; trial < 500; trial++)
        {
            var x = Operands.Relayout(random, Operands.Integers<long>(random, Operands.RandomShape(random, 3)));
            var length = random.Next(30, 50);
            var shifted = Elementwise.Add(x, NDArray.Full(DType.Int64, x.Shape, 30L));
            foreach (var indices in (NDArray[])[x, shifted, Elementwise.Cast(shifted, DType.Int32)])
            {
                var values = Enumerable.Range(0, indices.Length).Select(indices.ToInt64).ToArray();
                var expected = Array.FindIndex(values, index => index < 0 || index >= length);
                Assert.Equal(expected, Indexing.FirstOutOfRange(indices, length));
            }
        }
    }

    [Fact]
    public void Ranges_that_are_empty_or_end_exactly()
    {
        var indices = NDArray.Of<long>([0, 4, 5, -1], Shape.Of(4));
        Assert.Equal(0, Indexing.FirstOutOfRange(indices, 0));
        Assert.Equal(2, Indexing.FirstOutOfRange(indices, 5));
        Assert.Equal(3, Indexing.FirstOutOfRange(indices, 6));
        Assert.Equal(1, Indexing.FirstOutOfRange(NDArray.Of<long>([0, long.MaxValue], Shape.Of(2)), int.MaxValue));
        Assert.Equal(0, Indexing.FirstOutOfRange(NDArray.Of<int>([int.MinValue], Shape.Scalar), 3));
        Assert.Equal(-1, Indexing.FirstOutOfRange(NDArray.Of<int>([], Shape.Of(0)), 0));
        var repeated = NDArray.Of<int>([0, 9], Shape.Of(2, 1)).BroadcastTo(Shape.Of(3, 2, 4));
        Assert.Equal(4, Indexing.FirstOutOfRange(repeated, 9));
    }

    private static void Check<T>()
        where T : unmanaged, INumber<T>
    {
        var random = new Random(7);
        for (var trial = 0; trial < 150; trial++)
        {
            var x = Operands.Relayout(
                random,
                Operands.Integers<T>(random, Operands.RandomShape(random, random.Next(1, 4)))
            );
            for (var axis = 0; axis < x.Rank; axis++)
            {
                var indices = Indices(random, x.Shape, axis);
                var gathered = Indexing.Gather(x, indices, axis);
                Assert.Equal(Gather(x.ToArray<T>(), x.Shape, indices, axis), gathered.ToArray<T>());

                var updates = Operands.Relayout(random, Operands.Integers<T>(random, indices.Shape));
                if (!updates.Shape.Equals(indices.Shape))
                    updates = gathered;
                var scattered = Indexing.ScatterAdd(x.Shape, indices, updates, axis);
                Assert.Equal(ScatterAdd(x.Shape, indices, updates.ToArray<T>(), axis), scattered.ToArray<T>());
            }
        }
    }

    /// <summary>Indices into an axis: one for each element, or the same along some of the other axes.</summary>
    private static NDArray Indices(Random random, Shape shape, int axis)
    {
        var dimensions = shape.Dimensions.ToArray();
        dimensions[axis] = random.Next(1, 15);
        var full = Shape.Of(dimensions);
        for (var other = 0; other < shape.Rank; other++)
            if (other != axis && random.Next(2) == 0)
                dimensions[other] = 1;
        var stored = Shape.Of(dimensions);
        var values = new long[stored.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.Next(shape[axis]);
        var indices = NDArray.Of<long>(values, stored).BroadcastTo(full);
        return random.Next(2) == 0 ? indices : Elementwise.Cast(indices, DType.Int32);
    }

    private static T[] Gather<T>(T[] x, Shape shape, NDArray indices, int axis)
    {
        var result = new T[indices.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = x[Place(shape, indices, i, axis)];
        return result;
    }

    private static T[] ScatterAdd<T>(Shape shape, NDArray indices, T[] updates, int axis)
        where T : INumber<T>
    {
        var result = Enumerable.Repeat(T.Zero, shape.Length).ToArray();
        for (var i = 0; i < updates.Length; i++)
            result[Place(shape, indices, i, axis)] += updates[i];
        return result;
    }

    private static int Place(Shape shape, NDArray indices, int position, int axis)
    {
        var index = Operands.Index(indices.Shape, position);
        index[axis] = (int)indices.ToInt64(position);
        return Operands.Position(shape, index);
    }
}
