using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

public class ReductionDifferences
{
    [Fact]
    public void Reductions() =>
        Cases.Run(
            1200,
            source =>
            {
                switch (source.Next(5))
                {
                    case 0:
                        Reduce<float>(source);
                        break;
                    case 1:
                        Reduce<double>(source);
                        break;
                    case 2:
                        Reduce<int>(source);
                        break;
                    case 3:
                        Reduce<long>(source);
                        break;
                    default:
                        Reduce<byte>(source);
                        break;
                }
            }
        );

    [Fact]
    public void Scans() =>
        Cases.Run(
            500,
            source =>
            {
                if (source.Often())
                    Scanned<float>(source);
                else
                    Scanned<double>(source);
            }
        );

    private static void Reduce<T>(Case source)
        where T : unmanaged, INumber<T>
    {
        var shape = source.Shape(0, 5);
        int[] axes = [.. Enumerable.Range(0, shape.Rank).Where(_ => source.Often())];
        var keep = source.Often();
        var isFloat = typeof(T) == typeof(float) || typeof(T) == typeof(double);
        var x =
            typeof(T) == typeof(byte)
                ? Sample<T>.Of(source, shape, () => T.CreateTruncating(source.Next(256)))
                : Sample<T>.Of(source, shape, source.Often(3));
        source.Note($"axes [{string.Join(' ', axes)}] keep {keep}");
        var result = ReducedShape.Of(shape, axes, keep);
        var lines = Lines(x, shape, axes, result.Length);
        double Tolerance(int i) => isFloat ? Agree.Epsilon<T>() * (lines[i].Count + 2) * lines[i].Sum(Math.Abs) : 0;
        double Wrapped(double sum) => isFloat ? sum : double.CreateChecked(T.CreateTruncating((long)sum));
        Agree.With<T>(
            result,
            [.. lines.Select(line => Wrapped(line.Sum()))],
            Reduction.Sum(x.Array, axes, keep),
            Tolerance
        );
        if (lines.Any(line => line.Count == 0))
            return;
        var max = Reduction.Max(x.Array, axes, keep);
        var min = Reduction.Min(x.Array, axes, keep);
        Agree.With<T>(result, [.. lines.Select(line => line.Aggregate(Math.Max))], max, _ => 0);
        Agree.With<T>(result, [.. lines.Select(line => line.Aggregate(Math.Min))], min, _ => 0);
        if (isFloat)
            Agree.With<T>(
                result,
                [.. lines.Select(LogSumExp)],
                Reduction.LogSumExp(x.Array, axes, keep),
                i => 40 * Agree.Epsilon<T>() * (12 + lines[i].Count)
            );
        if (axes is [var axis])
        {
            Agree.Exactly(
                result,
                [.. lines.Select(line => First(line, Math.Max))],
                Reduction.ArgMax(x.Array, axis, keep)
            );
            Agree.Exactly(
                result,
                [.. lines.Select(line => First(line, Math.Min))],
                Reduction.ArgMin(x.Array, axis, keep)
            );
        }
    }

    private static List<double>[] Lines<T>(Sample<T> x, Shape shape, int[] axes, int count)
        where T : unmanaged, INumber<T>
    {
        List<double>[] lines = [.. Enumerable.Range(0, count).Select(_ => new List<double>())];
        var kept = ReducedShape.Of(shape, axes, keepAxes: true);
        for (var position = 0; position < shape.Length; position++)
        {
            var index = Operands.Index(shape, position);
            foreach (var axis in axes)
                index[axis] = 0;
            lines[Operands.Position(kept, index)].Add(x[position]);
        }
        return lines;
    }

    private static double LogSumExp(List<double> line)
    {
        var top = line.Aggregate(Math.Max);
        return double.IsFinite(top) ? top + Math.Log(line.Sum(x => Math.Exp(x - top))) : top;
    }

    private static long First(List<double> line, Func<double, double, double> better)
    {
        var best = line.Aggregate(better);
        return line.FindIndex(x => x.Equals(best) || x == best);
    }

    private static void Scanned<T>(Case source)
        where T : unmanaged, INumber<T>
    {
        var shape = source.Shape(1, 4);
        var axis = source.Next(shape.Rank);
        var reverse = source.Often();
        var x = Sample<T>.Of(source, shape, source.Often(3));
        var b = Sample<T>.Of(source, shape);
        source.Note($"axis {axis} reverse {reverse}");
        var (sums, sizes) = (new double[shape.Length], new double[shape.Length]);
        var (recurrence, bounds) = (new double[shape.Length], new double[shape.Length]);
        var largest = new long[shape.Length];
        var small = Sample<T>.Of(source, shape, () => T.CreateTruncating(source.Random.NextDouble() * 2 - 1));
        for (var position = 0; position < shape.Length; position++)
        {
            var index = Operands.Index(shape, position);
            var first = index[axis] == 0;
            index[axis] = reverse ? shape[axis] - 1 - index[axis] : index[axis];
            var here = Operands.Position(shape, index);
            index[axis] += reverse ? 1 : -1;
            var before = first ? -1 : Operands.Position(shape, index);
            sums[here] = x[here] + (first ? 0 : sums[before]);
            sizes[here] = Math.Abs(x[here]) + (first ? 0 : sizes[before]);
            recurrence[here] = b[here] + (first ? 0 : small[here] * recurrence[before]);
            bounds[here] = Math.Abs(b[here]) + (first ? 0 : bounds[before]);
            if (!reverse)
            {
                var best = first ? here : Best(x, shape, position, axis, (int)largest[before]);
                largest[here] = first ? 0 : Operands.Index(shape, best)[axis];
            }
        }
        var epsilon = Agree.Epsilon<T>() * (shape[axis] + 2);
        Agree.With<T>(shape, sums, Scan.Sum(x.Array, axis, reverse), i => epsilon * sizes[i]);
        Agree.With<T>(
            shape,
            recurrence,
            Scan.Recurrence(small.Array, b.Array, axis, reverse),
            i => 2 * epsilon * bounds[i]
        );
        if (!reverse)
            Agree.Exactly(shape, largest, Scan.ArgMax(x.Array, axis));
    }

    /// <summary>The position of the largest element up to here, given its place along the axis up to the one before.</summary>
    private static int Best<T>(Sample<T> x, Shape shape, int position, int axis, int place)
        where T : unmanaged, INumber<T>
    {
        var index = Operands.Index(shape, position);
        index[axis] = place;
        var best = Operands.Position(shape, index);
        return !double.IsNaN(x[best]) && !(x[position] <= x[best]) ? position : best;
    }
}
