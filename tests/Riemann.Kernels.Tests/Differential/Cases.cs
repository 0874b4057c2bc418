using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Random cases of a kernel against plain loops. One that fails says its seed and what it was.</summary>
internal static class Cases
{
    /// <summary>Runs the cases of seeds 0 up to a count.</summary>
    public static void Run(int count, Action<Case> check)
    {
        for (var seed = 0; seed < count; seed++)
        {
            var each = new Case(seed);
            try
            {
                check(each);
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}, {each}: {exception}");
            }
        }
    }
}

/// <summary>One case: a source of random choices that remembers what it was asked for.</summary>
internal sealed class Case(int seed)
{
    private static readonly int[] Lengths = [1, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 65];
    private readonly List<string> notes = [];

    public Random Random { get; } = new(seed);

    public int Next(int end) => Random.Next(end);

    public bool Often(int chances = 2) => Random.Next(chances) == 0;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Random.Next(choices.Length)];

    public void Note(string note) => notes.Add(note);

    /// <summary>A shape of at most so many elements, seldom an empty one.</summary>
    public Shape Shape(int leastRank, int mostRank, int most = 3000)
    {
        var dimensions = new int[Random.Next(leastRank, mostRank + 1)];
        var total = 1;
        foreach (ref var length in dimensions.AsSpan())
        {
            length = Of<int>(Lengths);
            if (Often(60))
                length = 0;
            else if (total * length > most)
                length = 1;
            total *= Math.Max(length, 1);
        }
        Random.Shuffle(dimensions);
        return Kernels.Shape.Of(dimensions);
    }

    /// <summary>A shape that broadcasts to another: fewer axes, or axes of length 1.</summary>
    public Shape Narrowed(Shape shape) =>
        Kernels.Shape.Of([
            .. shape
                .Dimensions[(Often() ? Next(shape.Rank + 1) : 0)..]
                .ToArray()
                .Select(length => Often(4) ? 1 : length),
        ]);

    public override string ToString() => string.Join(", ", notes);
}
