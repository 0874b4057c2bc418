namespace Riemann;

/// <summary>Gradients of tensors that were computed, and derivatives of functions, beside <see cref="Tensor.Backward"/>.</summary>
public static partial class Autograd
{
    /// <summary>
    /// The gradients of an output by each input, in their order. No tensor's <see cref="Tensor.Grad"/> changes.
    /// </summary>
    /// <param name="output">What is differentiated; one number unless <paramref name="gradOutput"/> is given.</param>
    /// <param name="inputs">Tensors that the output was computed from, leaves or not.</param>
    /// <param name="gradOutput">How much each element of the output counts.</param>
    /// <param name="retainGraph">Keeps what was saved for another pass; as <paramref name="createGraph"/> unless given.</param>
    /// <param name="createGraph">Records the pass, so that the gradients can be differentiated.</param>
    /// <param name="allowUnused">Gives null for an input that the output does not depend on, instead of raising.</param>
    public static Tensor?[] Grad(
        Tensor output,
        IReadOnlyList<Tensor> inputs,
        Tensor? gradOutput = null,
        bool? retainGraph = null,
        bool createGraph = false,
        bool allowUnused = false
    ) => Grad([output], inputs, gradOutput is null ? null : [gradOutput], retainGraph, createGraph, allowUnused);

    /// <summary>The gradient of an output by one input.</summary>
    public static Tensor Grad(
        Tensor output,
        Tensor input,
        Tensor? gradOutput = null,
        bool? retainGraph = null,
        bool createGraph = false
    ) => Grad(output, [input], gradOutput, retainGraph, createGraph)[0]!;

    /// <summary>The gradients of the sum of several outputs by each input.</summary>
    public static Tensor?[] Grad(
        IReadOnlyList<Tensor> outputs,
        IReadOnlyList<Tensor> inputs,
        IReadOnlyList<Tensor?>? gradOutputs = null,
        bool? retainGraph = null,
        bool createGraph = false,
        bool allowUnused = false
    )
    {
        if (gradOutputs is not null && gradOutputs.Count != outputs.Count)
            throw Failure.Value(
                "Grad",
                $"{gradOutputs.Count} gradients for {outputs.Count} outputs",
                "one for each output, or null for an output that is one number"
            );
        var wanted = new Dictionary<TapeNode, Tensor?>();
        for (var i = 0; i < inputs.Count; i++)
            wanted[inputs[i].Node ?? throw Unused(i, "does not require gradients")] = null;
        var pass = new BackwardPass(retainGraph ?? createGraph, createGraph);
        for (var i = 0; i < outputs.Count; i++)
            outputs[i].Start(pass, "Grad", gradOutputs?[i], createGraph);
        pass.Run(wanted);
        var gradients = new Tensor?[inputs.Count];
        for (var i = 0; i < gradients.Length; i++)
            gradients[i] =
                wanted[inputs[i].Node!] ?? (allowUnused ? null : throw Unused(i, "is not used by the output"));
        return gradients;
    }

    /// <summary>
    /// For each input the derivative of order <paramref name="n"/> of an output that is one number: each step is the gradient
    /// of the sum of the one before. The results can be differentiated further.
    /// </summary>
    public static Tensor[] HigherOrderGrad(Tensor output, IReadOnlyList<Tensor> inputs, int n)
    {
        if (n < 1)
            throw Failure.Value("HigherOrderGrad", $"there is no derivative of order {n}", "order 1 or more");
        return [.. inputs.Select(input => output.D([.. Enumerable.Repeat(input, n)]))];
    }

    /// <summary>The derivatives of order <paramref name="n"/> by one input.</summary>
    public static Tensor[] HigherOrderGrad(Tensor output, Tensor input, int n) => HigherOrderGrad(output, [input], n);

    /// <summary>The gradient, recorded; zero where the output does not depend on the input.</summary>
    internal static Tensor GradOrZero(Tensor output, Tensor input) =>
        !output.RequiresGrad
            ? Tensor.ZerosLike(input)
            : Grad(output, [input], createGraph: true, allowUnused: true)[0] ?? Tensor.ZerosLike(input);

    private static Exception Unused(int index, string problem) =>
        Failure.NotDifferentiable(
            "Grad",
            $"input {index} {problem}",
            "check that the output was computed from it, or set allowUnused: true"
        );
}
