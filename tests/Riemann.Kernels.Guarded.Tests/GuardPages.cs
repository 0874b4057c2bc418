using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Riemann.Kernels.Tests;

/// <summary>
/// Blocks between pages that nobody may touch: one ends, the next begins right at such a page, so that an access one
/// element beyond an end stops the process with a fault and its call stack. The rest of the block's own pages holds a mark
/// that is looked at when the block comes back. New blocks are full of NaN, and those given back are unmapped.
/// </summary>
internal sealed unsafe class GuardPages : NativeMemoryGuard
{
    private const byte Mark = 0xA5;
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private static readonly nint Page = Environment.SystemPageSize;

    private readonly ConcurrentQueue<string> overruns = new();
    private readonly ConcurrentDictionary<nint, long> blocks = new();
    private long taken;

    /// <summary>The guard of this process. It is there before the first array, each of which is a block.</summary>
    public static GuardPages Instance { get; } = new();

    /// <summary>The blocks that were taken.</summary>
    public long Taken => Volatile.Read(ref taken);

    /// <summary>What was found beyond the ends of blocks that came back.</summary>
    public IReadOnlyCollection<string> Overruns => overruns;

    [ModuleInitializer]
    internal static void Install()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Environment.SetEnvironmentVariable("RIEMANN_LARGEST_MANAGED", "0");
        Current = Instance;
    }

    protected internal override void* Take(long bytes)
    {
        var inner = Inner(bytes);
        var start = Map(0, inner + 2 * Page, 0, PrivateAnonymous, -1, 0);
        if (start == -1 || Protect(start + Page, inner, ReadWrite) != 0)
            throw new OutOfMemoryException();
        var isAtEnd = Interlocked.Increment(ref taken) % 2 == 0;
        var block = start + Page + (isAtEnd ? inner - (nint)bytes : 0);
        blocks[block] = bytes;
        new Span<byte>((void*)block, (int)Math.Min(bytes, int.MaxValue)).Fill(0xFF);
        Rest(block, bytes).Fill(Mark);
        return (void*)block;
    }

    protected internal override void GiveBack(void* pointer)
    {
        var block = (nint)pointer;
        if (!blocks.TryRemove(block, out var bytes))
        {
            overruns.Enqueue("a block came back twice");
            return;
        }
        if (Rest(block, bytes).ContainsAnyExcept(Mark))
            overruns.Enqueue($"something was written beside a block of {bytes} bytes");
        Unmap(block / Page * Page - Page, Inner(bytes) + 2 * Page);
    }

    private static nint Inner(long bytes) => (nint)((Math.Max(bytes, 1) + Page - 1) / Page * Page);

    /// <summary>What belongs to the block's pages and not to the block: before it if it ends with its pages, or behind it.</summary>
    private static Span<byte> Rest(nint block, long bytes)
    {
        var rest = (int)(Inner(bytes) - bytes);
        return new Span<byte>((void*)(block % Page == 0 ? block + (nint)bytes : block - rest), rest);
    }

    [DllImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static extern nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    private static extern int Protect(nint address, nint length, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int Unmap(nint address, nint length);
}
