using System.Numerics;

namespace Riemann.Kernels;

/// <summary>Systems of equations with triangular matrices.</summary>
// Bound: matrices at their starts, X contiguous; the leading axes broadcast, checked.
public static unsafe class Triangular
{
    private struct Job<T>
        where T : unmanaged, INumber<T>
    {
        public Triangle<T> Triangle;
        public int Size;
        public int Columns;
        public int* Starts;
        public T* X;
    }

    /// <summary>
    /// X [.., n, k] with T X = B, for matrices A [.., n, n] whose upper or lower triangle is T, or its transpose, the
    /// diagonal taken to be ones if so said; the leading axes broadcast. A zero on the diagonal gives infinities and NaN.
    /// </summary>
    public static NDArray Solve(NDArray a, NDArray b, bool upper, bool transposed, bool unit) =>
        a.DType == DType.Float32
            ? Solve<float>(a, b, upper, transposed, unit)
            : Solve<double>(a, b, upper, transposed, unit);

    private static NDArray Solve<T>(NDArray a, NDArray b, bool upper, bool transposed, bool unit)
        where T : unmanaged, INumber<T>
    {
        var leading = MatrixLoop.Leading(a, b);
        a = MatrixLoop.Spread(Operand.WithUnitStride(a), leading);
        var x = Elementwise.Negate(MatrixLoop.Spread(b, leading));
        if (x.Length == 0)
            return x;
        fixed (int* starts = MatrixLoop.Starts(a))
        fixed (
            T* firstA = &a.First<T>(),
                firstX = &x.First<T>()
        )
        {
            var triangle = new Triangle<T>
            {
                First = firstA,
                Row = Operand.Stride(a, 2),
                Column = Operand.Stride(a, 1),
                IsUpper = upper,
                IsUnit = unit,
            };
            var job = new Job<T>
            {
                Triangle = transposed ? triangle.Transposed : triangle,
                Size = x.Shape[^2],
                Columns = x.Shape[^1],
                Starts = starts,
                X = firstX,
            };
            var work = 0.5 * job.Size * job.Size * job.Columns;
            MatrixLoop.Run(MatrixLoop.Count(x.Shape), work, &One<T>, &job);
        }
        GC.KeepAlive(a);
        GC.KeepAlive(x);
        return x;
    }

    private static void One<T>(int index, void* state)
        where T : unmanaged, INumber<T>
    {
        ref var job = ref *(Job<T>*)state;
        var triangle = job.Triangle;
        triangle.First += job.Starts[index];
        triangle.SolveNegated(job.Size, job.X + (nint)index * job.Size * job.Columns, job.Columns, job.Columns);
    }
}
