using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// Combines the elements along axes. Neighbouring reduced axes count as one, and several such groups are reduced
/// one after another, innermost first.
/// </summary>
// Bound: a <see cref="Line"/> merges axes of the array, so that every first + i * stride is an element; results are
// spans.
internal static class Reducer<T, TMonoid>
    where T : unmanaged, INumber<T>
    where TMonoid : struct, IMonoid<T>
{
    public static NDArray Run(NDArray x, ReadOnlySpan<int> axes, bool keepAxes)
    {
        var shape = ReducedShape.Of(x.Shape, axes, keepAxes);
        if (x.Length == 0)
            return Empty(x.DType, shape);
        var rest = ReducedShape.TrimOnes(x.Shape, axes);
        while (rest.Length > 0)
        {
            var end = rest[^1] + 1;
            var start = ReducedShape.GroupStart(x.Shape, rest);
            while (rest.Length > 0 && rest[^1] >= start)
                rest = rest[..^1];
            rest = ReducedShape.TrimOnes(x.Shape, rest);
            x = Group(x, start, end, rest.Length == 0 ? shape : ReducedShape.OfGroup(x.Shape, start, end));
        }
        return x.Contiguous().Reshape(shape);
    }

    private static NDArray Empty(DType dtype, Shape shape)
    {
        var result = NDArray.Allocate(dtype, shape);
        result.Span<T>().Fill(TMonoid.Empty);
        GC.KeepAlive(result);
        return result;
    }

    /// <summary>Reduces the axes from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    private static NDArray Group(NDArray x, int start, int end, Shape shape)
    {
        if (!Line.TryMerge(x, start, end, out var reduced) || !Line.TryMerge(x, end, x.Rank, out var inner))
            return Group(x.Contiguous(), start, end, shape);
        var result = NDArray.Allocate(x.DType, shape);
        if (Line.TryMerge(x, 0, start, out var outer))
            Lines(ref x.First<T>(), outer, reduced, inner, result.Span<T>());
        else
            Walked(x, start, reduced, inner, result.Span<T>());
        GC.KeepAlive(x);
        GC.KeepAlive(result);
        return result;
    }

    private static void Walked(NDArray x, int axes, Line reduced, Line inner, Span<T> result)
    {
        var outer = x.View(Shape.Of(x.Shape.Dimensions[..axes]), x.Offset, x.Strides[..axes].ToArray());
        var walk = new Walk(stackalloc WalkAxis[Walk.Room(outer.Shape)], outer.Shape, outer);
        var row = new Line(walk.Row.Length, walk.Row.First);
        var count = row.Length * inner.Length;
        do
        {
            Lines(ref Unsafe.Add(ref x.First<T>(), walk.First), row, reduced, inner, result[..count]);
            result = result[count..];
        } while (walk.Next());
    }

    private static void Lines(ref T first, Line outer, Line reduced, Line inner, Span<T> result)
    {
        // Lines along one axis are neighbours, whichever axis it is.
        if (inner.Length == 1)
            (outer, inner) = (inner, outer);
        if (result.Length == 1 && reduced.Length <= Order.Block)
            result[0] = AlongRows<T, TMonoid>.Reduce(ref first, reduced.Stride, reduced.Length);
        else
            LineJob<T, TMonoid>.Run(ref first, outer, inner, reduced, result);
    }
}
