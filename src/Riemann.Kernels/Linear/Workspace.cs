namespace Riemann.Kernels;

/// <summary>A thread's memory for intermediate values. It grows as needed and is freed when the thread is gone.</summary>
// Bound: the bytes asked for last; a larger request moves the memory.
internal sealed unsafe class Workspace
{
    [ThreadStatic]
    private static Workspace? packed;

    [ThreadStatic]
    private static Workspace? operands;

    private void* memory;
    private nint size;

    ~Workspace() => NativeMemoryGuard.Free(memory);

    /// <summary>For packed operands of a product: so many bytes, aligned to a page; valid until the thread asks again.</summary>
    public static void* Reserve(nint bytes) => Reserve(ref packed, bytes);

    /// <summary>The same for the operands that are made for products, which must outlive them.</summary>
    public static void* ReserveOperands(nint bytes) => Reserve(ref operands, bytes);

    private static void* Reserve(ref Workspace? workspace, nint bytes)
    {
        workspace ??= new Workspace();
        if (bytes > workspace.size || (NativeMemoryGuard.Current is not null && bytes != workspace.size))
            workspace.Grow(bytes);
        return workspace.memory;
    }

    private void Grow(nint bytes)
    {
        NativeMemoryGuard.Free(memory);
        memory = null;
        size = 0;
        memory = NativeMemoryGuard.Allocate(bytes, 4096);
        size = bytes;
    }
}
