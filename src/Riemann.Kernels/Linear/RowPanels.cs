using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>Rows dealt out to panels as evenly as possible, the higher panels first.</summary>
internal readonly struct RowPanels
{
    private readonly nint least;
    private readonly nint higher;

    public RowPanels(nint rows, nint highest)
    {
        Count = (rows + highest - 1) / highest;
        (least, higher) = Math.DivRem(rows, Count);
    }

    public nint Count { get; }

    /// <summary>The rows of one panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Rows(nint panel) => panel < higher ? least + 1 : least;

    /// <summary>The first row of one panel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Start(nint panel) => panel * least + Math.Min(panel, higher);
}
