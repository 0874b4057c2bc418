using System.Numerics.Tensors;
using MathNet.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Riemann.Kernels;

/// <summary>A decomposition of one matrix into parts that lie side by side.</summary>
internal interface IDecomposition
{
    /// <summary>The number of elements of all parts.</summary>
    int Length { get; }

    /// <summary>
    /// Writes the parts of a row-major matrix without NaN and infinity, in row-major order. The matrix may be
    /// overwritten.
    /// </summary>
    void Write(double[] matrix, Span<double> parts);
}

/// <summary>Applies a decomposition to each matrix on the last two axes.</summary>
internal static class MatrixBatch
{
    /// <summary>Managed code, whatever provider the program has chosen: the same numbers on every machine.</summary>
    public static readonly ILinearAlgebraProvider Provider = ManagedLinearAlgebraProvider.Instance;

    /// <summary>
    /// The parts on the last axis, behind the batch axes. Computed in double precision and rounded once; NaN for a
    /// matrix that holds NaN or infinity. Throws <see cref="ArithmeticException"/> when an iteration does not converge.
    /// </summary>
    public static NDArray Map<TDecomposition>(NDArray x, TDecomposition decomposition)
        where TDecomposition : IDecomposition
    {
        var outer = x.Shape.Dimensions[..^2];
        var result = NDArray.Allocate(DType.Float64, Shape.Of([.. outer, decomposition.Length]));
        if (result.Length > 0)
            Write(Elementwise.Cast(x, DType.Float64).Contiguous(), decomposition, result.Span<double>());
        return Elementwise.Cast(result, x.DType);
    }

    private static void Write<TDecomposition>(NDArray x, TDecomposition decomposition, Span<double> result)
        where TDecomposition : IDecomposition
    {
        var size = x.Shape[^2] * x.Shape[^1];
        var matrix = new double[size];
        var elements = x.Span<double>();
        for (var i = 0; i < x.Length / size; i++)
        {
            elements.Slice(i * size, size).CopyTo(matrix);
            var parts = result.Slice(i * decomposition.Length, decomposition.Length);
            if (double.IsFinite(TensorPrimitives.MaxMagnitude<double>(matrix)))
                Decompose(matrix, decomposition, parts);
            else
                parts.Fill(double.NaN);
        }
        GC.KeepAlive(x);
    }

    private static void Decompose<TDecomposition>(double[] matrix, TDecomposition decomposition, Span<double> parts)
        where TDecomposition : IDecomposition
    {
        try
        {
            decomposition.Write(matrix, parts);
        }
        catch (NonConvergenceException exception)
        {
            throw new ArithmeticException("the iteration does not converge", exception);
        }
    }
}
