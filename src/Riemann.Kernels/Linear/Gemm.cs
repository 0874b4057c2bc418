using System.Numerics;

namespace Riemann.Kernels;

/// <summary>The general matrix product: chooses the method and divides the work among threads.</summary>
// Bound: the parts of a <see cref="Grid"/> are disjoint blocks of C.
internal static unsafe class Gemm
{
    /// <summary>Multiply-adds that outweigh waking a thread.</summary>
    private const double WorkPerThread = 150_000;

    private struct Job<T>
        where T : unmanaged
    {
        public Product<T> Product;
        public TileSet<T> Tiles;
        public Grid Grid;
    }

    /// <summary>Computes a product. Its bits do not depend on the number of threads.</summary>
    public static void Run<T>(in Product<T> product, in TileSet<T> tiles, int threads)
        where T : unmanaged, INumber<T>
    {
        if (product.Rows == 0 || product.Columns == 0)
            return;
        if (product.Depth == 0)
        {
            Clear(product);
            return;
        }
        if (MatrixVector.TryRun(product, threads) || OuterProduct.TryRun(product))
            return;
        threads = (int)Math.Clamp(product.Work / WorkPerThread, 1, threads);
        if (threads > 1)
        {
            var grid = Grid.Cheapest(product.Rows, product.Columns, product.Depth, tiles.Columns, threads);
            var job = new Job<T>
            {
                Product = product,
                Tiles = tiles,
                Grid = grid,
            };
            ForkJoin.Run(grid.Parts, &Part<T>, &job);
        }
        else
            BlockedProduct.Run(product, tiles);
    }

    /// <summary>
    /// Every thread computes a block of C of its own from operands packed for itself alone: packing twice costs
    /// less than waiting for each other.
    /// </summary>
    private static void Part<T>(int part, void* state)
        where T : unmanaged
    {
        ref var job = ref *(Job<T>*)state;
        var (firstRow, endRow, firstColumn, endColumn) = job.Grid.Part(part);
        if (firstRow < endRow && firstColumn < endColumn)
            BlockedProduct.Run(job.Product.Block(firstRow, endRow, firstColumn, endColumn), job.Tiles);
    }

    private static void Clear<T>(in Product<T> product)
        where T : unmanaged
    {
        if (product.Accumulate)
            return;
        for (nint row = 0; row < product.Rows; row++)
            new Span<T>(product.C + row * product.CRow, (int)product.Columns).Clear();
    }
}
