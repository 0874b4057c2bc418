using System.Globalization;

namespace Riemann;

/// <summary>
/// Parameters that an <see cref="Optimizer"/> trains with the same settings. What is set here counts for this group; the rest
/// is what the optimiser was made with. A setting can be changed at any time: <c>optimizer.ParamGroups[0].Lr = 0.01</c>.
/// </summary>
/// <param name="parameters">The tensors to train, leaves.</param>
public sealed partial class ParameterGroup(IEnumerable<Tensor> parameters)
{
    private readonly OrderedDictionary<string, object?> settings = [];

    /// <summary>The tensors of the group.</summary>
    public IReadOnlyList<Tensor> Parameters { get; } = [.. parameters];

    /// <summary>The settings by the names that they have in saved states, such as <c>weight_decay</c>.</summary>
    public IReadOnlyDictionary<string, object?> Settings => settings;

    /// <summary>Grows when a setting changes.</summary>
    internal int Version { get; private set; }

    /// <summary>The type name of the optimiser that the group belongs to, or null.</summary>
    internal string? Owner { get; private set; }

    /// <summary>
    /// A setting by its name in saved states, for those of optimisers of one's own. Raises where the optimiser has no such
    /// setting, or one of another type.
    /// </summary>
    public object? this[string name]
    {
        get => settings.TryGetValue(name, out var value) ? value : throw Unknown(name);
        set
        {
            if (Owner is not null)
                value = Fitted(name, value);
            settings[name] = value;
            Version++;
        }
    }

    /// <summary>Adds what the group does not say itself. Raises where it says what the optimiser does not know.</summary>
    internal void Join(string owner, IReadOnlyDictionary<string, object?> defaults)
    {
        var own = settings.ToArray();
        settings.Clear();
        foreach (var (name, value) in defaults)
            settings[name] = value;
        Owner = owner;
        try
        {
            foreach (var (name, value) in own)
                settings[name] = Fitted(name, value);
        }
        catch
        {
            Leave(own);
            throw;
        }
        Version++;
    }

    /// <summary>Takes the group out of an optimiser that does not accept it.</summary>
    internal void Leave(IReadOnlyList<KeyValuePair<string, object?>> own)
    {
        settings.Clear();
        foreach (var (name, value) in own)
            settings[name] = value;
        Owner = null;
    }

    /// <summary>The value as the type of the setting. Raises where there is no such setting, or it has another type.</summary>
    internal object? Fitted(string name, object? value)
    {
        if (name == InitialLrName)
            return value;
        if (!settings.TryGetValue(name, out var known))
            throw Unknown(name);
        return (known, value) switch
        {
            (double, int number) => (double)number,
            (double, float number) => (double)number,
            (null, _) or (_, null) => value,
            _ when known.GetType() == value.GetType() => value,
            _ => throw Failure.Value(
                Owner ?? "ParameterGroup",
                $"the setting {name} is {Text(known)}, and {Text(value)} is not of its type",
                $"a value of type {known.GetType().Name}"
            ),
        };
    }

    /// <summary>The settings as lines.</summary>
    internal IEnumerable<string> Lines() => settings.Select(setting => $"{setting.Key}: {Text(setting.Value)}");

    private static string Text(object? value) =>
        value switch
        {
            null => "null",
            bool truth => truth ? "true" : "false",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            (double first, double second) => string.Create(CultureInfo.InvariantCulture, $"({first}, {second})"),
            _ => value.ToString()!,
        };

    private FSharp.RiemannException Unknown(string name) =>
        Failure.Value(
            Owner ?? "ParameterGroup",
            $"there is no setting {name}",
            settings.Count == 0 ? "nothing is set" : $"the settings are {string.Join(", ", settings.Keys)}"
        );
}
