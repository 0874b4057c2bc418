namespace Riemann.Kernels;

/// <summary>
/// The one place where large storage comes from. Blocks come back when the garbage collector finds them dead,
/// and wait in a list per size class to be used again: fresh memory costs several times as much as used one,
/// because the system hands it out page by page. Free blocks are linked through their first bytes.
/// </summary>
// Bound: a free block's first 8 bytes hold the link; every block has at least 64.
internal static unsafe class Pool
{
    private static readonly Lock Gate = new();
    private static readonly nint[] FreeBlocks = new nint[SizeClass.Count];
    private static readonly long[] LastUse = new long[SizeClass.Count];
    private static long uses;

    /// <summary>The most bytes that wait to be used again.</summary>
    private const long LargestCache = 256L << 20;

    /// <summary>The bytes in blocks that arrays hold, dead arrays not yet collected included.</summary>
    public static long Outstanding { get; private set; }

    /// <summary>The bytes in blocks that wait to be used again.</summary>
    public static long Cached { get; private set; }

    /// <summary>The most bytes that were outstanding at once.</summary>
    public static long Peak { get; private set; }

    /// <summary>The blocks that were asked for.</summary>
    public static long Rented => uses;

    /// <summary>The blocks that came fresh from the system, the others having been used before.</summary>
    public static long Made { get; private set; }

    /// <summary>The blocks that were given back when the transformation that made them returned.</summary>
    public static long Released { get; private set; }

    /// <summary>The blocks that the garbage collector found dead.</summary>
    public static long Collected { get; private set; }

    /// <summary>
    /// A block of at least so many bytes, not cleared. Throws <see cref="OutOfMemoryException"/> naming the size
    /// when there is none.
    /// </summary>
    public static Block Rent(long bytes)
    {
        var index = SizeClass.Of(bytes, out var size);
        var pointer = Take(index, size);
        var lease = Lease.Current;
        var block = new Block(pointer != null ? pointer : Fresh(bytes, size), size) { Lease = lease };
        lease?.Add(block);
        // Only now, so that a request that fails does not count.
        if (Outstanding > Budget.Bytes)
            Budget.Reclaim();
        return block;
    }

    /// <summary>Takes back the memory of a block, from the finalizer thread unless it is released.</summary>
    public static void Return(void* pointer, long bytes, bool isReleased)
    {
        var index = SizeClass.Of(bytes, out var size);
        lock (Gate)
        {
            Outstanding -= size;
            if (isReleased)
                Released++;
            else
                Collected++;
            if (NativeMemoryGuard.Current is not null)
                NativeMemoryGuard.Free(pointer);
            else
                Push(index, size, pointer);
            if (Cached > LargestCache)
                Trim(LargestCache);
        }
    }

    /// <summary>Gives cached memory back to the system until at most so many bytes are left, oldest use first.</summary>
    public static void Trim(long bytes)
    {
        lock (Gate)
            while (Cached > bytes)
                NativeMemoryGuard.Free(PopOldest());
    }

    private static void* Take(int index, long size)
    {
        lock (Gate)
        {
            Outstanding += size;
            Peak = Math.Max(Peak, Outstanding);
            LastUse[index] = ++uses;
            var pointer = Pop(index, size);
            if (pointer == null)
                Made++;
            return pointer;
        }
    }

    private static void* Fresh(long bytes, long size)
    {
        var pointer = TryAllocate(bytes, size);
        if (pointer == null)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Trim(0);
            pointer = TryAllocate(bytes, size);
        }
        if (pointer != null)
            return pointer;
        lock (Gate)
            Outstanding -= size;
        throw new OutOfMemoryException($"no memory for an array of {size:N0} bytes; {Outstanding:N0} bytes are in use");
    }

    // A guard stands at the last byte asked for, and so must not see the size class.
    private static void* TryAllocate(long bytes, long size)
    {
        try
        {
            return NativeMemoryGuard.Allocate(NativeMemoryGuard.Current is null ? size : bytes, 64);
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    private static void Push(int index, long size, void* pointer)
    {
        *(nint*)pointer = FreeBlocks[index];
        FreeBlocks[index] = (nint)pointer;
        Cached += size;
    }

    private static void* Pop(int index, long size)
    {
        var pointer = (void*)FreeBlocks[index];
        if (pointer != null)
        {
            FreeBlocks[index] = *(nint*)pointer;
            Cached -= size;
        }
        return pointer;
    }

    private static void* PopOldest()
    {
        var oldest = -1;
        for (var index = 0; index < SizeClass.Count; index++)
            if (FreeBlocks[index] != 0 && (oldest < 0 || LastUse[index] < LastUse[oldest]))
                oldest = index;
        return Pop(oldest, SizeClass.Size(oldest));
    }
}
