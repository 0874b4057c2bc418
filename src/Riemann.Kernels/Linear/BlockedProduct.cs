using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// A matrix product on one thread, cut into blocks that stay in the caches while they are used again
/// (K. Goto and R. van de Geijn, 2008, "Anatomy of high-performance matrix multiplication"): a block of B, of it
/// a panel for each column of tiles, and of A a block of row panels. Small operands are read where they are.
/// The inner axis is cut in the same way whatever the rest of the product is like, so that an element of C has
/// the same bits in any block that computes it.
/// </summary>
// Bound: A, B and C hold Rows x Depth, Depth x Columns and Rows x Columns at their strides; the workspace is as large
// as the sums in Run say, and a tile wider than C goes to its edge.
internal static unsafe class BlockedProduct
{
    /// <summary>Rows of one block of A, about: with the longest depth it fills half of the second-level cache.</summary>
    private const int RowsPerBlock = 224;

    /// <summary>Columns of one block of B, at most.</summary>
    private const int ColumnsPerBlock = 2048;

    /// <summary>Up to this many multiply-adds nothing is used often enough for copying to pay.</summary>
    private const double UnpackedWork = 256 * 256 * 256;

    /// <summary>Up to this many bytes B stays in the second-level cache without being copied.</summary>
    private const int UnpackedBytes = 1 << 20;

    /// <summary>Up to this many panels of the one operand the other is not used often enough for copying to pay.</summary>
    private const int UnpackedPanels = 3;

    /// <summary>
    /// The longest stretch of the inner axis: longer ones pass over C less often, shorter ones keep a panel of B
    /// nearer to the first-level cache.
    /// </summary>
    private static int LongestDepth<T>()
        where T : unmanaged => sizeof(T) == 4 ? 512 : 384;

    /// <summary>Computes a product none of whose axes is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(in Product<T> product, in TileSet<T> tiles)
        where T : unmanaged
    {
        nint width = tiles.Columns;
        var panels = new RowPanels(product.Rows, tiles.Rows);
        nint panelsPerBlock = RowsPerBlock / tiles.Rows;
        var small =
            product.Work <= UnpackedWork && (double)product.Depth * product.Columns * sizeof(T) <= UnpackedBytes;
        var packA = !small && product.Columns > UnpackedPanels * width;
        var packB = product.BColumn != 1 || (!small && panels.Count > UnpackedPanels);

        var depth = BlockLength(product.Depth, LongestDepth<T>(), 8);
        var columns = BlockLength(product.Columns, ColumnsPerBlock, width);
        var sizeA = packA ? Math.Min(panels.Count, panelsPerBlock) * tiles.Rows * depth : 0;
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
            if (packB)
                PackB(block, 0, width, packedB);
            else if (block.Columns % tiles.Lanes != 0)
                PackB(block, block.Columns / width * width, width, packedB);
            for (nint panel = 0; panel < panels.Count; panel += panelsPerBlock)
            {
                var end = Math.Min(panel + panelsPerBlock, panels.Count);
                if (packA)
                    PackA(block, panels, panel, end, packedA);
                Multiply(block, tiles, panels, panel, end, packA ? packedA : null, packedB, packB, edge);
            }
        }
    }

    private static void PackA<T>(in Product<T> block, in RowPanels panels, nint first, nint end, T* target)
        where T : unmanaged
    {
        var source = block.A + panels.Start(first) * block.ARow;
        for (var panel = first; panel < end; panel++)
        {
            var rows = panels.Rows(panel);
            Packing.Panel(source, block.ARow, block.AColumn, rows, block.Depth, target, rows);
            source += rows * block.ARow;
            target += rows * block.Depth;
        }
    }

    /// <summary>Packs the columns from a multiple of the panels' width on.</summary>
    private static void PackB<T>(in Product<T> block, nint first, nint width, T* target)
        where T : unmanaged =>
        Packing.Panels(
            block.B + first * block.BColumn,
            block.BColumn,
            block.BRow,
            block.Columns - first,
            block.Depth,
            target,
            width
        );

    /// <summary>
    /// The tiles of some row panels, one column of tiles after the other. A is packed if there is a packed A;
    /// of B all columns are packed or only those that do not fill whole vectors.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<T>(
        in Product<T> block,
        in TileSet<T> tiles,
        in RowPanels panels,
        nint first,
        nint end,
        T* packedA,
        T* packedB,
        bool packB,
        T* edge
    )
        where T : unmanaged
    {
        nint width = tiles.Columns;
        var start = panels.Start(first);
        for (nint column = 0; column < block.Columns; column += width)
        {
            var count = Math.Min(width, block.Columns - column);
            var fits = count % tiles.Lanes == 0;
            var inPlace = fits && !packB;
            var b = inPlace ? block.B + column : packedB + (packB ? column * block.Depth : 0);
            var bStride = inPlace ? block.BRow : width;
            var a = packedA is null ? block.A + start * block.ARow : packedA;
            var c = block.C + start * block.CRow + column;
            nint rows;
            for (var panel = first; panel < end; panel++, c += rows * block.CRow)
            {
                rows = panels.Rows(panel);
                // A tile that reaches beyond C's last column is computed elsewhere.
                var target = fits ? c : edge;
                var targetRow = fits ? block.CRow : width;
                var kernel = tiles.Kernel(rows, count);
                if (!fits && block.Accumulate)
                    Packing.CopyRows(c, block.CRow, count, rows, edge, width);
                if (packedA is null)
                {
                    kernel(block.Depth, a, block.ARow, block.AColumn, b, bStride, target, targetRow, block.Accumulate);
                    a += rows * block.ARow;
                }
                else
                {
                    kernel(block.Depth, a, 1, rows, b, bStride, target, targetRow, block.Accumulate);
                    a += rows * block.Depth;
                }
                if (!fits)
                    Packing.CopyRows(edge, width, count, rows, c, block.CRow);
            }
        }
    }

    /// <summary>
    /// The length of blocks that are about equal, no longer than the largest, and a multiple of the unit, a power
    /// of two.
    /// </summary>
    private static nint BlockLength(nint length, nint largest, nint unit)
    {
        if (length > largest)
        {
            var blocks = (length + largest - 1) / largest;
            length = (length + blocks - 1) / blocks;
        }
        return (length + unit - 1) & -unit;
    }
}
