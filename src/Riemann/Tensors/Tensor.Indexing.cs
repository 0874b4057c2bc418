using System.Runtime.CompilerServices;
using Riemann.Bridge;
using Riemann.Kernels;

namespace Riemann;

public partial class Tensor
{
    /// <summary>
    /// Parts of the tensor, axis by axis: <c>x[0]</c>, <c>x[^1]</c>, <c>x[1..3, ..]</c>, <c>x[mask]</c>, <c>x[indices, 0]</c>.
    /// Axes that are not named are whole. What is read is a tensor of its own with the history of this one; what is
    /// assigned changes this one in place, and gradients flow to the values and to the elements that stay. Values broadcast
    /// and take the element type; floats are not cut to whole numbers. Several tensors of indices pair up, and their axes
    /// take the place of the first of them. Raises for positions outside an axis, and for ranges that leave it.
    /// </summary>
    [IndexerName("Elements")] // Item is the one number
    public Tensor this[params ReadOnlySpan<TensorIndex> indices]
    {
        get
        {
            var part = new IndexedPart(this, indices);
            return Wrap(Picking.Slice(part.Widen(Operand), part.Slices));
        }
        set
        {
            const string operation = "x[...] = value";
            var part = new IndexedPart(this, indices);
            var changed = Picking.Set(part.Widen(Operand), part.Slices, Assigned(operation, value));
            Become(operation, part.Narrow(changed));
        }
    }

    /// <summary>The tensor with values added to what the indexer takes; values for one place add up.</summary>
    public Tensor IndexAdd(Tensor values, params ReadOnlySpan<TensorIndex> indices)
    {
        var part = new IndexedPart(this, indices);
        return Wrap(part.Narrow(Picking.AddAt(part.Widen(Operand), part.Slices, Assigned("IndexAdd", values))));
    }

    /// <summary>What is assigned, in this tensor's element type.</summary>
    private CoreTensor Assigned(string operation, Tensor value)
    {
        if (value.Primal.DType.IsFloat() && !Primal.DType.IsFloat())
            throw Failure.Value(
                operation,
                $"{value.Primal.DType.Name()} values for a tensor of {Primal.DType.Name()}",
                "Long() cuts them to whole numbers, and Double() makes the tensor one of floats"
            );
        return Creating.Cast(value.Operand, Primal.DType);
    }
}
