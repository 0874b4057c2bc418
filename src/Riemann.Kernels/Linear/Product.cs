namespace Riemann.Kernels;

/// <summary>
/// One matrix product C[m x n] = A[m x k] B[k x n], or C += A B, of strided matrices. C's columns are neighbours;
/// of A and B either the rows or the columns are, if the product is to be fast.
/// </summary>
// Bound: the caller vouches for the three matrices; a block lies inside them.
internal unsafe struct Product<T>
    where T : unmanaged
{
    public nint Rows;
    public nint Columns;
    public nint Depth;
    public T* A;
    public nint ARow;
    public nint AColumn;
    public T* B;
    public nint BRow;
    public nint BColumn;
    public T* C;
    public nint CRow;
    public bool Accumulate;

    /// <summary>Whether the whole result, of which this may be a part, is too large for the cache.</summary>
    public bool PastCache;

    /// <summary>Multiply-adds to be done, as a float because the count may exceed 2^63.</summary>
    public readonly double Work => (double)Rows * Columns * Depth;

    /// <summary>The product that computes a block of C.</summary>
    public readonly Product<T> Block(nint firstRow, nint endRow, nint firstColumn, nint endColumn)
    {
        var block = this;
        block.Rows = endRow - firstRow;
        block.Columns = endColumn - firstColumn;
        block.A += firstRow * ARow;
        block.B += firstColumn * BColumn;
        block.C += firstRow * CRow + firstColumn;
        return block;
    }
}
