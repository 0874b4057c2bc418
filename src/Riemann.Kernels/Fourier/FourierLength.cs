namespace Riemann.Kernels;

/// <summary>What lengths transforms are made of.</summary>
public static class FourierLength
{
    /// <summary>The largest prime that a pass takes; other lengths become convolutions.</summary>
    private const int LargestRadix = 13;

    /// <summary>The smallest length from n on whose prime factors are 2, 3 and 5.</summary>
    public static int Fast(int n)
    {
        var best = long.MaxValue;
        for (long five = 1; five < best; five *= 5)
        for (var three = five; three < best; three *= 3)
        {
            var length = three;
            while (length < n)
                length *= 2;
            best = Math.Min(best, length);
        }
        return checked((int)best);
    }

    /// <summary>True when passes alone make a transform of this length.</summary>
    internal static bool IsSmooth(int n)
    {
        for (var factor = 2; factor <= LargestRadix; factor++)
            while (n % factor == 0)
                n /= factor;
        return n == 1;
    }

    /// <summary>The radices of the passes of a smooth length: fours, then a two, then odd primes.</summary>
    internal static List<int> Radices(int n)
    {
        var radices = new List<int>();
        foreach (var radix in (ReadOnlySpan<int>)[4, 2, 3, 5, 7, 11, 13])
            for (; n % radix == 0; n /= radix)
                radices.Add(radix);
        return radices;
    }

    /// <summary>The divisor of a smooth length nearest to its square root from below.</summary>
    internal static int Half(int n)
    {
        var divisor = (int)Math.Sqrt(n);
        while (n % divisor != 0)
            divisor--;
        return divisor;
    }
}
