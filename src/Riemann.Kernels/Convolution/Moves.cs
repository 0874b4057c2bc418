using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Riemann.Kernels;

/// <summary>What happens between elements of planes and the places of a lowered block, in several rows at once.</summary>
// Bound: count places at their strides in each of the rows, of plane and block.
internal unsafe interface IMove<T>
    where T : unmanaged
{
    /// <summary>A stretch of places over elements that are <paramref name="step"/> apart.</summary>
    static abstract void Elements(T* plane, nint step, nint planeRow, T* block, nint blockRow, nint count, int rows);

    /// <summary>A stretch of places over padding.</summary>
    static abstract void Padding(T* block, nint blockRow, nint count, int rows);
}

/// <summary>The elements go to the block, and zeros where there are none.</summary>
internal readonly unsafe struct Copying<T> : IMove<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Elements(T* plane, nint step, nint planeRow, T* block, nint blockRow, nint count, int rows)
    {
        if (step == 1)
            Packing.CopyRows(plane, planeRow, count, rows, block, blockRow);
        else
            for (; rows > 0; rows--, plane += planeRow, block += blockRow)
                Strided.Copy(plane, step, block, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Padding(T* block, nint blockRow, nint count, int rows)
    {
        for (; rows > 0; rows--, block += blockRow)
        for (nint i = 0; i < count; i++)
            block[i] = default;
    }
}

/// <summary>The places of the block are added to the elements, and left out where there are none.</summary>
internal readonly unsafe struct Adding<T> : IMove<T>
    where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Elements(T* plane, nint step, nint planeRow, T* block, nint blockRow, nint count, int rows)
    {
        for (; rows > 0; rows--, plane += planeRow, block += blockRow)
        {
            nint i = 0;
            if (step == 1)
            {
                for (; i <= count - Vector256<T>.Count; i += Vector256<T>.Count)
                    (Vector256.Load(plane + i) + Vector256.Load(block + i)).Store(plane + i);
                for (; i <= count - Vector128<T>.Count; i += Vector128<T>.Count)
                    (Vector128.Load(plane + i) + Vector128.Load(block + i)).Store(plane + i);
            }
            for (; i < count; i++)
                plane[i * step] += block[i];
        }
    }

    public static void Padding(T* block, nint blockRow, nint count, int rows) { }
}
