using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// Where many lines of complex numbers lie: real and imaginary parts apart, the latter null where they are zeros.
/// Lines are counted along three axes, the innermost fastest.
/// </summary>
// Bound: lines below the number of lines, elements below their length; a buffer holds 2 * V.Count * length numbers.
internal unsafe struct FourierLines<T>
    where T : unmanaged
{
    public T* Real;
    public T* Imaginary;

    /// <summary>From one element of a line to the next.</summary>
    public nint Step;

    /// <summary>From one line to the next along the innermost axis.</summary>
    public nint Next;
    public int Inner;
    public nint OuterStep;

    /// <summary>Lines along the two inner axes.</summary>
    public int Whole;
    public nint BatchStep;

    /// <summary>Conjugating what goes in and what comes out makes a forward transform the inverse; so does this.</summary>
    public readonly FourierLines<T> Swapped => this with { Real = Imaginary, Imaginary = Real };

    public readonly FourierLines<T> Moved(nint offset) =>
        this with
        {
            Real = Real + offset,
            Imaginary = Imaginary == null ? null : Imaginary + offset,
        };

    public readonly nint Offset(int line)
    {
        var (batch, rest) = Math.DivRem(line, Whole);
        var (outer, inner) = Math.DivRem(rest, Inner);
        return batch * BatchStep + outer * OuterStep + inner * Next;
    }

    /// <summary>Reads elements of neighbouring lines into the lanes of vectors; lanes without a line are 0.</summary>
    public readonly void Load<V>(int first, int count, int length, T* buffer)
        where V : struct, ILanes<V, T>
    {
        if (count < V.Count)
            new Span<T>(buffer, 2 * V.Count * length).Clear();
        Load<V>(Real, first, count, length, buffer);
        Load<V>(Imaginary, first, count, length, buffer + V.Count);
    }

    /// <summary>Writes the lanes of vectors, times a scale, to elements of neighbouring lines.</summary>
    public readonly void Store<V>(int first, int count, int length, T* buffer, T scale)
        where V : struct, ILanes<V, T>
    {
        Store<V>(Real, first, count, length, buffer, scale);
        Store<V>(Imaginary, first, count, length, buffer + V.Count, scale);
    }

    /// <summary>True when the lines lie side by side, so that an element of each is a vector in memory.</summary>
    private readonly bool IsVector<V>(int first, int count)
        where V : struct, ILanes<V, T> => count == V.Count && Next == 1 && first % Inner + count <= Inner;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Load<V>(T* from, int first, int count, int length, T* buffer)
        where V : struct, ILanes<V, T>
    {
        var size = 2 * V.Count;
        if (from == null)
            for (var j = 0; j < length; j++, buffer += size)
                V.Store(V.Create(0), ref *buffer);
        else if (IsVector<V>(first, count))
        {
            from += Offset(first);
            for (var j = 0; j < length; j++, from += Step, buffer += size)
                V.Store(V.Load(in *from), ref *buffer);
        }
        else
        {
            var across = Across(first, count);
            from += Offset(first);
            // A few elements of each line at a time, so that the vectors they go to stay in the nearest cache.
            for (var start = 0; start < length; start += Block, from += Block * Step, buffer += Block * size)
            {
                var block = Math.Min(Block, length - start);
                if (across != 0)
                    Transposition.Copy(from, across, Step, count, block, buffer, size);
                else
                    for (var lane = 0; lane < count; lane++)
                    {
                        var source = from + (Offset(first + lane) - Offset(first));
                        for (var j = 0; j < block; j++)
                            buffer[j * size + lane] = source[j * Step];
                    }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Store<V>(T* to, int first, int count, int length, T* buffer, T scale)
        where V : struct, ILanes<V, T>
    {
        var size = 2 * V.Count;
        var factor = V.Repeat(scale);
        if (IsVector<V>(first, count))
        {
            to += Offset(first);
            for (var j = 0; j < length; j++, to += Step, buffer += size)
                V.Store(V.Load(in *buffer) * factor, ref *to);
            return;
        }
        var across = Across(first, count);
        to += Offset(first);
        for (var start = 0; start < length; start += Block, to += Block * Step, buffer += Block * size)
        {
            var block = Math.Min(Block, length - start);
            for (var j = 0; j < block; j++)
                V.Store(V.Load(in buffer[j * size]) * factor, ref buffer[j * size]);
            if (across != 0 && Step == 1)
                Transposition.Copy(buffer, size, 1, block, count, to, across);
            else
                for (var lane = 0; lane < count; lane++)
                {
                    var target = to + (Offset(first + lane) - Offset(first));
                    for (var j = 0; j < block; j++)
                        target[j * Step] = buffer[j * size + lane];
                }
        }
    }

    /// <summary>From one line to the next where these are evenly spaced, 0 otherwise.</summary>
    private readonly nint Across(int first, int count)
    {
        var start = Offset(first);
        var across = count > 1 ? Offset(first + 1) - start : 1;
        for (var lane = 2; lane < count; lane++)
            if (Offset(first + lane) - start != lane * across)
                return 0;
        return across;
    }

    private const int Block = 32;
}
