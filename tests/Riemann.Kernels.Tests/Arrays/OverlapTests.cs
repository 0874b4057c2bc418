using Xunit;

namespace Riemann.Kernels.Tests;

public class OverlapTests
{
    [Fact]
    public void Diagonals_of_any_layout()
    {
        var random = new Random(21);
        for (var trial = 0; trial < 300; trial++)
        {
            var x = Operands.Relayout(
                random,
                Operands.Integers<int>(random, Operands.RandomShape(random, random.Next(2, 4)))
            );
            var (rows, columns, offset) = (x.Shape[^2], x.Shape[^1], random.Next(-13, 14));
            var diagonal = x.Diagonal(offset);
            var (values, found) = (x.ToArray<int>(), diagonal.ToArray<int>());
            var expected = new List<int>();
            for (var i = 0; i < values.Length; i++)
                if (i % columns - i / columns % rows == offset)
                    expected.Add(values[i]);
            Assert.Equal(expected, found);
            var placed = Indexing.PlaceDiagonal(diagonal, rows, columns, offset);
            Assert.Equal(x.Shape, placed.Shape);
            Assert.Equal(found, placed.Diagonal(offset).ToArray<int>());
            Assert.Equal(found.Sum(), placed.ToArray<int>().Sum());
        }
    }

    [Fact]
    public void Windows_of_any_layout_and_their_sum()
    {
        var random = new Random(22);
        for (var trial = 0; trial < 300; trial++)
        {
            var x = Operands.Relayout(
                random,
                Operands.Integers<float>(random, Operands.RandomShape(random, random.Next(1, 4)))
            );
            var axis = random.Next(x.Rank);
            var (size, step) = (random.Next(1, x.Shape[axis] + 1), random.Next(1, 5));
            var windows = x.Windows(axis, size, step);
            var values = x.ToArray<float>();
            var found = windows.ToArray<float>();
            var sums = new float[x.Length];
            for (var i = 0; i < found.Length; i++)
            {
                var index = Operands.Index(windows.Shape, i);
                index[axis] = index[axis] * step + index[^1];
                var position = Operands.Position(x.Shape, index.AsSpan(..^1));
                Assert.Equal(values[position], found[i]);
                sums[position] += found[i];
            }
            Assert.Equal(sums, Indexing.OverlapAdd(x.Shape, windows, axis, step).ToArray<float>());
        }
    }

    [Fact]
    public void Other_element_types()
    {
        var truths = NDArray.Of<bool>([true, false, false, true], Shape.Of(2, 2));
        Assert.Equal([true, true], truths.Diagonal(0).ToArray<bool>());
        Assert.Equal(
            [false, true, false, false],
            Indexing.PlaceDiagonal(truths.Diagonal(0).Slice([0], [1], [1]), 2, 2, 1).ToArray<bool>()
        );
        Assert.Throws<ArgumentException>(() => Indexing.OverlapAdd(Shape.Of(3), truths, 0, 1));
        var bytes = NDArray.Of<byte>([200, 100, 100, 1], Shape.Of(2, 2));
        Assert.Equal([200, 200, 1], Indexing.OverlapAdd(Shape.Of(3), bytes, 0, 1).ToArray<byte>());
    }
}
