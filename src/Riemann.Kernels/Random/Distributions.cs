using System.Numerics;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>How random words become the elements of a draw. Each element depends on one place of the words only.</summary>
// Bound: spans only, cast to vectors whose number is that of whole ones in them.
internal interface IDistribution<T>
{
    /// <summary>The upper half of the counter: no two kinds of draws share any blocks.</summary>
    static abstract ulong Domain { get; }

    /// <summary>Fills the elements; their number is a multiple of 16, and there are just as many words as they need.</summary>
    void Convert(ReadOnlySpan<ulong> words, Span<T> elements);
}

/// <summary>The upper halves of the counters of all kinds of draws.</summary>
internal static class Domains
{
    public const ulong Uniform = 1;
    public const ulong Normal = 2;
    public const ulong Integers = 3;
    public const ulong Permutation = 4;
    public const ulong Split = 5;
    public const ulong FoldIn = 6;
    public const ulong Poisson = 7;
    public const ulong Binomial = 8;
    public const ulong Dropout = 9;
}

/// <summary>Uniform in [0, 1), multiples of 2^-24.</summary>
internal readonly struct UniformSingle : IDistribution<float>
{
    public static ulong Domain => Domains.Uniform;

    public void Convert(ReadOnlySpan<ulong> words, Span<float> elements)
    {
        var bits = MemoryMarshal.Cast<ulong, Vector<int>>(words);
        var results = MemoryMarshal.Cast<float, Vector<float>>(elements);
        for (var i = 0; i < results.Length; i++)
            results[i] = Vector.ConvertToSingle(bits[i] >>> 8) * Vector.Create(1f / (1 << 24));
    }
}

/// <summary>Uniform in [0, 1), multiples of 2^-53.</summary>
internal readonly struct UniformDouble : IDistribution<double>
{
    public static ulong Domain => Domains.Uniform;

    public void Convert(ReadOnlySpan<ulong> words, Span<double> elements)
    {
        var bits = MemoryMarshal.Cast<ulong, Vector<long>>(words);
        var results = MemoryMarshal.Cast<double, Vector<double>>(elements);
        for (var i = 0; i < results.Length; i++)
            results[i] = Vector.ConvertToDouble(bits[i] >>> 11) * Vector.Create(1.0 / (1L << 53));
    }
}

/// <summary>Standard normal, from a uniform of 32 bits.</summary>
internal readonly struct NormalSingle : IDistribution<float>
{
    public static ulong Domain => Domains.Normal;

    public void Convert(ReadOnlySpan<ulong> words, Span<float> elements)
    {
        var bits = MemoryMarshal.Cast<ulong, Vector<int>>(words);
        var results = MemoryMarshal.Cast<float, Vector<float>>(elements);
        for (var i = 0; i < results.Length; i++)
        {
            Vector.Widen(bits[i] ^ Vector.Create(int.MinValue), out var lower, out var upper);
            results[i] = Vector.Narrow(Quantile(lower), Quantile(upper));
        }
    }

    private static Vector<double> Quantile(Vector<long> centred) =>
        NormalQuantile.Of((Vector.ConvertToDouble(centred) + Vector.Create(0.5)) * Vector.Create(1.0 / (1L << 32)));
}

/// <summary>Standard normal, from a uniform of 53 bits.</summary>
internal readonly struct NormalDouble : IDistribution<double>
{
    public static ulong Domain => Domains.Normal;

    public void Convert(ReadOnlySpan<ulong> words, Span<double> elements)
    {
        var bits = MemoryMarshal.Cast<ulong, Vector<long>>(words);
        var results = MemoryMarshal.Cast<double, Vector<double>>(elements);
        for (var i = 0; i < results.Length; i++)
        {
            var centred = (bits[i] >>> 11) - Vector.Create(1L << 52);
            var q = (Vector.ConvertToDouble(centred) + Vector.Create(0.5)) * Vector.Create(1.0 / (1L << 53));
            results[i] = NormalQuantile.Of(q);
        }
    }
}

/// <summary>Integers from low on, <c>range</c> many: the high half of word times range (bias below range / 2^64).</summary>
internal readonly struct UniformInteger(long low, ulong range) : IDistribution<long>
{
    public static ulong Domain => Domains.Integers;

    public void Convert(ReadOnlySpan<ulong> words, Span<long> elements)
    {
        for (var i = 0; i < elements.Length; i++)
            elements[i] = low + (long)Math.BigMul(words[i], range, out _);
    }
}

/// <summary>New keys: the words themselves.</summary>
internal readonly struct FreshKey : IDistribution<long>
{
    public static ulong Domain => Domains.Split;

    public void Convert(ReadOnlySpan<ulong> words, Span<long> elements) =>
        MemoryMarshal.Cast<ulong, long>(words).CopyTo(elements);
}
