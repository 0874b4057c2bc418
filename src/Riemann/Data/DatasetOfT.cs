using System.Collections;

namespace Riemann;

/// <summary>Examples by number, made when they are asked for: for subclasses to say how.</summary>
/// <typeparam name="T">What an example is.</typeparam>
public abstract class Dataset<T> : IReadOnlyList<T>
{
    /// <summary>The number of examples.</summary>
    public abstract int Count { get; }

    /// <summary>An example by its number, from 0. A loader that prefetches asks for it on another thread.</summary>
    public abstract T this[int index] { get; }

    /// <summary>The examples in their order.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
