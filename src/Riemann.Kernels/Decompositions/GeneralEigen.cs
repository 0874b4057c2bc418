using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

/// <summary>
/// The eigenvalues of a square matrix, their real parts and then their imaginary parts, ascending by real part and among
/// equal ones by imaginary part; then the real and the imaginary parts of the eigenvectors as columns, of length 1, of
/// which the leading component is real and positive.
/// </summary>
internal readonly struct GeneralEigen(int order) : IDecomposition
{
    public int Length => 2 * order * (1 + order);

    public void Write(double[] matrix, Span<double> parts)
    {
        var exponent = Matrices.Normalise(matrix);
        var transposed = new double[order * order];
        Matrices.Transpose(matrix, order, order, transposed);
        var values = new Complex[order];
        var vectors = new double[order * order];
        if (transposed.AsSpan().ContainsAnyExcept(0))
            MatrixBatch.Provider.EigenDecomp(false, order, transposed, vectors, values, new double[order * order]);
        else // The iteration compares with the largest element and would never end.
            for (var i = 0; i < order; i++)
                vectors[i * (order + 1)] = 1;
        var places = new int[order];
        for (var i = 0; i < order; i++)
            places[i] = i;
        Array.Sort(places, (a, b) => Compare(values[a], values[b]));
        var vector = new Complex[order];
        var real = parts[(2 * order)..];
        var imaginary = real[(order * order)..];
        for (var j = 0; j < order; j++)
        {
            var value = values[places[j]];
            parts[j] = value.Real;
            parts[order + j] = value.Imaginary;
            Read(vectors, places[j], value.Imaginary, vector);
            Fix(vector);
            for (var i = 0; i < order; i++)
                (real[i * order + j], imaginary[i * order + j]) = (vector[i].Real, vector[i].Imaginary);
        }
        Matrices.Scale(parts[..(2 * order)], exponent);
    }

    private static int Compare(Complex a, Complex b)
    {
        var byReal = a.Real.CompareTo(b.Real);
        return byReal != 0 ? byReal : a.Imaginary.CompareTo(b.Imaginary);
    }

    /// <summary>
    /// Of a conjugate pair, the first column holds the real and the second the imaginary part of the vector that
    /// belongs to the value with the positive imaginary part, which comes first.
    /// </summary>
    private void Read(double[] vectors, int place, double imaginaryValue, Span<Complex> vector)
    {
        var first = imaginaryValue < 0 ? place - 1 : place;
        for (var i = 0; i < order; i++)
        {
            var real = vectors[first * order + i];
            var imaginary = imaginaryValue == 0 ? 0 : vectors[(first + 1) * order + i];
            vector[i] = new Complex(real, imaginaryValue < 0 ? -imaginary : imaginary);
        }
    }

    private static void Fix(Span<Complex> vector)
    {
        Span<double> magnitudes = new double[vector.Length];
        for (var i = 0; i < vector.Length; i++)
            magnitudes[i] = vector[i].Magnitude;
        var largest = TensorPrimitives.Max<double>(magnitudes);
        TensorPrimitives.Divide(magnitudes, largest, magnitudes);
        var place = Matrices.Leading(magnitudes);
        var length = largest * TensorPrimitives.Norm<double>(magnitudes);
        var turn = Complex.Conjugate(vector[place]) / vector[place].Magnitude / length;
        for (var i = 0; i < vector.Length; i++)
            vector[i] *= turn;
        vector[place] = vector[place].Real;
    }
}
