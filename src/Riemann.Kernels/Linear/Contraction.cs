using System.Numerics;

namespace Riemann.Kernels;

/// <summary>Products that sum over axes common to both operands.</summary>
// Bound: the inner axes agree and the leading ones broadcast, both checked; C has the shape that follows.
public static unsafe class Contraction
{
    /// <summary>
    /// The matrix product [.., m, k] @ [.., k, n] -> [.., m, n] of float32 or float64 arrays, with the leading
    /// axes broadcast against each other. Views whose rows or columns are contiguous are read where they are,
    /// whatever the other strides; others are copied first. The sum over an empty axis is 0; NaN and infinities
    /// propagate as in the sum of products. The bits of the result do not depend on the number of threads.
    /// Throws <see cref="ArgumentException"/> for arrays of fewer than two axes, of other or different element
    /// types, and where k or the leading axes do not agree.
    /// </summary>
    public static NDArray MatMul(NDArray a, NDArray b) => MatMul(a, b, null);

    /// <summary>
    /// c + a @ b, with c broadcast to the shape of <see cref="MatMul(NDArray, NDArray)"/>: the product is added up on top
    /// of c, and no pass over it follows. Throws <see cref="ArgumentException"/> as the product does, and where c does
    /// not broadcast or has another element type.
    /// </summary>
    public static NDArray AddMatMul(NDArray c, NDArray a, NDArray b) =>
        c.DType == a.DType
            ? MatMul(a, b, c)
            : throw new ArgumentException($"a matrix product of {a.DType.Name()} added to {c.DType.Name()}");

    private static NDArray MatMul(NDArray a, NDArray b, NDArray? start)
    {
        if (a.Rank < 2 || b.Rank < 2)
            throw new ArgumentException($"a matrix product of {a.Shape} and {b.Shape}: fewer than two axes");
        if (a.DType != b.DType || !a.DType.IsFloat())
            throw new ArgumentException($"a matrix product of {a.DType.Name()} and {b.DType.Name()}");
        if (a.Shape[^1] != b.Shape[^2])
            throw new ArgumentException($"a matrix product of {a.Shape} and {b.Shape}: the inner axes differ");
        return a.DType == DType.Float32 ? MatMul<float>(a, b, start) : MatMul<double>(a, b, start);
    }

    private static NDArray MatMul<T>(NDArray a, NDArray b, NDArray? start)
        where T : unmanaged, INumber<T>
    {
        a = Operand.WithUnitStride(a);
        b = Operand.WithUnitStride(b);
        var shape = ResultShape(a.Shape, b.Shape);
        var result = start is null ? NDArray.Allocate(a.DType, shape) : Copy.Of(start.BroadcastTo(shape));
        if (result.Length == 0)
            return result;
        fixed (
            T* firstA = &a.First<T>(),
                firstB = &b.First<T>(),
                firstC = &result.First<T>()
        )
        {
            var product = new Product<T>
            {
                Rows = a.Shape[^2],
                Columns = b.Shape[^1],
                Depth = a.Shape[^1],
                A = firstA,
                ARow = Operand.Stride(a, 2),
                AColumn = Operand.Stride(a, 1),
                B = firstB,
                BRow = Operand.Stride(b, 2),
                BColumn = Operand.Stride(b, 1),
                C = firstC,
                CRow = b.Shape[^1],
                Accumulate = start is not null,
                PastCache = (long)result.Length * sizeof(T) >= OuterProduct.PastCache,
            };
            if (b.Rank == 2 && Operand.IsStackOfRows(a, out var rowStride))
            {
                product.ARow = rowStride;
                product.Rows = result.Length / product.Columns;
                Gemm.Run(product, TileSet<T>.Best, ForkJoin.Threads);
            }
            else
                RunBatch(product, a, b, result.Shape);
        }
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(result);
        return result;
    }

    private static void RunBatch<T>(in Product<T> product, NDArray a, NDArray b, Shape shape)
        where T : unmanaged, INumber<T>
    {
        var rank = shape.Rank - 2;
        var dimensions = stackalloc int[rank];
        var stridesA = stackalloc int[rank];
        var stridesB = stackalloc int[rank];
        shape.Dimensions[..rank].CopyTo(new Span<int>(dimensions, rank));
        Operand.LeadingStrides(a, new Span<int>(stridesA, rank));
        Operand.LeadingStrides(b, new Span<int>(stridesB, rank));
        var batch = new Batch<T>
        {
            Product = product,
            Tiles = TileSet<T>.Best,
            Count = shape.Length / (int)(product.Rows * product.Columns),
            Rank = rank,
            Dimensions = dimensions,
            StridesA = stridesA,
            StridesB = stridesB,
        };
        batch.Run(ForkJoin.Threads);
    }

    private static Shape ResultShape(Shape a, Shape b)
    {
        if (a.Rank == 2 && b.Rank == 2)
            return a[1] == b[1] ? a
                : a[0] == b[0] ? b
                : Shape.Of(a[0], b[1]);
        var leading =
            Shape.Broadcast(Shape.Of(a.Dimensions[..^2]), Shape.Of(b.Dimensions[..^2]))
            ?? throw new ArgumentException($"a matrix product of {a} and {b}: the leading axes differ");
        return Shape.Of([.. leading.Dimensions, a[^2], b[^1]]);
    }
}
