using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

/// <summary>
/// The register-tile kernels of one instruction set: C[rows x columns] = or += A B, where the columns are whole
/// vectors. Every kernel sums a tile's element in the order of the inner axis with one multiply-add per step,
/// so that the element's bits do not depend on the tile it falls into.
/// </summary>
// Bound: rows is 1 to Rows, columns 1 to Columns, so that the kernel's number is in the table.
internal readonly unsafe struct TileSet<T>
    where T : unmanaged
{
    public static readonly TileSet<T> Portable = new(
        PortableTiles.Rows,
        PortableTiles.Vectors,
        2 * Vector128<T>.Count,
        PortableTiles.Kernels<T>()
    );

    public static readonly TileSet<T> Bits256 = new(
        Tiles256.Rows,
        Tiles256.Vectors,
        Vector256<T>.Count,
        Tiles256.Kernels<T>()
    );

    public static readonly TileSet<T> Bits512 = new(
        Tiles512.Rows,
        Tiles512.Vectors,
        Vector512<T>.Count,
        Tiles512.Kernels<T>()
    );

    /// <summary>The set for this processor.</summary>
    public static readonly TileSet<T> Best =
        Avx512F.IsSupported ? Bits512
        : Avx2.IsSupported && Fma.IsSupported ? Bits256
        : Portable;

    private readonly nint* kernels;

    private TileSet(int rows, int vectors, int lanes, nint[] kernels)
    {
        Rows = rows;
        Lanes = lanes;
        Columns = vectors * lanes;
        var bytes = kernels.Length * sizeof(nint);
        this.kernels = (nint*)RuntimeHelpers.AllocateTypeAssociatedMemory(typeof(TileSet<T>), bytes);
        kernels.CopyTo(new Span<nint>(this.kernels, kernels.Length));
    }

    /// <summary>The rows of the highest tile.</summary>
    public int Rows { get; }

    /// <summary>The columns of the narrowest tile.</summary>
    public int Lanes { get; }

    /// <summary>The columns of the widest tile.</summary>
    public int Columns { get; }

    /// <summary>
    /// The kernel for a number of rows and columns; it writes the columns up to the next multiple of
    /// <see cref="Lanes"/>. Arguments: length of the inner axis, A, its row and column stride, B, its row stride,
    /// C, its row stride, whether to add to C.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public delegate* <nint, T*, nint, nint, T*, nint, T*, nint, bool, void> Kernel(nint rows, nint columns) =>
        (delegate* <nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)
            kernels[(columns <= Lanes ? 0 : Rows) + rows - 1];
}
