using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>Minus x, for every numeric type; integers wrap.</summary>
    public static NDArray Negate(NDArray x) => NumberUnary<NegateOperator>(x);

    /// <summary>The magnitude, for every numeric type; the least integer stays itself.</summary>
    public static NDArray Abs(NDArray x) => NumberUnary<NumberMap<AbsFunction>>(x);

    /// <summary>-1, 0 or 1, for every numeric type; zeros keep their sign and NaN stays NaN.</summary>
    public static NDArray Sign(NDArray x) => NumberUnary<NumberMap<SignFunction>>(x);

    /// <summary>The magnitude of x with the sign of y, for floats; a zero and NaN have a sign too.</summary>
    public static NDArray CopySign(NDArray x, NDArray y) => FloatBinary<CopySignOperator>(x, y);

    private readonly struct NegateOperator : INumberUnary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Negate(x, destination);
    }

    private readonly struct CopySignOperator : IFloatBinary
    {
        static void IFloatBinary.Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination) =>
            TensorPrimitives.CopySign(x, y, destination);
    }

    private readonly struct AbsFunction : INumberFunction
    {
        static Vector<T> INumberFunction.Invoke<T>(Vector<T> x) => Vector.Abs(x);
    }

    private readonly struct SignFunction : INumberFunction
    {
        static Vector<T> INumberFunction.Invoke<T>(Vector<T> x)
        {
            var (zero, one) = (Vector<T>.Zero, Vector<T>.One);
            var negative = Vector.ConditionalSelect(Vector.LessThan(x, zero), zero - one, x);
            return Vector.ConditionalSelect(Vector.GreaterThan(x, zero), one, negative);
        }
    }
}
