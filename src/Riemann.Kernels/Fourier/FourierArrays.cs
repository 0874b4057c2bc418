using System.Numerics;

namespace Riemann.Kernels;

/// <summary>The transforms of <see cref="FourierTransform"/> as transforms of lines.</summary>
// Bound: contiguous operands and results, whose lines a FourierPlace gives by their shapes.
internal static unsafe class FourierArrays<V, T>
    where V : struct, ILanes<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static NDArray Complex(NDArray x, int parts, int axis, bool isInverse, double scale)
    {
        x = x.Contiguous();
        var result = NDArray.Allocate(x.DType, x.Shape);
        if (result.Length > 0)
        {
            var place = new FourierPlace(x.Shape, parts, axis);
            fixed (
                T* source = &x.First<T>(),
                    target = &result.First<T>()
            )
                Complex(place, source, target, isInverse, scale);
        }
        GC.KeepAlive(x);
        GC.KeepAlive(result);
        return result;
    }

    private static void Complex(FourierPlace place, T* source, T* target, bool isInverse, double scale)
    {
        var (from, to) = (place.Complex(source), place.Complex(target));
        if (isInverse)
            (from, to) = (from.Swapped, to.Swapped);
        LineTransform<V, T>.Run(place.Length, place.Lines, from, to, scale);
    }

    public static NDArray ToHalf(NDArray x, int parts, int axis, bool isDoubled, double scale)
    {
        x = x.Contiguous();
        var whole = FourierPlace.WithParts(x.Shape, parts);
        var result = NDArray.Allocate(x.DType, FourierPlace.Resized(whole, axis, whole[axis] / 2 + 1));
        if (result.Length > 0)
        {
            var (real, half) = (new FourierPlace(whole, parts, axis), new FourierPlace(result.Shape, parts, axis));
            fixed (
                T* source = &x.First<T>(),
                    target = &result.First<T>()
            )
            {
                var to = half.Complex(target);
                if (real.Length % 2 == 0)
                {
                    // Elements at even and at odd places as the parts of complex lines of half the length.
                    LineTransform<V, T>.Run(real.Length / 2, real.Lines, real.Pairs(source), to, scale);
                    HalfSpectrum<T>.Separate(real.Length, real.Lines, to, isDoubled);
                }
                else
                    OddToHalf(real, half, source, to, isDoubled, scale);
            }
        }
        GC.KeepAlive(x);
        GC.KeepAlive(result);
        return result;
    }

    private static void OddToHalf(
        FourierPlace real,
        FourierPlace half,
        T* source,
        FourierLines<T> to,
        bool isDoubled,
        double scale
    )
    {
        var whole = NDArray.Allocate(DTypes.Of<T>(), real.Shape);
        fixed (T* spectrum = &whole.First<T>())
        {
            var from = real.Complex(spectrum);
            LineTransform<V, T>.Run(real.Length, real.Lines, real.Real(source), from, scale);
            HalfSpectrum<T>.Cut(half.Length, real.Lines, from, to, isDoubled);
        }
        GC.KeepAlive(whole);
    }

    public static NDArray FromHalf(NDArray x, int length, int parts, int axis, bool isDoubled, double scale)
    {
        x = x.Contiguous();
        var whole = FourierPlace.Resized(x.Shape, axis, length);
        var result = NDArray.Allocate(x.DType, FourierPlace.WithoutParts(whole, parts));
        if (result.Length > 0)
        {
            var (half, real) = (new FourierPlace(x.Shape, parts, axis), new FourierPlace(whole, parts, axis));
            var shape = length % 2 == 0 ? FourierPlace.Resized(whole, axis, length / 2) : whole;
            var middle = new FourierPlace(shape, parts, axis);
            var work = NDArray.Allocate(x.DType, shape);
            fixed (
                T* source = &x.First<T>(),
                    between = &work.First<T>(),
                    target = &result.First<T>()
            )
            {
                var (from, lines) = (half.Complex(source), middle.Complex(between));
                if (length % 2 == 0)
                {
                    HalfSpectrum<T>.Join(length, half.Lines, from, lines, isDoubled);
                    LineTransform<V, T>.Run(length / 2, half.Lines, lines.Swapped, real.Pairs(target).Swapped, scale);
                }
                else
                {
                    HalfSpectrum<T>.Mirror(length, half.Lines, from, lines, isDoubled);
                    LineTransform<V, T>.Run(length, half.Lines, lines.Swapped, lines.Swapped, scale);
                    HalfSpectrum<T>.Real(length, half.Lines, lines, real.Real(target));
                }
            }
            GC.KeepAlive(work);
        }
        GC.KeepAlive(x);
        GC.KeepAlive(result);
        return result;
    }
}
