namespace Riemann.Kernels;

/// <summary>
/// The lengths of an array's axes, outermost first. Immutable; results share the shape object of their
/// operand where the two are equal, so that equality is usually one reference comparison.
/// </summary>
public sealed class Shape : IEquatable<Shape>
{
    /// <summary>The shape of a scalar: no axes, one element.</summary>
    public static readonly Shape Scalar = new([]);

    private readonly int[] dimensions;
    private int[]? strides;

    private Shape(int[] dimensions)
    {
        this.dimensions = dimensions;
        long length = dimensions.Contains(0) ? 0 : 1;
        foreach (var dimension in dimensions)
        {
            if (dimension < 0)
                throw new ArgumentException($"a dimension is negative: {Text(dimensions)}");
            length *= dimension;
            if (length > int.MaxValue)
                throw new ElementLimitException($"{Text(dimensions)} has more than {int.MaxValue} elements");
        }
        Length = (int)length;
    }

    /// <summary>The number of axes.</summary>
    public int Rank => dimensions.Length;

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>The length of one axis, counted from 0.</summary>
    public int this[int axis] => dimensions[axis];

    /// <summary>The lengths of all axes.</summary>
    public ReadOnlySpan<int> Dimensions => dimensions;

    /// <summary>The distances, in elements, between neighbours along each axis of a row-major array.</summary>
    public ReadOnlySpan<int> Strides => strides ??= RowMajor();

    /// <summary>The shape with the given dimensions. Throws when one is negative or the product exceeds 2^31-1.</summary>
    public static Shape Of(params ReadOnlySpan<int> dimensions) =>
        dimensions.Length == 0 ? Scalar : new Shape(dimensions.ToArray());

    /// <summary>
    /// The shape both operands are stretched to: aligned at the last axis, where lengths agree or one is 1.
    /// Null when there is none.
    /// </summary>
    public static Shape? Broadcast(Shape left, Shape right)
    {
        if (right.Rank == 0 || left.Equals(right))
            return left;
        if (left.Rank == 0)
            return right;
        var rank = Math.Max(left.Rank, right.Rank);
        var result = new int[rank];
        for (var i = 1; i <= rank; i++)
        {
            var a = i <= left.Rank ? left[^i] : 1;
            var b = i <= right.Rank ? right[^i] : 1;
            if (a != b && a != 1 && b != 1)
                return null;
            result[rank - i] = a == 1 ? b : a;
        }
        var spans = result.AsSpan();
        return spans.SequenceEqual(left.dimensions) ? left
            : spans.SequenceEqual(right.dimensions) ? right
            : new Shape(result);
    }

    /// <summary>The length of one axis, counted from either end.</summary>
    public int this[Index axis] => dimensions[axis];

    /// <inheritdoc/>
    public bool Equals(Shape? other) =>
        ReferenceEquals(this, other) || (other is not null && dimensions.AsSpan().SequenceEqual(other.dimensions));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var dimension in dimensions)
            hash.Add(dimension);
        return hash.ToHashCode();
    }

    /// <summary>The shape as F# writes it: <c>[2; 3]</c>.</summary>
    public override string ToString() => Text(dimensions);

    private static string Text(int[] dimensions) => "[" + string.Join("; ", dimensions) + "]";

    private int[] RowMajor()
    {
        var result = new int[Rank];
        var step = 1;
        for (var axis = Rank - 1; axis >= 0; axis--)
        {
            result[axis] = step;
            step *= Math.Max(dimensions[axis], 1);
        }
        return result;
    }
}
