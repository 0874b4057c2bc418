using Riemann.FSharp;

namespace Riemann;

/// <summary>
/// Where the random numbers of tensors, layers and data loaders come from: one source for the whole process. Every draw
/// takes the next key, so a program that draws in the same order after the same <see cref="ManualSeed"/> gets the same numbers.
/// </summary>
public static class Random
{
    private static readonly Lock gate = new();
    private static Key source = KeyModule.create(System.Random.Shared.NextInt64());
    private static int count;

    /// <summary>
    /// Begins again from a seed. Without a call the numbers differ from run to run. Draws on several threads are safe, and
    /// as reproducible as their order.
    /// </summary>
    public static void ManualSeed(long seed)
    {
        lock (gate)
        {
            source = KeyModule.create(seed);
            count = 0;
        }
    }

    /// <summary>A key that was not given before.</summary>
    internal static Key NextKey()
    {
        lock (gate)
        {
            if (count == int.MaxValue)
            {
                source = KeyModule.foldIn(-1, source);
                count = 0;
            }
            return KeyModule.foldIn(count++, source);
        }
    }
}
