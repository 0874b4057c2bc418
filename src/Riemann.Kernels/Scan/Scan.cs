namespace Riemann.Kernels;

/// <summary>
/// Functions whose result at a place of an axis depends on the elements up to there, or from there on when
/// reversed. Results are contiguous and of the operand's shape. Elements are combined one after another, those of
/// Float32 in double precision, so that a view and its copy give the same bits.
/// </summary>
public static class Scan
{
    /// <summary>The sums of numbers up to each place; integers wrap.</summary>
    public static NDArray Sum(NDArray x, int axis, bool reverse) =>
        x.DType switch
        {
            DType.Float32 => Scanner<float, double, Sums<double>>.Run(x, axis, reverse),
            DType.Float64 => Scanner<double, double, Sums<double>>.Run(x, axis, reverse),
            DType.Int32 => Scanner<int, int, Sums<int>>.Run(x, axis, reverse),
            DType.Int64 => Scanner<long, long, Sums<long>>.Run(x, axis, reverse),
            DType.UInt8 => Scanner<byte, byte, Sums<byte>>.Run(x, axis, reverse),
            _ => throw Unsupported(x),
        };

    /// <summary>The products of numbers up to each place; integers wrap.</summary>
    public static NDArray Product(NDArray x, int axis, bool reverse) =>
        x.DType switch
        {
            DType.Float32 => Scanner<float, double, Products<double>>.Run(x, axis, reverse),
            DType.Float64 => Scanner<double, double, Products<double>>.Run(x, axis, reverse),
            DType.Int32 => Scanner<int, int, Products<int>>.Run(x, axis, reverse),
            DType.Int64 => Scanner<long, long, Products<long>>.Run(x, axis, reverse),
            DType.UInt8 => Scanner<byte, byte, Products<byte>>.Run(x, axis, reverse),
            _ => throw Unsupported(x),
        };

    /// <summary>log(sum(exp(x))) of floats up to each place, without overflow; NaN from the first NaN on.</summary>
    public static NDArray LogSumExp(NDArray x, int axis) =>
        x.DType switch
        {
            DType.Float32 => Scanner<float, double, LogSums>.Run(x, axis, false),
            DType.Float64 => Scanner<double, double, LogSums>.Run(x, axis, false),
            _ => throw Unsupported(x),
        };

    /// <summary>
    /// The Int64 index of the first largest number up to each place, and of the first NaN from there on.
    /// </summary>
    public static NDArray ArgMax(NDArray x, int axis) =>
        x.DType switch
        {
            DType.Float32 => ArgScanner<float, MaxOf<float>>.Run(x, axis),
            DType.Float64 => ArgScanner<double, MaxOf<double>>.Run(x, axis),
            DType.Int32 => ArgScanner<int, MaxOf<int>>.Run(x, axis),
            DType.Int64 => ArgScanner<long, MaxOf<long>>.Run(x, axis),
            DType.UInt8 => ArgScanner<byte, MaxOf<byte>>.Run(x, axis),
            _ => throw Unsupported(x),
        };

    /// <summary>
    /// The Int64 index of the first smallest number up to each place, and of the first NaN from there on.
    /// </summary>
    public static NDArray ArgMin(NDArray x, int axis) =>
        x.DType switch
        {
            DType.Float32 => ArgScanner<float, MinOf<float>>.Run(x, axis),
            DType.Float64 => ArgScanner<double, MinOf<double>>.Run(x, axis),
            DType.Int32 => ArgScanner<int, MinOf<int>>.Run(x, axis),
            DType.Int64 => ArgScanner<long, MinOf<long>>.Run(x, axis),
            DType.UInt8 => ArgScanner<byte, MinOf<byte>>.Run(x, axis),
            _ => throw Unsupported(x),
        };

    /// <summary>
    /// The linear recurrence s[i] = a[i] s[i - 1] + b[i] along an axis, s before the first place being 0; from the
    /// end when reversed. Both operands have one shape and hold floats of one type. A product with 0 is 0 whatever
    /// the other factor.
    /// </summary>
    public static NDArray Recurrence(NDArray a, NDArray b, int axis, bool reverse) =>
        a.DType switch
        {
            DType.Float32 => Recurring<float>.Run(a, b, axis, reverse),
            DType.Float64 => Recurring<double>.Run(a, b, axis, reverse),
            _ => throw Unsupported(a),
        };

    /// <summary>A view with the elements along an axis in the opposite order.</summary>
    // Bound: spans of one number for each axis.
    internal static NDArray Reversed(NDArray x, int axis)
    {
        if (x.Length == 0)
            return x;
        Span<int> starts = stackalloc int[x.Rank];
        Span<int> steps = stackalloc int[x.Rank];
        starts.Clear();
        steps.Fill(1);
        starts[axis] = x.Shape[axis] - 1;
        steps[axis] = -1;
        return x.Slice(starts, x.Shape.Dimensions, steps);
    }

    /// <summary>A view of the first element of each line along an axis.</summary>
    internal static NDArray Heads(NDArray x, int axis) =>
        x.View(ReducedShape.OfGroup(x.Shape, axis, axis + 1), x.Offset, x.Strides.ToArray());

    private static ArgumentException Unsupported(NDArray x) => new($"the scan is not defined for {x.DType.Name()}");
}
