namespace Riemann.Kernels;

/// <summary>Row-major copies of arrays with any strides.</summary>
// Bound: stretches are those of a <see cref="TileLoop{TWork}"/>, and the destination has the shape of the loop.
internal static class Copy
{
    /// <summary>A contiguous copy.</summary>
    public static NDArray Of(NDArray x)
    {
        var result = NDArray.Allocate(x.DType, x.Shape);
        Into(result, x);
        return result;
    }

    /// <summary>Copies an array into one of the same shape and element type, which may be a view of a part of another.</summary>
    public static void Into(NDArray destination, NDArray source) => TileLoop<Moving>.Run(destination, source);

    /// <summary>Writes the elements, read as <typeparamref name="T"/>, to a span of the array's length.</summary>
    public static void To<T>(NDArray x, Span<T> destination)
        where T : unmanaged
    {
        x = x.Contiguous();
        x.Span<T>().CopyTo(destination);
        GC.KeepAlive(x);
    }
}
