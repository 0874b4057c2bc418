using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// What stands between real lines of length n and complex transforms. Half a spectrum are the elements 0 to n / 2; of
/// these 0, and n / 2 where n is even, have no mirror image.
/// </summary>
// Bound: lines of length / 2 + 1 elements on the half's side, and of the length that the method names on the other.
internal static unsafe class HalfSpectrum<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T Half = T.CreateTruncating(0.5);
    private static readonly T Two = T.CreateTruncating(2);

    /// <summary>
    /// From transforms z of n / 2 pairs, real the elements at even places and imaginary those at odd ones, half the
    /// spectrum, in place: x[k] = even + exp(-2 pi i k / n) odd, with even = (z[k] + conj z[-k]) / 2 and
    /// odd = (z[k] - conj z[-k]) / 2i.
    /// </summary>
    public static void Separate(int n, int lines, FourierLines<T> z, bool isDoubled)
    {
        var pairs = n / 2;
        var roots = Roots(n);
        var weight = isDoubled ? T.One : Half;
        for (var line = 0; line < lines; line++)
        {
            var offset = z.Offset(line);
            var real = z.Real + offset;
            var imaginary = z.Imaginary + offset;
            for (var k = 1; k <= pairs - k; k++)
            {
                var (low, high) = (k * z.Step, (pairs - k) * z.Step);
                var evenReal = (real[low] + real[high]) * weight;
                var evenImaginary = (imaginary[low] - imaginary[high]) * weight;
                var oddReal = (imaginary[low] + imaginary[high]) * weight;
                var oddImaginary = (real[high] - real[low]) * weight;
                var (cos, sin) = roots[k];
                var turnedReal = oddReal * cos + oddImaginary * sin;
                var turnedImaginary = oddImaginary * cos - oddReal * sin;
                (real[low], imaginary[low]) = (evenReal + turnedReal, evenImaginary + turnedImaginary);
                (real[high], imaginary[high]) = (evenReal - turnedReal, turnedImaginary - evenImaginary);
            }
            var last = pairs * z.Step;
            (real[0], real[last]) = (real[0] + imaginary[0], real[0] - imaginary[0]);
            (imaginary[0], imaginary[last]) = (T.Zero, T.Zero);
        }
    }

    /// <summary>The other way: transforms of pairs, times 2, from half the spectrum.</summary>
    public static void Join(int n, int lines, FourierLines<T> x, FourierLines<T> z, bool isDoubled)
    {
        var pairs = n / 2;
        var roots = Roots(n);
        var weight = isDoubled ? T.One : Half;
        for (var line = 0; line < lines; line++)
        {
            var (from, to) = (x.Offset(line), z.Offset(line));
            var real = x.Real + from;
            var imaginary = x.Imaginary + from;
            var last = pairs * x.Step;
            (z.Real[to], z.Imaginary[to]) = (real[0] + real[last], real[0] - real[last]);
            for (var k = 1; k <= pairs - k; k++)
            {
                var (low, high) = (k * x.Step, (pairs - k) * x.Step);
                var evenReal = (real[low] + real[high]) * weight;
                var evenImaginary = (imaginary[low] - imaginary[high]) * weight;
                var turnedReal = (real[low] - real[high]) * weight;
                var turnedImaginary = (imaginary[low] + imaginary[high]) * weight;
                var (cos, sin) = roots[k];
                var oddReal = turnedReal * cos - turnedImaginary * sin;
                var oddImaginary = turnedImaginary * cos + turnedReal * sin;
                var (near, far) = (to + k * z.Step, to + (pairs - k) * z.Step);
                (z.Real[near], z.Imaginary[near]) = (evenReal - oddImaginary, evenImaginary + oddReal);
                (z.Real[far], z.Imaginary[far]) = (evenReal + oddImaginary, oddReal - evenImaginary);
            }
        }
    }

    /// <summary>Half of whole spectra of odd length.</summary>
    public static void Cut(int length, int lines, FourierLines<T> from, FourierLines<T> to, bool isDoubled)
    {
        var weight = isDoubled ? Two : T.One;
        for (var line = 0; line < lines; line++)
        {
            var (source, target) = (from.Offset(line), to.Offset(line));
            (to.Real[target], to.Imaginary[target]) = (from.Real[source], T.Zero);
            for (var k = 1; k < length; k++)
            {
                to.Real[target + k * to.Step] = from.Real[source + k * from.Step] * weight;
                to.Imaginary[target + k * to.Step] = from.Imaginary[source + k * from.Step] * weight;
            }
        }
    }

    /// <summary>Whole spectra of an odd length from half of them.</summary>
    public static void Mirror(int n, int lines, FourierLines<T> from, FourierLines<T> to, bool isDoubled)
    {
        var weight = isDoubled ? T.One : Half;
        for (var line = 0; line < lines; line++)
        {
            var (source, target) = (from.Offset(line), to.Offset(line));
            (to.Real[target], to.Imaginary[target]) = (from.Real[source], T.Zero);
            for (var k = 1; k <= n / 2; k++)
            {
                var real = from.Real[source + k * from.Step] * weight;
                var imaginary = from.Imaginary[source + k * from.Step] * weight;
                var (near, far) = (target + k * to.Step, target + (n - k) * to.Step);
                (to.Real[near], to.Imaginary[near]) = (real, imaginary);
                (to.Real[far], to.Imaginary[far]) = (real, -imaginary);
            }
        }
    }

    /// <summary>The real parts.</summary>
    public static void Real(int n, int lines, FourierLines<T> from, FourierLines<T> to)
    {
        for (var line = 0; line < lines; line++)
        {
            var (source, target) = (from.Offset(line), to.Offset(line));
            for (var j = 0; j < n; j++)
                to.Real[target + j * to.Step] = from.Real[source + j * from.Step];
        }
    }

    /// <summary>exp(2 pi i k / n) for k up to n / 4.</summary>
    private static (T Cos, T Sin)[] Roots(int n)
    {
        var roots = new UnitRoots(n);
        var result = new (T, T)[n / 4 + 1];
        for (var k = 0; k < result.Length; k++)
        {
            var (cos, sin) = roots[k];
            result[k] = (T.CreateTruncating(cos), T.CreateTruncating(sin));
        }
        return result;
    }
}
