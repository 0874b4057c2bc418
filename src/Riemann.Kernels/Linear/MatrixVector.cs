using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// Products of which one operand is a vector. They read each element of the matrix once, so nothing is packed:
/// where the matrix is contiguous along the inner axis the result is a dot product for each of its rows, otherwise
/// a sum of its rows.
/// </summary>
// Bound: i is below Length and k below Depth; whole vectors end at or before Depth or the part's end.
internal static unsafe class MatrixVector
{
    /// <summary>Elements of the matrix that outweigh waking a thread.</summary>
    private const double WorkPerThread = 65_536;

    /// <summary>The result is divided among threads in multiples of this, so that none share a line of cache.</summary>
    private const int Granule = 16;

    /// <summary>So many elements of the result stay in the first-level cache while rows are added to them.</summary>
    private const int Cached = 2048;

    /// <summary>y[i] = sum over k of matrix[i * Stride + k * Inner] * x[k * XStride].</summary>
    private struct Job<T>
        where T : unmanaged, INumber<T>
    {
        public nint Length;
        public nint Depth;
        public T* Matrix;
        public nint Stride;
        public nint Inner;
        public T* X;
        public nint XStride;
        public T* Y;
        public nint YStride;
        public bool Accumulate;
        public int Parts;
    }

    /// <summary>Computes the product if it is one with a vector and the strides allow it.</summary>
    public static bool TryRun<T>(in Product<T> product, int threads)
        where T : unmanaged, INumber<T>
    {
        if (product.Rows != 1 && product.Columns != 1)
            return false;
        var job = product.Rows == 1 ? RowTimesMatrix(product) : MatrixTimesColumn(product);
        var dots = job.Inner == 1;
        if (dots ? job.XStride != 1 : job.Stride != 1 || job.YStride != 1)
            return false;
        var most = Math.Min(threads, (job.Length + Granule - 1) / Granule);
        job.Parts = (int)Math.Clamp(product.Work / WorkPerThread, 1, most);
        ForkJoin.Run(job.Parts, dots ? &Dots<T> : &SumOfRows<T>, &job);
        return true;
    }

    private static Job<T> RowTimesMatrix<T>(in Product<T> product)
        where T : unmanaged, INumber<T> =>
        new()
        {
            Length = product.Columns,
            Depth = product.Depth,
            Matrix = product.B,
            Stride = product.BColumn,
            Inner = product.BRow,
            X = product.A,
            XStride = product.AColumn,
            Y = product.C,
            YStride = 1,
            Accumulate = product.Accumulate,
        };

    private static Job<T> MatrixTimesColumn<T>(in Product<T> product)
        where T : unmanaged, INumber<T> =>
        new()
        {
            Length = product.Rows,
            Depth = product.Depth,
            Matrix = product.A,
            Stride = product.ARow,
            Inner = product.AColumn,
            X = product.B,
            XStride = product.BRow,
            Y = product.C,
            YStride = product.CRow,
            Accumulate = product.Accumulate,
        };

