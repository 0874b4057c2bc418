using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

/// <summary>
/// A triangular matrix T, of which only the triangle is read. Systems are solved in place and give -X for T X = B,
/// because then the products that remain to be subtracted are added by the matrix product. Halving the system gives
/// nearly all of the work to it (E. Elmroth and others, 2004, "Recursive blocked algorithms", section 5).
/// </summary>
// Bound: size x size elements at the strides, and size rows of X; parts lie inside.
internal unsafe struct Triangle<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Up to this many rows are solved one after the other.</summary>
    private const int FewRows = 16;

    /// <summary>Up to this many right-hand sides are summed without calling the matrix product for each row.</summary>
    private const int FewColumns = 4;

    public T* First;
    public nint Row;
    public nint Column;
    public bool IsUpper;

    /// <summary>Whether the diagonal is taken to hold ones, and is not read.</summary>
    public bool IsUnit;

    /// <summary>The transposed matrix.</summary>
    public readonly Triangle<T> Transposed => this with { Row = Column, Column = Row, IsUpper = !IsUpper };

    /// <summary>Replaces X by -T^-1 X; the rows of X are contiguous and lie at a stride.</summary>
    public readonly void SolveNegated(nint size, T* x, nint row, nint columns) => Solve(0, size, x, row, columns);

    private readonly void Solve(nint first, nint end, T* x, nint row, nint columns)
    {
        if (end - first <= FewRows)
        {
            Substitute(first, end, x, row, columns);
            return;
        }
        var middle = first + (end - first) / 2;
        if (IsUpper)
        {
            Solve(middle, end, x, row, columns);
            Add(first, middle, middle, end, x, row, columns);
            Solve(first, middle, x, row, columns);
        }
        else
        {
            Solve(first, middle, x, row, columns);
            Add(middle, end, first, middle, x, row, columns);
            Solve(middle, end, x, row, columns);
        }
    }

    private readonly void Substitute(nint first, nint end, T* x, nint row, nint columns)
    {
        for (nint step = 0; step < end - first; step++)
        {
            var i = IsUpper ? end - 1 - step : first + step;
            var (from, fromEnd) = IsUpper ? (i + 1, end) : (first, i);
            if (columns <= FewColumns)
                for (nint column = 0; column < columns; column++)
                for (var j = from; j < fromEnd; j++)
                    x[i * row + column] += First[i * Row + j * Column] * x[j * row + column];
            else
                Add(i, i + 1, from, fromEnd, x, row, columns);
            var target = new Span<T>(x + i * row, (int)columns);
            if (IsUnit)
                TensorPrimitives.Negate(target, target);
            else
                TensorPrimitives.Divide(target, -First[i * (Row + Column)], target);
        }
    }

    /// <summary>Adds T's block of some rows and columns, times the rows of X that belong to its columns.</summary>
    private readonly void Add(nint to, nint toEnd, nint from, nint fromEnd, T* x, nint row, nint columns)
    {
        var product = new Product<T>
        {
            Rows = toEnd - to,
            Columns = columns,
            Depth = fromEnd - from,
            A = First + to * Row + from * Column,
            ARow = Row,
            AColumn = Column,
            B = x + from * row,
            BRow = row,
            BColumn = 1,
            C = x + to * row,
            CRow = row,
            Accumulate = true,
        };
        Gemm.Run(product, TileSet<T>.Best, ForkJoin.Threads);
    }
}
