using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

/// <summary>A number of vectors as a type, so that code for each number is compiled by itself.</summary>
internal interface ICount
{
    static abstract int Value { get; }
}

/// <summary>Work on one panel in vectors of a type, so many to a row of the panel.</summary>
internal interface IPanelWork<T>
    where T : unmanaged
{
    /// <summary>Does the planes from first to end.</summary>
    void Run<V, N>(nint first, nint end)
        where V : struct, ILanes<V, T>
        where N : struct, ICount;
}

/// <summary>
/// Panels are the columns of a transposed matrix of examples, as many at a time as registers hold, filled up to whole vectors
/// with zeros.
/// </summary>
internal static class PanelLoop
{
    /// <summary>The most vectors to a row of a panel.</summary>
    public const int Widest = 4;

    private static bool IsWide
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;
    }

    /// <summary>The elements of a vector.</summary>
    public static int Lanes<T>()
        where T : unmanaged => IsWide ? Lanes512<T>.Count : LanesNative<T>.Count;

    /// <summary>Deals planes out to threads, each of which costs about as much as reading so many elements.</summary>
    public static void Run<T, TWork>(in TWork work, int vectors, nint planes, double elements)
        where T : unmanaged
        where TWork : unmanaged, IPanelWork<T> =>
        PlaneLoop.Run(new Dispatched<T, TWork>(work, vectors), planes, elements);

    private readonly struct Dispatched<T, TWork>(TWork work, int vectors) : IPlaneWork
        where T : unmanaged
        where TWork : unmanaged, IPanelWork<T>
    {
        public void Run(nint first, nint end)
        {
            if (IsWide)
                Run<Lanes512<T>>(first, end);
            else
                Run<LanesNative<T>>(first, end);
        }

        private void Run<V>(nint first, nint end)
            where V : struct, ILanes<V, T>
        {
            switch (vectors)
            {
                case 1:
                    work.Run<V, One>(first, end);
                    break;
                case 2:
                    work.Run<V, Two>(first, end);
                    break;
                case 3:
                    work.Run<V, Three>(first, end);
                    break;
                default:
                    work.Run<V, Four>(first, end);
                    break;
            }
        }
    }

    private readonly struct One : ICount
    {
        public static int Value => 1;
    }

    private readonly struct Two : ICount
    {
        public static int Value => 2;
    }

    private readonly struct Three : ICount
    {
        public static int Value => 3;
    }

    private readonly struct Four : ICount
    {
        public static int Value => 4;
    }
}
