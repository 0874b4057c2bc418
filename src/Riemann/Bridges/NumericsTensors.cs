using System.Numerics.Tensors;

namespace Riemann;

/// <summary>Tensors from those of <c>System.Numerics.Tensors</c>, and the other way. The elements are copied.</summary>
public static class NumericsTensors
{
    /// <summary>A tensor of the shape and elements of a span, whatever its strides.</summary>
    public static Tensor ToRiemann<T>(this in ReadOnlyTensorSpan<T> span, bool requiresGrad = false)
        where T : unmanaged
    {
        var elements = new T[checked((int)span.FlattenedLength)];
        span.FlattenTo(elements);
        var shape = new int[span.Rank];
        for (var axis = 0; axis < shape.Length; axis++)
            shape[axis] = checked((int)span.Lengths[axis]);
        return Tensor.From<T>(elements, shape, requiresGrad);
    }

    /// <summary>A tensor of the shape and elements of a span, whatever its strides.</summary>
    public static Tensor ToRiemann<T>(this in TensorSpan<T> span, bool requiresGrad = false)
        where T : unmanaged => ((ReadOnlyTensorSpan<T>)span).ToRiemann(requiresGrad);

    /// <summary>A tensor of the same shape and elements.</summary>
    public static Tensor ToRiemann<T>(this Tensor<T> tensor, bool requiresGrad = false)
        where T : unmanaged => tensor.AsReadOnlyTensorSpan().ToRiemann(requiresGrad);

    /// <summary>A tensor of <c>System.Numerics.Tensors</c>. Raises where the element type is not <typeparamref name="T"/>.</summary>
    public static Tensor<T> ToNumerics<T>(this Tensor tensor)
        where T : unmanaged =>
        System.Numerics.Tensors.Tensor.Create(
            tensor.ToArray<T>(),
            Array.ConvertAll(tensor.Shape, length => (nint)length)
        );
}
