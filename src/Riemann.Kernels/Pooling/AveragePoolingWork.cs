using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>Average pooling of planes: vectors of neighbouring places add one tap after the other.</summary>
// Bound: a workspace of the taps, two rows of places with one vector more, and a <see cref="StagedPlane{T}"/>.
internal readonly unsafe struct AveragePoolingWork<T>(in Window window, in ElementCounts counts, T* x, T* means)
    : IPlaneWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Window window = window;
    private readonly ElementCounts counts = counts;
    private readonly StagedPlane<T> staged = new(window);

    public void Run(nint first, nint end)
    {
        var (depth, height, width) = (window.Depth, window.Height, window.Width);
        nint room = width.Count + Vector<T>.Count;
        var bytes = (nint)width.Kernel * sizeof(nint) + (2 * room + staged.Length) * sizeof(T);
        var taps = (nint*)Workspace.ReserveOperands(bytes);
        var factors = (T*)(taps + width.Kernel);
        var line = factors + room;
        var plane = line + room;
        for (var tap = 0; tap < width.Kernel; tap++)
            taps[tap] = staged.Tap(tap);
        for (var place = 0; place < width.Count; place++)
            factors[place] = T.CreateTruncating(counts.Along(place));
        staged.Clear(plane, T.Zero);
        for (; first < end; first++)
        {
            staged.Enter(x + first * window.Elements, plane);
            var to = means + first * window.Places;
            for (nint d = 0; d < depth.Count; d++)
            for (nint h = 0; h < height.Count; h++, to += width.Count)
            {
                Line(plane, taps, d, h, factors, line);
                new Span<T>(line, width.Count).CopyTo(new Span<T>(to, width.Count));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Line(T* plane, nint* taps, nint d, nint h, T* factors, T* line)
    {
        var (firstD, endD) = window.Depth.Taps(d);
        var (firstH, endH) = window.Height.Taps(h);
        nint kernel = window.Width.Kernel;
        var factor = new Vector<T>(T.CreateTruncating(counts.Across(d, h)));
        var slice = window.Height.Size * staged.RowLength;
        var nextD = window.Depth.Dilation * slice;
        var nextH = window.Height.Dilation * staged.RowLength;
        plane += window.Depth.Index(d, firstD) * slice + window.Height.Index(h, firstH) * staged.RowLength;
        for (nint place = 0; place < window.Width.Count; place += Vector<T>.Count)
        {
            var sum = Vector<T>.Zero;
            var across = plane + place;
            for (nint tapD = firstD; tapD < endD; tapD++, across += nextD)
            {
                var row = across;
                for (nint tapH = firstH; tapH < endH; tapH++, row += nextH)
                for (nint tap = 0; tap < kernel; tap++)
                    sum += Vector.Load(row + taps[tap]);
            }
            (sum / (factor * Vector.Load(factors + place))).Store(line + place);
        }
    }
}
