namespace Riemann.Kernels;

/// <summary>A stretch of native memory, aligned to 64 bytes, that returns to the pool when nobody refers to it.</summary>
// Bound: Size bytes from the pointer, which is null and refused once they were given back.
internal sealed unsafe class Block(void* pointer, long size)
{
    private void* pointer = pointer;

    /// <summary>The first byte. Throws when the memory was given back.</summary>
    public void* Pointer => pointer != null ? pointer : throw Released();

    /// <summary>The bytes there are: those of the size class, at least as many as were asked for.</summary>
    public readonly long Size = size;

    /// <summary>The lease that the block was rented under.</summary>
    public Lease? Lease { get; init; }

    /// <summary>How many values of the lease's transformation refer to the block, where it counts them.</summary>
    public int Holders { get; set; }

    /// <summary>True when more than one transformation may refer to the block.</summary>
    public bool IsShown { get; set; }

    /// <summary>Gives the memory back now.</summary>
    public void Release()
    {
        if (pointer == null)
            return;
        GC.SuppressFinalize(this);
        Pool.Return(pointer, Size, isReleased: true);
        pointer = null;
    }

    private static InvalidOperationException Released() =>
        new("the array belongs to a transformation or scope that has returned: return it from there to keep it");

    /// <summary>Runs on the finalizer thread.</summary>
    ~Block() => Pool.Return(pointer, Size, isReleased: false);
}
