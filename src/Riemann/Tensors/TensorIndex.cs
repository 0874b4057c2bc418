namespace Riemann;

/// <summary>
/// What an indexer of <see cref="Tensor"/> takes along an axis: a position, a range, a tensor of integers or of truth
/// values, or one of the places below. All of them convert to it by themselves, as in <c>x[0, 1..3, mask]</c>.
/// </summary>
public readonly struct TensorIndex
{
    internal enum Kind
    {
        Whole,
        At,
        Range,
        Tensor,
        NewAxis,
        Ellipsis,
    }

    private TensorIndex(Kind kind) => Form = kind;

    /// <summary>A new axis of length 1.</summary>
    public static TensorIndex NewAxis => new(Kind.NewAxis);

    /// <summary>As many whole axes as the other indices leave.</summary>
    public static TensorIndex Ellipsis => new(Kind.Ellipsis);

    internal Kind Form { get; }

    internal int Place { get; private init; }

    internal Range Span { get; private init; }

    internal int Stride { get; private init; }

    internal Tensor? Values { get; private init; }

    /// <summary>
    /// Every step-th position of a range, as in <c>TensorIndex.Step(.., 2)</c>. A negative step begins at the range's last
    /// position and goes backwards.
    /// </summary>
    public static TensorIndex Step(Range range, int step) => new(Kind.Range) { Span = range, Stride = step };

    /// <summary>One position; a negative one counts from the end, -1 being the last.</summary>
    public static implicit operator TensorIndex(int position) => new(Kind.At) { Place = position };

    /// <summary>One position, as in <c>^1</c>.</summary>
    public static implicit operator TensorIndex(Index position) =>
        new(Kind.At) { Place = position.IsFromEnd ? -position.Value : position.Value };

    /// <summary>The positions from the first of the range up to, not including, its end.</summary>
    public static implicit operator TensorIndex(Range range) => Step(range, 1);

    /// <summary>Positions, as integers in any order, or the places where truth values are true.</summary>
    public static implicit operator TensorIndex(Tensor values) => new(Kind.Tensor) { Values = values };

    /// <summary>Positions in any order.</summary>
    public static implicit operator TensorIndex(int[] positions) => Tensor.From(positions);

    /// <summary>The places where the values are true.</summary>
    public static implicit operator TensorIndex(bool[] mask) => Tensor.From(mask);
}
