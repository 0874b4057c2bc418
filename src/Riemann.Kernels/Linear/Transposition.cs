using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

/// <summary>Copies a matrix so that its rows become columns, in square blocks within registers.</summary>
// Bound: count x depth elements of the source, width * depth of the target; blocks overlap instead of passing an end.
internal static unsafe class Transposition
{
    /// <summary>target[k * width + i] = source[i * across + k * along] for i below count and k below depth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T>(T* source, nint across, nint along, nint count, nint depth, T* target, nint width)
        where T : unmanaged
    {
        if (along == 1 && sizeof(T) == 4 && Math.Min(count, depth) >= 8 && Avx.IsSupported)
            Eights((float*)source, across, count, depth, (float*)target, width);
        else if (along == 1 && sizeof(T) >= 4 && Math.Min(count, depth) >= 4 && Avx.IsSupported)
            Fours(source, across, count, depth, target, width);
        else
            for (nint i = 0; i < count; i++)
            for (nint k = 0; k < depth; k++)
                target[k * width + i] = source[i * across + k * along];
    }

    // In both, the last block of either direction overlaps the one before it.

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eights(float* source, nint across, nint count, nint depth, float* target, nint width)
    {
        for (nint i = 0; i < count; i += 8)
        {
            i = Math.Min(i, count - 8);
            for (nint k = 0; k < depth; k += 8)
            {
                k = Math.Min(k, depth - 8);
                Eight(source + i * across + k, across, target + k * width + i, width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fours<T>(T* source, nint across, nint count, nint depth, T* target, nint width)
        where T : unmanaged
    {
        for (nint i = 0; i < count; i += 4)
        {
            i = Math.Min(i, count - 4);
            for (nint k = 0; k < depth; k += 4)
            {
                k = Math.Min(k, depth - 4);
                if (sizeof(T) == 4)
                    Four((float*)source + i * across + k, across, (float*)target + k * width + i, width);
                else
                    Four((double*)source + i * across + k, across, (double*)target + k * width + i, width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(float* source, nint sourceRow, float* target, nint targetRow)
    {
        // Halves of rows four apart share a register, so that the rest happens within halves.
        var row0 = Halves(source, 4 * sourceRow);
        var row1 = Halves(source + sourceRow, 4 * sourceRow);
        var row2 = Halves(source + 2 * sourceRow, 4 * sourceRow);
        var row3 = Halves(source + 3 * sourceRow, 4 * sourceRow);
        Quarter(row0, row1, row2, row3, target, targetRow);
        row0 = Halves(source + 4, 4 * sourceRow);
        row1 = Halves(source + 4 + sourceRow, 4 * sourceRow);
        row2 = Halves(source + 4 + 2 * sourceRow, 4 * sourceRow);
        row3 = Halves(source + 4 + 3 * sourceRow, 4 * sourceRow);
        Quarter(row0, row1, row2, row3, target + 4 * targetRow, targetRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(float* first, nint distance) =>
        Vector256.Create(Vector128.Load(first), Vector128.Load(first + distance));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(
        Vector256<float> row0,
        Vector256<float> row1,
        Vector256<float> row2,
        Vector256<float> row3,
        float* target,
        nint targetRow
    )
    {
        var low01 = Avx.UnpackLow(row0, row1).AsDouble();
        var low23 = Avx.UnpackLow(row2, row3).AsDouble();
        var high01 = Avx.UnpackHigh(row0, row1).AsDouble();
        var high23 = Avx.UnpackHigh(row2, row3).AsDouble();
        Avx.UnpackLow(low01, low23).AsSingle().Store(target);
        Avx.UnpackHigh(low01, low23).AsSingle().Store(target + targetRow);
        Avx.UnpackLow(high01, high23).AsSingle().Store(target + 2 * targetRow);
        Avx.UnpackHigh(high01, high23).AsSingle().Store(target + 3 * targetRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(float* source, nint sourceRow, float* target, nint targetRow)
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
    private static void Four(double* source, nint sourceRow, double* target, nint targetRow)
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
