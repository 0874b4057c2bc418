using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Riemann;

/// <summary>
/// Parameters by name, in the order in which they were added. As a part of a module it makes them found, saved and
/// trained, as those in another dictionary are not.
/// </summary>
public sealed class ParameterDict : Module, IReadOnlyDictionary<string, Parameter>
{
    /// <summary>No parameters yet.</summary>
    public ParameterDict() { }

    /// <summary>These parameters.</summary>
    public ParameterDict(IEnumerable<KeyValuePair<string, Parameter>> parameters) => Update(parameters);

    /// <summary>How many parameters there are.</summary>
    public int Count => RegisteredParameters.Count;

    /// <summary>The names in order.</summary>
    public IEnumerable<string> Keys => RegisteredParameters.Keys;

    /// <summary>The parameters in order.</summary>
    public IEnumerable<Parameter> Values => RegisteredParameters.Values!;

    /// <summary>The parameter of a name. Getting one that is not there raises; setting one adds it.</summary>
    public Parameter this[string key]
    {
        get => GetParameter(key);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            RegisterParameter(key, value);
        }
    }

    /// <summary>Adds a parameter, or puts it in the place of the one with this name.</summary>
    public void Add(string key, Parameter parameter) => this[key] = parameter;

    /// <summary>Adds parameters, or puts them in the place of those with their names, and gives the dictionary.</summary>
    public ParameterDict Update(IEnumerable<KeyValuePair<string, Parameter>> parameters)
    {
        foreach (var (key, parameter) in parameters.ToArray())
            this[key] = parameter;
        return this;
    }

    /// <summary>Takes a parameter away and gives it. Raises where there is none of this name.</summary>
    public Parameter Pop(string key)
    {
        var parameter = this[key];
        RegisteredParameters.Remove(key);
        return parameter;
    }

    /// <summary>Takes all parameters away.</summary>
    public void Clear() => RegisteredParameters.Clear();

    /// <summary>Whether there is a parameter of this name.</summary>
    public bool ContainsKey(string key) => RegisteredParameters.ContainsKey(key);

    /// <summary>Gives the parameter of a name if there is one.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Parameter value) =>
        RegisteredParameters.TryGetValue(key, out value) && value is not null;

    /// <summary>The names and parameters in order.</summary>
    public IEnumerator<KeyValuePair<string, Parameter>> GetEnumerator() => RegisteredParameters.GetEnumerator()!;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private protected override IEnumerable<string> Lines() =>
        RegisteredParameters.Select(entry => $"({entry.Key}): Parameter({entry.Value!.Primal.Aval})");
}
