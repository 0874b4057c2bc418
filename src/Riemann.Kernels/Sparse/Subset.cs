namespace Riemann.Kernels;

/// <summary>Random subsets of the numbers from 0 up, without a list of all of them.</summary>
internal static class Subset
{
    /// <summary>
    /// As many numbers below count as there are draws, none twice, ascending; all subsets are equally likely. Draws are
    /// independent and uniform from 0 to 2^63 - 1. Source: R. W. Floyd, in Bentley and Floyd (1987), algorithm F2.
    /// </summary>
    public static long[] Of(long count, ReadOnlySpan<long> draws)
    {
        if (draws.Length > count)
            throw new ArgumentException($"{draws.Length} of {count} numbers");
        var chosen = new HashSet<long>(draws.Length);
        for (var i = 0; i < draws.Length; i++)
        {
            var last = count - draws.Length + i;
            var drawn = (long)Math.BigMul((ulong)draws[i] << 1, (ulong)last + 1, out _);
            if (!chosen.Add(drawn))
                chosen.Add(last);
        }
        long[] ascending = [.. chosen];
        Array.Sort(ascending);
        return ascending;
    }
}
