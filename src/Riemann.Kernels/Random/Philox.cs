using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// Random numbers without state: a draw is a pure function of a key, one Int64 element. Element i depends on the
/// key and i only, so a longer draw begins with the shorter one, and neither the number of threads nor drawing
/// for many keys at once changes a bit. The bits come from Philox 4x32-10 (Salmon et al. 2011).
/// </summary>
/// <remarks>
/// Every function takes keys of any shape S and gives an array of shape S followed by the shape of one draw.
/// Kinds of draws use disjoint counters, so that one key gives, for instance, independent uniforms and normals.
/// </remarks>
public static class Philox
{
    private const int ChunkBytes = 2048;

    /// <summary>Uniform numbers in [0, 1): multiples of 2^-24 (Float32) or 2^-53 (Float64).</summary>
    public static NDArray Uniform(NDArray keys, Shape shape, DType dtype) =>
        dtype switch
        {
            DType.Float32 => Draw<float, UniformSingle>(keys, shape, default),
            DType.Float64 => Draw<double, UniformDouble>(keys, shape, default),
            _ => throw new ArgumentException($"uniform numbers are floats, not {dtype.Name()}"),
        };

    /// <summary>
    /// Standard normal numbers, by the inverse distribution function (Wichura 1988) of one uniform each, of 32
    /// bits (Float32: magnitudes up to 6.3) or 53 bits (Float64: up to 8.3). Exactly symmetric about 0.
    /// </summary>
    public static NDArray Normal(NDArray keys, Shape shape, DType dtype) =>
        dtype switch
        {
            DType.Float32 => Draw<float, NormalSingle>(keys, shape, default),
            DType.Float64 => Draw<double, NormalDouble>(keys, shape, default),
            _ => throw new ArgumentException($"normal numbers are floats, not {dtype.Name()}"),
        };

    /// <summary>Int64 integers, uniform in [low, high). Throws when that is empty.</summary>
    public static NDArray Integers(NDArray keys, Shape shape, long low, long high) =>
        low < high
            ? Draw<long, UniformInteger>(keys, shape, new UniformInteger(low, (ulong)high - (ulong)low))
            : throw new ArgumentException($"no integer is in [{low}, {high})");

    /// <summary>n new keys from each key, along a new last axis: independent of each other and of all draws.</summary>
    public static NDArray Split(NDArray keys, int n) => Draw<long, FreshKey>(keys, Shape.Of(n), default);

    /// <summary>One new key from each key and a number, such as the index of a step; of the keys' shape.</summary>
    public static NDArray FoldIn(NDArray keys, long data)
    {
        keys = keys.Contiguous();
        var result = NDArray.Allocate(DType.Int64, keys.Shape);
        var from = keys.Span<long>();
        var to = result.Span<long>();
        for (var i = 0; i < to.Length; i++)
            to[i] = (long)PhiloxBlocks.Block((ulong)from[i], (ulong)data, Domains.FoldIn).First;
        GC.KeepAlive(keys);
        GC.KeepAlive(result);
        return result;
    }

    /// <summary>The numbers 0 .. n-1 in random order for each key, along a new last axis (Fisher and Yates).</summary>
    [SkipLocalsInit]
    public static NDArray Permutation(NDArray keys, int n)
    {
        keys = keys.Contiguous();
        var result = NDArray.Allocate(DType.Int64, Join(keys.Shape, Shape.Of(n)));
        Span<ulong> words = stackalloc ulong[ChunkBytes / sizeof(ulong)];
        for (var k = 0; k < keys.Length; k++)
        {
            var row = result.Span<long>().Slice(k * n, n);
            for (var i = 0; i < n; i++)
            {
                // The inside-out form: row[0 .. i] is a random order of 0 .. i after each step.
                if (i % words.Length == 0)
                    PhiloxBlocks.Fill(words, (ulong)keys.Span<long>()[k], (ulong)i / 2, Domains.Permutation);
                var j = (int)Math.BigMul(words[i % words.Length], (ulong)i + 1, out _);
                row[i] = row[j];
                row[j] = i;
            }
        }
        GC.KeepAlive(keys);
        GC.KeepAlive(result);
        return result;
    }

    // Bound: spans only; the buffers on the stack are one chunk.
    [SkipLocalsInit]
    private static NDArray Draw<T, TDistribution>(NDArray keys, Shape shape, TDistribution distribution)
        where T : unmanaged
        where TDistribution : struct, IDistribution<T>
    {
        keys = keys.Contiguous();
        var result = NDArray.Allocate(DTypes.Of<T>(), Join(keys.Shape, shape));
        var length = shape.Length;
        Span<ulong> words = stackalloc ulong[ChunkBytes / sizeof(ulong)];
        Span<T> last = stackalloc T[ChunkBytes / Unsafe.SizeOf<T>()];
        for (var k = 0; k < keys.Length; k++)
        {
            var row = result.Span<T>().Slice(k * length, length);
            var key = (ulong)keys.Span<long>()[k];
            for (ulong block = 0; row.Length > 0; block += ChunkBytes / 16)
            {
                var count = Math.Min(row.Length, last.Length);
                var padded = (count + 15) & ~15;
                var used = words[..(padded * Unsafe.SizeOf<T>() / sizeof(ulong))];
                PhiloxBlocks.Fill(used, key, block, TDistribution.Domain);
                distribution.Convert(used, padded == count ? row[..count] : last[..padded]);
                if (padded != count)
                    last[..count].CopyTo(row);
                row = row[count..];
            }
        }
        GC.KeepAlive(keys);
        GC.KeepAlive(result);
        return result;
    }

    private static Shape Join(Shape outer, Shape inner) =>
        outer.Rank == 0 ? inner : Shape.Of([.. outer.Dimensions, .. inner.Dimensions]);
}
