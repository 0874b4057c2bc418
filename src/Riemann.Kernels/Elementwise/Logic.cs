using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>True where x is false.</summary>
    public static NDArray Not(NDArray x) =>
        x.DType == DType.Bool ? UnaryLoop<byte, bool, NotOperator>.Run(x) : throw Unsupported(x);

    /// <summary>True where both are true.</summary>
    public static NDArray And(NDArray x, NDArray y) => Logical<AndOperator>(x, y);

    /// <summary>True where at least one is true.</summary>
    public static NDArray Or(NDArray x, NDArray y) => Logical<OrOperator>(x, y);

    /// <summary>True where exactly one is true.</summary>
    public static NDArray Xor(NDArray x, NDArray y) => Logical<XorOperator>(x, y);

    private static NDArray Logical<TOperator>(NDArray x, NDArray y)
        where TOperator : IBinary<byte, bool> =>
        Common(x, y) == DType.Bool ? BinaryLoop<byte, bool, TOperator>.Run(x, y) : throw Unsupported(x);

    // Truth values are the bytes 0 and 1, so that bitwise operations on bytes are the logical ones. Bound: the same span.
    private static Span<byte> Bytes(Span<bool> values) => MemoryMarshal.AsBytes(values);

    private readonly struct NotOperator : IUnary<byte, bool>
    {
        public static void Invoke(ReadOnlySpan<byte> x, Span<bool> destination) =>
            TensorPrimitives.Xor(x, (byte)1, Bytes(destination));
    }

    private readonly struct AndOperator : IBinary<byte, bool>
    {
        public static void Invoke(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y, Span<bool> destination) =>
            TensorPrimitives.BitwiseAnd(x, y, Bytes(destination));

        public static void Invoke(ReadOnlySpan<byte> x, byte y, Span<bool> destination) =>
            TensorPrimitives.BitwiseAnd(x, y, Bytes(destination));

        public static void Invoke(byte x, ReadOnlySpan<byte> y, Span<bool> destination) =>
            TensorPrimitives.BitwiseAnd(y, x, Bytes(destination));
    }

    private readonly struct OrOperator : IBinary<byte, bool>
    {
        public static void Invoke(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y, Span<bool> destination) =>
            TensorPrimitives.BitwiseOr(x, y, Bytes(destination));

        public static void Invoke(ReadOnlySpan<byte> x, byte y, Span<bool> destination) =>
            TensorPrimitives.BitwiseOr(x, y, Bytes(destination));

        public static void Invoke(byte x, ReadOnlySpan<byte> y, Span<bool> destination) =>
            TensorPrimitives.BitwiseOr(y, x, Bytes(destination));
    }

    private readonly struct XorOperator : IBinary<byte, bool>
    {
        public static void Invoke(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y, Span<bool> destination) =>
            TensorPrimitives.Xor(x, y, Bytes(destination));

        public static void Invoke(ReadOnlySpan<byte> x, byte y, Span<bool> destination) =>
            TensorPrimitives.Xor(x, y, Bytes(destination));

        public static void Invoke(byte x, ReadOnlySpan<byte> y, Span<bool> destination) =>
            TensorPrimitives.Xor(y, x, Bytes(destination));
    }
}
