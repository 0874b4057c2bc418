using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// Products of dense matrices and a sparse one, W, given by a pattern [out, in] and the values of its non-zeros. Three of them
/// are each other's derivatives: <see cref="Apply"/>, <see cref="ApplyTransposed"/> and <see cref="Sample"/>. Operands may
/// have one more axis in front, of as many problems.
/// </summary>
/// <remarks>
/// <para>
/// Each product does a multiply-add for every non-zero and example. Transposed, the examples of a feature lie together, and
/// those of a non-zero are whole vectors; so panels of examples are transposed first, a copy that costs next to nothing. A
/// panel is as wide as lets the features' rows stay in the cache and the sums in registers.
/// </para>
/// <para>
/// The floor, for 838,861 non-zeros (5% of 4096 x 4096) and 100 examples of float32: 168 MFLOP, with vectors of 512 bits 5.9
/// million multiply-adds that each load a vector from the second-level cache, 376 MB, at 64 bytes in a cycle 2 ms on one core
/// of 3 GHz; the scattering product stores as much. From memory come 8 bytes for a non-zero in each panel, 13 MB.
/// </para>
/// </remarks>
// Bound: the shapes are those of the pattern, which the public methods check; operands are contiguous; each panel has a row for
// every feature and lies within the examples of its problem.
public static unsafe class SparseProducts
{
    /// <summary>x Wᵀ: values [non-zeros] and x [examples, in] give [examples, out]. The same bits on any number of threads.</summary>
    public static NDArray Apply(CsrPattern pattern, NDArray values, NDArray x) => Multiply(pattern, values, x, false);

    /// <summary>g W: values [non-zeros] and g [examples, out] give [examples, in]. The same bits on any number of threads.</summary>
    public static NDArray ApplyTransposed(CsrPattern pattern, NDArray values, NDArray g) =>
        Multiply(pattern, values, g, true);

    /// <summary>
    /// gᵀ x at the non-zeros: g [examples, out] and x [examples, in] give [non-zeros]. The same bits on any number of threads.
    /// </summary>
    public static NDArray Sample(CsrPattern pattern, NDArray g, NDArray x)
    {
        if (
            !x.DType.IsFloat()
            || g.DType != x.DType
            || x.Rank is not (2 or 3)
            || !g.Shape.Dimensions[..^1].SequenceEqual(x.Shape.Dimensions[..^1])
            || g.Shape[^1] != pattern.Rows
            || x.Shape[^1] != pattern.Columns
        )
            throw new ArgumentException($"{g.DType} {g.Shape} and {x.DType} {x.Shape} at {pattern}");
        var result = NDArray.Allocate(x.DType, Shape.Of([.. x.Shape.Dimensions[..^2], pattern.Count]));
        (g, x) = (g.Contiguous(), x.Contiguous());
        if (x.DType == DType.Float32)
            Sample<float>(pattern, g, x, result);
        else
            Sample<double>(pattern, g, x, result);
        GC.KeepAlive((pattern, g, x, result));
        return result;
    }

    private static NDArray Multiply(CsrPattern pattern, NDArray values, NDArray x, bool isTransposed)
    {
        var (from, to) = isTransposed ? (pattern.Rows, pattern.Columns) : (pattern.Columns, pattern.Rows);
        if (
            !x.DType.IsFloat()
            || values.DType != x.DType
            || x.Rank is not (2 or 3)
            || !values.Shape.Dimensions[..^1].SequenceEqual(x.Shape.Dimensions[..^2])
            || values.Shape[^1] != pattern.Count
            || x.Shape[^1] != from
        )
            throw new ArgumentException($"{values.DType} {values.Shape} and {x.DType} {x.Shape} at {pattern}");
        var result = NDArray.Allocate(x.DType, Shape.Of([.. x.Shape.Dimensions[..^1], to]));
        (values, x) = (values.Contiguous(), x.Contiguous());
        if (x.DType == DType.Float32)
            Multiply<float>(pattern, values, x, result, isTransposed);
        else
            Multiply<double>(pattern, values, x, result, isTransposed);
        GC.KeepAlive((pattern, values, x, result));
        return result;
    }

