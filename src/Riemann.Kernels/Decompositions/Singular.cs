using System.Numerics.Tensors;

namespace Riemann.Kernels;

/// <summary>
/// The singular value decomposition of a matrix that has as many rows as columns or more, all in column-major order:
/// matrix = Left diag(Values) RightTransposed. A matrix with more rows is first reduced to its triangular factor (Chan
/// 1982), so that no square matrix of its height is made.
/// </summary>
internal readonly struct Singular
{
    private Singular(double[] values, double[] left, double[] rightTransposed) =>
        (Values, Left, RightTransposed) = (values, left, rightTransposed);

    /// <summary>Descending.</summary>
    public double[] Values { get; }

    /// <summary>Orthonormal columns, as many as there are values.</summary>
    public double[] Left { get; }

    /// <summary>Orthonormal rows.</summary>
    public double[] RightTransposed { get; }

    /// <summary>Overwrites the matrix. Without vectors those are not computed.</summary>
    public static Singular Of(double[] matrix, int rows, int columns, bool withVectors)
    {
        var exponent = Matrices.Normalise(matrix);
        var square = columns * columns;
        var triangle = rows == columns ? matrix : new double[square];
        if (rows > columns)
            MatrixBatch.Provider.ThinQRFactor(matrix, rows, columns, triangle, new double[square]);
        var values = new double[columns];
        var left = new double[square];
        var rightTransposed = new double[square];
        MatrixBatch.Provider.SingularValueDecomposition(
            withVectors,
            triangle,
            columns,
            columns,
            values,
            left,
            rightTransposed
        );
        Matrices.Scale(values, exponent);
        if (withVectors && rows > columns)
            left = Product(matrix, left, rows, columns);
        return new Singular(values, left, rightTransposed);
    }

    /// <summary>The product of a tall and a square matrix.</summary>
    private static double[] Product(double[] tall, double[] square, int rows, int columns)
    {
        var result = new double[rows * columns];
        for (var j = 0; j < columns; j++)
        {
            var column = result.AsSpan(j * rows, rows);
            for (var k = 0; k < columns; k++)
                TensorPrimitives.MultiplyAdd(tall.AsSpan(k * rows, rows), square[j * columns + k], column, column);
        }
        return result;
    }
}
