namespace Riemann;

public static partial class Autograd
{
    /// <summary>
    /// The function with the derivative that <paramref name="derivative"/> gives: the partial derivative of the output by the
    /// input, element by element, or null for none. What the function itself computes is not recorded.
    /// </summary>
    public static Func<Tensor, Tensor> TrackGrad(Func<Tensor, Tensor> function, Func<Tensor, Tensor?> derivative)
    {
        var tracked = TrackGrad(inputs => function(inputs[0]), inputs => new[] { derivative(inputs[0]) });
        return x => tracked([x]);
    }

    /// <summary>The function of two tensors with partial derivatives of its own, null for an input without.</summary>
    public static Func<Tensor, Tensor, Tensor> TrackGrad(
        Func<Tensor, Tensor, Tensor> function,
        Func<Tensor, Tensor, (Tensor?, Tensor?)> derivative
    )
    {
        Tensor?[] derivatives(Tensor[] inputs)
        {
            var (byX, byY) = derivative(inputs[0], inputs[1]);
            return [byX, byY];
        }
        var tracked = TrackGrad(inputs => function(inputs[0], inputs[1]), derivatives);
        return (x, y) => tracked([x, y]);
    }

    /// <summary>The function of three tensors with partial derivatives of its own, null for an input without.</summary>
    public static Func<Tensor, Tensor, Tensor, Tensor> TrackGrad(
        Func<Tensor, Tensor, Tensor, Tensor> function,
        Func<Tensor, Tensor, Tensor, (Tensor?, Tensor?, Tensor?)> derivative
    )
    {
        Tensor?[] derivatives(Tensor[] inputs)
        {
            var (byX, byY, byZ) = derivative(inputs[0], inputs[1], inputs[2]);
            return [byX, byY, byZ];
        }
        var tracked = TrackGrad(inputs => function(inputs[0], inputs[1], inputs[2]), derivatives);
        return (x, y, z) => tracked([x, y, z]);
    }

    /// <summary>The function of any number of tensors with partial derivatives of its own, one for each input.</summary>
    public static Func<Tensor[], Tensor> TrackGrad(
        Func<Tensor[], Tensor> function,
        Func<Tensor[], Tensor?[]> derivatives
    ) => new TrackedFunction(function, derivatives).Apply;

    /// <summary>
    /// The number 0, which depends on the tensor with a gradient of zeros: it leads back to the tensor without changing any
    /// value or gradient.
    /// </summary>
    public static Tensor FwbwAllZero(Tensor tensor) => new ZeroFunction().Apply(tensor);

    /// <summary>
    /// The tensors with one common history: what is computed from any of them leads back to all, with gradients of zeros
    /// where it depends on others alone. Values and gradients stay as they are.
    /// </summary>
    public static Tensor[] ShareGradMap(params Tensor[] tensors) => new IdentityFunction().ApplyAll(tensors);
}
