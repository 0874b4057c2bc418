using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

/// <summary>Copies a matrix so that its rows become columns, in blocks of 4 x 4 elements within registers.</summary>
// Bound: count x depth elements of the source, width * depth of the target; blocks overlap instead of passing an end.
internal static unsafe class Transposition
{
    private const int Side = 4;

    /// <summary>target[k * width + i] = source[i * across + k * along] for i below count and k below depth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T>(T* source, nint across, nint along, nint count, nint depth, T* target, nint width)
        where T : unmanaged
    {
        if (along != 1 || count < Side || depth < Side || !Avx.IsSupported)
        {
            for (nint i = 0; i < count; i++)
            for (nint k = 0; k < depth; k++)
                target[k * width + i] = source[i * across + k * along];
            return;
        }
        // The last block of either direction overlaps the one before it.
        for (nint i = 0; i < count; i += Side)
        {
            i = Math.Min(i, count - Side);
            for (nint k = 0; k < depth; k += Side)
            {
                k = Math.Min(k, depth - Side);
                Block(source + i * across + k, across, target + k * width + i, width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block<T>(T* source, nint sourceRow, T* target, nint targetRow)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            Block((float*)source, sourceRow, (float*)target, targetRow);
        else
            Block((double*)source, sourceRow, (double*)target, targetRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(float* source, nint sourceRow, float* target, nint targetRow)
    {
        var row0 = Vector128.Load(source);
        var row1 = Vector128.Load(source + sourceRow);
        var row2 = Vector128.Load(source + 2 * sourceRow);
        var row3 = Vector128.Load(source + 3 * sourceRow);
        var low01 = Sse.UnpackLow(row0, row1);
        var low23 = Sse.UnpackLow(row2, row3);
        var high01 = Sse.UnpackHigh(row0, row1);
        var high23 = Sse.UnpackHigh(row2, row3);
        Sse.MoveLowToHigh(low01, low23).Store(target);
        Sse.MoveHighToLow(low23, low01).Store(target + targetRow);
        Sse.MoveLowToHigh(high01, high23).Store(target + 2 * targetRow);
        Sse.MoveHighToLow(high23, high01).Store(target + 3 * targetRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block(double* source, nint sourceRow, double* target, nint targetRow)
    {
        var row0 = Vector256.Load(source);
        var row1 = Vector256.Load(source + sourceRow);
        var row2 = Vector256.Load(source + 2 * sourceRow);
        var row3 = Vector256.Load(source + 3 * sourceRow);
        var even01 = Avx.UnpackLow(row0, row1);
        var even23 = Avx.UnpackLow(row2, row3);
        var odd01 = Avx.UnpackHigh(row0, row1);
        var odd23 = Avx.UnpackHigh(row2, row3);
        Avx.Permute2x128(even01, even23, 0x20).Store(target);
        Avx.Permute2x128(odd01, odd23, 0x20).Store(target + targetRow);
        Avx.Permute2x128(even01, even23, 0x31).Store(target + 2 * targetRow);
        Avx.Permute2x128(odd01, odd23, 0x31).Store(target + 3 * targetRow);
    }
}
