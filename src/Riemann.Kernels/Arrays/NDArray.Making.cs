namespace Riemann.Kernels;

public sealed partial class NDArray
{
    /// <summary>
    /// A copy of row-major values. Throws <see cref="ArgumentException"/> when their number is not the
    /// shape's, or when <typeparamref name="T"/> is no element type.
    /// </summary>
    public static NDArray Of<T>(ReadOnlySpan<T> values, Shape shape)
        where T : unmanaged
    {
        if (values.Length != shape.Length)
            throw new ArgumentException($"{values.Length} values do not fill the shape {shape}");
        var result = Allocate(DTypes.Of<T>(), shape);
        values.CopyTo(result.Span<T>());
        return result;
    }

    /// <summary>A value without axes. Integer types take the value as <see cref="Elementwise.Cast"/> does.</summary>
    public static NDArray Scalar(DType dtype, double value) =>
        dtype switch
        {
            DType.Float32 => Single((float)value),
            DType.Float64 => Single(value),
            DType.Int32 => Single(int.CreateSaturating(value)),
            DType.Int64 => Single(long.CreateSaturating(value)),
            DType.UInt8 => Single(byte.CreateSaturating(value)),
            _ => Single(value != 0),
        };

    /// <summary>One value seen at every place of a shape: all strides are 0, and one element is stored.</summary>
    public static NDArray Full(DType dtype, Shape shape, double value) => Scalar(dtype, value).BroadcastTo(shape);

    /// <summary>As the other overload, exact for every 64-bit integer; narrower integers wrap.</summary>
    public static NDArray Full(DType dtype, Shape shape, long value) => ExactScalar(dtype, value).BroadcastTo(shape);

    private static NDArray ExactScalar(DType dtype, long value) =>
        dtype switch
        {
            DType.Int32 => Single(unchecked((int)value)),
            DType.Int64 => Single(value),
            DType.UInt8 => Single(unchecked((byte)value)),
            DType.Bool => Single(value != 0),
            _ => Scalar(dtype, value),
        };

    private static NDArray Single<T>(T value)
        where T : unmanaged
    {
        var result = Allocate(DTypes.Of<T>(), Shape.Scalar);
        result.First<T>() = value;
        return result;
    }
}
