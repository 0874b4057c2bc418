using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// A window of <paramref name="Kernel"/> taps that slides along an axis of <paramref name="Size"/> elements and
/// stops at <paramref name="Count"/> places, of which some reach into the padding.
/// </summary>
internal readonly record struct WindowAxis(int Size, int Kernel, int Stride, int Begin, int Dilation, int Count)
{
    /// <summary>An axis that is not there.</summary>
    public static readonly WindowAxis None = new(1, 1, 1, 0, 1, 1);

    /// <summary>True when each place is one element, in order.</summary>
    public bool IsIdentity => Kernel == 1 && Stride == 1 && Begin == 0 && Count == Size;

    /// <summary>Elements that the window spans, gaps included.</summary>
    public long Span => Dilation * (long)(Kernel - 1) + 1;

    /// <summary>The element under a tap; in the padding if it is not within the axis.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public nint Index(nint place, nint tap) => place * Stride + tap * Dilation - Begin;

    /// <summary>Whether an index is that of an element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(nint index) => (nuint)index < (nuint)Size;

    /// <summary>The places from first to end, end excluded, where a tap is on an element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (nint First, nint End) Inside(nint tap, nint first, nint end)
    {
        var shift = Index(0, tap);
        var inside = Math.Clamp(CeilingOfQuotient(-shift), first, end);
        return (inside, Math.Clamp(CeilingOfQuotient(Size - shift), inside, end));
    }

    /// <summary>The taps that are on elements at a place, end excluded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int First, int End) Taps(nint place)
    {
        var start = Index(place, 0);
        var first = start >= 0 ? 0 : (-start + Dilation - 1) / Dilation;
        var end = start >= Size ? 0 : (Size - start + Dilation - 1) / Dilation;
        first = Math.Min(first, Kernel);
        return ((int)first, (int)Math.Clamp(end, first, Kernel));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private nint CeilingOfQuotient(nint x) =>
        x <= 0 ? 0
        : Stride == 1 ? x
        : (x + Stride - 1) / Stride;
}
