using MathNet.Numerics.LinearAlgebra;

namespace Riemann;

/// <summary>Tensors from the matrices and vectors of MathNet.Numerics, and the other way. The elements are copied.</summary>
public static class MathNetMatrices
{
    /// <summary>A Float64 tensor of a matrix.</summary>
    public static Tensor ToRiemann(this Matrix<double> matrix, bool requiresGrad = false) =>
        Tensor.From<double>(matrix.ToRowMajorArray(), [matrix.RowCount, matrix.ColumnCount], requiresGrad);

    /// <summary>A Float32 tensor of a matrix.</summary>
    public static Tensor ToRiemann(this Matrix<float> matrix, bool requiresGrad = false) =>
        Tensor.From<float>(matrix.ToRowMajorArray(), [matrix.RowCount, matrix.ColumnCount], requiresGrad);

    /// <summary>A Float64 tensor of a vector.</summary>
    public static Tensor ToRiemann(this Vector<double> vector, bool requiresGrad = false) =>
        Tensor.From(vector.ToArray(), requiresGrad);

    /// <summary>A Float32 tensor of a vector.</summary>
    public static Tensor ToRiemann(this Vector<float> vector, bool requiresGrad = false) =>
        Tensor.From(vector.ToArray(), requiresGrad);

    /// <summary>
    /// A dense matrix of <c>double</c> or <c>float</c>. Raises where the tensor has not two axes, or other elements than
    /// <typeparamref name="T"/>.
    /// </summary>
    public static Matrix<T> ToMatrix<T>(this Tensor tensor)
        where T : unmanaged, IEquatable<T>, IFormattable => Matrix<T>.Build.DenseOfArray(tensor.ToArray2D<T>());

    /// <summary>
    /// A dense vector of <c>double</c> or <c>float</c>. Raises where the tensor has not one axis, or other elements than
    /// <typeparamref name="T"/>.
    /// </summary>
    public static Vector<T> ToVector<T>(this Tensor tensor)
        where T : unmanaged, IEquatable<T>, IFormattable
    {
        if (tensor.Rank != 1)
            throw Failure.Value(
                "ToVector",
                $"the tensor has {tensor.Rank} axes, not 1",
                "Flatten gives a vector of all elements"
            );
        return Vector<T>.Build.Dense(tensor.ToArray<T>());
    }
}
