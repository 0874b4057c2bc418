using System.Numerics;

namespace Riemann.Kernels;

/// <summary>The mean of a bin.</summary>
// Bound: the box's rows lie in the plane; whole vectors end at or before a row's end.
internal readonly unsafe struct BinMeans<T> : IBinWork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Begin(Span<T> plane) { }

    public static void Bin(T* plane, in BinBox box, T* value, long* index)
    {
        var sums = Vector<T>.Zero;
        var sum = T.Zero;
        var count = box.RowCount;
        for (var d = box.Depth.First; d < box.Depth.End; d++)
        for (var h = box.Height.First; h < box.Height.End; h++)
        {
            var row = plane + box.Row(d, h);
            var i = 0;
            for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
                sums += Vector.Load(row + i);
            for (; i < count; i++)
                sum += row[i];
        }
        *value = (Vector.Sum(sums) + sum) / T.CreateTruncating(box.Count);
    }
}

/// <summary>A bin's value, shared among its elements.</summary>
internal readonly unsafe struct BinShares<T> : IBinWork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Begin(Span<T> plane) => plane.Clear();

    public static void Bin(T* plane, in BinBox box, T* value, long* index)
    {
        var share = *value / T.CreateTruncating(box.Count);
        var count = box.RowCount;
        for (var d = box.Depth.First; d < box.Depth.End; d++)
        for (var h = box.Height.First; h < box.Height.End; h++)
        {
            var row = plane + box.Row(d, h);
            for (var i = 0; i < count; i++)
                row[i] += share;
        }
    }
}

/// <summary>The largest element of a bin: the first of equal ones, the last of several NaN.</summary>
internal readonly unsafe struct BinMaxima<T> : IBinWork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Begin(Span<T> plane) { }

    public static void Bin(T* plane, in BinBox box, T* value, long* index)
    {
        var at = box.Row(box.Depth.First, box.Height.First);
        var best = plane[at];
        for (var d = box.Depth.First; d < box.Depth.End; d++)
        for (var h = box.Height.First; h < box.Height.End; h++)
        {
            var end = box.Row(d, h) + box.RowCount;
            for (var i = box.Row(d, h); i < end; i++)
                if (plane[i] > best || T.IsNaN(plane[i]))
                    (best, at) = (plane[i], i);
        }
        *value = best;
        *index = at;
    }
}
