using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// A matrix product on one thread, cut into blocks that stay in the caches while they are used again
/// (K. Goto and R. van de Geijn, 2008, "Anatomy of high-performance matrix multiplication"): a block of B, of it
/// a panel for each column of tiles, and of A a block of row panels. Small operands are read where they are.
/// The inner axis is cut in the same way whatever the rest of the product is like, so that an element of C has
/// the same bits in any block that computes it.
/// </summary>
internal static unsafe class BlockedProduct
{
    /// <summary>Row panels of one block of A.</summary>
    private const int PanelsPerBlock = 24;

    /// <summary>Columns of one block of B, at most.</summary>
    private const int ColumnsPerBlock = 2048;

    /// <summary>Up to this many multiply-adds nothing is used often enough for copying to pay.</summary>
    private const double UnpackedWork = 256 * 256 * 256;

    /// <summary>Up to this many bytes B stays in the second-level cache without being copied.</summary>
    private const int UnpackedBytes = 1 << 20;

    /// <summary>Up to this many row panels B is not used often enough for copying to pay.</summary>
    private const int UnpackedPanels = 3;

    /// <summary>The longest stretch of the inner axis: one panel of A and one of B stay in the first-level cache.</summary>
    private static int LongestDepth<T>()
        where T : unmanaged => sizeof(T) == 4 ? 384 : 256;

    /// <summary>Computes a product none of whose axes is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(in Product<T> product, in TileSet<T> tiles)
        where T : unmanaged
    {
        var width = (nint)tiles.Columns;
        var panels = Blocks(product.Rows, tiles.Rows);
        var small =
            product.Work <= UnpackedWork && (double)product.Depth * product.Columns * sizeof(T) <= UnpackedBytes;
        var packA = !small && product.Columns > width;
        var packB = product.BColumn != 1 || !small && panels > UnpackedPanels;

        var depth = BlockLength(product.Depth, LongestDepth<T>(), 8);
        var columns = BlockLength(product.Columns, ColumnsPerBlock, width);
        var sizeA = packA ? Math.Min(panels, PanelsPerBlock) * tiles.Rows * depth : 0;
        var sizeB = (packB ? columns : width) * depth;
        var packedB = (T*)Workspace.Reserve((sizeB + sizeA + tiles.Rows * width) * sizeof(T));
        var packedA = packedB + sizeB;
        var edge = packedA + sizeA;

        for (nint column = 0; column < product.Columns; column += columns)
        for (nint k = 0; k < product.Depth; k += depth)
        {
            var block = product.Block(0, product.Rows, column, Math.Min(column + columns, product.Columns));
            block.A += k * product.AColumn;
            block.B += k * product.BRow;
            block.Depth = Math.Min(depth, product.Depth - k);
            block.Accumulate |= k > 0;
            PackB(block, packB, width, packedB);
            for (nint panel = 0; panel < panels; panel += PanelsPerBlock)
            {
                var end = Math.Min(panel + PanelsPerBlock, panels);
                var rows = block.Block(
                    Start(product.Rows, panels, panel),
                    Start(product.Rows, panels, end),
                    0,
                    block.Columns
                );
                if (packA)
                    PackA(rows, end - panel, packedA);
                Multiply(rows, tiles, end - panel, packA ? packedA : null, packedB, packB, edge);
            }
        }
    }

    /// <summary>Packs all of B, or else only the panel at its end that is narrower than a tile.</summary>
    private static void PackB<T>(in Product<T> block, bool all, nint width, T* target)
        where T : unmanaged
    {
        var skip = all ? 0 : block.Columns / width * width;
        Packing.Panels(
            block.B + skip * block.BColumn,
            block.BColumn,
            block.BRow,
            block.Columns - skip,
            block.Depth,
            target,
            width
        );
    }

    private static void PackA<T>(in Product<T> block, nint panels, T* target)
        where T : unmanaged
    {
        var (least, more) = Math.DivRem(block.Rows, panels);
        var source = block.A;
        for (nint panel = 0; panel < panels; panel++)
        {
            var rows = panel < more ? least + 1 : least;
            Packing.Panel(source, block.ARow, block.AColumn, rows, block.Depth, target, rows);
            source += rows * block.ARow;
            target += rows * block.Depth;
        }
    }

    /// <summary>All tiles of a block, down the columns of tiles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<T>(
        in Product<T> block,
        in TileSet<T> tiles,
        nint panels,
        T* packedA,
        T* packedB,
        bool packB,
        T* edge
    )
        where T : unmanaged
    {
        var width = (nint)tiles.Columns;
        var (least, more) = Math.DivRem(block.Rows, panels);
        for (nint column = 0; column < block.Columns; column += width)
        {
            var count = Math.Min(width, block.Columns - column);
            var whole = count == width;
            var b =
                packB ? packedB + column * block.Depth
                : whole ? block.B + column
                : packedB;
            var bStride = packB || !whole ? width : block.BRow;
            var fits = whole || count == tiles.Lanes;
            var a = packedA is null ? block.A : packedA;
            var c = block.C + column;
            nint rows;
            for (nint panel = 0; panel < panels; panel++, c += rows * block.CRow)
            {
                rows = panel < more ? least + 1 : least;
                var (rowStride, columnStride) = packedA is null ? (block.ARow, block.AColumn) : (1, rows);
                // A tile that reaches beyond C's last column is computed elsewhere.
                if (!fits && block.Accumulate)
                    Packing.CopyRows(c, block.CRow, count, rows, edge, width);
                var target = fits ? c : edge;
                var targetRow = fits ? block.CRow : width;
                var kernel = tiles.Kernel(rows, count);
                kernel(block.Depth, a, rowStride, columnStride, b, bStride, target, targetRow, block.Accumulate);
                if (!fits)
                    Packing.CopyRows(edge, width, count, rows, c, block.CRow);
                a += rows * (packedA is null ? block.ARow : block.Depth);
            }
        }
    }

    /// <summary>Where a panel starts when rows are dealt out to panels as evenly as possible.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Start(nint rows, nint panels, nint panel) =>
        panel * (rows / panels) + Math.Min(panel, rows % panels);

    private static nint Blocks(nint length, nint largest) => (length + largest - 1) / largest;

    /// <summary>The length of blocks that are about equal, no longer than the largest, and a multiple of the unit.</summary>
    private static nint BlockLength(nint length, nint largest, nint unit) =>
        Blocks(Blocks(length, Blocks(length, largest)), unit) * unit;
}
