using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Comparisons with what plain loops gave.</summary>
internal static class Agree
{
    /// <summary>The same shape, and each element within a tolerance of its own; NaN and infinities where expected.</summary>
    public static void With<T>(Shape shape, double[] expected, NDArray actual, Func<int, double> tolerance)
        where T : unmanaged, INumber<T>
    {
        Assert.Equal(shape, actual.Shape);
        Assert.True(actual.IsContiguous || actual.Length == 0, "the result has gaps");
        var values = actual.ToArray<T>();
        for (var i = 0; i < expected.Length; i++)
        {
            var value = double.CreateChecked(values[i]);
            if (expected[i].Equals(value) || Math.Abs(value - expected[i]) <= tolerance(i))
                continue;
            Assert.Fail($"element {i} is {value:R}, not {expected[i]:R}");
        }
    }

    /// <summary>The same shape and the same elements; zeros of both signs are one.</summary>
    public static void Exactly<T>(Shape shape, T[] expected, NDArray actual)
        where T : unmanaged, INumber<T>
    {
        Assert.Equal(shape, actual.Shape);
        var values = actual.ToArray<T>();
        for (var i = 0; i < expected.Length; i++)
            if (!expected[i].Equals(values[i]) && expected[i] != values[i])
                Assert.Fail($"element {i} is {values[i]}, not {expected[i]}");
    }

    /// <summary>The relative error of one rounding.</summary>
    public static double Epsilon<T>() => typeof(T) == typeof(float) ? Math.Pow(2, -24) : Math.Pow(2, -53);
}
