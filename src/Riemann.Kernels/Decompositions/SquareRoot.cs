using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

/// <summary>
/// A = U' U in place, of -A on and above the diagonal: the negated matrix, because the triangular solution changes the
/// sign and the matrix product adds. Halving the matrix gives nearly all of the work to it (F. Gustavson, 1997,
/// "Recursion leads to automatic variable blocking for dense linear-algebra algorithms").
/// </summary>
// Bound: Size x Size elements from First on.
internal unsafe struct SquareRoot<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Up to this many rows are factored one after the other.</summary>
    private const int FewRows = 16;

    /// <summary>A square block of up to this many rows is updated whole, though only its upper half is needed.</summary>
    private const int FewSquare = 64;

    public T* First;
    public nint Size;

    /// <summary>
    /// False where A is not positive definite: then the first element of the diagonal that is not above 0 is at the end of
    /// the first leading block that is not positive definite.
    /// </summary>
    public readonly bool Run() => Factor(0, Size);

    private readonly bool Factor(nint first, nint end)
    {
        if (end - first <= FewRows)
            return FactorFew(first, end);
        var middle = first + (end - first) / 2;
        if (!Factor(first, middle))
            return false;
        var upper = new Triangle<T>
        {
            First = At(first, first),
            Row = Size,
            Column = 1,
            IsUpper = true,
        };
        upper.Transposed.SolveNegated(middle - first, At(first, middle), Size, end - middle);
        AddSquare(first, middle, middle, end);
        return Factor(middle, end);
    }

    private readonly bool FactorFew(nint first, nint end)
    {
        for (var i = first; i < end; i++)
        {
            var own = At(i, 0);
            var square = -own[i];
            if (square <= T.Zero)
            {
                own[i] = square;
                return false;
            }
            own[i] = T.Sqrt(square);
            var rest = new Span<T>(own + i + 1, (int)(end - i - 1));
            TensorPrimitives.Divide(rest, -own[i], rest);
            for (var row = i + 1; row < end; row++)
            for (var column = row; column < end; column++)
                *At(row, column) += own[row] * own[column];
        }
        return true;
    }

    /// <summary>Adds the products of the columns of some rows to the upper half of a square block.</summary>
    private readonly void AddSquare(nint first, nint end, nint from, nint to)
    {
        if (to - from <= FewSquare)
        {
            Add(first, end, from, to, from, to);
            return;
        }
        var middle = from + (to - from) / 2;
        AddSquare(first, end, from, middle);
        Add(first, end, from, middle, middle, to);
        AddSquare(first, end, middle, to);
    }

    private readonly void Add(nint first, nint end, nint row, nint rowEnd, nint column, nint columnEnd)
    {
        var product = new Product<T>
        {
            Rows = rowEnd - row,
            Columns = columnEnd - column,
            Depth = end - first,
            A = At(first, row),
            ARow = 1,
            AColumn = Size,
            B = At(first, column),
            BRow = Size,
            BColumn = 1,
            C = At(row, column),
            CRow = Size,
            Accumulate = true,
        };
        Gemm.Run(product, TileSet<T>.Best, ForkJoin.Threads);
    }

    private readonly T* At(nint row, nint column) => First + row * Size + column;
}
