using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>
    /// The elements as another type. Floats become integers by truncation toward 0, saturating at the ends of
    /// the range, NaN becoming 0; integers that are too wide wrap; truth values become 0 and 1; and anything but
    /// 0 becomes true.
    /// </summary>
    public static NDArray Cast(NDArray x, DType dtype) =>
        x.DType == dtype
            ? x.Contiguous()
            : x.DType switch
            {
                DType.Float32 => CastFrom<float>(x, dtype),
                DType.Float64 => CastFrom<double>(x, dtype),
                DType.Int32 => CastFrom<int>(x, dtype),
                DType.Int64 => CastFrom<long>(x, dtype),
                _ => CastFrom<byte>(x, dtype),
            };

    private static NDArray CastFrom<T>(NDArray x, DType dtype)
        where T : unmanaged, INumber<T> =>
        dtype switch
        {
            DType.Float32 => UnaryLoop<T, float, Convert<T, float>>.Run(x),
            DType.Float64 => UnaryLoop<T, double, Convert<T, double>>.Run(x),
            DType.Int32 => UnaryLoop<T, int, Convert<T, int>>.Run(x),
            DType.Int64 => UnaryLoop<T, long, Convert<T, long>>.Run(x),
            DType.UInt8 => UnaryLoop<T, byte, Convert<T, byte>>.Run(x),
            _ => NotEqual(x, NDArray.Scalar(x.DType, 0)),
        };

    private readonly struct Convert<T, TResult> : IUnary<T, TResult>
        where T : unmanaged, INumber<T>
        where TResult : unmanaged, INumber<TResult>
    {
        public static void Invoke(ReadOnlySpan<T> x, Span<TResult> destination) =>
            TensorPrimitives.ConvertTruncating(x, destination);
    }
}
