using System.Collections.Concurrent;
using System.Numerics;

namespace Riemann.Kernels;

/// <summary>One pass of a transform: its radix and the factors that follow its butterflies.</summary>
internal sealed record FourierPass<T>(int Radix, T[] Twiddles);

/// <summary>
/// The passes of a forward transform of one length whose prime factors are small. Pass by pass the length m that is
/// left is divided by the radix r; the butterfly at p below m / r is followed by exp(-2 pi i p k / m), k from 1 to
/// r - 1, stored as pairs.
/// </summary>
internal sealed class FourierPlan<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly ConcurrentDictionary<int, FourierPlan<T>> Plans = new();

    private FourierPlan(int length)
    {
        Length = length;
        var radices = FourierLength.Radices(length);
        Passes = new FourierPass<T>[radices.Count];
        var left = length;
        for (var i = 0; i < Passes.Length; i++)
        {
            Passes[i] = new(radices[i], Twiddles(left, radices[i]));
            left /= radices[i];
        }
    }

    public int Length { get; }

    public FourierPass<T>[] Passes { get; }

    /// <summary>The plan for a length. Plans are for lines that fit a cache and are few, so they are kept.</summary>
    public static FourierPlan<T> Of(int length) => Plans.GetOrAdd(length, n => new(n));

    private static T[] Twiddles(int length, int radix)
    {
        var result = new T[2 * (length / radix) * (radix - 1)];
        var next = 0;
        for (var p = 0; p < length / radix; p++)
        for (var k = 1; k < radix; k++)
        {
            var (cos, sin) = UnitRoots.Of((long)p * k, length);
            result[next++] = T.CreateTruncating(cos);
            result[next++] = T.CreateTruncating(-sin);
        }
        return result;
    }
}
