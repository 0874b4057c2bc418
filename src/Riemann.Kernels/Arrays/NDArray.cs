using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>
/// An immutable n-dimensional array: a shape, an element type, and strides into storage that other arrays
/// may share. Only the kernels that make an array write to it.
/// </summary>
// Bound: offset and strides keep every index of the shape inside the storage; views are only made of checked parts.
public sealed partial class NDArray
{
    private readonly Storage storage;
    private readonly int[]? strides;

    internal NDArray(DType dtype, Shape shape, Storage storage, int offset = 0, int[]? strides = null)
    {
        DType = dtype;
        Shape = shape;
        Offset = offset;
        this.storage = storage;
        this.strides = strides;
    }

    /// <summary>The element type.</summary>
    public DType DType { get; }

    /// <summary>The lengths of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>The number of axes.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The number of elements.</summary>
    public int Length => Shape.Length;

    /// <summary>Where the first element lies in the storage, counted in elements.</summary>
    internal int Offset { get; }

    /// <summary>True when the elements lie in row-major order without gaps.</summary>
    public bool IsContiguous => strides is null;

    /// <summary>The distance in elements between neighbours along each axis; 0 along a broadcast axis.</summary>
    public ReadOnlySpan<int> Strides => strides ?? Shape.Strides;

    /// <summary>A new contiguous array whose elements are not yet written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static NDArray Allocate(DType dtype, Shape shape) =>
        new(dtype, shape, Storage.Allocate(shape.Length, dtype.Size()));

    /// <summary>
    /// From now on others than the transformation that made the array may refer to it: its memory is left to the
    /// garbage collector, however it ends.
    /// </summary>
    public void Show()
    {
        if (storage.Block is { } block)
            block.IsShown = true;
    }

    /// <summary>The pool's block that the elements lie in, if they do.</summary>
    internal Block? Block => storage.Block;

    /// <summary>A reference to the first element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref T First<T>()
        where T : unmanaged => ref storage.At<T>(Offset);

    /// <summary>A reference to the first byte of the first element.</summary>
    internal ref byte FirstByte => ref Unsafe.AddByteOffset(ref storage.At<byte>(0), (nint)Offset * DType.Size());

    /// <summary>The elements of a contiguous array, in row-major order. Keep the array alive while reading.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Span<T> Span<T>()
        where T : unmanaged => MemoryMarshal.CreateSpan(ref First<T>(), Length);
}
