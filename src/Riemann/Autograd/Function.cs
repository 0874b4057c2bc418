using Riemann.Bridge;
using Riemann.FSharp;
using Riemann.Kernels;

namespace Riemann;

/// <summary>
/// A function with a gradient of its own. Subclasses say what it computes and how a gradient goes back; settings are
/// fields of the subclass. <c>new MyFunction().Apply(x)</c> calls it.
/// <para>
/// Where <see cref="Backward"/> is made of tensor operations it is differentiated itself, and the function takes part in
/// the functional derivatives of <see cref="Autograd"/>; there Backward may not read elements of tensors.
/// </para>
/// </summary>
public abstract class Function
{
    /// <summary>The outputs. Nothing is recorded here, so elements may be computed by any means.</summary>
    /// <param name="context">Keeps what <see cref="Backward"/> needs.</param>
    /// <param name="inputs">The tensors that <see cref="Apply"/> was called with.</param>
    protected abstract Tensor[] Forward(FunctionContext context, Tensor[] inputs);

    /// <summary>The gradient of each input, of its shape and element type; null means zero.</summary>
    /// <param name="context">What <see cref="Forward"/> kept.</param>
    /// <param name="gradOutputs">The gradient of each output; zeros for one that nothing depends on.</param>
    protected abstract Tensor?[] Backward(FunctionContext context, Tensor[] gradOutputs);

    /// <summary>The one output of the function.</summary>
    public Tensor Apply(params Tensor[] inputs)
    {
        var outputs = ApplyAll(inputs);
        return outputs.Length == 1
            ? outputs[0]
            : throw Failure.Value(Name, $"the function has {outputs.Length} outputs, not one", "call ApplyAll");
    }

    /// <summary>All outputs of the function.</summary>
    public Tensor[] ApplyAll(params Tensor[] inputs)
    {
        var operands = Array.ConvertAll(inputs, input => input.Operand);
        var context = new FunctionContext(Array.ConvertAll(operands, x => x.Tracer is not null && x.DType.IsFloat()));
        return Array.Exists(operands, x => x.Tracer is not (null or TapeTracer)) ? Transformed(context, operands)
            : Array.Exists(operands, x => x.Tracer is not null) ? Taped(context, inputs, operands)
            : Forwards(context, inputs);
    }

    private string Name => GetType().Name;

    private Tensor[] Forwards(FunctionContext context, Tensor[] inputs)
    {
        using (new NoGrad())
            return Forward(context, inputs);
    }

    private Tensor[] Taped(FunctionContext context, Tensor[] inputs, CoreTensor[] operands)
    {
        var given = Forwards(context, inputs);
        var primals = Array.ConvertAll(given, output => output.Primal);
        var sources = Array.ConvertAll(operands, x => (x.Tracer as TapeTracer)?.Node);
        var node = new FunctionNode(this, context, sources, Forms(operands), Forms(primals));
        CoreTensor track(Tensor output, int i) =>
            context.IsDifferentiable(output) ? Tape.Track(primals[i], new OutputNode(node, i)) : primals[i];
        CoreTensor[] tracked = [.. given.Select(track)];
        context.Saved = Array.ConvertAll(
            context.Kept,
            kept => Array.IndexOf(given, kept) is >= 0 and var i ? tracked[i] : kept.History
        );
        return Array.ConvertAll(tracked, Tensor.Wrap);
    }

    /// <summary>Inside a functional transformation the core's custom rule records both directions.</summary>
    private Tensor[] Transformed(FunctionContext context, CoreTensor[] operands)
    {
        bool[] isDifferentiable = [];
        Aval[] outputs = [];
        (CoreTensor[], CoreTensor[]) forward(CoreTensor[] x)
        {
            var given = Forward(context, Array.ConvertAll(x, Tensor.Wrap));
            isDifferentiable = Array.ConvertAll(given, context.IsDifferentiable);
            var values = Array.ConvertAll(given, output => output.Primal);
            outputs = Forms(values);
            return (values, Array.ConvertAll(context.Kept, kept => kept.Primal));
        }
        CoreTensor[] backward(CoreTensor[] saved, CoreTensor[] cotangents)
        {
            context.Saved = saved;
            var gradients = Backwards(context, Forms(operands), cotangents, outputs);
            return [.. operands.Select((x, i) => gradients[i]?.Primal ?? Zeros(x.Aval))];
        }
        var results = Transforming.CustomVjp(forward, backward, operands);
        return
        [
            .. results.Select(
                (result, i) => Tensor.Wrap(isDifferentiable[i] ? result : Transforming.StopGradient(result))
            ),
        ];
    }

    /// <summary>The gradients of the inputs, checked; zeros stand for what is missing among those of the outputs.</summary>
    internal Tensor?[] Backwards(FunctionContext context, Aval[] inputs, CoreTensor?[] cotangents, Aval[] outputs)
    {
        var gradients = Backward(
            context,
            [.. outputs.Select((output, i) => Tensor.Wrap(cotangents[i] ?? Zeros(output)))]
        );
        if (gradients.Length != inputs.Length)
            throw Failure.Value(
                Name,
                $"Backward returned {gradients.Length} gradients for {inputs.Length} inputs",
                "return one for each input, or null for an input without"
            );
        for (var i = 0; i < inputs.Length; i++)
            if (context.NeedsInputGrad[i] && gradients[i] is { } gradient && !gradient.Primal.Aval.Equals(inputs[i]))
                throw Failure.Value(
                    Name,
                    $"Backward returned {gradient.Primal.Aval} for input {i}, which is {inputs[i]}",
                    "a gradient has the shape and element type of its input"
                );
        return gradients;
    }

    private static Aval[] Forms(CoreTensor[] values) => Array.ConvertAll(values, value => value.Aval);

    private static CoreTensor Zeros(Aval form) => Creating.Full([.. form.Shape.Dimensions], 0, form.DType);
}