    private static (nint First, nint End) Range(nint length, int part, int parts)
    {
        var granules = (length + Granule - 1) / Granule;
        return (granules * part / parts * Granule, Math.Min(length, granules * (part + 1) / parts * Granule));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots<T>(int part, void* state)
        where T : unmanaged, INumber<T>
    {
        ref var job = ref *(Job<T>*)state;
        var (first, end) = Range(job.Length, part, job.Parts);
        for (var i = first; i < end; i++)
        {
            var sum = Dot(job.Matrix + i * job.Stride, job.X, job.Depth);
            var y = job.Y + i * job.YStride;
            *y = job.Accumulate ? *y + sum : sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Dot<T>(T* x, T* y, nint length)
        where T : unmanaged, INumber<T>
    {
        nint lanes = Vector<T>.Count;
        var sum0 = Vector<T>.Zero;
        var sum1 = Vector<T>.Zero;
        var sum2 = Vector<T>.Zero;
        var sum3 = Vector<T>.Zero;
        for (; length >= 4 * lanes; length -= 4 * lanes, x += 4 * lanes, y += 4 * lanes)
        {
            sum0 = Fused.MultiplyAdd(Vector.Load(x), Vector.Load(y), sum0);
            sum1 = Fused.MultiplyAdd(Vector.Load(x + lanes), Vector.Load(y + lanes), sum1);
            sum2 = Fused.MultiplyAdd(Vector.Load(x + 2 * lanes), Vector.Load(y + 2 * lanes), sum2);
            sum3 = Fused.MultiplyAdd(Vector.Load(x + 3 * lanes), Vector.Load(y + 3 * lanes), sum3);
        }
        for (; length >= lanes; length -= lanes, x += lanes, y += lanes)
            sum0 = Fused.MultiplyAdd(Vector.Load(x), Vector.Load(y), sum0);
        var sum = Vector.Sum(sum0 + sum1 + (sum2 + sum3));
        for (; length > 0; length--, x++, y++)
            sum = T.MultiplyAddEstimate(*x, *y, sum);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumOfRows<T>(int part, void* state)
        where T : unmanaged, INumber<T>
    {
        ref var job = ref *(Job<T>*)state;
        var (first, end) = Range(job.Length, part, job.Parts);
        for (var i = first; i < end; i += Cached)
        {
            var length = Math.Min(Cached, end - i);
            var y = job.Y + i;
            var row = job.Matrix + i;
            var x = job.X;
            if (!job.Accumulate)
                new Span<T>(y, (int)length).Clear();
            var k = job.Depth;
            for (; k >= 4; k -= 4, x += 4 * job.XStride, row += 4 * job.Inner)
                AddRows(row, job.Inner, x, job.XStride, y, length);
            for (; k > 0; k--, x += job.XStride, row += job.Inner)
                AddRow(row, *x, y, length);
        }
    }

    /// <summary>y += x0 row0 + x1 row1 + x2 row2 + x3 row3, with the same roundings as one row after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows<T>(T* row, nint stride, T* x, nint xStride, T* y, nint length)
        where T : unmanaged, INumber<T>
    {
        var row1 = row + stride;
        var row2 = row1 + stride;
        var row3 = row2 + stride;
        var (x0, x1, x2, x3) = (*x, x[xStride], x[2 * xStride], x[3 * xStride]);
        var (all0, all1, all2, all3) = (Vector.Create(x0), Vector.Create(x1), Vector.Create(x2), Vector.Create(x3));
        nint i = 0;
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var sum = Fused.MultiplyAdd(all0, Vector.Load(row + i), Vector.Load(y + i));
            sum = Fused.MultiplyAdd(all1, Vector.Load(row1 + i), sum);
            sum = Fused.MultiplyAdd(all2, Vector.Load(row2 + i), sum);
            Fused.MultiplyAdd(all3, Vector.Load(row3 + i), sum).Store(y + i);
        }
        for (; i < length; i++)
        {
            var sum = T.MultiplyAddEstimate(x0, row[i], y[i]);
            sum = T.MultiplyAddEstimate(x1, row1[i], sum);
            sum = T.MultiplyAddEstimate(x2, row2[i], sum);
            y[i] = T.MultiplyAddEstimate(x3, row3[i], sum);
        }
    }

    /// <summary>y += x row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow<T>(T* row, T x, T* y, nint length)
        where T : unmanaged, INumber<T>
    {
        var all = Vector.Create(x);
        nint i = 0;
        for (; i <= length - Vector<T>.Count; i += Vector<T>.Count)
            Fused.MultiplyAdd(all, Vector.Load(row + i), Vector.Load(y + i)).Store(y + i);
        for (; i < length; i++)
            y[i] = T.MultiplyAddEstimate(x, row[i], y[i]);
    }
}
