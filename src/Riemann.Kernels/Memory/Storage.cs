using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>
/// The bytes behind one or more arrays. Small ones are plain managed arrays; large ones are blocks of the
/// pool (<see cref="Pool"/>). Whoever reads through a span must keep the storage alive until it is done
/// (<see cref="GC.KeepAlive"/> on the array), because a block returns to the pool when it is collected.
/// </summary>
// Bound of the reference: the bytes of one allocation; an offset is that of an element of an array in it.
public readonly struct Storage
{
    /// <summary>
    /// Up to this many bytes live in a managed array: 4096, or what the environment variable RIEMANN_LARGEST_MANAGED
    /// says. With 0 every array is a block, so that tests see any that is given back too early.
    /// </summary>
    public static readonly int LargestManaged = int.TryParse(
        Environment.GetEnvironmentVariable("RIEMANN_LARGEST_MANAGED"),
        out var bytes
    )
        ? bytes
        : 4096;

    private readonly byte[]? managed;
    private readonly Block? block;

    private Storage(byte[]? managed, Block? block)
    {
        this.managed = managed;
        this.block = block;
    }

    /// <summary>Uninitialised bytes for <paramref name="count"/> elements of the given size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Storage Allocate(int count, int elementSize)
    {
        var bytes = (long)count * elementSize;
        return bytes <= LargestManaged ? new Storage(new byte[bytes], null) : new Storage(null, Pool.Rent(bytes));
    }

    /// <summary>The pool's block, where the bytes are not a managed array.</summary>
    internal Block? Block => block;

    /// <summary>A reference to the element at an offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe ref T At<T>(int offset)
        where T : unmanaged =>
        ref Unsafe.Add(
            ref managed is not null
                ? ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(managed))
                : ref Unsafe.AsRef<T>(block!.Pointer),
            offset
        );
}
