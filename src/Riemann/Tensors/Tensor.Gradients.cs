using Riemann.Bridge;
using Riemann.Kernels;

namespace Riemann;

public partial class Tensor
{
    private Tensor? grad;
    private bool retainsGrad;

    /// <summary>
    /// The gradient that backward passes added up here, or null before the first. Only leaves that require gradients, and
    /// tensors after <see cref="RetainGrad"/>, have one.
    /// </summary>
    public Tensor? Grad
    {
        get => grad;
        set
        {
            if (value is not null && !value.Primal.Aval.Equals(Primal.Aval))
                throw Failure.Value(
                    "Grad",
                    $"a gradient of {value.Primal.Aval} for a tensor of {Primal.Aval}",
                    "a gradient has the shape and element type of its tensor"
                );
            grad = value;
        }
    }

    /// <summary>True for a tensor that was not computed from others that require gradients.</summary>
    public bool IsLeaf => node is null or LeafNode;

    /// <summary>
    /// Whether operations on the tensor are recorded. It can be set on leaves of float type; a computed tensor has it from
    /// what it was computed from.
    /// </summary>
    public bool RequiresGrad
    {
        get => node is not null || (IsInside && IsFloat);
        set
        {
            if (value == RequiresGrad)
                return;
            if (IsInside)
                throw Failure.NotDifferentiable(
                    "RequiresGrad",
                    $"the tensor belongs to {Primal.Tracer.Trace.Name}, which records every float tensor",
                    "use Detach for a value that counts as constant"
                );
            if (!IsLeaf)
                throw Failure.NotDifferentiable(
                    "RequiresGrad",
                    "the tensor was computed from others that require gradients",
                    "use Detach for a tensor without history"
                );
            if (value && !IsFloat)
                throw Failure.NotDifferentiable(
                    "RequiresGrad",
                    $"a tensor of {Primal.DType.Name()} has no gradient",
                    "make it Float32 or Float64 with To"
                );
            node = value
                ? new LeafNode
                {
                    IsTaken = true,
                    Sink = new GradientSink { Keeper = new(this) },
                }
                : null;
            tracked = null;
        }
    }

    /// <summary>Sets <see cref="RequiresGrad"/> and gives the tensor itself.</summary>
    public Tensor RequiresGradInPlace(bool requiresGrad = true)
    {
        RequiresGrad = requiresGrad;
        return this;
    }

    /// <summary>Keeps the gradient of a computed tensor in <see cref="Grad"/> too. Leaves keep theirs anyway.</summary>
    public void RetainGrad()
    {
        if (node is null)
            throw Failure.NotDifferentiable(
                "RetainGrad",
                "the tensor does not require gradients",
                "compute it from a tensor with RequiresGrad, outside NoGrad"
            );
        retainsGrad = true;
        (node.Sink ??= new()).Keeper = new(this);
    }

    /// <summary>
    /// Calls <paramref name="hook"/> with the gradient of this tensor in every backward pass; a tensor that it returns takes
    /// the gradient's place. Disposing the handle removes the hook.
    /// </summary>
    public HookHandle RegisterHook(Func<Tensor, Tensor?> hook)
    {
        if (node is null)
            throw Failure.NotDifferentiable(
                "RegisterHook",
                "the tensor does not require gradients",
                "hooks see gradients of tensors with RequiresGrad"
            );
        return (node.Sink ??= new()).Add(hook);
    }

    /// <summary>
    /// Computes the gradients of this tensor by every leaf it was computed from, and adds them to their <see cref="Grad"/>.
    /// </summary>
    /// <param name="gradient">How much each element counts; may be left out where the tensor is one number.</param>
    /// <param name="retainGraph">Keeps what was saved for another backward pass; as <paramref name="createGraph"/> unless given.</param>
    /// <param name="createGraph">Records the pass itself, so that gradients can be differentiated.</param>
    public void Backward(Tensor? gradient = null, bool? retainGraph = null, bool createGraph = false)
    {
        var pass = new BackwardPass(retainGraph ?? createGraph, createGraph);
        Start(pass, "Backward", gradient, createGraph);
        pass.Run();
    }

