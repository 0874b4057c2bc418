namespace Riemann.Kernels;

/// <summary>
/// Functions that take away axes. The axes are ascending, distinct and not negative; with <c>keepAxes</c> they
/// stay, with length 1. Results are contiguous. Their bits depend on the elements and the shape only.
/// </summary>
public static class Reduction
{
    /// <summary>
    /// Sums over axes, in the operand's numeric type: integers wrap, floats are summed pairwise in blocks. The
    /// sum of nothing is 0.
    /// </summary>
    public static NDArray Sum(NDArray x, ReadOnlySpan<int> axes, bool keepAxes) =>
        x.DType switch
        {
            DType.Float32 => Reducer<float, SumOf<float>>.Run(x, axes, keepAxes),
            DType.Float64 => Reducer<double, SumOf<double>>.Run(x, axes, keepAxes),
            DType.Int32 => Reducer<int, SumOf<int>>.Run(x, axes, keepAxes),
            DType.Int64 => Reducer<long, SumOf<long>>.Run(x, axes, keepAxes),
            DType.UInt8 => Reducer<byte, SumOf<byte>>.Run(x, axes, keepAxes),
            _ => throw Unsupported(x),
        };

    /// <summary>Products over axes, in the operand's numeric type; integers wrap. The product of nothing is 1.</summary>
    public static NDArray Product(NDArray x, ReadOnlySpan<int> axes, bool keepAxes) =>
        x.DType switch
        {
            DType.Float32 => Reducer<float, ProductOf<float>>.Run(x, axes, keepAxes),
            DType.Float64 => Reducer<double, ProductOf<double>>.Run(x, axes, keepAxes),
            DType.Int32 => Reducer<int, ProductOf<int>>.Run(x, axes, keepAxes),
            DType.Int64 => Reducer<long, ProductOf<long>>.Run(x, axes, keepAxes),
            DType.UInt8 => Reducer<byte, ProductOf<byte>>.Run(x, axes, keepAxes),
            _ => throw Unsupported(x),
        };

    /// <summary>The largest elements along axes of numbers; NaN where there is one. The axes are not empty.</summary>
    public static NDArray Max(NDArray x, ReadOnlySpan<int> axes, bool keepAxes) =>
        x.DType switch
        {
            DType.Float32 => Reducer<float, MaxOf<float>>.Run(x, axes, keepAxes),
            DType.Float64 => Reducer<double, MaxOf<double>>.Run(x, axes, keepAxes),
            DType.Int32 => Reducer<int, MaxOf<int>>.Run(x, axes, keepAxes),
            DType.Int64 => Reducer<long, MaxOf<long>>.Run(x, axes, keepAxes),
            DType.UInt8 => Reducer<byte, MaxOf<byte>>.Run(x, axes, keepAxes),
            _ => throw Unsupported(x),
        };

    /// <summary>The smallest elements along axes of numbers; NaN where there is one. The axes are not empty.</summary>
    public static NDArray Min(NDArray x, ReadOnlySpan<int> axes, bool keepAxes) =>
        x.DType switch
        {
            DType.Float32 => Reducer<float, MinOf<float>>.Run(x, axes, keepAxes),
            DType.Float64 => Reducer<double, MinOf<double>>.Run(x, axes, keepAxes),
            DType.Int32 => Reducer<int, MinOf<int>>.Run(x, axes, keepAxes),
            DType.Int64 => Reducer<long, MinOf<long>>.Run(x, axes, keepAxes),
            DType.UInt8 => Reducer<byte, MinOf<byte>>.Run(x, axes, keepAxes),
            _ => throw Unsupported(x),
        };

    /// <summary>
    /// log(sum(exp(x))) over axes of floats, without overflow. Minus infinity where all elements are, and for no
    /// elements; infinity where one is; NaN where there is one.
    /// </summary>
    public static NDArray LogSumExp(NDArray x, ReadOnlySpan<int> axes, bool keepAxes) =>
        x.DType switch
        {
            DType.Float32 => LogSumExpReducer<float>.Run(x, axes, keepAxes),
            DType.Float64 => LogSumExpReducer<double>.Run(x, axes, keepAxes),
            _ => throw Unsupported(x),
        };

    /// <summary>Whether any truth value along axes is true; false for none.</summary>
    public static NDArray Any(NDArray x, ReadOnlySpan<int> axes, bool keepAxes) =>
        x.DType == DType.Bool ? Reducer<byte, AnyOf>.Run(x, axes, keepAxes) : throw Unsupported(x);

    /// <summary>Whether all truth values along axes are true; true for none.</summary>
    public static NDArray All(NDArray x, ReadOnlySpan<int> axes, bool keepAxes) =>
        x.DType == DType.Bool ? Reducer<byte, AllOf>.Run(x, axes, keepAxes) : throw Unsupported(x);

    /// <summary>
    /// The Int64 index of the first largest number along a non-empty axis. NaN counts as larger than all others.
    /// </summary>
    public static NDArray ArgMax(NDArray x, int axis, bool keepAxis) =>
        x.DType switch
        {
            DType.Float32 => ArgReducer<float, MaxOf<float>>.Run(x, axis, keepAxis),
            DType.Float64 => ArgReducer<double, MaxOf<double>>.Run(x, axis, keepAxis),
            DType.Int32 => ArgReducer<int, MaxOf<int>>.Run(x, axis, keepAxis),
            DType.Int64 => ArgReducer<long, MaxOf<long>>.Run(x, axis, keepAxis),
            DType.UInt8 => ArgReducer<byte, MaxOf<byte>>.Run(x, axis, keepAxis),
            _ => throw Unsupported(x),
        };

    /// <summary>
    /// The Int64 index of the first smallest number along a non-empty axis. NaN counts as smaller than all others.
    /// </summary>
    public static NDArray ArgMin(NDArray x, int axis, bool keepAxis) =>
        x.DType switch
        {
            DType.Float32 => ArgReducer<float, MinOf<float>>.Run(x, axis, keepAxis),
            DType.Float64 => ArgReducer<double, MinOf<double>>.Run(x, axis, keepAxis),
            DType.Int32 => ArgReducer<int, MinOf<int>>.Run(x, axis, keepAxis),
            DType.Int64 => ArgReducer<long, MinOf<long>>.Run(x, axis, keepAxis),
            DType.UInt8 => ArgReducer<byte, MinOf<byte>>.Run(x, axis, keepAxis),
            _ => throw Unsupported(x),
        };

    private static ArgumentException Unsupported(NDArray x) =>
        new($"the reduction is not defined for {x.DType.Name()}");
}
