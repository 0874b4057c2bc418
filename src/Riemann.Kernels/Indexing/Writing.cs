namespace Riemann.Kernels;

/// <summary>Writes into arrays that a kernel is making, through views of their parts.</summary>
// Bound: destination and source have one shape, and rows are those of a <see cref="Walk"/>.
internal static class Writing
{
    /// <summary>A new array of zeros.</summary>
    public static NDArray Zeros(DType dtype, Shape shape)
    {
        var result = NDArray.Allocate(dtype, shape);
        switch (dtype.Size())
        {
            case 8:
                result.Span<ulong>().Clear();
                break;
            case 4:
                result.Span<uint>().Clear();
                break;
            default:
                result.Span<byte>().Clear();
                break;
        }
        GC.KeepAlive(result);
        return result;
    }
}
