using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>x + y, for every numeric type; integers wrap.</summary>
    public static NDArray Add(NDArray x, NDArray y) => NumberBinary<VectorPairs<AddFunction>>(x, y);

    /// <summary>
    /// Adds x, of the same shape, to a contiguous float array that the caller alone has made and nobody else has
    /// seen. Others go on taking arrays for immutable.
    /// </summary>
    public static void AddTo(NDArray sum, NDArray x)
    {
        if (Common(sum, x) == DType.Float32)
            BinaryLoop<float, float, OnNumbers<VectorPairs<AddFunction>, float>>.Over(sum, x);
        else
            BinaryLoop<double, double, OnNumbers<VectorPairs<AddFunction>, double>>.Over(sum, x);
    }

    /// <summary>x - y, for every numeric type; integers wrap.</summary>
    public static NDArray Subtract(NDArray x, NDArray y) => NumberBinary<VectorPairs<SubtractFunction>>(x, y);

    /// <summary>x times y, for every numeric type; integers wrap.</summary>
    public static NDArray Multiply(NDArray x, NDArray y) => NumberBinary<VectorPairs<MultiplyFunction>>(x, y);

    /// <summary>x / y, for floats, by IEEE 754: an infinity or NaN where y is 0.</summary>
    public static NDArray Divide(NDArray x, NDArray y) => FloatBinary<DivideOperator>(x, y);

    private readonly struct AddFunction : IVectorPair
    {
        public static T Invoke<T>(T x, T y)
            where T : unmanaged, INumber<T> => unchecked(x + y);

        public static Vector512<T> Invoke<T>(Vector512<T> x, Vector512<T> y)
            where T : unmanaged, INumber<T> => x + y;

        public static Vector128<T> Invoke<T>(Vector128<T> x, Vector128<T> y)
            where T : unmanaged, INumber<T> => x + y;
    }

    private readonly struct SubtractFunction : IVectorPair
    {
        public static T Invoke<T>(T x, T y)
            where T : unmanaged, INumber<T> => unchecked(x - y);

        public static Vector512<T> Invoke<T>(Vector512<T> x, Vector512<T> y)
            where T : unmanaged, INumber<T> => x - y;

        public static Vector128<T> Invoke<T>(Vector128<T> x, Vector128<T> y)
            where T : unmanaged, INumber<T> => x - y;
    }

    private readonly struct MultiplyFunction : IVectorPair
    {
        public static T Invoke<T>(T x, T y)
            where T : unmanaged, INumber<T> => unchecked(x * y);

        public static Vector512<T> Invoke<T>(Vector512<T> x, Vector512<T> y)
            where T : unmanaged, INumber<T> => x * y;

        public static Vector128<T> Invoke<T>(Vector128<T> x, Vector128<T> y)
            where T : unmanaged, INumber<T> => x * y;
    }

    private readonly struct DivideOperator : IFloatBinary
    {
        static void IFloatBinary.Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination) =>
            TensorPrimitives.Divide(x, y, destination);
    }
}
