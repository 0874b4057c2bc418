using Xunit;

namespace Riemann.Kernels.Tests;

public class IndexingDifferences
{
    [Fact]
    public void GatherAndScatter() => Cases.Run(500, Check);

    [Fact]
    public void Sorting() => Cases.Run(400, Sort);

    private static void Check(Case source)
    {
        var shape = source.Shape(1, 4);
        var axis = source.Next(shape.Rank);
        var dimensions = shape.Dimensions.ToArray();
        dimensions[axis] = shape[axis] == 0 ? 0 : source.Of(1, 2, 5, 17);
        var indexed = Shape.Of(dimensions);
        source.Note($"axis {axis}");
        var x = Sample<double>.Of(source, shape, source.Often(4));
        var indices = Sample<long>.Of(source, indexed, () => source.Next(Math.Max(shape[axis], 1)));
        var updates = Sample<double>.Of(source, indexed);
        var gathered = new double[indexed.Length];
        var (sums, replaced, last) = (new double[shape.Length], x.Values.ToArray(), new long[shape.Length]);
        last.AsSpan().Fill(-1);
        for (var position = 0; position < indexed.Length; position++)
        {
            var index = Operands.Index(indexed, position);
            var along = index[axis];
            index[axis] = (int)indices.Values[position];
            var place = Operands.Position(shape, index);
            gathered[position] = x.Values[place];
            sums[place] += updates.Values[position];
            replaced[place] = updates.Values[position];
            last[place] = along;
        }
        var narrow = source.Often() ? indices.Array : Elementwise.Cast(indices.Array, DType.Int32);
        Assert.Equal(-1, Indexing.FirstOutOfRange(narrow, shape[axis]));
        Agree.Exactly(indexed, gathered, Indexing.Gather(x.Array, narrow, axis));
        Agree.Exactly(shape, sums, Indexing.ScatterAdd(shape, narrow, updates.Array, axis));
        Agree.Exactly(shape, replaced, Indexing.Scatter(x.Array, narrow, updates.Array, axis));
        Agree.Exactly(shape, last, Indexing.LastUpdate(shape, narrow, axis));
    }

    private static void Sort(Case source)
    {
        var shape = source.Shape(1, 3);
        var axis = source.Next(shape.Rank);
        var descending = source.Often();
        var count = source.Often() ? shape[axis] : source.Next(shape[axis] + 1);
        var x = Sample<float>.Of(source, shape, source.Often());
        source.Note($"axis {axis} descending {descending} count {count}");
        var dimensions = shape.Dimensions.ToArray();
        dimensions[axis] = count;
        var result = Shape.Of(dimensions);
        var expected = new long[result.Length];
        for (var position = 0; position < expected.Length; position++)
        {
            var index = Operands.Index(result, position);
            var rank = index[axis];
            var order = Enumerable
                .Range(0, shape[axis])
                .OrderBy(i =>
                {
                    index[axis] = i;
                    var value = x[Operands.Position(shape, index)];
                    return double.IsNaN(value) ? double.MaxValue
                        : double.IsInfinity(value) ? Math.Sign(value) * (descending ? -1e300 : 1e300)
                        : descending ? -value
                        : value;
                })
                .ElementAt(rank);
            expected[position] = order;
        }
        Agree.Exactly(result, expected, Kernels.Sorting.ArgSort(x.Array, axis, descending, count));
    }
}
