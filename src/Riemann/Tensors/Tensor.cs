using Riemann.Kernels;

namespace Riemann;

/// <summary>
/// An n-dimensional array of numbers or truth values that can remember how it was computed. The array itself is immutable;
/// the tensor is a cell that holds one, and in-place operations put another in. Nothing needs to be disposed.
/// </summary>
public partial class Tensor
{
    private readonly Cell cell;
    private TapeNode? node;
    private CoreTensor? tracked;

    private protected Tensor(Cell cell, TapeNode? node)
    {
        this.cell = cell;
        this.node = node;
    }

    /// <summary>Another object for the same tensor: the same value, history included.</summary>
    private protected Tensor(Tensor same)
        : this(same.cell, same.node) => tracked = same.tracked;

    /// <summary>A value that tensors share: what one of them changes in place the others see.</summary>
    private protected sealed class Cell(CoreTensor value)
    {
        public CoreTensor Value { get; set; } = value;
    }

    /// <summary>The tensor around a value of the functional core.</summary>
    internal static Tensor Wrap(CoreTensor value)
    {
        if (value.Tracer is not TapeTracer tracer)
            return new Tensor(new Cell(value), null);
        var own = Own(value, tracer);
        return new Tensor(new Cell(tracer.Primal), ((TapeTracer)own.Tracer).Node) { tracked = own };
    }

    /// <summary>The value with a node that no other tensor has, so that hooks and gradients are the tensor's own.</summary>
    private static CoreTensor Own(CoreTensor value, TapeTracer tracer)
    {
        var own = tracer.Node.IsTaken ? Tape.Track(tracer.Primal, new AliasNode(tracer.Node)) : value;
        ((TapeTracer)own.Tracer).Node.IsTaken = true;
        return own;
    }

    /// <summary>The value without what the tape knows of it.</summary>
    internal CoreTensor Primal => cell.Value;

    /// <summary>The value for an operation of the functional core: with its history while gradients are recorded.</summary>
    internal CoreTensor Operand
    {
        get
        {
            if (node is null || !GradMode.IsGradEnabled)
                return cell.Value;
            if (tracked is null || !ReferenceEquals(Tape.Primal(tracked), cell.Value))
                tracked = Tape.Track(cell.Value, node);
            return tracked;
        }
    }

    /// <summary>The value with its history, whether gradients are recorded or not.</summary>
    internal CoreTensor History => Tape.Track(cell.Value, node);

    /// <summary>Whether the elements are of a float type, and so have gradients.</summary>
    internal bool IsFloat => cell.Value.DType.IsFloat();

    /// <summary>The lengths of the axes, outermost first; empty for a scalar.</summary>
    public int[] Shape => cell.Value.Aval.Shape.Dimensions.ToArray();

    /// <summary>The number of axes.</summary>
    public int Rank => cell.Value.Rank;

    /// <summary>The number of elements.</summary>
    public int Length => cell.Value.Length;

    /// <summary>The element type.</summary>
    public DType DType => (DType)cell.Value.DType;

    /// <summary>The length of one axis; -1 is the last. Raises where there is no such axis.</summary>
    public int Size(int axis)
    {
        if (axis < -Rank || axis >= Rank)
            throw Failure.Value("Size", $"there is no axis {axis}", $"the shape is {cell.Value.Aval.Shape}");
        return cell.Value.Aval.Shape[axis < 0 ? axis + Rank : axis];
    }

    /// <summary>Puts another array of the same shape and type in the place of the tensor's own, without a trace of it.</summary>
    internal void Replace(CoreTensor value) => cell.Value = value;
}
