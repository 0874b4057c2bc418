using System.Numerics;

namespace Riemann.Kernels;

/// <summary>The adjoint of average pooling of planes: each place's part goes to all elements under it.</summary>
// Bound: taps inside the axes alone touch a plane; a workspace of two rows of places.
internal readonly unsafe struct AverageGradientWork<T>(in Window window, in ElementCounts counts, T* x, T* means)
    : IPlaneWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Window window = window;
    private readonly ElementCounts counts = counts;

    public void Run(nint first, nint end)
    {
        var (depth, height, width) = (window.Depth, window.Height, window.Width);
        var factors = (T*)Workspace.ReserveOperands(2 * (nint)width.Count * sizeof(T));
        var parts = factors + width.Count;
        for (var place = 0; place < width.Count; place++)
            factors[place] = T.CreateTruncating(counts.Along(place));
        for (; first < end; first++)
        {
            var plane = x + first * window.Elements;
            new Span<T>(plane, (int)window.Elements).Clear();
            var from = means + first * window.Places;
            for (nint d = 0; d < depth.Count; d++)
            for (nint h = 0; h < height.Count; h++, from += width.Count)
            {
                var factor = T.CreateTruncating(counts.Across(d, h));
                for (var place = 0; place < width.Count; place++)
                    parts[place] = from[place] / (factor * factors[place]);
                Spread(plane, d, h, parts);
            }
        }
    }

    private void Spread(T* plane, nint d, nint h, T* parts)
    {
        var (firstD, endD) = window.Depth.Taps(d);
        var (firstH, endH) = window.Height.Taps(h);
        var width = window.Width;
        for (nint tapD = firstD; tapD < endD; tapD++)
        for (nint tapH = firstH; tapH < endH; tapH++)
        {
            var row = window.Depth.Index(d, tapD) * window.Height.Size + window.Height.Index(h, tapH);
            for (nint tap = 0; tap < width.Kernel; tap++)
            {
                var (first, end) = width.Inside(tap, 0, width.Count);
                var to = plane + row * width.Size + width.Index(first, tap);
                if (end > first)
                    Adding<T>.Elements(to, width.Stride, 0, parts + first, 0, end - first, 1);
            }
        }
    }
}
