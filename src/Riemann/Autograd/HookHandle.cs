namespace Riemann;

/// <summary>What registering a hook gives back. Removing it, by either name, takes the hook away; a second time does nothing.</summary>
public sealed class HookHandle : IDisposable
{
    private Action? remove;

    internal HookHandle(Action remove) => this.remove = remove;

    /// <summary>Takes the hook away.</summary>
    public void Remove() => Interlocked.Exchange(ref remove, null)?.Invoke();

    /// <summary>Takes the hook away.</summary>
    public void Dispose() => Remove();
}
