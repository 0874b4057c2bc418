using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// P A = L U by Gaussian elimination with partial pivoting. The factors of matrices [.., m, n] are held as
/// [.., m, n + 1]: U on and above the diagonal, L, whose diagonal is ones, below it, and in the last column the row of A
/// that is this row of P A. An exact zero on the diagonal of U says that the matrix is singular; NaN gives NaN.
/// </summary>
// Bound: matrices at their starts; row numbers in factors are below n, which is checked, because they are data.
public static unsafe class Factorisation
{
    /// <summary>The factors of float32 or float64 matrices.</summary>
    public static NDArray Factor(NDArray a)
    {
        var column = Shape.Of([.. a.Shape.Dimensions[..^1], 1]);
        var rows = Creation.Arange(a.DType, a.Shape[^2], 0, 1).Reshape(Shape.Of(a.Shape[^2], 1)).BroadcastTo(column);
        var result = Indexing.Concatenate([a, rows], a.Rank - 1);
        if (a.Length == 0)
            return result;
        if (a.DType == DType.Float32)
            Factor<float>(result);
        else
            Factor<double>(result);
        return result;
    }

    private static void Factor<T>(NDArray factors)
        where T : unmanaged, INumber<T>
    {
        fixed (T* first = &factors.First<T>())
        {
            var matrix = new Elimination<T>
            {
                First = first,
                Rows = factors.Shape[^2],
                Columns = factors.Shape[^1] - 1,
            };
            var work = (double)matrix.Rows * matrix.Columns * Math.Min(matrix.Rows, matrix.Columns) / 2;
            MatrixLoop.Run(MatrixLoop.Count(factors.Shape), work, &FactorOne<T>, &matrix);
        }
        GC.KeepAlive(factors);
    }

    private static void FactorOne<T>(int index, void* state)
        where T : unmanaged, INumber<T>
    {
        var matrix = *(Elimination<T>*)state;
        matrix.First += index * matrix.Rows * (matrix.Columns + 1);
        matrix.Run();
    }

    private struct SolveJob<T>
        where T : unmanaged, INumber<T>
    {
        public nint Size;
        public nint Columns;
        public T* Factors;
        public int* FactorStarts;
        public T* B;
        public int* BStarts;
        public nint BRow;
        public T* X;

        /// <summary>The solutions of transposed systems before their rows are put in order; null for others.</summary>
        public T* Work;
    }

    /// <summary>
    /// X [.., n, k] with A X = B, or A transposed, given the factors of A [.., n, n]; the leading axes broadcast. Where a
    /// matrix is singular the solution is not finite.
    /// </summary>
    public static NDArray Solve(NDArray factors, NDArray b, bool transposed) =>
        factors.DType == DType.Float32 ? Solve<float>(factors, b, transposed) : Solve<double>(factors, b, transposed);

    private static NDArray Solve<T>(NDArray factors, NDArray b, bool transposed)
        where T : unmanaged, INumber<T>
    {
        var leading = MatrixLoop.Leading(factors, b);
        factors = MatrixLoop.Spread(Operand.Stride(factors, 1) == 1 ? factors : factors.Contiguous(), leading);
        b = MatrixLoop.Spread(Operand.Stride(b, 1) == 1 ? b : b.Contiguous(), leading);
        var x = NDArray.Allocate(b.DType, b.Shape);
        if (x.Length == 0)
            return x;
        var work = transposed ? NDArray.Allocate(b.DType, b.Shape) : x;
        fixed (
            int* factorStarts = MatrixLoop.Starts(factors),
                bStarts = MatrixLoop.Starts(b)
        )
        fixed (
            T* firstFactor = &factors.First<T>(),
                firstB = &b.First<T>(),
                firstX = &x.First<T>(),
                firstWork = &work.First<T>()
        )
        {
            var job = new SolveJob<T>
            {
                Size = x.Shape[^2],
                Columns = x.Shape[^1],
                Factors = firstFactor,
                FactorStarts = factorStarts,
                B = firstB,
                BStarts = bStarts,
                BRow = Operand.Stride(b, 2),
                X = firstX,
                Work = transposed ? firstWork : null,
            };
            var cost = (double)job.Size * job.Size * job.Columns;
            MatrixLoop.Run(MatrixLoop.Count(x.Shape), cost, &SolveOne<T>, &job);
        }
        GC.KeepAlive(factors);
        GC.KeepAlive(b);
        GC.KeepAlive(x);
        GC.KeepAlive(work);
        return x;
    }

    private static void SolveOne<T>(int index, void* state)
        where T : unmanaged, INumber<T>
    {
        ref var job = ref *(SolveJob<T>*)state;
        var stride = job.Size + 1;
        var offset = index * job.Size * job.Columns;
        var b = job.B + job.BStarts[index];
        var x = job.X + offset;
        var upper = new Triangle<T>
        {
            First = job.Factors + job.FactorStarts[index],
            Row = stride,
            Column = 1,
            IsUpper = true,
        };
        var lower = upper with { IsUpper = false, IsUnit = true };
        var rows = upper.First + job.Size;
        // Each of the two steps changes the sign.
        if (job.Work is null)
        {
            for (nint i = 0; i < job.Size; i++)
                Copy(b + Row(rows[i * stride], job.Size) * job.BRow, x + i * job.Columns, job.Columns);
            lower.SolveNegated(job.Size, x, job.Columns, job.Columns);
            upper.SolveNegated(job.Size, x, job.Columns, job.Columns);
        }
        else
        {
            var work = job.Work + offset;
            for (nint i = 0; i < job.Size; i++)
                Copy(b + i * job.BRow, work + i * job.Columns, job.Columns);
            upper.Transposed.SolveNegated(job.Size, work, job.Columns, job.Columns);
            lower.Transposed.SolveNegated(job.Size, work, job.Columns, job.Columns);
            for (nint i = 0; i < job.Size; i++)
                Copy(work + i * job.Columns, x + Row(rows[i * stride], job.Size) * job.Columns, job.Columns);
        }
    }

    /// <summary>The row that a number in the last column names.</summary>
    private static nint Row<T>(T number, nint size)
        where T : unmanaged, INumber<T>
    {
        var row = nint.CreateTruncating(number);
        return (nuint)row < (nuint)size ? row : throw new ArgumentException("these are not the factors of a matrix");
    }

    private static void Copy<T>(T* from, T* to, nint count)
        where T : unmanaged => new Span<T>(from, (int)count).CopyTo(new Span<T>(to, (int)count));
}
