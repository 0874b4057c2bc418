using System.Numerics;

namespace Riemann.Kernels;

/// <summary>Many products of one size, whose operands lie at strides along leading axes.</summary>
// Bound: an index below Count gives positions below the leading dimensions, and so matrices of the operands.
internal unsafe struct Batch<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>A product with more multiply-adds than this is divided among threads itself.</summary>
    private const double LargeWork = 1 << 23;

    private const double WorkPerThread = 150_000;

    public Product<T> Product;
    public TileSet<T> Tiles;
    public int Count;
    public int Rank;
    public int* Dimensions;
    public int* StridesA;
    public int* StridesB;
    private int parts;

    /// <summary>Computes all products. C holds the results one after the other.</summary>
    public void Run(int threads)
    {
        if (Product.Work > LargeWork && Count % threads != 0)
        {
            RunRange(0, Count, threads);
            return;
        }
        parts = (int)Math.Clamp(Product.Work * Count / WorkPerThread, 1, Math.Min(threads, Count));
        fixed (Batch<T>* self = &this)
            ForkJoin.Run(parts, &Part, self);
    }

    private static void Part(int part, void* state)
    {
        var batch = (Batch<T>*)state;
        var first = (long)batch->Count * part / batch->parts;
        var end = (long)batch->Count * (part + 1) / batch->parts;
        batch->RunRange((int)first, (int)end, 1);
    }

    private readonly void RunRange(int first, int end, int threads)
    {
        var product = Product;
        for (var index = first; index < end; index++)
        {
            nint a = 0;
            nint b = 0;
            var rest = index;
            for (var axis = Rank - 1; axis >= 0; axis--)
            {
                (rest, var position) = Math.DivRem(rest, Dimensions[axis]);
                a += (nint)position * StridesA[axis];
                b += (nint)position * StridesB[axis];
            }
            product.A = Product.A + a;
            product.B = Product.B + b;
            product.C = Product.C + index * (Product.Rows * Product.Columns);
            Gemm.Run(product, Tiles, threads);
        }
    }
}
