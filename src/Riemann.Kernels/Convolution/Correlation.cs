using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>Sums of a run of memory seen at several offsets.</summary>
// Bound: source and target are followed by Slack elements that may be read and written.
internal static unsafe class Correlation
{
    /// <summary>Elements that may be read and written beyond the end.</summary>
    public static int Slack<T>()
        where T : unmanaged => 4 * Vector<T>.Count;

    /// <summary>target[i] = start + sum over k of weights[k] * source[i + offsets[k]] for i below length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sums<T>(T* source, nint* offsets, T* weights, nint taps, T start, T* target, nint length)
        where T : unmanaged
    {
        nint lanes = Vector<T>.Count;
        for (nint i = 0; i < length; i += 4 * lanes)
        {
            var sum0 = new Vector<T>(start);
            var sum1 = new Vector<T>(start);
            var sum2 = new Vector<T>(start);
            var sum3 = new Vector<T>(start);
            for (nint k = 0; k < taps; k++)
            {
                var weight = new Vector<T>(weights[k]);
                var from = source + i + offsets[k];
                sum0 = Fused.MultiplyAdd(weight, Vector.Load(from), sum0);
                sum1 = Fused.MultiplyAdd(weight, Vector.Load(from + lanes), sum1);
                sum2 = Fused.MultiplyAdd(weight, Vector.Load(from + 2 * lanes), sum2);
                sum3 = Fused.MultiplyAdd(weight, Vector.Load(from + 3 * lanes), sum3);
            }
            sum0.Store(target + i);
            sum1.Store(target + i + lanes);
            sum2.Store(target + i + 2 * lanes);
            sum3.Store(target + i + 3 * lanes);
        }
    }

    /// <summary>The sum of x[i] y[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Dot<T>(T* x, T* y, nint length)
        where T : unmanaged, INumber<T>
    {
        nint lanes = Vector<T>.Count;
        var sum0 = Vector<T>.Zero;
        var sum1 = Vector<T>.Zero;
        var sum2 = Vector<T>.Zero;
        var sum3 = Vector<T>.Zero;
        nint i = 0;
        for (; i <= length - 4 * lanes; i += 4 * lanes)
        {
            sum0 = Fused.MultiplyAdd(Vector.Load(x + i), Vector.Load(y + i), sum0);
            sum1 = Fused.MultiplyAdd(Vector.Load(x + i + lanes), Vector.Load(y + i + lanes), sum1);
            sum2 = Fused.MultiplyAdd(Vector.Load(x + i + 2 * lanes), Vector.Load(y + i + 2 * lanes), sum2);
            sum3 = Fused.MultiplyAdd(Vector.Load(x + i + 3 * lanes), Vector.Load(y + i + 3 * lanes), sum3);
        }
        for (; i <= length - lanes; i += lanes)
            sum0 = Fused.MultiplyAdd(Vector.Load(x + i), Vector.Load(y + i), sum0);
        var sum = Vector.Sum(sum0 + sum1 + (sum2 + sum3));
        for (; i < length; i++)
            sum = T.MultiplyAddEstimate(x[i], y[i], sum);
        return sum;
    }
}
