using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>x to the power y, for floats; NaN where x is negative and y no integer, 1 where y is 0.</summary>
    public static NDArray Power(NDArray x, NDArray y) =>
        y.Length == 1 && y.Rank <= x.Rank && y.DType == x.DType && y.ToDouble(0) == 2
            ? Square(x)
            : FloatBinary<PowerOperator>(x, y);

    private readonly struct PowerOperator : IFloatBinary
    {
        public static int Grain => Grains.Scalar;

        static void IFloatBinary.Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        {
            if (typeof(T) == typeof(float))
                Singles(
                    MemoryMarshal.Cast<T, float>(x),
                    MemoryMarshal.Cast<T, float>(y),
                    MemoryMarshal.Cast<T, float>(destination)
                );
            else
                for (var i = 0; i < destination.Length; i++)
                    destination[i] = T.Pow(x[i], y[i]);
        }

        // exp(y log x) in double precision, which leaves nothing to correct in single precision.
        private static void Singles(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination)
        {
            var first = (Span<double>)stackalloc double[Row.Tile];
            var second = (Span<double>)stackalloc double[Row.Tile];
            for (var done = 0; done < destination.Length; done += Row.Tile)
            {
                var count = Math.Min(Row.Tile, destination.Length - done);
                var product = first[..count];
                var other = second[..count];
                TensorPrimitives.ConvertTruncating(x.Slice(done, count), product);
                VectorMap<LogFunction>.Invoke<double>(product, other);
                TensorPrimitives.ConvertTruncating(y.Slice(done, count), product);
                TensorPrimitives.Multiply(product, other, product);
                VectorMap<ExpFunction>.Invoke<double>(product, other);
                TensorPrimitives.ConvertTruncating<double, float>(other, destination.Slice(done, count));
            }
            // Elsewhere the logarithm does not tell enough.
            for (var i = 0; i < destination.Length; i++)
                if (!(x[i] > 0 && x[i] < float.PositiveInfinity && float.IsFinite(y[i])))
                    destination[i] = MathF.Pow(x[i], y[i]);
        }
    }
}
