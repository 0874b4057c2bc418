using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>A function of one element, applied to spans of equal length.</summary>
internal interface IUnary<T, TResult>
    where T : unmanaged
    where TResult : unmanaged
{
    /// <summary>Writes f(x) to the destination.</summary>
    static abstract void Invoke(ReadOnlySpan<T> x, Span<TResult> destination);
}

/// <summary>Applies a function of one element to an array with any strides.</summary>
// Bound: rows are those of a <see cref="Walk"/>, and the destination holds one element for each.
internal static class UnaryLoop<T, TResult, TOperator>
    where T : unmanaged
    where TResult : unmanaged
    where TOperator : IUnary<T, TResult>
{
    /// <summary>f(x), contiguous.</summary>
    public static NDArray Run(NDArray x)
    {
        var result = NDArray.Allocate(DTypes.Of<TResult>(), x.Shape);
        if (x.IsContiguous)
            TOperator.Invoke(x.Span<T>(), result.Span<TResult>());
        else if (x.Length > 0)
            Rows(x, result.Span<TResult>());
        GC.KeepAlive(x);
        return result;
    }

    private static void Rows(NDArray x, Span<TResult> destination)
    {
        var walk = new Walk(stackalloc WalkAxis[Walk.Room(x.Shape)], x.Shape, x);
        var tile = (Span<T>)stackalloc T[Row.Tile];
        ref var source = ref x.First<T>();
        var stride = walk.Row.First;
        do
        {
            var row = destination[..walk.Row.Length];
            ref var first = ref Unsafe.Add(ref source, walk.First);
            if (stride == 0)
            {
                TOperator.Invoke(new ReadOnlySpan<T>(in first), row[..1]);
                row.Fill(row[0]);
            }
            else
                Strided(ref first, stride, row, tile);
            destination = destination[row.Length..];
        } while (walk.Next());
    }

    private static void Strided(ref T first, int stride, Span<TResult> row, Span<T> tile)
    {
        var step = stride == 1 ? row.Length : tile.Length;
        for (nint done = 0; done < row.Length; done += step)
        {
            var count = Math.Min(step, row.Length - (int)done);
            var x = Row.Load(ref Unsafe.Add(ref first, done * stride), stride, count, tile);
            TOperator.Invoke(x, row.Slice((int)done, count));
        }
    }
}
