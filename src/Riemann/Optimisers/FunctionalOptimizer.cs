using Microsoft.FSharp.Collections;
using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// An optimiser that drives one of the functional core, with a state of its own for each parameter: both compute the same
/// bits.
/// </summary>
public abstract class FunctionalOptimizer : Optimizer
{
    private const string StepName = "step";

    private readonly Dictionary<Tensor, ParameterState> states = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ParameterGroup, GroupRule> rules = [];

    private protected FunctionalOptimizer(
        IEnumerable<ParameterGroup> groups,
        OrderedDictionary<string, object?> defaults
    )
        : base(groups, defaults) { }

    /// <summary>The functional optimiser with the settings of a group. Raises where one is out of range.</summary>
    private protected abstract Core.Optimiser<CoreTensor> Rule(ParameterGroup group);

    /// <summary>The names of the slots of a parameter's state, as PyTorch has them.</summary>
    private protected abstract string[] SlotNames(ParameterGroup group);

    /// <summary>The name of a number that a state keeps beside its slots, as PyTorch has it.</summary>
    private protected virtual string ExtraName(string name) => name;

    private protected sealed override void Check(ParameterGroup group) => Rule(group);

    /// <inheritdoc/>
    protected sealed override void Update(Tensor parameter, Tensor gradient, ParameterGroup group)
    {
        var rule = RuleOf(group);
        var before = states.TryGetValue(parameter, out var known)
            ? Fitted(known, rule, parameter)
            : Optimising.Init(rule.Optimiser, parameter.Primal);
        var (moved, after) = Optimising.Step(rule.Optimiser, rule.Hyper, gradient.Primal, before, parameter.Primal);
        parameter.Replace(moved);
        states[parameter] = new(after, rule.Slots);
    }

    private protected sealed override IReadOnlyDictionary<string, Tensor>? Saved(Tensor parameter, ParameterGroup group)
    {
        if (!states.TryGetValue(parameter, out var known))
            return null;
        var rule = RuleOf(group);
        var state = Fitted(known, rule, parameter);
        var saved = new OrderedDictionary<string, Tensor> { [StepName] = Tensor.From(state.Step) };
        foreach (var (name, value) in rule.Slots.Zip(state.Slots))
            saved[name] = Tensor.Wrap(value);
        foreach (var (name, value) in state.Extra)
            saved[ExtraName(name)] = Tensor.Wrap(value);
        return saved;
    }

    private protected sealed override IEnumerable<string> Misfits(
        Tensor parameter,
        ParameterGroup group,
        IReadOnlyDictionary<string, Tensor> saved
    )
    {
        var slots = SlotNames(group);
        var numbers = Optimising.Init(Rule(group), parameter.Primal).Extra.Select(entry => ExtraName(entry.Key));
        foreach (var name in slots.Concat(numbers).Prepend(StepName))
        {
            var isSlot = slots.Contains(name);
            if (!saved.TryGetValue(name, out var value))
                yield return $"lacks {name}";
            else if (isSlot && !value.Shape.AsSpan().SequenceEqual(parameter.Shape))
                yield return $"has {name} of shape {value.Primal.Aval.Shape}, not {parameter.Primal.Aval.Shape}";
            else if (!isSlot && value.Length != 1)
                yield return $"has {name} of shape {value.Primal.Aval.Shape}, not one number";
        }
    }

    private protected sealed override void Restore(
        Tensor parameter,
        ParameterGroup group,
        IReadOnlyDictionary<string, Tensor>? saved
    )
    {
        states.Remove(parameter);
        if (saved is null)
            return;
        var rule = RuleOf(group);
        var first = Optimising.Init(rule.Optimiser, parameter.Primal);
        var state = Optimising.State(
            first,
            (long)saved[StepName].Item(),
            Array.ConvertAll(rule.Slots, name => Creating.Cast(saved[name].Primal, parameter.Primal.DType)),
            first.Extra.Select(entry => KeyValuePair.Create(entry.Key, saved[ExtraName(entry.Key)].Primal))
        );
        states[parameter] = new(state, rule.Slots);
    }

    /// <summary>
    /// The state with the slots that the settings of now ask for, as after momentum was switched on: those it has, and the
    /// others as they are at first.
    /// </summary>
    private static Core.OptState<CoreTensor> Fitted(ParameterState known, GroupRule rule, Tensor parameter)
    {
        if (ReferenceEquals(known.Slots, rule.Slots) || known.Slots.AsSpan().SequenceEqual(rule.Slots))
            return known.State;
        var first = Optimising.Init(rule.Optimiser, parameter.Primal);
        var slots = rule
            .Slots.Zip(first.Slots)
            .Select(slot =>
                Array.IndexOf(known.Slots, slot.First) is var i and >= 0 ? known.State.Slots[i] : slot.Second
            );
        return Optimising.State(first, known.State.Step, [.. slots], known.State.Extra);
    }

    private GroupRule RuleOf(ParameterGroup group)
    {
        if (!rules.TryGetValue(group, out var rule) || rule.Version != group.Version)
        {
            var optimiser = Rule(group);
            rules[group] = rule = new(group.Version, optimiser, Optimising.Hyper(optimiser), SlotNames(group));
        }
        return rule;
    }

    /// <summary>What is remembered of a parameter, and the names of its slots.</summary>
    private readonly record struct ParameterState(Core.OptState<CoreTensor> State, string[] Slots);

    /// <summary>The functional optimiser of a group, made again when a setting changes.</summary>
    private sealed record GroupRule(
        int Version,
        Core.Optimiser<CoreTensor> Optimiser,
        FSharpMap<string, double> Hyper,
        string[] Slots
    );
}
