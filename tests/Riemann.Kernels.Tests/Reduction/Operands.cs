namespace Riemann.Kernels.Tests;

/// <summary>Random arrays in all kinds of layouts, and slow but obvious access to their elements.</summary>
internal static class Operands
{
    /// <summary>Small integers as floats or integers, so that sums are exact in any order.</summary>
    public static NDArray Integers<T>(Random random, Shape shape)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var values = new T[shape.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = T.CreateTruncating(random.Next(-50, 50));
        return NDArray.Of<T>(values, shape);
    }

    public static Shape RandomShape(Random random, int rank)
    {
        var dimensions = new int[rank];
        for (var axis = 0; axis < rank; axis++)
            dimensions[axis] = random.Next(8) == 0 ? 1 : random.Next(1, 12);
        return Shape.Of(dimensions);
    }

    /// <summary>The same elements in another layout: contiguous, permuted, reversed, with gaps, or repeated.</summary>
    public static NDArray Relayout(Random random, NDArray x)
    {
        switch (random.Next(5))
        {
            case 0:
                return x;
            case 1:
                var axes = Enumerable.Range(0, x.Rank).ToArray();
                random.Shuffle(axes);
                return x.Permute(axes);
            case 2:
                return x.Slice(
                    [.. x.Shape.Dimensions.ToArray().Select(length => Math.Max(length - 1, 0))],
                    x.Shape.Dimensions,
                    [.. Enumerable.Repeat(-1, x.Rank)]
                );
            case 3:
                return x.Slice(
                    new int[x.Rank],
                    [.. x.Shape.Dimensions.ToArray().Select(length => (length + 1) / 2)],
                    [.. Enumerable.Repeat(2, x.Rank)]
                );
            default:
                return x.BroadcastTo(Shape.Of([3, .. x.Shape.Dimensions]));
        }
    }

    /// <summary>The index along each axis of a row-major position.</summary>
    public static int[] Index(Shape shape, int position)
    {
        var index = new int[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
            (position, index[axis]) = Math.DivRem(position, shape[axis]);
        return index;
    }

    /// <summary>The row-major position of an index.</summary>
    public static int Position(Shape shape, ReadOnlySpan<int> index)
    {
        var position = 0;
        for (var axis = 0; axis < shape.Rank; axis++)
            position = position * shape[axis] + index[axis];
        return position;
    }

    /// <summary>All subsets of the axes of a rank, each ascending.</summary>
    public static IEnumerable<int[]> Subsets(int rank) =>
        Enumerable
            .Range(0, 1 << rank)
            .Select(bits => Enumerable.Range(0, rank).Where(axis => (bits >> axis & 1) == 1).ToArray());
}
