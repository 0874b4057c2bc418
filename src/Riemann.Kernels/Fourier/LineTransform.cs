using System.Numerics;

namespace Riemann.Kernels;

/// <summary>Unnormalised forward transforms, times a scale, of many lines of one length of any size.</summary>
// Bound: lines of the length given; scratch of the length that each step names.
internal static unsafe class LineTransform<V, T>
    where V : struct, ILanes<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Longer lines, as many as a vector has lanes, would leave the second level of cache.</summary>
    private const int LongestWhole = 4096;

    /// <summary>Lines too few to fill a vector are divided from this length on.</summary>
    private const int ShortestDivided = 64;

    public static void Run(int length, int lines, FourierLines<T> from, FourierLines<T> to, double scale)
    {
        if (!FourierLength.IsSmooth(length))
            Convolve(length, lines, from, to, scale);
        else if (length > LongestWhole || (lines < V.Count && length >= ShortestDivided))
            Divide(length, lines, from, to, scale);
        else
            new LaneTransform<V, T>
            {
                Plan = FourierPlan<T>.Of(length),
                From = from,
                To = to,
                Lines = lines,
                Scale = scale,
            }.Run();
    }

    /// <summary>
    /// A line of length m n as m rows of n: its columns are transformed and turned, then the rows, and the result is
    /// read by columns. Source: Bailey (1990), FFTs in external or hierarchical memory.
    /// </summary>
    private static void Divide(int length, int lines, FourierLines<T> from, FourierLines<T> to, double scale)
    {
        var rows = FourierLength.Half(length);
        var columns = length / rows;
        var roots = new UnitRoots(length);
        using var middle = new FourierScratch<T>(length);
        var matrix = middle.Line;
        for (var line = 0; line < lines; line++)
        {
            var (source, target) = (from.Moved(from.Offset(line)), to.Moved(to.Offset(line)));
            new LaneTransform<V, T>
            {
                Plan = FourierPlan<T>.Of(rows),
                From = Across(source, columns * source.Step, source.Step, columns),
                To = Across(matrix, columns, 1, columns),
                Lines = columns,
                Scale = 1,
                Roots = roots,
            }.Run();
            new LaneTransform<V, T>
            {
                Plan = FourierPlan<T>.Of(columns),
                From = Across(matrix, 1, columns, rows),
                To = Across(target, rows * target.Step, target.Step, rows),
                Lines = rows,
                Scale = scale,
            }.Run();
        }
    }

    /// <summary>The rows or columns of one line.</summary>
    private static FourierLines<T> Across(FourierLines<T> line, nint step, nint next, int count) =>
        line with
        {
            Step = step,
            Next = next,
            Inner = count,
            Whole = count,
        };

    /// <summary>
    /// A transform of any length as a convolution of a smooth one. Source: Bluestein (1970), A linear filtering
    /// approach to the computation of discrete Fourier transform.
    /// </summary>
    private static void Convolve(int length, int lines, FourierLines<T> from, FourierLines<T> to, double scale)
    {
        var smooth = FourierLength.Fast(checked(2 * length - 1));
        using var chirp = new FourierScratch<T>(length);
        using var filter = new FourierScratch<T>(smooth);
        using var work = new FourierScratch<T>(smooth);
        filter.Clear();
        for (var j = 0; j < length; j++)
        {
            // exp(pi i j j / length)
            var (cos, sin) = UnitRoots.Of((long)j * j % (2L * length), 2L * length);
            var (real, imaginary) = (T.CreateTruncating(cos), T.CreateTruncating(sin));
            (chirp.Real[j], chirp.Imaginary[j]) = (real, imaginary);
            var mirrored = j == 0 ? 0 : smooth - j;
            (filter.Real[j], filter.Imaginary[j]) = (real, imaginary);
            (filter.Real[mirrored], filter.Imaginary[mirrored]) = (real, imaginary);
        }
        var spectrum = filter.Line;
        var signal = work.Line;
        Run(smooth, 1, spectrum, spectrum, 1);
        for (var line = 0; line < lines; line++)
        {
            var (source, target) = (from.Moved(from.Offset(line)), to.Moved(to.Offset(line)));
            work.Clear();
            for (var j = 0; j < length; j++)
            {
                var real = source.Real[j * source.Step];
                var imaginary = source.Imaginary == null ? T.Zero : source.Imaginary[j * source.Step];
                var (cos, sin) = (chirp.Real[j], chirp.Imaginary[j]);
                work.Real[j] = real * cos + imaginary * sin;
                work.Imaginary[j] = imaginary * cos - real * sin;
            }
            Run(smooth, 1, signal, signal, 1);
            for (var k = 0; k < smooth; k++)
            {
                var (a, b) = (work.Real[k], work.Imaginary[k]);
                var (c, d) = (filter.Real[k], filter.Imaginary[k]);
                work.Real[k] = a * c - b * d;
                work.Imaginary[k] = a * d + b * c;
            }
            Run(smooth, 1, signal.Swapped, signal.Swapped, scale / smooth);
            for (var k = 0; k < length; k++)
            {
                var (a, b) = (work.Real[k], work.Imaginary[k]);
                var (cos, sin) = (chirp.Real[k], chirp.Imaginary[k]);
                target.Real[k * target.Step] = a * cos + b * sin;
                target.Imaginary[k * target.Step] = b * cos - a * sin;
            }
        }
    }
}
