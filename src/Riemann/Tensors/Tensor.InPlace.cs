using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>Adds in place.</summary>
    public Tensor AddInPlace(Tensor other) => Become("AddInPlace", Operand + other.Operand);

    /// <summary>Adds a multiple of another tensor in place.</summary>
    public Tensor AddInPlace(Tensor other, double alpha) => Become("AddInPlace", Operand + other.Operand * alpha);

    /// <summary>Adds a number in place.</summary>
    public Tensor AddInPlace(double other) => Become("AddInPlace", Operand + other);

    /// <summary>Subtracts in place.</summary>
    public Tensor SubInPlace(Tensor other) => Become("SubInPlace", Operand - other.Operand);

    /// <summary>Subtracts a multiple of another tensor in place.</summary>
    public Tensor SubInPlace(Tensor other, double alpha) => Become("SubInPlace", Operand - other.Operand * alpha);

    /// <summary>Subtracts a number in place.</summary>
    public Tensor SubInPlace(double other) => Become("SubInPlace", Operand - other);

    /// <summary>Multiplies in place.</summary>
    public Tensor MulInPlace(Tensor other) => Become("MulInPlace", Operand * other.Operand);

    /// <summary>Multiplies by a number in place.</summary>
    public Tensor MulInPlace(double other) => Become("MulInPlace", Operand * other);

    /// <summary>Divides in place.</summary>
    public Tensor DivInPlace(Tensor other) => Become("DivInPlace", Operand / other.Operand);

    /// <summary>Divides by a number in place.</summary>
    public Tensor DivInPlace(double other) => Become("DivInPlace", Operand / other);

    /// <summary>Raises to a power in place.</summary>
    public Tensor PowInPlace(double exponent) => Become("PowInPlace", CoreTensor.Pow(Operand, exponent));

    /// <summary>Sets every element to 0 in place.</summary>
    public Tensor ZeroInPlace() => FillInPlace(0);

    /// <summary>Sets every element to a number in place.</summary>
    public Tensor FillInPlace(double value) => Become("FillInPlace", FullLike(this, value).Primal);

    /// <summary>Raises to the powers of another tensor in place.</summary>
    public Tensor PowInPlace(Tensor exponent) => Become("PowInPlace", CoreTensor.Pow(Operand, exponent.Operand));

    /// <summary>Takes over the elements of another tensor, which may broadcast and have another element type, in place.</summary>
    public Tensor CopyInPlace(Tensor source) =>
        Become("CopyInPlace", Shaping.BroadcastTo(Creating.Cast(source.Operand, Primal.DType), Shape));

    /// <summary>
    /// Puts the result of an in-place operation in the place of the value. While gradients are recorded, the history
    /// becomes the result's; a leaf that requires gradients has none to change.
    /// </summary>
    internal Tensor Become(string operation, CoreTensor result)
    {
        if (node is LeafNode && GradMode.IsGradEnabled)
            throw Failure.NotDifferentiable(
                operation,
                "a leaf that requires gradients was changed in place",
                "change a computed tensor or a Clone, or do it inside NoGrad"
            );
        if (!result.Aval.Equals(Primal.Aval))
            throw Failure.Value(
                operation,
                $"the result would be {result.Aval}, the tensor is {Primal.Aval}",
                "an in-place operation keeps the shape and the element type"
            );
        cell.Value = Tape.Primal(result);
        if (!GradMode.IsGradEnabled)
            return this;
        // A retained gradient is that of the tensor as it is now.
        if (retainsGrad && node?.Sink is { } sink)
            sink.Keeper = null;
        tracked = result.Tracer is TapeTracer tracer ? Own(result, tracer) : null;
        node = (tracked?.Tracer as TapeTracer)?.Node;
        if (retainsGrad && node is not null)
            RetainGrad();
        return this;
    }
}
