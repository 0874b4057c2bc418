using System.Numerics;

namespace Riemann.Kernels;

/// <summary>A = L L' of symmetric positive definite matrices.</summary>
// Bound: matrix number index of n x n, at its start in the operand and at index * n * n in the result.
public static unsafe class Cholesky
{
    private struct Job<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public T* A;
        public int* Starts;
        public nint Row;
        public nint Column;
        public SquareRoot<T> Matrix;
    }

    /// <summary>
    /// The lower factors [.., n, n] of float32 or float64 matrices, of which the symmetric part (A + A')/2 is taken. NaN
    /// gives NaN. Where a matrix is not positive definite the diagonal says so by its first element that is not above 0:
    /// it is at the end of the first leading block that is not, and the rest of the result means nothing.
    /// </summary>
    public static NDArray Factor(NDArray a)
    {
        var result = NDArray.Allocate(a.DType, a.Shape);
        if (result.Length == 0)
            return result;
        if (a.DType == DType.Float32)
            Factor<float>(a, result);
        else
            Factor<double>(a, result);
        return result;
    }

    private static void Factor<T>(NDArray a, NDArray result)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (int* starts = MatrixLoop.Starts(a))
        fixed (
            T* firstA = &a.First<T>(),
                first = &result.First<T>()
        )
        {
            var size = a.Shape[^1];
            var job = new Job<T>
            {
                A = firstA,
                Starts = starts,
                Row = a.Strides[^2],
                Column = a.Strides[^1],
                Matrix = new SquareRoot<T> { First = first, Size = size },
            };
            MatrixLoop.Run(MatrixLoop.Count(a.Shape), (double)size * size * size / 6, &One<T>, &job);
        }
        GC.KeepAlive(a);
        GC.KeepAlive(result);
    }

    private static void One<T>(int index, void* state)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var job = ref *(Job<T>*)state;
        var matrix = job.Matrix;
        var size = matrix.Size;
        matrix.First += index * size * size;
        var a = job.A + job.Starts[index];
        var minusHalf = T.CreateTruncating(-0.5);
        for (nint i = 0; i < size; i++)
        for (var j = i; j < size; j++)
        {
            var pair = a[i * job.Row + j * job.Column] + a[j * job.Row + i * job.Column];
            matrix.First[i * size + j] = minusHalf * pair;
        }
        matrix.Run();
        for (nint i = 0; i < size; i++)
        for (var j = i + 1; j < size; j++)
        {
            matrix.First[j * size + i] = matrix.First[i * size + j];
            matrix.First[i * size + j] = T.Zero;
        }
    }
}
