using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// The passes of a transform on as many lines as a vector has lanes, each element a vector of real and one of
/// imaginary parts. The order sorts itself out on the way, because every pass writes to the other of two buffers.
/// Source: Stockham (1966), as in Van Loan (1992), Computational Frameworks for the Fast Fourier Transform, 1.7.
/// </summary>
// Bound: two buffers of 2 * V.Count numbers for each element of the plan's length.
internal static unsafe class FourierPasses<V, T>
    where V : struct, ILanes<V, T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    /// <summary>The numbers that one element takes.</summary>
    private static int Size
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * V.Count;
    }

    /// <summary>Transforms x, using y; returns the one of the two that holds the result.</summary>
    public static T* Run(FourierPlan<T> plan, T* x, T* y)
    {
        var (left, run) = (plan.Length, 1);
        foreach (var pass in plan.Passes)
        {
            left /= pass.Radix;
            fixed (T* twiddles = pass.Twiddles)
                Pass(pass.Radix, left, run, x, y, twiddles);
            run *= pass.Radix;
            var swapped = x;
            x = y;
            y = swapped;
        }
        return x;
    }

    private static void Pass(int radix, int count, int run, T* x, T* y, T* twiddles)
    {
        switch (radix)
        {
            case 2:
                Fixed<Butterfly2>(2, count, run, x, y, twiddles);
                break;
            case 3:
                Fixed<Butterfly3>(3, count, run, x, y, twiddles);
                break;
            case 4:
                Fixed<Butterfly4>(4, count, run, x, y, twiddles);
                break;
            case 5:
                Fixed<Butterfly5>(5, count, run, x, y, twiddles);
                break;
            default:
                AnyOdd(radix, count, run, x, y, twiddles);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fixed<TButterfly>(int radix, int count, int run, T* x, T* y, T* twiddles)
        where TButterfly : struct, IButterfly
    {
        var apart = (nint)count * run * Size;
        var next = (nint)run * Size;
        for (var p = 0; p < count; p++)
        {
            for (var end = x + next; x < end; x += Size, y += Size)
                TButterfly.Invoke<V, T>(x, apart, y, next, twiddles);
            y += (radix - 1) * next;
            twiddles += 2 * (radix - 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AnyOdd(int radix, int count, int run, T* x, T* y, T* twiddles)
    {
        var apart = (nint)count * run * Size;
        var next = (nint)run * Size;
        var roots = stackalloc (double Cos, double Sin)[radix];
        for (var k = 0; k < radix; k++)
            roots[k] = UnitRoots.Of(k, radix);
        for (var p = 0; p < count; p++)
        {
            for (var end = x + next; x < end; x += Size, y += Size)
                Odd(radix, roots, x, apart, y, next, twiddles);
            y += (radix - 1) * next;
            twiddles += 2 * (radix - 1);
        }
    }

    /// <summary>Results k and radix - k share their cosine and sine sums over the pairs of operands j and radix - j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Odd(int radix, (double Cos, double Sin)* roots, T* x, nint from, T* y, nint to, T* w)
    {
        var first = LaneComplex<V, T>.Load(x);
        var total = first;
        for (var j = 1; j < radix; j++)
            total += LaneComplex<V, T>.Load(x + j * from);
        total.Store(y);
        for (var k = 1; k <= radix / 2; k++)
        {
            var middle = first;
            var turned = first - first;
            for (var j = 1; j <= radix / 2; j++)
            {
                var (a, b) = (LaneComplex<V, T>.Load(x + j * from), LaneComplex<V, T>.Load(x + (radix - j) * from));
                var (cos, sin) = roots[j * k % radix];
                middle = LaneComplex<V, T>.Fma(a + b, V.Create(cos), middle);
                turned = LaneComplex<V, T>.Fma(a - b, V.Create(sin), turned);
            }
            var low = LaneComplex<V, T>.Repeat(w + 2 * (k - 1));
            var high = LaneComplex<V, T>.Repeat(w + 2 * (radix - k - 1));
            (LaneComplex<V, T>.MinusTurned(middle, turned) * low).Store(y + k * to);
            (LaneComplex<V, T>.PlusTurned(middle, turned) * high).Store(y + (radix - k) * to);
        }
    }
}
