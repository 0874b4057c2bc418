using System.Numerics;

namespace Riemann.Kernels;

/// <summary>What happens between one bin of a plane and its value.</summary>
internal unsafe interface IBinWork<T>
    where T : unmanaged
{
    /// <summary>Before the first bin of a plane.</summary>
    static abstract void Begin(Span<T> plane);

    /// <summary>One bin, whose value and index are written or read.</summary>
    static abstract void Bin(T* plane, in BinBox box, T* value, long* index);
}

/// <summary>The elements of a bin: runs of rows. Ends are excluded.</summary>
internal readonly record struct BinBox(
    Bins Bins,
    (nint First, nint End) Depth,
    (nint First, nint End) Height,
    (nint First, nint End) Width
)
{
    /// <summary>Elements in the bin.</summary>
    public nint Count => (Depth.End - Depth.First) * (Height.End - Height.First) * (Width.End - Width.First);

    /// <summary>Elements of a row.</summary>
    public int RowCount => (int)(Width.End - Width.First);

    /// <summary>The index in the plane of a row's first element.</summary>
    public nint Row(nint depth, nint height) => (depth * Bins.Height.Size + height) * Bins.Width.Size + Width.First;
}

/// <summary>Goes through the bins of planes.</summary>
// Bound: a plane number below the number of planes, and a place below the bins of a plane.
internal readonly unsafe struct BinLoop<T, TBin>(in Bins bins, T* planes, T* values, long* indices) : IPlaneWork
    where T : unmanaged, INumber<T>
    where TBin : IBinWork<T>
{
    private readonly Bins bins = bins;

    public void Run(nint first, nint end)
    {
        for (; first < end; first++)
        {
            var plane = planes + first * bins.Elements;
            var place = first * bins.Places;
            TBin.Begin(new Span<T>(plane, (int)bins.Elements));
            for (nint d = 0; d < bins.Depth.Count; d++)
            for (nint h = 0; h < bins.Height.Count; h++)
            for (nint w = 0; w < bins.Width.Count; w++, place++)
            {
                var box = new BinBox(bins, bins.Depth.Bin(d), bins.Height.Bin(h), bins.Width.Bin(w));
                TBin.Bin(plane, box, values + place, indices + place);
            }
        }
    }
}
