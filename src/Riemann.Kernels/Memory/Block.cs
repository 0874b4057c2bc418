namespace Riemann.Kernels;

/// <summary>A stretch of native memory, aligned to 64 bytes, that returns to the pool when nobody refers to it.</summary>
internal sealed unsafe class Block(void* pointer, long size)
{
    /// <summary>The first byte.</summary>
    public readonly void* Pointer = pointer;

    /// <summary>The bytes there are: those of the size class, at least as many as were asked for.</summary>
    public readonly long Size = size;

    /// <summary>Runs on the finalizer thread.</summary>
    ~Block() => Pool.Return(Pointer, Size);
}
