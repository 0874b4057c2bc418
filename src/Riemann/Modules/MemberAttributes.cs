namespace Riemann;

/// <summary>
/// Names a parameter or submodule of a <see cref="Module"/> in its state dictionary, where the member's own name with a
/// small first letter is not wanted: <c>[StateName("in_proj_weight")]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class StateNameAttribute(string name) : Attribute
{
    /// <summary>The name, which holds no dot.</summary>
    public string Name => name;
}

/// <summary>
/// Keeps a member out of the parts of its <see cref="Module"/>: its parameters are neither listed nor saved. For references
/// to modules that belong elsewhere.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class UnregisteredAttribute : Attribute;
