using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// Rows of knots, ascending, as the loops of <see cref="SplineBasis"/> read them: the first and the last of a row stand
/// repeated before and behind it, so that every interval has as many neighbours as the degree asks for. The repeated ones
/// make only bases that do not exist.
/// </summary>
// Bound: the table has Rows rows of Width elements, and is alive as long as the array that holds it.
internal readonly unsafe struct SplineKnots<T>(T* table, int rows, int count, int degree)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What <see cref="Interval"/> gives outside the knots.</summary>
    public const int None = -1;

    /// <summary>What it gives where x or a knot is NaN.</summary>
    public const int Undefined = -2;

    public readonly int Rows = rows;

    /// <summary>The elements of a row of the table.</summary>
    public static int Width(int count, int degree) => count + 2 * degree + 1;

    private int Stride => Width(count, degree);

    /// <summary>The knots of a row, where those before the first and behind the last may be read.</summary>
    public T* Row(nint row) => table + row * Stride + degree;

    /// <summary>Fills the table. Knots in another order are sorted, NaN first.</summary>
    public void Fill(T* knots)
    {
        for (nint row = 0; row < Rows; row++)
        {
            var to = Row(row);
            var values = new Span<T>(to, count);
            new ReadOnlySpan<T>(knots + row * count, count).CopyTo(values);
            if (!IsAscending(values))
                values.Sort();
            new Span<T>(to - degree, degree).Fill(to[0]);
            new Span<T>(to + count, degree).Fill(to[count - 1]);
            // Behind the row: intervals of a uniform grid for each unit of x.
            to[count + degree] = T.CreateTruncating(count - 1) / (to[count - 1] - to[0]);
        }
    }

    private static bool IsAscending(ReadOnlySpan<T> values)
    {
        for (var i = 1; i < values.Length; i++)
            if (!(values[i - 1] <= values[i]))
                return false;
        return !T.IsNaN(values[0]);
    }

    /// <summary>
    /// The i with knot i &lt;= x &lt; knot i + 1, and for the last knot the last interval that is not empty;
    /// <see cref="None"/> outside, and where all knots are equal.
    /// </summary>
    public int Interval(T x, T* knots)
    {
        if (!(x >= knots[0] && x <= knots[count - 1]))
            return T.IsNaN(x) || T.IsNaN(knots[0]) ? Undefined : None;
        // Where the knots are uniform this is the place, or next to it where rounding moved it.
        var guess = int.CreateSaturating((x - knots[0]) * knots[count + degree]);
        guess = Math.Clamp(guess, 0, count - 2);
        if (knots[guess] <= x && x < knots[guess + 1])
            return guess;
        return x < knots[count - 1] ? Search(x, knots) : Last(knots);
    }

    /// <summary>The last knot that is not larger than x, of which a later one is.</summary>
    private int Search(T x, T* knots)
    {
        var (low, size) = (0, count - 1);
        while (size > 1)
        {
            var half = size / 2;
            low = knots[low + half] <= x ? low + half : low;
            size -= half;
        }
        return low;
    }

    private int Last(T* knots)
    {
        var i = count - 2;
        while (i >= 0 && knots[i] == knots[count - 1])
            i--;
        return i;
    }
}