    /// <summary>Gives the pass this tensor's cotangent to begin with.</summary>
    internal void Start(BackwardPass pass, string operation, Tensor? gradient, bool createGraph)
    {
        if ((IsInside ? this : gradient) is { IsInside: true } inside)
            throw Failure.NotDifferentiable(
                operation,
                $"a tensor belongs to {inside.Primal.Tracer.Trace.Name}, which differentiates it",
                "inside it use the functional derivatives of Autograd, which nest"
            );
        if (node is null)
            throw Failure.NotDifferentiable(
                operation,
                "the tensor does not require gradients",
                "compute it from tensors with RequiresGrad, outside NoGrad"
            );
        if (gradient is null && Length != 1)
            throw Failure.NotDifferentiable(
                operation,
                $"the tensor has shape {Primal.Aval.Shape}, not one number",
                "pass a gradient of the same shape, or reduce the tensor with Sum or Mean"
            );
        if (gradient is not null && !gradient.Primal.Aval.Equals(Primal.Aval))
            throw Failure.Value(
                operation,
                $"a gradient of {gradient.Primal.Aval} for a tensor of {Primal.Aval}",
                "the gradient has the shape and element type of the tensor"
            );
        var cotangent = gradient ?? OnesLike(this);
        pass.Receive(node, createGraph ? cotangent.Operand : cotangent.Primal);
    }

    /// <summary>The place of this tensor in the recorded graph, or null.</summary>
    internal TapeNode? Node => node;

    /// <summary>True for a value of a functional transformation that runs, or ran, further in than the tape.</summary>
    private bool IsInside => Primal.Tracer is not null;

    /// <summary>Adds to the gradient. The sum has no history unless one of its parts has, or is to have.</summary>
    internal void Accumulate(Tensor gradient, bool createGraph)
    {
        if (grad is null)
            grad = gradient;
        else if (createGraph || grad.node is not null)
            grad = Wrap(grad.Operand + gradient.Operand);
        else
            grad.Replace(BackwardPass.Show(grad.Primal + gradient.Primal).Primal);
    }

    /// <summary>
    /// A tensor of the same value without history. The two share the value: an in-place change of one shows in both, except
    /// inside a functional derivative.
    /// </summary>
    public Tensor Detach() => IsInside ? Copy() : new(cell, null);

    /// <summary>Cuts the history of this tensor, which then is a leaf that does not require gradients.</summary>
    public Tensor DetachInPlace()
    {
        if (IsInside)
            Replace(Transforming.StopGradient(Primal));
        node = null;
        tracked = null;
        return this;
    }

    /// <summary>A tensor of its own with the same value and history: gradients flow through it.</summary>
    public Tensor Clone() => Wrap(Operand);

    /// <summary>A tensor of its own with the same value and no history.</summary>
    public Tensor Copy() => Wrap(IsInside ? Transforming.StopGradient(Primal) : Primal);

    /// <summary>
    /// Makes this tensor lead back to the sources too, with gradients of zeros, in place. Neither its value nor any other
    /// gradient changes: sources then have a gradient of zeros where they had none.
    /// </summary>
    public Tensor AttachZeroGradSources(params Tensor[] sources) =>
        Become("AttachZeroGradSources", Autograd.ShareGradMap([this, .. sources])[0].Operand);

    /// <summary>
    /// The mixed partial derivative of this number by each of the variables in turn: <c>f.D(x, x, y)</c> is ∂³f/∂x²∂y. By a
    /// tensor of several elements each step is the gradient of the sum of the one before. It can be differentiated further.
    /// </summary>
    public Tensor D(params Tensor[] variables)
    {
        if (variables.Length == 0)
            throw Failure.Value("D", "there is no variable to differentiate by", "name one or more, as in f.D(x, y)");
        var derivative = this;
        foreach (var variable in variables)
            derivative = Autograd.GradOrZero(derivative.Length == 1 ? derivative : derivative.Sum(), variable);
        return derivative;
    }
}
