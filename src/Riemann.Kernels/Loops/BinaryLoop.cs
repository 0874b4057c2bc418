using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>A function of two elements, applied to spans of equal length or to a span and one value.</summary>
internal interface IBinary<T, TResult>
    where T : unmanaged
    where TResult : unmanaged
{
    /// <summary>Elements that are worth a thread.</summary>
    static virtual int Grain => Grains.Memory;

    /// <summary>Writes f(x, y) to the destination.</summary>
    static abstract void Invoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<TResult> destination);

    /// <summary>Writes f(x, y) with one y for all to the destination.</summary>
    static abstract void Invoke(ReadOnlySpan<T> x, T y, Span<TResult> destination);

    /// <summary>Writes f(x, y) with one x for all to the destination.</summary>
    static abstract void Invoke(T x, ReadOnlySpan<T> y, Span<TResult> destination);
}

/// <summary>Applies a function of two elements to arrays with any strides, broadcast to a common shape.</summary>
// Bound: stretches are those of a <see cref="TileLoop{TWork}"/>, and the destination has the shape of the loop.
internal static class BinaryLoop<T, TResult, TOperator>
    where T : unmanaged
    where TResult : unmanaged
    where TOperator : IBinary<T, TResult>
{
    /// <summary>f(x, y), contiguous.</summary>
    public static NDArray Run(NDArray x, NDArray y)
    {
        NDArray result;
        if (Math.Max(x.Length, y.Length) >= 2 * TOperator.Grain)
            result = Tiled(x, y);
        else if (x.IsContiguous && y.IsContiguous && x.Shape.Equals(y.Shape))
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
            result = Tiled(x, y);
        GC.KeepAlive(x);
        GC.KeepAlive(y);
        return result;
    }

    /// <summary>Writes f(result, y) over a contiguous result, y having its shape.</summary>
    public static void Over(NDArray result, NDArray y)
    {
        if (y.IsContiguous && y.Length < 2 * TOperator.Grain)
            TOperator.Invoke(result.Span<T>(), y.Span<T>(), result.Span<TResult>());
        else
            TileLoop<Elements<OnStretch>>.Run(result, result, y);
        GC.KeepAlive(result);
        GC.KeepAlive(y);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static NDArray Tiled(NDArray x, NDArray y)
    {
        var shape =
            Shape.Broadcast(x.Shape, y.Shape)
            ?? throw new ArgumentException($"the shapes {x.Shape} and {y.Shape} do not broadcast");
        var result = NDArray.Allocate(DTypes.Of<TResult>(), shape);
        TileLoop<Elements<OnStretch>>.Run(result, x, y);
        return result;
    }

    private readonly unsafe struct OnStretch : IElementFunction
    {
        public static int Grain => TOperator.Grain;

        public static void Invoke(in Stretch stretch)
        {
            var x = new ReadOnlySpan<T>((void*)stretch.At[1], stretch.Length);
            var y = new ReadOnlySpan<T>((void*)stretch.At[2], stretch.Length);
            var result = new Span<TResult>((void*)stretch.At[0], stretch.Length);
            if (!stretch.IsConstant[1] && !stretch.IsConstant[2])
                TOperator.Invoke(x, y, result);
            else if (!stretch.IsConstant[1])
                TOperator.Invoke(x, y[0], result);
            else if (!stretch.IsConstant[2])
                TOperator.Invoke(x[0], y, result);
            else
            {
                TOperator.Invoke(x[..1], y[0], result[..1]);
                result.Fill(result[0]);
            }
        }
    }
}
