namespace Riemann;

public static partial class Functional
{
    /// <summary>Tensors one after the other along an axis.</summary>
    public static Tensor Concatenate(IReadOnlyList<Tensor> tensors, int axis = 0) => Tensor.Concatenate(tensors, axis);

    /// <summary>Tensors of one shape side by side along a new axis.</summary>
    public static Tensor Stack(IReadOnlyList<Tensor> tensors, int axis = 0) => Tensor.Stack(tensors, axis);

    /// <summary>The sum of all elements.</summary>
    public static Tensor Sum(Tensor x) => x.Sum();

    /// <summary>The mean of all elements.</summary>
    public static Tensor Mean(Tensor x) => x.Mean();

    /// <summary>The logarithm of the sum of the exponentials of all elements.</summary>
    public static Tensor LogSumExp(Tensor x) => x.LogSumExp();

    /// <summary>One-hot vectors of integer labels, as <see cref="Tensor.OneHot"/>.</summary>
    public static Tensor OneHot(Tensor labels, int classes, DType dtype = DType.Float32) =>
        labels.OneHot(classes, dtype);
}
