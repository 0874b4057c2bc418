using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>
/// Native memory for blocks and workspaces: from the system, or from a guard that tests put in its place, which makes an
/// access beyond either end of a block a fault.
/// </summary>
internal abstract unsafe class NativeMemoryGuard
{
    /// <summary>The guard, set before any memory is allocated; null for the system.</summary>
    public static NativeMemoryGuard? Current { get; set; }

    /// <summary>So many bytes, not cleared, aligned unless guarded. Throws <see cref="OutOfMemoryException"/>.</summary>
    public static void* Allocate(long bytes, nuint alignment) =>
        Current is { } guard ? guard.Take(bytes) : NativeMemory.AlignedAlloc((nuint)bytes, alignment);

    /// <summary>Gives back what <see cref="Allocate"/> gave. Null is nothing.</summary>
    public static void Free(void* pointer)
    {
        if (Current is null)
            NativeMemory.AlignedFree(pointer);
        else if (pointer != null)
            Current.GiveBack(pointer);
    }

    /// <summary>A block of exactly so many bytes.</summary>
    protected internal abstract void* Take(long bytes);

    /// <summary>A block that is no longer used, from any thread.</summary>
    protected internal abstract void GiveBack(void* pointer);
}
