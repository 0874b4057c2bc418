using System.Numerics;

namespace Riemann.Kernels;

/// <summary>The inverse of the error function, by the inverse of the normal distribution function.</summary>
// Bound: spans only; the buffer on the stack is one vector.
internal readonly struct InverseErf : IFloatUnary
{
    public static int Grain => Grains.Scalar;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lanes = (Span<double>)stackalloc double[Vector<double>.Count];
        for (var done = 0; done < x.Length; done += lanes.Length)
        {
            var count = Math.Min(lanes.Length, x.Length - done);
            for (var i = 0; i < count; i++)
                lanes[i] = double.CreateTruncating(x[done + i]);
            var y = Of(new Vector<double>(lanes));
            for (var i = 0; i < count; i++)
                destination[done + i] = T.CreateTruncating(y[i]);
        }
    }

    // erf(y) = x where the normal quantile at (1 + x) / 2 is y times the square root of 2.
    private static Vector<double> Of(Vector<double> x)
    {
        var one = Vector<double>.One;
        var magnitude = Vector.Abs(x);
        var isInside = Vector.LessThan(magnitude, one);
        var inside = Vector.ConditionalSelect(isInside, x, Vector<double>.Zero);
        var y = NormalQuantile.Of(Vector.Create(0.5) * inside) * Vector.Create(Math.Sqrt(0.5));
        var infinity = Vector.CopySign(Vector.Create(double.PositiveInfinity), x);
        var outside = Vector.ConditionalSelect(Vector.Equals(magnitude, one), infinity, Vector.Create(double.NaN));
        return Vector.ConditionalSelect(isInside, y, outside);
    }
}
