using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// Zeroes parts of an array at random and scales what stays, so that the mean stays: a pure function of the array and
/// of keys, one Int64 element each. Part i of a key's elements depends on the key and i only. The bits come from
/// Philox 4x32-10, 32 of them for each part. Source: Hinton, Srivastava, Krizhevsky, Sutskever and Salakhutdinov (2012).
/// </summary>
// Bound: contiguous operands of shapes that Apply checked; chunks end at or before a key's last part.
public static class Dropout
{
    /// <summary>
    /// Each part of x is 0 with the probability, which is above 0 and at most 1, and x / (1 - probability) otherwise.
    /// Zeroed parts are 0 where x is NaN or infinite, too. The first axes of x are those of the keys, one for each set
    /// of draws; the last <paramref name="together"/> axes are one part, whose elements stay or go together.
    /// Throws <see cref="ArgumentException"/> when x does not hold floats or the shapes do not fit.
    /// </summary>
    public static NDArray Apply(NDArray keys, NDArray x, double probability, int together)
    {
        var (outer, inner) = (keys.Rank, x.Rank - together);
        if (inner < outer || !x.Shape.Dimensions[..outer].SequenceEqual(keys.Shape.Dimensions))
            throw new ArgumentException($"{x.Shape} does not begin with the axes of the keys, {keys.Shape}");
        var parts = 1;
        foreach (var length in x.Shape.Dimensions[outer..inner])
            parts *= length;
        return x.DType switch
        {
            DType.Float32 => Run<float, DropoutFactors>(keys.Contiguous(), x.Contiguous(), parts, probability),
            DType.Float64 => Run<double, DropoutFactors>(keys.Contiguous(), x.Contiguous(), parts, probability),
            _ => throw new ArgumentException($"dropout is not defined for {x.DType.Name()}"),
        };
    }

    private static unsafe NDArray Run<T, TFactors>(NDArray keys, NDArray x, int parts, double probability)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFactors : IDropoutFactors<T>
    {
        var result = NDArray.Allocate(x.DType, x.Shape);
        if (x.Length == 0)
            return result;
        var size = x.Length / keys.Length / parts;
        fixed (
            T* from = &x.First<T>(),
                to = &result.First<T>()
        )
        fixed (long* key = keys.Span<long>())
        {
            var work = new DropoutWork<T, TFactors>(key, from, to, parts, size, probability);
            PlaneLoop.Run(work, keys.Length * work.Chunks, x.Length / (keys.Length * (double)work.Chunks));
        }
        GC.KeepAlive(keys);
        GC.KeepAlive(x);
        GC.KeepAlive(result);
        return result;
    }
}