    private static void Multiply<T>(CsrPattern pattern, NDArray values, NDArray x, NDArray result, bool isTransposed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (examples, from, to) = (x.Shape[^2], x.Shape[^1], result.Shape[^1]);
        var width = Panel<T>.WidthOf(examples);
        var source = NDArray.Allocate(x.DType, Shape.Of(from, width));
        var sums = NDArray.Allocate(x.DType, isTransposed ? Shape.Of(to, width) : Shape.Scalar);
        var problems = x.Rank == 2 ? 1 : x.Shape[0];
        fixed (
            int* starts = &pattern.RowStarts.First<int>(),
                columns = &pattern.ColumnIndices.First<int>()
        )
        fixed (
            T* value = &values.First<T>(),
                given = &x.First<T>(),
                made = &result.First<T>()
        )
        fixed (
            T* elements = &source.First<T>(),
                totals = &sums.First<T>()
        )
        {
            var rows = new SparseRows(starts, columns, pattern.Rows);
            for (nint problem = 0; problem < problems; problem++)
            for (var i = 0; i < Panel<T>.Panels(examples); i++)
            {
                var panel = Panel<T>.At(i, examples, elements);
                panel.Fill(given + problem * examples * from, from);
                var own = value + problem * pattern.Count;
                var output = made + problem * examples * to;
                if (isTransposed)
                    Scatter(new ScatteringWork<T>(rows, own, panel, totals, output, to), panel, pattern);
                else
                    PanelLoop.Run<T, GatheringWork<T>>(
                        new(rows, own, panel, output),
                        panel.Vectors,
                        rows.Shares,
                        panel.Width
                    );
            }
        }
        GC.KeepAlive((source, sums));
    }

    private static void Scatter<T>(in ScatteringWork<T> work, in Panel<T> panel, CsrPattern pattern)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var elements = (2.0 * pattern.Count / pattern.Columns + 2) * panel.Width;
        PanelLoop.Run<T, ScatteringWork<T>>(work, panel.Vectors, pattern.Columns, elements);
    }

    private static void Sample<T>(CsrPattern pattern, NDArray g, NDArray x, NDArray result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (examples, outputs, inputs) = (x.Shape[^2], pattern.Rows, pattern.Columns);
        if (examples == 0)
            result.Span<T>().Clear();
        var width = Panel<T>.WidthOf(examples);
        var (gradients, features) = (
            NDArray.Allocate(x.DType, Shape.Of(outputs, width)),
            NDArray.Allocate(x.DType, Shape.Of(inputs, width))
        );
        var problems = x.Rank == 2 ? 1 : x.Shape[0];
        fixed (
            int* starts = &pattern.RowStarts.First<int>(),
                columns = &pattern.ColumnIndices.First<int>()
        )
        fixed (
            T* left = &g.First<T>(),
                right = &x.First<T>(),
                made = &result.First<T>()
        )
        fixed (
            T* leftElements = &gradients.First<T>(),
                rightElements = &features.First<T>()
        )
        {
            var rows = new SparseRows(starts, columns, outputs);
            for (nint problem = 0; problem < problems; problem++)
            for (var i = 0; i < Panel<T>.Panels(examples); i++)
            {
                var own = Panel<T>.At(i, examples, leftElements);
                own.Fill(left + problem * examples * outputs, outputs);
                var other = Panel<T>.At(i, examples, rightElements);
                other.Fill(right + problem * examples * inputs, inputs);
                var work = new SamplingWork<T>(rows, own, other, made + problem * pattern.Count, i == 0);
                PanelLoop.Run<T, SamplingWork<T>>(work, own.Vectors, rows.Shares, own.Width);
            }
        }
        GC.KeepAlive((gradients, features));
    }
}
