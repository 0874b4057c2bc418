using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>A thread's memory for packed operands. It grows as needed and is freed when the thread is gone.</summary>
internal sealed unsafe class Workspace
{
    [ThreadStatic]
    private static Workspace? current;

    private void* memory;
    private nint size;

    ~Workspace() => NativeMemory.AlignedFree(memory);

    /// <summary>At least so many bytes, aligned to a page; valid until the thread asks again.</summary>
    public static void* Reserve(nint bytes)
    {
        var workspace = current ??= new Workspace();
        if (bytes > workspace.size)
            workspace.Grow(bytes);
        return workspace.memory;
    }

    private void Grow(nint bytes)
    {
        NativeMemory.AlignedFree(memory);
        memory = null;
        size = 0;
        memory = NativeMemory.AlignedAlloc((nuint)bytes, 4096);
        size = bytes;
    }
}
