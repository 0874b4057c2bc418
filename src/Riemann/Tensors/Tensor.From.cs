using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Riemann.Bridge;
using Riemann.Kernels;

namespace Riemann;

public partial class Tensor
{
    /// <summary>
    /// A tensor of the numbers or truth values in <paramref name="data"/>: one value, an array of any rank, or nested
    /// arrays or lists of equal lengths. <c>double</c> gives Float64, <c>float</c> Float32, <c>int</c> Int32, unless
    /// another type is asked for.
    /// </summary>
    public static Tensor From(object data, bool requiresGrad = false, DType? dtype = null) =>
        Made(InType(Creating.OfNested(data), dtype), requiresGrad);

    /// <summary>A vector of these elements.</summary>
    public static Tensor From<T>(T[] data, bool requiresGrad = false, DType? dtype = null)
        where T : unmanaged => Of<T>(data, Kernels.Shape.Of(data.Length), requiresGrad, dtype);

    /// <summary>A matrix of these rows, which have equal lengths.</summary>
    public static Tensor From<T>(T[][] data, bool requiresGrad = false, DType? dtype = null)
        where T : unmanaged
    {
        var columns = data.Length == 0 ? 0 : data[0].Length;
        if (Array.Exists(data, row => row.Length != columns))
            return From((object)data, requiresGrad, dtype); // which knows the message
        var elements = new T[data.Length * columns];
        for (var row = 0; row < data.Length; row++)
            data[row].CopyTo(elements, row * columns);
        return Of<T>(elements, Kernels.Shape.Of(data.Length, columns), requiresGrad, dtype);
    }

    /// <summary>A matrix of these elements.</summary>
    public static Tensor From<T>(T[,] data, bool requiresGrad = false, DType? dtype = null)
        where T : unmanaged =>
        Of<T>(Flat<T>(data), Kernels.Shape.Of(data.GetLength(0), data.GetLength(1)), requiresGrad, dtype);

    /// <summary>A tensor with three axes of these elements.</summary>
    public static Tensor From<T>(T[,,] data, bool requiresGrad = false, DType? dtype = null)
        where T : unmanaged => Of<T>(Flat<T>(data), Lengths(data), requiresGrad, dtype);

    /// <summary>A tensor with four axes of these elements.</summary>
    public static Tensor From<T>(T[,,,] data, bool requiresGrad = false, DType? dtype = null)
        where T : unmanaged => Of<T>(Flat<T>(data), Lengths(data), requiresGrad, dtype);

    /// <summary>A tensor of this shape with these elements, row by row. Raises unless there are as many as it has places.</summary>
    public static Tensor From<T>(
        ReadOnlySpan<T> data,
        ReadOnlySpan<int> shape,
        bool requiresGrad = false,
        DType? dtype = null
    )
        where T : unmanaged
    {
        var places = Creating.Full(shape.ToArray(), 0, Kernels.DType.Float64).Aval.Shape; // checks the lengths
        if (places.Length != data.Length)
            throw Failure.Value(
                "From",
                $"{data.Length} elements do not fill the shape {places}",
                "as many elements as places"
            );
        return Of(data, places, requiresGrad, dtype);
    }

    /// <summary>A number as a Float64 tensor without axes.</summary>
    public static implicit operator Tensor(double number) => From(number);

    /// <summary>A number as a Float32 tensor without axes.</summary>
    public static implicit operator Tensor(float number) => From(number);

    /// <summary>A whole number as an Int32 tensor without axes.</summary>
    public static implicit operator Tensor(int number) => From(number);

    /// <summary>A whole number as an Int64 tensor without axes.</summary>
    public static implicit operator Tensor(long number) => From(number);

    /// <summary>A truth value as a tensor without axes.</summary>
    public static implicit operator Tensor(bool value) => From(value);

    private static Tensor Of<T>(ReadOnlySpan<T> data, Shape shape, bool requiresGrad, DType? dtype)
        where T : unmanaged
    {
        CheckElement<T>("From");
        return Made(InType(Creating.OfArray(NDArray.Of(data, shape)), dtype), requiresGrad);
    }

    private static CoreTensor InType(CoreTensor value, DType? dtype) =>
        dtype is { } wanted ? Creating.Cast(value, (Kernels.DType)wanted) : value;

    private static Shape Lengths(Array data) =>
        Kernels.Shape.Of([.. Enumerable.Range(0, data.Rank).Select(data.GetLength)]);

    private static Span<T> Flat<T>(Array data)
        where T : unmanaged =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(data)), data.Length);

    private static void CheckElement<T>(string operation)
        where T : unmanaged
    {
        if (
            typeof(T) != typeof(double)
            && typeof(T) != typeof(float)
            && typeof(T) != typeof(int)
            && typeof(T) != typeof(long)
            && typeof(T) != typeof(byte)
            && typeof(T) != typeof(bool)
        )
            throw Failure.Value(
                operation,
                $"no tensor holds {typeof(T).Name}",
                "double, float, int, long, byte or bool"
            );
    }
}
