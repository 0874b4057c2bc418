using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>
/// The blocks rented for values that one transformation alone can see. When it returns, <see cref="Release"/> gives
/// them back to the pool at once, without a collection that finds them dead. While a lease is entered on a thread, the
/// blocks rented there belong to it. It refers to them weakly: a value that nobody needs any more may go earlier.
///
/// Nothing is given back that somebody else may see: not the blocks of arrays that were shown
/// (<see cref="NDArray.Show"/>), not when operations ran on several threads. Where a transformation around this one
/// took part in an operation, it may hold what this one computed, and takes the blocks over.
/// </summary>
/// <param name="isReleasing">False for a transformation whose values outlive it; its blocks are left to the collector.</param>
/// <param name="before">The lease of the same transformation's first phase, whose blocks the second may pass on.</param>
public sealed class Lease(bool isReleasing, Lease? before = null)
{
    [ThreadStatic]
    private static Lease? current;

    private static long latest;

    private readonly int thread = Environment.CurrentManagedThreadId;
    private volatile bool isReleasing = isReleasing;
    private bool isClosed;
    private List<WeakGCHandle<Block>>? blocks;
    private Lease? heir;

    /// <summary>The lease that blocks rented on this thread belong to.</summary>
    internal static Lease? Current => current;

    /// <summary>Larger than that of every transformation around this one.</summary>
    public long Id { get; private init; } = Interlocked.Increment(ref latest);

    /// <summary>The lease of a trace that is further out than every transformation and never ends. It gives nothing back.</summary>
    public static Lease Outermost() => new(false) { Id = 0 };

    /// <summary>True once the transformation has returned.</summary>
    public bool IsClosed => Volatile.Read(ref isClosed);

    /// <summary>Makes the lease current on this thread until the scope is disposed.</summary>
    public Scope Enter()
    {
        var outer = current;
        if (outer is not null && outer.Id > Id)
            outer.TakenOverBy(this);
        if (isReleasing && thread != Environment.CurrentManagedThreadId)
            isReleasing = false;
        current = this;
        return new Scope(this, outer);
    }

    /// <summary>Ends the transformation: leaves the blocks that were not given back to the garbage collector.</summary>
    public void Close()
    {
        Volatile.Write(ref isClosed, true);
        End(release: false);
    }

    /// <summary>Ends the transformation: gives back the blocks that nobody can see any more.</summary>
    public void Release()
    {
        Volatile.Write(ref isClosed, true);
        End(release: isReleasing);
    }

    /// <summary>Counts one more value that refers to the array.</summary>
    public void Hold(NDArray array)
    {
        if (array.Block is { } block && block.Lease == this)
            block.Holders++;
    }

    /// <summary>Counts one value less that refers to the array. The last one gives the memory back before the end.</summary>
    public void Drop(NDArray array)
    {
        if (array.Block is { } block && block.Lease == this && --block.Holders == 0)
            if (isReleasing && heir is null && !block.IsShown)
                block.Release();
    }

    internal void Add(Block block)
    {
        if (isReleasing)
            (blocks ??= []).Add(new WeakGCHandle<Block>(block));
    }

    private void TakenOverBy(Lease older)
    {
        heir = heir is null || older.Id < heir.Id ? older : heir;
        before?.TakenOverBy(older);
    }

    private void End(bool release)
    {
        isReleasing = false;
        if (blocks is null)
            return;
        foreach (var handle in blocks)
        {
            if (release && handle.TryGetTarget(out var block) && !block.IsShown)
                if (heir is null)
                    block.Release();
                else
                    heir.Add(block);
            handle.Dispose();
        }
        blocks = null;
    }

    private void Leave(Lease? outer)
    {
        current = outer;
        // What the enclosing lease's values became here, the older transformation may hold as well.
        if (heir is not null && outer is not null && outer.Id > heir.Id)
            outer.TakenOverBy(heir);
    }

    /// <summary>The time in which a lease is current.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly Lease lease;
        private readonly Lease? outer;

        internal Scope(Lease lease, Lease? outer)
        {
            this.lease = lease;
            this.outer = outer;
        }

        /// <summary>Makes the lease current that was before.</summary>
        public void Dispose() => lease.Leave(outer);
    }
}
