using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

public class MoveDifferences
{
    [Fact]
    public void CopiesAndViews() => Cases.Run(500, source => Each(source, View<byte>, View<float>, View<double>));

    [Fact]
    public void PaddingAndParts() => Cases.Run(500, source => Each(source, Pad<byte>, Pad<float>, Pad<double>));

    [Fact]
    public void Concatenation() => Cases.Run(400, source => Each(source, Join<byte>, Join<float>, Join<double>));

    [Fact]
    public void WindowsAndDiagonals() => Cases.Run(300, Overlap);

    private static void Each(Case source, params ReadOnlySpan<Action<Case>> checks) => source.Of(checks)(source);

    private static void View<T>(Case source)
        where T : unmanaged, INumber<T>
    {
        var x = Sample<T>.Of(source, source.Shape(0, 5));
        Agree.Exactly(x.Shape, x.Values, x.Array);
        Agree.Exactly(x.Shape, x.Values, x.Array.Contiguous());
        var dimensions = x.Shape.Dimensions.ToArray();
        source.Random.Shuffle(dimensions);
        Agree.Exactly(Shape.Of(dimensions), x.Values, x.Array.Reshape(Shape.Of(dimensions)));
        var order = Enumerable.Range(0, x.Shape.Rank).ToArray();
        source.Random.Shuffle(order);
        var permuted = Shape.Of([.. order.Select(axis => x.Shape[axis])]);
        var expected = new T[permuted.Length];
        for (var position = 0; position < expected.Length; position++)
        {
            var index = Operands.Index(permuted, position);
            var own = new int[index.Length];
            for (var axis = 0; axis < index.Length; axis++)
                own[order[axis]] = index[axis];
            expected[position] = x.Values[Operands.Position(x.Shape, own)];
        }
        var view = x.Array.Permute(order);
        Agree.Exactly(permuted, expected, view);
        Agree.Exactly(Shape.Of(view.Length), expected, view.Reshape(Shape.Of(view.Length)));
        for (var position = 0; position < Math.Min(expected.Length, 20); position++)
            Assert.Equal(double.CreateChecked(expected[position]), view.ToDouble(position));
    }

    private static void Pad<T>(Case source)
        where T : unmanaged, INumber<T>
    {
        var x = Sample<T>.Of(source, source.Shape(0, 4, 600));
        var rank = x.Shape.Rank;
        var (starts, steps, lengths) = (new int[rank], new int[rank], new int[rank]);
        for (var axis = 0; axis < rank; axis++)
        {
            steps[axis] = source.Of(1, 1, 2, -1);
            var span = Math.Max(x.Shape[axis] - 1, 0) * Math.Abs(steps[axis]) + 1;
            var before = source.Of(0, 1, 3);
            starts[axis] = steps[axis] < 0 ? before + span - 1 : before;
            lengths[axis] = before + span + source.Of(0, 2);
        }
        var shape = Shape.Of(lengths);
        var whole = Sample<T>.Of(source, shape);
        var (placed, replaced) = (new T[shape.Length], whole.Values.ToArray());
        for (var position = 0; position < x.Values.Length; position++)
        {
            var index = Operands.Index(x.Shape, position);
            for (var axis = 0; axis < rank; axis++)
                index[axis] = starts[axis] + index[axis] * steps[axis];
            placed[Operands.Position(shape, index)] = x.Values[position];
            replaced[Operands.Position(shape, index)] = x.Values[position];
        }
        Agree.Exactly(shape, placed, Indexing.Place(shape, x.Array, starts, steps));
        Agree.Exactly(shape, replaced, Indexing.Replace(whole.Array, x.Array, starts, steps));
    }

    private static void Join<T>(Case source)
        where T : unmanaged, INumber<T>
    {
        var shape = source.Shape(1, 4, 600);
        var axis = source.Next(shape.Rank);
        source.Note($"axis {axis}");
        var parts = new Sample<T>[1 + source.Next(4)];
        var dimensions = shape.Dimensions.ToArray();
        for (var i = 0; i < parts.Length; i++)
        {
            dimensions[axis] = source.Of(0, 1, 2, 5, 17);
            parts[i] = Sample<T>.Of(source, Shape.Of(dimensions));
        }
        dimensions[axis] = parts.Sum(part => part.Shape[axis]);
        var joined = Shape.Of(dimensions);
        var expected = new T[joined.Length];
        for (var position = 0; position < expected.Length; position++)
        {
            var index = Operands.Index(joined, position);
            var part = 0;
            for (; index[axis] >= parts[part].Shape[axis]; part++)
                index[axis] -= parts[part].Shape[axis];
            expected[position] = parts[part].Values[Operands.Position(parts[part].Shape, index)];
        }
        NDArray[] arrays = [.. parts.Select(part => part.Array)];
        Agree.Exactly(joined, expected, Indexing.Concatenate(arrays, axis));
    }

    private static void Overlap(Case source)
    {
        var shape = source.Shape(2, 3, 800);
        if (shape.Length == 0)
            return;
        var axis = source.Next(shape.Rank);
        var (size, step) = (1 + source.Next(shape[axis]), 1 + source.Next(4));
        var offset = source.Random.Next(-4, 5);
        source.Note($"axis {axis} size {size} step {step} offset {offset}");
        var x = Sample<double>.Of(source, shape);
        var windows = x.Array.Windows(axis, size, step);
        var values = new double[windows.Length];
        var updates = Sample<double>.Of(source, windows.Shape);
        var sums = new double[shape.Length];
        for (var position = 0; position < values.Length; position++)
        {
            var index = Operands.Index(windows.Shape, position);
            index[axis] = index[axis] * step + index[^1];
            var place = Operands.Position(shape, index.AsSpan(0, shape.Rank));
            values[position] = x.Values[place];
            sums[place] += updates.Values[position];
        }
        Agree.Exactly(windows.Shape, values, windows);
        Agree.Exactly(shape, sums, Indexing.OverlapAdd(shape, updates.Array, axis, step));

        var diagonal = x.Array.Diagonal(offset);
        var placed = new double[shape.Length];
        var taken = new double[diagonal.Length];
        for (var position = 0; position < taken.Length; position++)
        {
            var index = Operands.Index(diagonal.Shape, position);
            int[] own = [.. index[..^1], index[^1] - Math.Min(offset, 0), index[^1] + Math.Max(offset, 0)];
            taken[position] = x.Values[Operands.Position(shape, own)];
            placed[Operands.Position(shape, own)] = taken[position];
        }
        Agree.Exactly(diagonal.Shape, taken, diagonal);
        Agree.Exactly(shape, placed, Indexing.PlaceDiagonal(diagonal, shape[^2], shape[^1], offset));
    }
}
