using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>An axis of a <see cref="Walk"/>: its length and the operands' strides along it.</summary>
internal struct WalkAxis
{
    public int Length;
    public int Index;
    public int First;
    public int Second;
    public int Third;
}

/// <summary>
/// Visits the rows of up to three operands broadcast to one non-empty shape, in row-major order of that shape.
/// Neighbouring axes along which all operands are evenly spaced become one, so that rows are as long as can be:
/// contiguous operands make a single row. The one place where strides are walked.
///
/// Bound: an array has at most 2^31-1 elements in memory, so that an element's offset from the first is within +-(2^31-1).
/// Sums of index times stride may wrap on the way and are right at the end.
/// </summary>
internal ref struct Walk
{
    private readonly Span<WalkAxis> outer;

    /// <summary>The elements of each row, and the operands' strides along it.</summary>
    public readonly WalkAxis Row;

    /// <summary>The offset of the first operand's current row from its first element.</summary>
    public int First;

    /// <summary>The offset of the second operand's current row from its first element.</summary>
    public int Second;

    /// <summary>The offset of the third operand's current row from its first element.</summary>
    public int Third;

    /// <summary>Plans the walk; <paramref name="axes"/> is room for as many axes as the shape has, at least one.</summary>
    public Walk(Span<WalkAxis> axes, Shape shape, NDArray first, NDArray? second = null, NDArray? third = null)
    {
        var count = 0;
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            var next = new WalkAxis
            {
                Length = shape[axis],
                First = Stride(first, shape, axis),
                Second = Stride(second, shape, axis),
                Third = Stride(third, shape, axis),
            };
            if (next.Length == 1)
                continue;
            if (count > 0 && Continues(axes[count - 1], next))
                next.Length *= axes[--count].Length;
            axes[count++] = next;
        }
        Row = count > 0 ? axes[count - 1] : new WalkAxis { Length = 1 };
        outer = axes[..Math.Max(count - 1, 0)];
    }

    /// <summary>Room that a walk over a shape needs.</summary>
    public static int Room(Shape shape) => Math.Max(shape.Rank, 1);

    /// <summary>Moves to the next row; false after the last.</summary>
    public bool Next()
    {
        for (var i = outer.Length - 1; i >= 0; i--)
        {
            ref var axis = ref outer[i];
            First += axis.First;
            Second += axis.Second;
            Third += axis.Third;
            if (++axis.Index < axis.Length)
                return true;
            axis.Index = 0;
            First -= axis.First * axis.Length;
            Second -= axis.Second * axis.Length;
            Third -= axis.Third * axis.Length;
        }
        return false;
    }

    private static bool Continues(in WalkAxis outer, in WalkAxis inner) =>
        outer.First == (long)inner.First * inner.Length
        && outer.Second == (long)inner.Second * inner.Length
        && outer.Third == (long)inner.Third * inner.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Stride(NDArray? operand, Shape shape, int axis)
    {
        if (operand is null)
            return 0;
        var own = axis - (shape.Rank - operand.Rank);
        return own < 0 || operand.Shape[own] == 1 ? 0 : operand.Strides[own];
    }
}
