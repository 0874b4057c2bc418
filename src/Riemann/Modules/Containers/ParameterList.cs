using System.Collections;

namespace Riemann;

/// <summary>
/// Parameters in a list, which is a part of the module that holds it: they are found, saved and trained, as those
/// in an array are not.
/// </summary>
public sealed class ParameterList : Module, IReadOnlyList<Parameter>
{
    /// <summary>A list of no parameters yet.</summary>
    public ParameterList() { }

    /// <summary>A list of these parameters.</summary>
    public ParameterList(params IEnumerable<Parameter> parameters) => Extend(parameters);

    /// <summary>How many parameters there are.</summary>
    public int Count => RegisteredParameters.Count;

    /// <summary>The parameter at a place. Raises where there is none.</summary>
    public Parameter this[int index]
    {
        get => RegisteredParameters.At("ParameterList", index);
        set => RegisteredParameters.PutAt("ParameterList", index, value);
    }

    /// <summary>Adds a parameter at the end.</summary>
    public void Add(Parameter parameter) => RegisteredParameters.Append(parameter);

    /// <summary>Adds a parameter at the end, and gives the list.</summary>
    public ParameterList Append(Parameter parameter)
    {
        Add(parameter);
        return this;
    }

    /// <summary>Adds parameters at the end, and gives the list.</summary>
    public ParameterList Extend(IEnumerable<Parameter> parameters)
    {
        foreach (var parameter in parameters.ToArray())
            Add(parameter);
        return this;
    }

    /// <summary>Puts a parameter before the one at a place. Raises where there is no such place.</summary>
    public void Insert(int index, Parameter parameter) =>
        RegisteredParameters.InsertAt("ParameterList", index, parameter);

    /// <summary>The parameters in order.</summary>
    public IEnumerator<Parameter> GetEnumerator() => RegisteredParameters.Values.GetEnumerator()!;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private protected override IEnumerable<string> Lines() =>
        RegisteredParameters.Select(entry => $"({entry.Key}): Parameter({entry.Value!.Primal.Aval})");
}
