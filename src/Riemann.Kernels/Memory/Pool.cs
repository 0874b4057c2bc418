using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>A stretch of native memory, aligned to 64 bytes, that returns to the pool when nobody refers to it.</summary>
internal sealed unsafe class Block(void* pointer, long size)
{
    public readonly void* Pointer = pointer;
    public readonly long Size = size;

    ~Block() => Pool.Return(this);
}

/// <summary>The one place where large storage comes from.</summary>
internal static unsafe class Pool
{
    public static Block Rent(long bytes) => new(NativeMemory.AlignedAlloc((nuint)bytes, 64), bytes);

    public static void Return(Block block) => NativeMemory.AlignedFree(block.Pointer);
}
