namespace Riemann;

/// <summary>
/// A module as a function of its parameters and inputs, which functional transformations can differentiate by either. A call
/// changes nothing in the module: parameters and buffers are its own only for the call, so calls may run on several threads,
/// and may fail. Modules that it reaches otherwise than through its parts keep their parameters.
/// </summary>
public sealed class FunctionalModule
{
    private readonly Module module;
    private readonly (string Name, Parameter Parameter)[] named;

    internal FunctionalModule(Module module)
    {
        this.module = module;
        named = [.. module.NamedParameters()];
        Names = [.. named.Select(entry => entry.Name)];
        Parameters = [.. named.Select(entry => entry.Parameter.Copy())];
    }

    /// <summary>The names of the parameters, as <see cref="Module.NamedParameters"/> gives them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The values of the parameters when the function was made, in the order of <see cref="Names"/>.</summary>
    public Tensor[] Parameters { get; }

    /// <summary>The module's output with these parameters.</summary>
    public Tensor Call(IReadOnlyList<Tensor> parameters, Tensor input) => With(parameters).Call(input);

    /// <summary>The module's output for two inputs with these parameters.</summary>
    public Tensor Call(IReadOnlyList<Tensor> parameters, Tensor first, Tensor second) =>
        With(parameters).Call(first, second);

    /// <summary>The module's output for three inputs with these parameters.</summary>
    public Tensor Call(IReadOnlyList<Tensor> parameters, Tensor first, Tensor second, Tensor third) =>
        With(parameters).Call(first, second, third);

    /// <summary>The module's outputs for any number of inputs with these parameters.</summary>
    public Tensor[] CallAll(IReadOnlyList<Tensor> parameters, params Tensor?[] inputs) =>
        With(parameters).CallAll(inputs);

    /// <summary>The module's output with these parameters, in training or in use whatever the module itself is in.</summary>
    internal Tensor CallIn(bool training, IReadOnlyList<Tensor> parameters, Tensor input) =>
        With(parameters).Train(training).Call(input);

    private Module With(IReadOnlyList<Tensor> parameters)
    {
        if (parameters.Count != named.Length)
            throw Failure.Value(
                "Functional",
                $"{parameters.Count} parameters for a module with {named.Length}",
                $"one for each of {string.Join(", ", Names)}"
            );
        var substitutes = new Dictionary<Parameter, Parameter>();
        for (var i = 0; i < named.Length; i++)
        {
            var (name, own) = named[i];
            if (!own.Shape.AsSpan().SequenceEqual(parameters[i].Shape))
                throw Failure.Shapes(
                    "Functional",
                    $"the parameter {name} has another shape",
                    "parameters have the shapes and the order of FunctionalModule.Parameters",
                    ("given", parameters[i]),
                    (name, own)
                );
            substitutes[own] = Parameter.Of(parameters[i]);
        }
        return module.Substituted(substitutes);
    }
}
