using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>A function of two elements, applied to spans of equal length or to a span and one value.</summary>
internal interface IBinary<T, TResult>
    where T : unmanaged
    where TResult : unmanaged
{
    /// <summary>Writes f(x, y) to the destination.</summary>
    static abstract void Invoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<TResult> destination);

    /// <summary>Writes f(x, y) with one y for all to the destination.</summary>
    static abstract void Invoke(ReadOnlySpan<T> x, T y, Span<TResult> destination);

    /// <summary>Writes f(x, y) with one x for all to the destination.</summary>
    static abstract void Invoke(T x, ReadOnlySpan<T> y, Span<TResult> destination);
}

/// <summary>Applies a function of two elements to arrays with any strides, broadcast to a common shape.</summary>
// Bound: rows are those of a <see cref="Walk"/>, and the destination holds one element for each.
internal static class BinaryLoop<T, TResult, TOperator>
    where T : unmanaged
    where TResult : unmanaged
    where TOperator : IBinary<T, TResult>
{
    /// <summary>f(x, y), contiguous.</summary>
    public static NDArray Run(NDArray x, NDArray y)
    {
        NDArray result;
        if (x.IsContiguous && y.IsContiguous && x.Shape.Equals(y.Shape))
        {
            result = NDArray.Allocate(DTypes.Of<TResult>(), x.Shape);
            TOperator.Invoke(x.Span<T>(), y.Span<T>(), result.Span<TResult>());
        }
        else if (x.IsContiguous && y.Length == 1 && y.Rank <= x.Rank)
        {
            result = NDArray.Allocate(DTypes.Of<TResult>(), x.Shape);
            TOperator.Invoke(x.Span<T>(), y.First<T>(), result.Span<TResult>());
        }
        else if (y.IsContiguous && x.Length == 1 && x.Rank <= y.Rank)
        {
            result = NDArray.Allocate(DTypes.Of<TResult>(), y.Shape);
            TOperator.Invoke(x.First<T>(), y.Span<T>(), result.Span<TResult>());
        }
        else
            result = Broadcast(x, y);
        GC.KeepAlive(x);
        GC.KeepAlive(y);
        return result;
    }

    /// <summary>Writes f(result, y) over a contiguous result, y having its shape.</summary>
    public static void Over(NDArray result, NDArray y)
    {
        var span = result.Span<T>();
        var destination = result.Span<TResult>();
        if (y.IsContiguous)
            TOperator.Invoke(span, y.Span<T>(), destination);
        else if (span.Length > 0)
            Rows(result, y, result.Shape, destination);
        GC.KeepAlive(result);
        GC.KeepAlive(y);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static NDArray Broadcast(NDArray x, NDArray y)
    {
        var shape =
            Shape.Broadcast(x.Shape, y.Shape)
            ?? throw new ArgumentException($"the shapes {x.Shape} and {y.Shape} do not broadcast");
        var result = NDArray.Allocate(DTypes.Of<TResult>(), shape);
        if (shape.Length > 0)
            Rows(x, y, shape, result.Span<TResult>());
        return result;
    }

    private static void Rows(NDArray x, NDArray y, Shape shape, Span<TResult> destination)
    {
        var walk = new Walk(stackalloc WalkAxis[Walk.Room(shape)], shape, x, y);
        var xTile = (Span<T>)stackalloc T[Row.Tile];
        var yTile = (Span<T>)stackalloc T[Row.Tile];
        ref var xSource = ref x.First<T>();
        ref var ySource = ref y.First<T>();
        // A whole row at once where nothing has to pass through a tile.
        var step = walk.Row.First is 0 or 1 && walk.Row.Second is 0 or 1 ? walk.Row.Length : Row.Tile;
        do
        {
            for (nint done = 0; done < walk.Row.Length; done += step)
            {
                var part = destination.Slice((int)done, Math.Min(step, walk.Row.Length - (int)done));
                ref var xFirst = ref Unsafe.Add(ref xSource, walk.First + done * walk.Row.First);
                ref var yFirst = ref Unsafe.Add(ref ySource, walk.Second + done * walk.Row.Second);
                Part(ref xFirst, walk.Row.First, xTile, ref yFirst, walk.Row.Second, yTile, part);
            }
            destination = destination[walk.Row.Length..];
        } while (walk.Next());
    }

    private static void Part(
        ref T x,
        int xStride,
        Span<T> xTile,
        ref T y,
        int yStride,
        Span<T> yTile,
        Span<TResult> destination
    )
    {
        var count = destination.Length;
        if (xStride != 0 && yStride != 0)
            TOperator.Invoke(
                Row.Load(ref x, xStride, count, xTile),
                Row.Load(ref y, yStride, count, yTile),
                destination
            );
        else if (xStride != 0)
            TOperator.Invoke(Row.Load(ref x, xStride, count, xTile), y, destination);
        else if (yStride != 0)
            TOperator.Invoke(x, Row.Load(ref y, yStride, count, yTile), destination);
        else
        {
            TOperator.Invoke(MemoryMarshal.CreateReadOnlySpan(ref x, 1), y, destination[..1]);
            destination.Fill(destination[0]);
        }
    }
}
