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

    /// <summary>The n by n identity matrix.</summary>
    public static NDArray Eye(DType dtype, int n)
    {
        var result = NDArray.Allocate(DType.UInt8, Shape.Of(n, n));
        var values = result.Span<byte>();
        values.Clear();
        for (var i = 0; i < n; i++)
            values[i * (n + 1)] = 1;
        return Elementwise.Cast(result, dtype);
    }
}
