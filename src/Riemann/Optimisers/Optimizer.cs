using System.Text;

namespace Riemann;

/// <summary>
/// Changes parameters by their gradients. The usual step of training is <c>ZeroGrad</c>, a loss, its <c>Backward</c>, and
/// <c>Step</c>. Parameters without a gradient stay as they are. An optimiser of one's own overrides <see cref="Update"/>.
/// </summary>
public abstract partial class Optimizer
{
    private readonly List<ParameterGroup> groups = [];
    private readonly HashSet<Tensor> known = new(ReferenceEqualityComparer.Instance);
    private readonly IReadOnlyDictionary<string, object?> defaults;

    /// <summary>An optimiser of groups. Raises where there is none, and as <see cref="AddParamGroup"/>.</summary>
    /// <param name="groups">The parameters, with the settings that are theirs alone.</param>
    /// <param name="defaults">
    /// The settings by name, with what a group has that does not say otherwise: numbers as <c>double</c>, truth values, pairs
    /// of numbers. Names that <see cref="ParameterGroup"/> has a property for are <c>lr</c>, <c>momentum</c> and so on.
    /// </param>
    protected Optimizer(IEnumerable<ParameterGroup> groups, OrderedDictionary<string, object?> defaults)
    {
        this.defaults = defaults;
        foreach (var group in groups)
            AddParamGroup(group);
        if (this.groups.Count == 0)
            throw NoParameters();
    }

    /// <summary>An optimiser of parameters that all have the same settings.</summary>
    protected Optimizer(IEnumerable<Tensor> parameters, OrderedDictionary<string, object?> defaults)
        : this([new ParameterGroup(parameters)], defaults) { }

    /// <summary>The groups of parameters, whose settings can be changed.</summary>
    public IReadOnlyList<ParameterGroup> ParamGroups => groups;

    /// <summary>The type's name, which messages begin with.</summary>
    private protected string Name => GetType().Name;

    /// <summary>
    /// Adds parameters, as to train layers that were fixed so far. Raises where there are none, one is trained already or
    /// twice in the group, or is no leaf, and where a setting is unknown or out of range.
    /// </summary>
    public virtual void AddParamGroup(ParameterGroup group)
    {
        if (group.Owner is not null)
            throw Failure.Value(Name, $"the group belongs to an optimiser, {group.Owner}", "make a group for each");
        if (group.Parameters.Count == 0)
            throw NoParameters();
        var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < group.Parameters.Count; i++)
        {
            var parameter = group.Parameters[i];
            if (!parameter.IsLeaf)
                throw Failure.NotDifferentiable(
                    Name,
                    $"parameter {i} was computed from others that require gradients",
                    "train those, or a Detach of it with RequiresGrad"
                );
            if (!seen.Add(parameter))
                throw Failure.Value(Name, $"parameter {i} comes twice in its group", "each parameter once");
            if (known.Contains(parameter))
                throw Failure.Value(Name, $"parameter {i} is in another group already", "each parameter in one group");
        }
        var own = group.Settings.ToArray();
        group.Join(Name, defaults);
        try
        {
            Check(group);
        }
        catch
        {
            group.Leave(own);
            throw;
        }
        known.UnionWith(seen);
        groups.Add(group);
    }

    /// <summary>Takes the gradients of all parameters away, or sets them to zeros where asked.</summary>
    public void ZeroGrad(bool setToNone = true)
    {
        foreach (var parameter in Trained())
            parameter.Grad = setToNone || parameter.Grad is null ? null : Tensor.ZerosLike(parameter);
    }

    /// <summary>Changes every parameter that has a gradient.</summary>
    public virtual void Step()
    {
        using (new NoGrad())
            foreach (var group in groups)
            foreach (var parameter in group.Parameters)
                if (parameter.Grad is { } gradient)
                    Update(parameter, gradient, group);
    }

    /// <summary>
    /// Calls <paramref name="closure"/>, which clears the gradients, computes the loss and calls its Backward, then takes a
    /// step. The result is the loss. Raises where that is not one number.
    /// </summary>
    public virtual Tensor Step(Func<Tensor> closure)
    {
        var loss = Evaluate(closure);
        Step();
        return loss;
    }

    /// <summary>
    /// Changes one parameter by its gradient, in place and without recording, for subclasses to say. What is to be remembered
    /// is in <see cref="State"/>.
    /// </summary>
    protected virtual void Update(Tensor parameter, Tensor gradient, ParameterGroup group) =>
        throw Failure.Value(Name, "there is no update of parameters", "override Update, or Step");

    /// <summary>Raises where a setting of the group is out of range.</summary>
    private protected virtual void Check(ParameterGroup group) { }

    /// <summary>The closure's loss, recorded even inside <see cref="NoGrad"/>.</summary>
    private protected Tensor Evaluate(Func<Tensor> closure)
    {
        if (closure is null)
            throw Failure.Value(Name, "the closure is null", "a function that computes the loss and its gradients");
        using (new EnableGrad())
        {
            var loss = closure();
            if (loss is null)
                throw Failure.Value(Name, "the closure returned null", "return the loss, one number");
            if (loss.Length != 1)
                throw Failure.Value(
                    Name,
                    $"the closure returned a tensor of shape {loss.Primal.Aval.Shape}, not one number",
                    "reduce the loss with Sum or Mean"
                );
            return loss;
        }
    }

    /// <summary>The parameters of all groups, in the order that states number them.</summary>
    private protected IEnumerable<Tensor> Trained() => groups.SelectMany(group => group.Parameters);

    /// <summary>The groups with their settings.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Name).Append(" (\n");
        for (var i = 0; i < groups.Count; i++)
        {
            text.Append($"Parameter Group {i}\n");
            foreach (var line in groups[i].Lines())
                text.Append($"    {line}\n");
        }
        return text.Append(')').ToString();
    }

    private FSharp.RiemannException NoParameters() =>
        Failure.Value(Name, "there are no parameters", "pass model.Parameters(), or groups of some of them");
}
