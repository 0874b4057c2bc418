using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Riemann.Kernels;

/// <summary>
/// Sums up each column of each block of rows: the squared distances from its centre, or where there are cotangents these
/// and their products with the distances.
/// </summary>
// Bound: there are at least as many columns as lanes, and the last vector ends with them: it may repeat some of the one
// before. Sums are [batch, blocks, one or two, columns].
internal readonly unsafe struct ColumnSumsWork<T>(ColumnPlan plan, T* x, T* c, T* centres, T* sums) : IPlaneWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Run(nint first, nint end)
    {
        for (var block = first; block < end; block++)
        {
            var (batch, own) = Math.DivRem(block, plan.Blocks);
            var row = own * plan.BlockRows;
            var rows = Math.Min(plan.BlockRows, plan.Rows - row);
            var at = (batch * plan.Rows + row) * plan.Columns;
            if (c is null)
                Squares(x + at, rows, centres + batch * plan.Columns, sums + block * plan.Columns);
            else
                Products(x + at, c + at, rows, centres + batch * plan.Columns, sums + block * 2 * plan.Columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Squares(T* x, nint rows, T* centre, T* sum)
    {
        nint columns = plan.Columns;
        for (nint i = 0; i < columns; i += Vector512<T>.Count)
        {
            var column = Math.Min(i, columns - Vector512<T>.Count);
            var middle = Vector512.Load(centre + column);
            var (even, odd) = (Vector512<T>.Zero, Vector512<T>.Zero);
            var own = x + column;
            nint row = 0;
            for (; row <= rows - 2; row += 2, own += 2 * columns)
            {
                var (upper, lower) = (Vector512.Load(own) - middle, Vector512.Load(own + columns) - middle);
                even += upper * upper;
                odd += lower * lower;
            }
            if (row < rows)
                even += (Vector512.Load(own) - middle) * (Vector512.Load(own) - middle);
            (even + odd).Store(sum + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Products(T* x, T* c, nint rows, T* centre, T* sums)
    {
        nint columns = plan.Columns;
        for (nint i = 0; i < columns; i += Vector512<T>.Count)
        {
            var column = Math.Min(i, columns - Vector512<T>.Count);
            var middle = Vector512.Load(centre + column);
            var (sum, product) = (Vector512<T>.Zero, Vector512<T>.Zero);
            var (at, end) = (column, column + rows * columns);
            for (; at < end; at += columns)
            {
                var cotangent = Vector512.Load(c + at);
                sum += cotangent;
                product += cotangent * (Vector512.Load(x + at) - middle);
            }
            product.Store(sums + column);
            sum.Store(sums + columns + column);
        }
    }
}

/// <summary>Writes (x - centre) scale weight + bias, by numbers of each column.</summary>
// Bound: as for <see cref="ColumnSumsWork{T}"/>.
internal readonly unsafe struct ColumnStandardiseWork<T>(
    ColumnPlan plan,
    T* x,
    T* centres,
    T* scales,
    T* weights,
    T* biases,
    T* result
) : IPlaneWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(nint first, nint end)
    {
        nint columns = plan.Columns;
        for (var row = first; row < end; row++)
        {
            var (at, of) = (row * columns, row / plan.Rows * columns);
            for (nint i = 0; i < columns; i += Vector512<T>.Count)
            {
                var column = Math.Min(i, columns - Vector512<T>.Count);
                var own = Vector512.Load(x + at + column) - Vector512.Load(centres + of + column);
                own *= Vector512.Load(scales + of + column);
                (own * Vector512.Load(weights + of + column) + Vector512.Load(biases + of + column)).Store(
                    result + at + column
                );
            }
        }
    }
}

/// <summary>Writes (c - mean - (x - centre) slope) scale, by numbers of each column.</summary>
// Bound: as for <see cref="ColumnSumsWork{T}"/>.
internal readonly unsafe struct ColumnGradientWork<T>(
    ColumnPlan plan,
    T* x,
    T* c,
    T* centres,
    T* means,
    T* slopes,
    T* scales,
    T* result
) : IPlaneWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(nint first, nint end)
    {
        nint columns = plan.Columns;
        for (var row = first; row < end; row++)
        {
            var (at, of) = (row * columns, row / plan.Rows * columns);
            for (nint i = 0; i < columns; i += Vector512<T>.Count)
            {
                var column = Math.Min(i, columns - Vector512<T>.Count);
                var own = Vector512.Load(x + at + column) - Vector512.Load(centres + of + column);
                var term = Vector512.Load(c + at + column) - Vector512.Load(means + of + column);
                ((term - own * Vector512.Load(slopes + of + column)) * Vector512.Load(scales + of + column)).Store(
                    result + at + column
                );
            }
        }
    }
}
