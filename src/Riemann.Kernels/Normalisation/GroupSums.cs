using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// Sums over the elements of a group. Lanes are added up for at most a block of elements and then in double precision,
/// so that the error does not grow with the group.
/// </summary>
// Bound: vectors end within their stretch; what does not fill one passes through the stack.
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
    [SkipLocalsInit]
    public static (double, double) Products(in GroupPlan plan, T* x, T* c, T* weight, T centre)
    {
        var last = stackalloc T[3 * V.Count];
        var middle = V.Repeat(centre);
        var (sum, product) = (V.Create(0), V.Create(0));
        var (sums, products) = (0.0, 0.0);
        nint pending = 0;
        for (nint outer = 0; outer < plan.Outer; outer++)
        for (nint part = 0; part < plan.Parts; part++)
        {
            var w = weight + part * plan.Weight.Part;
            var isVarying = plan.Weight.Element != 0;
            var same = V.Repeat(*w);
            var at = outer * plan.OuterStep + part * plan.Length;
            for (nint i = 0; i < plan.Length; i += V.Count)
            {
                T* ownX = x + at + i,
                    ownC = c + at + i,
                    ownW = w + i;
                if (plan.Length - i < V.Count)
                {
                    var rest = (int)(plan.Length - i);
                    ownX = LanePadding.Fill(ownX, rest, centre, last, V.Count);
                    ownC = LanePadding.Fill(ownC, rest, T.Zero, last + V.Count, V.Count);
                    ownW = isVarying ? LanePadding.Fill(ownW, rest, T.Zero, last + 2 * V.Count, V.Count) : w;
                }
                var term = V.Load(in *ownC) * (isVarying ? V.Load(in *ownW) : same);
                sum += term;
                product = V.Fma(term, V.Load(in *ownX) - middle, product);
                if ((pending += V.Count) < Block)
                    continue;
                (sums, products) = (sums + Total(sum), products + Total(product));
                (sum, product, pending) = (V.Create(0), V.Create(0), 0);
            }
        }
        return (sums + Total(sum), products + Total(product));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static double Sum<TTerm>(in GroupPlan plan, T* group, T centre)
        where TTerm : ITerm
    {
        var last = stackalloc T[V.Count];
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
                total += Total(even + odd);
                (even, odd) = (V.Create(0), V.Create(0));
            }
            for (; i < length; i += V.Count)
            {
                var own =
                    length - i < V.Count ? LanePadding.Fill(x + i, (int)(length - i), centre, last, V.Count) : x + i;
                even = TTerm.Add(V.Load(in *own), middle, even);
            }
            if ((pending += length) < Block)
                continue;
            total += Total(even + odd);
            (even, odd, pending) = (V.Create(0), V.Create(0), 0);
        }
        return total + Total(even + odd);
    }

    [SkipLocalsInit]
    private static double Total(V lanes)
    {
        var elements = stackalloc T[V.Count];
        V.Store(lanes, ref *elements);
        var sum = 0.0;
        for (var i = 0; i < V.Count; i++)
            sum += double.CreateTruncating(elements[i]);
        return sum;
    }

    private interface ITerm
    {
        static abstract V Add(V x, V centre, V sum);
    }

    private readonly struct Plain : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Add(V x, V centre, V sum) => sum + x;
    }

    private readonly struct Square : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Add(V x, V centre, V sum) => V.Fma(x - centre, x - centre, sum);
    }
}
