using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// Max pooling of planes: vectors of neighbouring places look at one tap after the other. Indices are kept in lanes as
/// wide as the elements'.
/// </summary>
// Bound: a workspace of taps, rows, four rows of places with one vector more, and a <see cref="StagedPlane{T}"/>.
internal readonly unsafe struct MaxPoolingWork<T, TIndex>(in Window window, T* x, T* values, long* indices) : IPlaneWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    private readonly Window window = window;
    private readonly StagedPlane<T> staged = new(window);

    public void Run(nint first, nint end)
    {
        var (depth, height, width) = (window.Depth, window.Height, window.Width);
        var count = width.Count;
        nint room = count + Vector<T>.Count;
        var mostRows = (nint)Math.Min(depth.Kernel, depth.Size) * Math.Min(height.Kernel, height.Size);
        var bytes = (width.Kernel + mostRows) * sizeof(nint);
        var taps = (nint*)Workspace.ReserveOperands(bytes + (4 * room + staged.Length) * sizeof(T));
        var rows = taps + width.Kernel;
        var line = new Line
        {
            Taps = taps,
            Rows = rows,
            Starts = (TIndex*)(rows + mostRows),
            Places = count,
        };
        line.FirstTaps = line.Starts + room;
        line.Indices = line.FirstTaps + room;
        line.Values = (T*)(line.Indices + room);
        line.Staged = line.Values + room;
        Tables(line);
        staged.Clear(line.Staged, T.NegativeInfinity);
        for (var plane = first; plane < end; plane++)
        {
            staged.Enter(x + plane * window.Elements, line.Staged);
            var to = plane * window.Places;
            for (nint d = 0; d < depth.Count; d++)
            for (nint h = 0; h < height.Count; h++, to += count)
            {
                line.RowCount = RowsAt(d, h, rows);
                Pool(line);
                new Span<T>(line.Values, count).CopyTo(new Span<T>(values + to, count));
                TensorPrimitives.ConvertTruncating(
                    new ReadOnlySpan<TIndex>(line.Indices, count),
                    new Span<long>(indices + to, count)
                );
            }
        }
    }

    /// <summary>A line of places and what is known of it.</summary>
    private struct Line
    {
        /// <summary>Where in a staged row each tap of the last axis begins.</summary>
        public nint* Taps;

        /// <summary>The rows of the plane that the line sees, in order.</summary>
        public nint* Rows;
        public int RowCount;

        /// <summary>For each place the index of its first tap in a row, which may be in the padding.</summary>
        public TIndex* Starts;

        /// <summary>For each place the distance from there to the first tap that is on an element.</summary>
        public TIndex* FirstTaps;
        public TIndex* Indices;
        public T* Values;
        public T* Staged;
        public int Places;
    }

    private void Tables(in Line line)
    {
        var width = window.Width;
        for (var tap = 0; tap < width.Kernel; tap++)
            line.Taps[tap] = staged.Tap(tap);
        for (var place = 0; place < width.Count; place++)
        {
            line.Starts[place] = TIndex.CreateTruncating(width.Index(place, 0));
            line.FirstTaps[place] = TIndex.CreateTruncating(width.Taps(place).First * (nint)width.Dilation);
        }
    }

    private int RowsAt(nint d, nint h, nint* rows)
    {
        var (firstD, endD) = window.Depth.Taps(d);
        var (firstH, endH) = window.Height.Taps(h);
        var count = 0;
        for (var tapD = firstD; tapD < endD; tapD++)
        for (var tapH = firstH; tapH < endH; tapH++)
            rows[count++] = window.Depth.Index(d, tapD) * window.Height.Size + window.Height.Index(h, tapH);
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pool(in Line line)
    {
        nint size = window.Width.Size;
        nint dilation = window.Width.Dilation;
        nint kernel = window.Width.Kernel;
        var rowLength = staged.RowLength;
        for (nint place = 0; place < line.Places; place += Vector<T>.Count)
        {
            var best = new Vector<T>(T.NegativeInfinity);
            var at =
                Vector.Load(line.FirstTaps + place) + new Vector<TIndex>(TIndex.CreateTruncating(line.Rows[0] * size));
            for (nint i = 0; i < line.RowCount; i++)
            {
                var row = line.Rows[i];
                var from = line.Staged + row * rowLength + place;
                for (nint tap = 0; tap < kernel; tap++)
                {
                    var candidate = Vector.Load(from + line.Taps[tap]);
                    var wins = Vector.GreaterThan(candidate, best) | ~Vector.Equals(candidate, candidate);
                    best = Vector.ConditionalSelect(wins, candidate, best);
                    var index = new Vector<TIndex>(TIndex.CreateTruncating(row * size + tap * dilation));
                    at = Vector.ConditionalSelect(Vector.As<T, TIndex>(wins), index, at);
                }
            }
            best.Store(line.Values + place);
            (at + Vector.Load(line.Starts + place)).Store(line.Indices + place);
        }
    }
}
