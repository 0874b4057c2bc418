using Riemann.FSharp;

namespace Riemann;

/// <summary>
/// A part of a network: parameters, buffers and other modules, and what it makes of its inputs. A subclass declares its
/// parts as fields or properties of type <see cref="Parameter"/> and <see cref="Module"/>, which are found by themselves,
/// and overrides <c>Forward</c>. A part's name is its member's, without a leading underscore and with a small first letter.
/// </summary>
public abstract partial class Module
{
    /// <summary>True in training, as a new module is; false in use. Dropout and batch normalisation ask for it.</summary>
    public bool Training { get; internal set; } = true;

    /// <summary>The name of the module's type, as the printed structure shows it.</summary>
    public string GetName() => GetType().Name.Split('`')[0];

    /// <summary>What the module makes of one tensor, for subclasses to say. Use <see cref="Call(Tensor)"/>.</summary>
    public virtual Tensor Forward(Tensor input) => ForwardByAll(input);

    /// <summary>What the module makes of two tensors, for subclasses to say. Use <see cref="Call(Tensor, Tensor)"/>.</summary>
    public virtual Tensor Forward(Tensor first, Tensor second) => ForwardByAll(first, second);

    /// <summary>
    /// What the module makes of three tensors, for subclasses to say. Use <see cref="Call(Tensor, Tensor, Tensor)"/>.
    /// </summary>
    public virtual Tensor Forward(Tensor first, Tensor second, Tensor third) => ForwardByAll(first, second, third);

    /// <summary>
    /// What the module makes of any number of tensors, some of which may be left out: overridden where there are more than
    /// three inputs, or several outputs.
    /// </summary>
    protected virtual Tensor[] ForwardAll(Tensor?[] inputs) =>
        inputs switch
        {
            [{ } input] => [Forward(input)],
            [{ } first, { } second] => [Forward(first, second)],
            [{ } first, { } second, { } third] => [Forward(first, second, third)],
            _ => throw Unsuited(inputs.Length),
        };

    /// <summary>The module's output for one tensor, by way of its hooks.</summary>
    public Tensor Call(Tensor input) => HasHooks ? Only(CallAll(input)) : Forward(input);

    /// <summary>The module's output for two tensors, by way of its hooks.</summary>
    public Tensor Call(Tensor first, Tensor second) => HasHooks ? Only(CallAll(first, second)) : Forward(first, second);

    /// <summary>The module's output for three tensors, by way of its hooks.</summary>
    public Tensor Call(Tensor first, Tensor second, Tensor third) =>
        HasHooks ? Only(CallAll(first, second, third)) : Forward(first, second, third);

    /// <summary>The module's outputs for any number of tensors, by way of its hooks; null for an input that is left out.</summary>
    public Tensor[] CallAll(params Tensor?[] inputs) => HasHooks ? CallWithHooks(inputs) : ForwardAll(inputs);

    /// <summary>The one output of a module that could have several.</summary>
    private Tensor Only(Tensor[] outputs) =>
        outputs is [var output]
            ? output
            : throw Failure.Value(GetName(), $"the module gives {outputs.Length} outputs", "take them from CallAll");

    private Tensor ForwardByAll(params Tensor?[] inputs) =>
        Layout.OverridesForwardAll ? Only(ForwardAll(inputs)) : throw Unsuited(inputs.Length);

    private RiemannException Unsuited(int inputs) =>
        Failure.Value(
            GetName(),
            $"the module has no Forward for {(inputs == 1 ? "one input" : $"{inputs} inputs")}",
            "override the Forward with as many parameters, or ForwardAll"
        );
}
