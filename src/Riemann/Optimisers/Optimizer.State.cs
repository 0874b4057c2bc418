namespace Riemann;

public abstract partial class Optimizer
{
    private readonly Dictionary<Tensor, Dictionary<string, Tensor>> states = new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// What a subclass remembers of a parameter, by name: empty at first, saved with <see cref="StateDict"/>. Tensors in it
    /// may be changed in place.
    /// </summary>
    protected Dictionary<string, Tensor> State(Tensor parameter)
    {
        if (!states.TryGetValue(parameter, out var state))
            states[parameter] = state = [];
        return state;
    }

    /// <summary>What the optimiser remembers and its settings, as they are now: later steps do not change it.</summary>
    public OptimizerState StateDict()
    {
        var saved = new Dictionary<int, IReadOnlyDictionary<string, Tensor>>();
        var groupStates = new List<GroupState>();
        var count = 0;
        foreach (var group in groups)
        {
            groupStates.Add(
                new(
                    [.. Enumerable.Range(count, group.Parameters.Count)],
                    new Dictionary<string, object?>(group.Settings)
                )
            );
            foreach (var parameter in group.Parameters)
            {
                if (Saved(parameter, group) is { } state)
                    saved[count] = state;
                count++;
            }
        }
        return new(saved, groupStates);
    }

    /// <summary>
    /// Takes over what <see cref="StateDict"/> gave: training goes on as if it had not been interrupted. Tensors get the
    /// element types of their parameters. Raises, naming all that does not fit, where groups, settings, names or shapes are
    /// others; then nothing has changed.
    /// </summary>
    public void LoadStateDict(OptimizerState state)
    {
        if (Misfits(state) is { Count: > 0 } problems)
            throw Failure.Value(
                "LoadStateDict",
                $"the state does not fit this {Name}: {string.Join("; ", problems)}",
                "load the state of an optimiser of the same kind, with groups of the same sizes"
            );
        foreach (var (group, settings) in groups.Zip(state.ParamGroups, (group, saved) => (group, saved.Settings)))
        foreach (var (name, value) in settings)
            group[name] = value;
        foreach (var (parameter, group, number) in Numbered(state))
            Restore(parameter, groups[group], state.State.GetValueOrDefault(number));
    }

    /// <summary>What is remembered of a parameter, or null.</summary>
    private protected virtual IReadOnlyDictionary<string, Tensor>? Saved(Tensor parameter, ParameterGroup group) =>
        states.TryGetValue(parameter, out var state)
            ? state.ToDictionary(entry => entry.Key, entry => entry.Value.Copy())
            : null;

    /// <summary>What does not fit in an entry for a parameter, when its group has these settings.</summary>
    private protected virtual IEnumerable<string> Misfits(
        Tensor parameter,
        ParameterGroup group,
        IReadOnlyDictionary<string, Tensor> saved
    ) => [];

    /// <summary>Puts an entry, or none, in the place of what is remembered of a parameter.</summary>
    private protected virtual void Restore(
        Tensor parameter,
        ParameterGroup group,
        IReadOnlyDictionary<string, Tensor>? saved
    )
    {
        states.Remove(parameter);
        if (saved is not null)
            states[parameter] = saved.ToDictionary(entry => entry.Key, entry => entry.Value.Copy());
    }

    /// <summary>Each parameter with its group and its number in a state whose groups are of the same sizes.</summary>
    private IEnumerable<(Tensor Parameter, int Group, int Number)> Numbered(OptimizerState state) =>
        groups.SelectMany(
            (group, i) => group.Parameters.Zip(state.ParamGroups[i].Params, (tensor, number) => (tensor, i, number))
        );

    private List<string> Misfits(OptimizerState state)
    {
        if (state.ParamGroups.Count != groups.Count)
            return [$"it has {state.ParamGroups.Count} groups, not {groups.Count}"];
        var problems = new List<string>();
        for (var i = 0; i < groups.Count; i++)
        {
            var (numbers, settings) = state.ParamGroups[i];
            var (missing, unexpected) = (Lacking(groups[i].Settings, settings), Lacking(settings, groups[i].Settings));
            if (numbers.Count != groups[i].Parameters.Count)
                problems.Add($"group {i} has {numbers.Count} parameters, not {groups[i].Parameters.Count}");
            if (missing.Length > 0)
                problems.Add($"group {i} lacks {missing}");
            if (unexpected.Length > 0)
                problems.Add($"group {i} has {unexpected}, unknown here");
        }
        if (problems.Count > 0)
            return problems;
        var loaded = state.ParamGroups.Select(group => Joined(group.Settings)).ToArray();
        return
        [
            .. Numbered(state)
                .Where(entry => state.State.ContainsKey(entry.Number))
                .SelectMany(entry =>
                    Misfits(entry.Parameter, loaded[entry.Group], state.State[entry.Number])
                        .Select(problem => $"parameter {entry.Number} {problem}")
                ),
        ];
    }

    /// <summary>The names that are in the first and not in the second.</summary>
    private static string Lacking(
        IReadOnlyDictionary<string, object?> first,
        IReadOnlyDictionary<string, object?> second
    ) => string.Join(", ", first.Keys.Where(name => name != ParameterGroup.InitialLrName && !second.ContainsKey(name)));

    /// <summary>A group with these settings and no parameters. Raises where a setting is of another type or out of range.</summary>
    private ParameterGroup Joined(IReadOnlyDictionary<string, object?> settings)
    {
        var group = new ParameterGroup([]);
        foreach (var (name, value) in settings)
            group[name] = value;
        group.Join(Name, defaults);
        Check(group);
        return group;
    }
}
