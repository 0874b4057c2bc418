using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>How random words become factors.</summary>
internal interface IDropoutFactors<T>
    where T : unmanaged
{
    /// <summary>0 for words up to the last that drops, the scale for others. As many factors as words, whole vectors.</summary>
    static abstract void Fill(ReadOnlySpan<uint> words, uint lastDropped, T scale, Span<T> factors);
}

/// <summary>The same parts stay in float32 and in float64.</summary>
internal readonly struct DropoutFactors : IDropoutFactors<float>, IDropoutFactors<double>
{
    public static void Fill(ReadOnlySpan<uint> words, uint lastDropped, float scale, Span<float> factors)
    {
        var from = MemoryMarshal.Cast<uint, Vector<uint>>(words);
        var to = MemoryMarshal.Cast<float, Vector<float>>(factors);
        for (var i = 0; i < to.Length; i++)
        {
            var stays = Vector.GreaterThan(from[i], new Vector<uint>(lastDropped));
            to[i] = Vector.AsVectorSingle(stays) & new Vector<float>(scale);
        }
    }

    public static void Fill(ReadOnlySpan<uint> words, uint lastDropped, double scale, Span<double> factors)
    {
        var from = MemoryMarshal.Cast<uint, Vector<uint>>(words);
        var to = MemoryMarshal.Cast<double, Vector<double>>(factors);
        for (var i = 0; i < from.Length; i++)
        {
            var stays = Vector.GreaterThan(from[i], new Vector<uint>(lastDropped));
            Vector.Widen(Vector.AsVectorInt32(stays), out var lower, out var upper);
            to[2 * i] = Vector.AsVectorDouble(lower) & new Vector<double>(scale);
            to[2 * i + 1] = Vector.AsVectorDouble(upper) & new Vector<double>(scale);
        }
    }
}

/// <summary>Dropout of chunks of parts, each of one key.</summary>
// Bound: buffers of one chunk on the stack; a chunk's elements lie in x and in the result.
internal readonly unsafe struct DropoutWork<T, TFactors>(
    long* keys,
    T* x,
    T* y,
    int parts,
    int size,
    double probability
) : IPlaneWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TFactors : IDropoutFactors<T>
{
    private const int ChunkLength = 512;

    // The steps in which parts are padded: whole vectors of words, and whole pairs of blocks.
    private const int Step = 16;

    private readonly uint lastDropped = (uint)Math.Clamp(Math.Ceiling(probability * (1L << 32)) - 1, 0, uint.MaxValue);
    private readonly T scale = T.CreateTruncating(1 / (1 - probability));

    /// <summary>Chunks of each key.</summary>
    public int Chunks => (parts + ChunkLength - 1) / ChunkLength;

    [SkipLocalsInit]
    public void Run(nint first, nint end)
    {
        Span<ulong> words = stackalloc ulong[ChunkLength / 2];
        Span<T> factors = stackalloc T[ChunkLength];
        for (; first < end; first++)
        {
            var (key, chunk) = Math.DivRem(first, Chunks);
            var start = (int)chunk * ChunkLength;
            var count = Math.Min(parts - start, ChunkLength);
            var padded = (count + Step - 1) & -Step;
            var drawn = words[..(padded / 2)];
            PhiloxBlocks.Fill(drawn, (ulong)keys[key], (ulong)start / 4, Domains.Dropout);
            TFactors.Fill(MemoryMarshal.Cast<ulong, uint>(drawn), lastDropped, scale, factors[..padded]);
            var from = (key * parts + start) * size;
            if (size == 1)
                Elements(x + from, y + from, factors[..count]);
            else
                Parts(x + from, y + from, factors[..count]);
        }
    }

    private static void Elements(T* x, T* y, ReadOnlySpan<T> factors)
    {
        var i = 0;
        ref var factor = ref MemoryMarshal.GetReference(factors);
        for (; i <= factors.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var own = Vector.LoadUnsafe(ref factor, (nuint)i);
            var dropped = Vector.Equals(own, Vector<T>.Zero);
            Vector.ConditionalSelect(dropped, own, own * Vector.Load(x + i)).Store(y + i);
        }
        for (; i < factors.Length; i++)
            y[i] = factors[i] == T.Zero ? T.Zero : factors[i] * x[i];
    }

    private void Parts(T* x, T* y, ReadOnlySpan<T> factors)
    {
        foreach (var factor in factors)
        {
            var to = new Span<T>(y, size);
            if (factor == T.Zero)
                to.Clear();
            else
                TensorPrimitives.Multiply(new ReadOnlySpan<T>(x, size), factor, to);
            x += size;
            y += size;
        }
    }
}
