namespace Riemann.Kernels.Tests;

/// <summary>Distances in units in the last place.</summary>
internal static class Ulp
{
    /// <summary>How far a result is from the exact value, in units of the float nearest to that value.</summary>
    public static double Error(DType dtype, double actual, double exact)
    {
        var rounded = dtype == DType.Float32 ? (float)exact : exact;
        if (double.IsNaN(rounded) || double.IsNaN(actual))
            return double.IsNaN(rounded) && double.IsNaN(actual) ? 0 : double.PositiveInfinity;
        if (double.IsInfinity(rounded) || double.IsInfinity(actual))
            return actual == rounded ? 0
                : double.IsFinite(exact) && Math.Abs(exact) > LargestFinite(dtype) / 2 ? 1
                : double.PositiveInfinity;
        return Math.Abs(actual - exact) / Of(dtype, rounded);
    }

    /// <summary>How far a float64 is from the exact value.</summary>
    public static double Error(double actual, DoubleDouble exact) =>
        double.IsFinite(actual) && double.IsFinite(exact.High)
            ? Math.Abs(actual - exact.High - exact.Low) / Of(DType.Float64, exact.High)
            : Error(DType.Float64, actual, exact.High);

    /// <summary>The gap above the magnitude of a value.</summary>
    public static double Of(DType dtype, double value) =>
        dtype == DType.Float32
            ? Math.Max((double)MathF.BitIncrement(MathF.Abs((float)value)) - Math.Abs((float)value), float.Epsilon)
            : Math.BitIncrement(Math.Abs(value)) - Math.Abs(value);

    private static double LargestFinite(DType dtype) => dtype == DType.Float32 ? float.MaxValue : double.MaxValue;
}
