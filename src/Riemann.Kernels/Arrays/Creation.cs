namespace Riemann.Kernels;

/// <summary>Arrays made from a rule.</summary>
public static class Creation
{
    /// <summary>
    /// <paramref name="count"/> numbers <c>start + i * step</c>, each computed in double and rounded once to the
    /// element type (integers by truncation).
    /// </summary>
    public static NDArray Arange(DType dtype, int count, double start, double step)
    {
        var result = NDArray.Allocate(DType.Float64, Shape.Of(count));
        var values = result.Span<double>();
        for (var i = 0; i < values.Length; i++)
            values[i] = start + i * step;
        return Elementwise.Cast(result, dtype);
    }

    /// <summary>
    /// <paramref name="count"/> numbers from <paramref name="first"/> to <paramref name="last"/>, equally far apart and
    /// counted from the nearer end, so that both ends are exact. One number is the first.
    /// </summary>
    public static NDArray Linspace(DType dtype, int count, double first, double last)
    {
        var result = NDArray.Allocate(DType.Float64, Shape.Of(count));
        var values = result.Span<double>();
        var step = count > 1 ? (last - first) / (count - 1) : 0;
        for (var i = 0; i < values.Length; i++)
            values[i] = i < (count + 1) / 2 ? first + i * step : last - (count - 1 - i) * step;
        return Elementwise.Cast(result, dtype);
    }

    /// <summary>Zeros with ones where row and column are equal.</summary>
    public static NDArray Eye(DType dtype, int rows, int columns)
    {
        var result = NDArray.Allocate(DType.UInt8, Shape.Of(rows, columns));
        var values = result.Span<byte>();
        values.Clear();
        for (var i = 0; i < Math.Min(rows, columns); i++)
            values[i * (columns + 1)] = 1;
        return Elementwise.Cast(result, dtype);
    }
}
