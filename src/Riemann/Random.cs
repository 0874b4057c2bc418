using Riemann.FSharp;

namespace Riemann;

/// <summary>
/// Where the random numbers of tensors, layers and data loaders come from: one source for the whole process. Every draw
/// takes the next key, so a program that draws in the same order after the same <see cref="ManualSeed"/> gets the same numbers.
/// While a data loader makes a batch, draws come from a source of the batch's own.
/// </summary>
public static class Random
{
    private static readonly Lock gate = new();
    private static KeySource source = new(KeyModule.create(System.Random.Shared.NextInt64()));

    [ThreadStatic]
    private static KeySource? own;

    /// <summary>
    /// Begins again from a seed. Without a call the numbers differ from run to run. Draws on several threads are safe, and
    /// as reproducible as their order.
    /// </summary>
    public static void ManualSeed(long seed)
    {
        lock (gate)
            source = new(KeyModule.create(seed));
    }

    /// <summary>A key that was not given before.</summary>
    internal static Key NextKey()
    {
        if (own is not null)
            return own.Next();
        lock (gate)
            return source.Next();
    }

    /// <summary>The key of a seed, or one that was not given before.</summary>
    internal static Key KeyOf(long? seed) => seed is { } number ? KeyModule.create(number) : NextKey();

    /// <summary>What the function makes, with draws on this thread that depend on the key alone.</summary>
    internal static T From<T>(Key key, Func<T> make)
    {
        var outer = own;
        own = new(key);
        try
        {
            return make();
        }
        finally
        {
            own = outer;
        }
    }

    private sealed class KeySource(Key key)
    {
        private Key key = key;
        private int count;

        public Key Next()
        {
            if (count == int.MaxValue)
            {
                key = KeyModule.foldIn(-1, key);
                count = 0;
            }
            return KeyModule.foldIn(count++, key);
        }
    }
}
