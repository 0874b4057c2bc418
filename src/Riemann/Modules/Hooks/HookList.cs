namespace Riemann;

/// <summary>Hooks of one kind in the order of their registration. A hook that is removed is not called again, even by a walk
/// over the hooks that has begun; one that is added waits for the next.</summary>
internal sealed class HookList<T>
    where T : Delegate
{
    private sealed class Entry(T hook)
    {
        public T Hook => hook;

        public volatile bool IsRemoved;
    }

    private readonly Lock gate = new();
    private volatile Entry[] entries = [];

    public bool IsEmpty => entries.Length == 0;

    public HookHandle Add(T hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        var entry = new Entry(hook);
        lock (gate)
            entries = [.. entries, entry];
        return new HookHandle(() =>
        {
            entry.IsRemoved = true;
            lock (gate)
                entries = [.. entries.Where(other => other != entry)];
        });
    }

    /// <summary>The hooks that are registered now, as long as none of them is removed.</summary>
    public IEnumerable<T> Now()
    {
        return Walk(entries);

        static IEnumerable<T> Walk(Entry[] entries)
        {
            foreach (var entry in entries)
                if (!entry.IsRemoved)
                    yield return entry.Hook;
        }
    }

    /// <summary>A list of the same hooks to which others can be added.</summary>
    public HookList<T> Copy() => new() { entries = entries };
}
