using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

/// <summary>
/// Gaussian elimination with partial pivoting in place, of a matrix with one more column that holds the numbers of its
/// rows and is exchanged with them. Halving the columns gives nearly all of the work to the matrix product (S. Toledo,
/// 1997, "Locality of reference in LU decomposition with partial pivoting", section 3).
/// </summary>
// Bound: Rows x (Columns + 1) elements from First on.
internal unsafe struct Elimination<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Up to this many columns are eliminated one after the other.</summary>
    private const int FewColumns = 8;

    public T* First;
    public nint Rows;
    public nint Columns;

    private readonly nint Stride => Columns + 1;

    public readonly void Run()
    {
        var square = Math.Min(Rows, Columns);
        Factor(0, square);
        if (Columns > square)
            Eliminate(0, square, square, Columns);
    }

    private readonly void Factor(nint first, nint end)
    {
        if (end - first <= FewColumns)
        {
            for (var column = first; column < end; column++)
                EliminateOne(column, end);
            return;
        }
        var middle = first + (end - first) / 2;
        Factor(first, middle);
        Eliminate(first, middle, middle, end);
        Factor(middle, end);
    }

    /// <summary>Rows of U in some columns to the right of factored ones, and what they take from the rows below.</summary>
    private readonly void Eliminate(nint first, nint end, nint from, nint to)
    {
        var upper = First + first * Stride + from;
        var unit = new Triangle<T>
        {
            First = First + first * (Stride + 1),
            Row = Stride,
            Column = 1,
            IsUnit = true,
        };
        unit.SolveNegated(end - first, upper, Stride, to - from);
        var product = new Product<T>
        {
            Rows = Rows - end,
            Columns = to - from,
            Depth = end - first,
            A = First + end * Stride + first,
            ARow = Stride,
            AColumn = 1,
            B = upper,
            BRow = Stride,
            BColumn = 1,
            C = First + end * Stride + from,
            CRow = Stride,
            Accumulate = true,
        };
        Gemm.Run(product, TileSet<T>.Best, ForkJoin.Threads);
        for (nint row = 0; row < end - first; row++)
        {
            var values = new Span<T>(upper + row * Stride, (int)(to - from));
            TensorPrimitives.Negate(values, values);
        }
    }

    private readonly void EliminateOne(nint column, nint end)
    {
        var own = First + column * Stride;
        Exchange(own, First + Pivot(column) * Stride);
        var pivot = own[column];
        if (pivot == T.Zero)
            return;
        for (var row = column + 1; row < Rows; row++)
        {
            var other = First + row * Stride;
            var factor = other[column] /= pivot;
            for (var j = column + 1; j < end; j++)
                other[j] -= factor * own[j];
        }
    }

    /// <summary>The row of the largest element of a column, and the first NaN before any number.</summary>
    private readonly nint Pivot(nint column)
    {
        var best = column;
        var largest = T.Abs(First[column * Stride + column]);
        for (var row = column + 1; row < Rows && !T.IsNaN(largest); row++)
        {
            var size = T.Abs(First[row * Stride + column]);
            if (size <= largest)
                continue;
            best = row;
            largest = size;
        }
        return best;
    }

    private readonly void Exchange(T* a, T* b)
    {
        if (a == b)
            return;
        for (nint i = 0; i < Stride; i++)
            (a[i], b[i]) = (b[i], a[i]);
    }
}
