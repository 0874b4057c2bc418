namespace Riemann.Kernels;

/// <summary>A function of one element, applied to spans of equal length.</summary>
internal interface IUnary<T, TResult>
    where T : unmanaged
    where TResult : unmanaged
{
    /// <summary>Elements that are worth a thread.</summary>
    static virtual int Grain => Grains.Memory;

    /// <summary>Writes f(x) to the destination.</summary>
    static abstract void Invoke(ReadOnlySpan<T> x, Span<TResult> destination);
}

/// <summary>Applies a function of one element to an array with any strides.</summary>
// Bound: stretches are those of a <see cref="TileLoop{TWork}"/>, and the destination has the shape of the loop.
internal static class UnaryLoop<T, TResult, TOperator>
    where T : unmanaged
    where TResult : unmanaged
    where TOperator : IUnary<T, TResult>
{
    /// <summary>f(x), contiguous.</summary>
    public static NDArray Run(NDArray x)
    {
        var result = NDArray.Allocate(DTypes.Of<TResult>(), x.Shape);
        if (x.IsContiguous && x.Length < 2 * TOperator.Grain)
            TOperator.Invoke(x.Span<T>(), result.Span<TResult>());
        else
            TileLoop<Elements<OnStretch>>.Run(result, x);
        GC.KeepAlive(x);
        return result;
    }

    private readonly unsafe struct OnStretch : IElementFunction
    {
        public static int Grain => TOperator.Grain;

        public static void Invoke(in Stretch stretch)
        {
            var x = new ReadOnlySpan<T>((void*)stretch.At[1], stretch.Length);
            var result = new Span<TResult>((void*)stretch.At[0], stretch.Length);
            if (!stretch.IsConstant[1])
                TOperator.Invoke(x, result);
            else
            {
                TOperator.Invoke(x[..1], result[..1]);
                result.Fill(result[0]);
            }
        }
    }
}
