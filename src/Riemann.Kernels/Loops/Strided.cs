using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

/// <summary>Copies of elements that lie at equal distances.</summary>
// Bound: source holds (count - 1) * step + 1 elements, target count; vectors stop before either end.
internal static unsafe class Strided
{
    /// <summary>target[i] = source[i * step] for i below count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T>(T* source, nint step, T* target, nint count)
        where T : unmanaged
    {
        nint i = 0;
        if (step == 1)
        {
            for (; i <= count - Vector256<T>.Count; i += Vector256<T>.Count)
                Vector256.Load(source + i).Store(target + i);
        }
        else if (step == 2 && sizeof(T) >= 4 && Avx2.IsSupported)
        {
            // The last element of the second vector is one that is left out, and may be beyond the end.
            for (; i < count - Vector256<T>.Count; i += Vector256<T>.Count)
            {
                var from = source + 2 * i;
                Even(Vector256.Load(from), Vector256.Load(from + Vector256<T>.Count)).Store(target + i);
            }
        }
        else if (step == 0)
        {
            new Span<T>(target, (int)count).Fill(*source);
            return;
        }
        for (; i < count; i++)
            target[i] = source[i * step];
    }

    /// <summary>The elements of x and then y at even places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Even<T>(Vector256<T> x, Vector256<T> y)
        where T : unmanaged =>
        sizeof(T) == 4
            ? Avx2.Permute4x64(Avx.Shuffle(x.AsSingle(), y.AsSingle(), 0x88).AsDouble(), 0xD8).As<double, T>()
            : Avx2.Permute4x64(Avx.UnpackLow(x.AsDouble(), y.AsDouble()), 0xD8).As<double, T>();
}
