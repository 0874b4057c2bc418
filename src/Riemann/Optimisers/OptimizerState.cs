namespace Riemann;

/// <summary>What an <see cref="Optimizer"/> remembers, and the settings it has, in the form of PyTorch.</summary>
/// <param name="State">
/// By the number of a parameter, counted over all groups, the tensors that belong to it, such as <c>exp_avg</c>. Parameters
/// that never had a gradient have no entry.
/// </param>
/// <param name="ParamGroups">The settings of each group by name, and the numbers of its parameters.</param>
public sealed record OptimizerState(
    IReadOnlyDictionary<int, IReadOnlyDictionary<string, Tensor>> State,
    IReadOnlyList<GroupState> ParamGroups
);

/// <summary>The settings of a <see cref="ParameterGroup"/>, and the numbers of its parameters.</summary>
/// <param name="Params">The numbers of the parameters in <see cref="OptimizerState.State"/>.</param>
/// <param name="Settings">The settings by name, such as <c>lr</c>.</param>
public sealed record GroupState(IReadOnlyList<int> Params, IReadOnlyDictionary<string, object?> Settings);
