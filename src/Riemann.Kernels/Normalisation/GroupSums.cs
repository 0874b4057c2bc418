using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// Sums over the elements of a group. Lanes are added up for at most a block of elements and then in double precision,
/// so that the error does not grow with the group.
/// </summary>
// Bound: vectors end within their stretch.
internal static unsafe class GroupSums<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILanes<V, T>
{
    private const int Block = 2048;

    /// <summary>The sum of the elements.</summary>
    public static double Sum(in GroupPlan plan, T* group) => Sum<Plain>(plan, group, T.Zero);

    /// <summary>The sum of the squared distances from the centre.</summary>
    public static double Squares(in GroupPlan plan, T* group, T centre) => Sum<Square>(plan, group, centre);

    /// <summary>
    /// The sum of the cotangents c, each times its weight, and that of their products with x - centre.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double, double) Products(in GroupPlan plan, T* x, T* c, T* weight, T centre)
    {
        var middle = V.Repeat(centre);
        var (sum, product) = (V.Create(0), V.Create(0));
        var (sums, products) = (0.0, 0.0);
        var step = plan.Weight.Element;
        nint pending = 0;
        for (nint outer = 0; outer < plan.Outer; outer++)
        for (nint part = 0; part < plan.Parts; part++)
        {
            var at = outer * plan.OuterStep + part * plan.Length;
            T* ownX = x + at,
                ownC = c + at,
                w = weight + part * plan.Weight.Part;
            var same = V.Repeat(*w);
            nint i = 0;
            for (; i <= plan.Length - V.Count; i += V.Count)
            {
                var term = V.Load(in ownC[i]) * (step != 0 ? V.Load(in w[i]) : same);
                sum += term;
                product = V.Fma(term, V.Load(in ownX[i]) - middle, product);
                if ((pending += V.Count) < Block)
                    continue;
                (sums, products) = (sums + V.Sum(sum), products + V.Sum(product));
                (sum, product, pending) = (V.Create(0), V.Create(0), 0);
            }
            for (; i < plan.Length; i++)
            {
                var term = ownC[i] * w[i * step];
                sums += double.CreateTruncating(term);
                products += double.CreateTruncating(term * (ownX[i] - centre));
            }
        }
        return (sums + V.Sum(sum), products + V.Sum(product));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Sum<TTerm>(in GroupPlan plan, T* group, T centre)
        where TTerm : ITerm
    {
        var middle = V.Repeat(centre);
        var length = plan.Parts * plan.Length; // the parts of a group are neighbours
        var total = 0.0;
        var (even, odd) = (V.Create(0), V.Create(0));
        nint pending = 0;
        for (nint outer = 0; outer < plan.Outer; outer++)
        {
            var x = group + outer * plan.OuterStep;
            nint i = 0;
            while (i <= length - 2 * V.Count)
            {
                var end = Math.Min(length - 2 * V.Count, i + Block);
                for (; i <= end; i += 2 * V.Count)
                {
                    even = TTerm.Add(V.Load(in x[i]), middle, even);
                    odd = TTerm.Add(V.Load(in x[i + V.Count]), middle, odd);
                }
                if (length <= Block)
                    continue;
                total += V.Sum(even + odd);
                (even, odd) = (V.Create(0), V.Create(0));
            }
            for (; i <= length - V.Count; i += V.Count)
                even = TTerm.Add(V.Load(in x[i]), middle, even);
            for (; i < length; i++)
                total += double.CreateTruncating(TTerm.Of(x[i], centre));
            if ((pending += length) < Block)
                continue;
            total += V.Sum(even + odd);
            (even, odd, pending) = (V.Create(0), V.Create(0), 0);
        }
        return total + V.Sum(even + odd);
    }

    private interface ITerm
    {
        static abstract V Add(V x, V centre, V sum);
        static abstract T Of(T x, T centre);
    }

    private readonly struct Plain : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Add(V x, V centre, V sum) => sum + x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of(T x, T centre) => x;
    }

    private readonly struct Square : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Add(V x, V centre, V sum) => V.Fma(x - centre, x - centre, sum);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of(T x, T centre) => (x - centre) * (x - centre);
    }
}
