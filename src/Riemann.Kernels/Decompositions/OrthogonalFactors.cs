namespace Riemann.Kernels;

/// <summary>
/// The orthonormal columns Q, [rows; k], and the upper triangular R, [k; columns], whose product is the matrix; k is the
/// smaller of rows and columns. The diagonal of R is not negative.
/// </summary>
internal readonly struct OrthogonalFactors(int rows, int columns) : IDecomposition
{
    private int Count => Math.Min(rows, columns);

    public int Length => Count * (rows + columns);

    public void Write(double[] matrix, Span<double> parts)
    {
        var exponent = Matrices.Normalise(matrix);
        var transposed = new double[matrix.Length];
        Matrices.Transpose(matrix, rows, columns, transposed);
        var q = parts[..(rows * Count)];
        var r = parts[(rows * Count)..];
        if (rows >= columns)
        {
            var triangle = new double[columns * columns];
            MatrixBatch.Provider.ThinQRFactor(transposed, rows, columns, triangle, new double[columns * columns]);
            Matrices.Transpose(transposed, columns, rows, q);
            Matrices.Transpose(triangle, columns, columns, r);
        }
        else
        {
            var full = new double[rows * rows];
            MatrixBatch.Provider.QRFactor(transposed, rows, columns, full, new double[rows]);
            Matrices.Transpose(full, rows, rows, q);
            Matrices.Transpose(transposed, columns, rows, r);
        }
        Finish(q, r);
        Matrices.Scale(r, exponent);
    }

    private void Finish(Span<double> q, Span<double> r)
    {
        for (var k = 0; k < Count; k++)
        {
            var row = r.Slice(k * columns, columns);
            row[..k].Clear();
            if (row[k] >= 0)
                continue;
            foreach (ref var value in row[k..])
                value = -value;
            for (var i = 0; i < rows; i++)
                q[i * Count + k] = -q[i * Count + k];
        }
    }
}
