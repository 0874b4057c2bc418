namespace Riemann.Kernels;

/// <summary>
/// The left singular vectors as columns, of which the leading component is positive, then the singular values,
/// descending, then the right singular vectors as rows.
/// </summary>
internal readonly struct SingularVectors(int rows, int columns) : IDecomposition
{
    private int Count => Math.Min(rows, columns);

    public int Length => Count * (rows + 1 + columns);

    public void Write(double[] matrix, Span<double> parts)
    {
        var left = parts[..(rows * Count)];
        var right = parts[(rows * Count + Count)..];
        if (rows > columns)
        {
            var transposed = new double[matrix.Length];
            Matrices.Transpose(matrix, rows, columns, transposed);
            var found = Singular.Of(transposed, rows, columns, withVectors: true);
            found.Values.CopyTo(parts[left.Length..]);
            Matrices.Transpose(found.Left, columns, rows, left);
            Matrices.Transpose(found.RightTransposed, columns, columns, right);
        }
        else
        {
            // A row-major matrix is its transpose in column-major order, so left and right change places.
            var found = Singular.Of(matrix, columns, rows, withVectors: true);
            found.Values.CopyTo(parts[left.Length..]);
            found.RightTransposed.CopyTo(left);
            found.Left.CopyTo(right);
        }
        FixSigns(left, right);
    }

    private void FixSigns(Span<double> left, Span<double> right)
    {
        var column = new double[rows];
        var workspace = new double[rows];
        for (var k = 0; k < Count; k++)
        {
            for (var i = 0; i < rows; i++)
                column[i] = left[i * Count + k];
            if (!Matrices.IsTurned(column, workspace))
                continue;
            for (var i = 0; i < rows; i++)
                left[i * Count + k] = -column[i];
            foreach (ref var value in right.Slice(k * columns, columns))
                value = -value;
        }
    }
}

/// <summary>The singular values, descending.</summary>
internal readonly struct SingularValues(int rows, int columns) : IDecomposition
{
    public int Length => Math.Min(rows, columns);

    public void Write(double[] matrix, Span<double> parts)
    {
        var tall = matrix;
        if (rows > columns)
            Matrices.Transpose(matrix, rows, columns, tall = new double[matrix.Length]);
        var (height, width) = (Math.Max(rows, columns), Math.Min(rows, columns));
        Singular.Of(tall, height, width, withVectors: false).Values.CopyTo(parts);
    }
}
