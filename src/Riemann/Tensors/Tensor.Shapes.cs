using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>The same elements in another shape; one length may be -1, which is what remains.</summary>
    public Tensor Reshape(params int[] shape) => Wrap(Shaping.Reshape(Operand, shape));

    /// <summary>The elements with the axes from <paramref name="startAxis"/> on as one.</summary>
    public Tensor Flatten(int startAxis = 0) => Wrap(Shaping.FlattenFrom(Operand, startAxis));

    /// <summary>The elements repeated along axes of length 1, and new axes in front, to this shape.</summary>
    public Tensor Expand(params int[] shape) => Wrap(Shaping.BroadcastTo(Operand, shape));

    /// <summary>The axes in another order.</summary>
    public Tensor Permute(params int[] axes) => Wrap(Shaping.Permute(Operand, axes));

    /// <summary>Two axes exchanged.</summary>
    public Tensor Transpose(int first, int second) => Wrap(Shaping.SwapAxes(Operand, first, second));

    /// <summary>A matrix, or each of a batch of them, transposed.</summary>
    public Tensor T => Transpose(-2, -1);

    /// <summary>A new axis of length 1.</summary>
    public Tensor Unsqueeze(int axis) => Wrap(Shaping.InsertAxis(Operand, axis));

    /// <summary>Without an axis of length 1.</summary>
    public Tensor Squeeze(int axis) => Wrap(Shaping.Squeeze(Operand, axis));

    /// <summary>The tensor in another element type. Between float types gradients flow through.</summary>
    public Tensor To(DType dtype) => Wrap(Creating.Cast(Operand, (Kernels.DType)dtype));
}
