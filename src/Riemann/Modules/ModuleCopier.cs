namespace Riemann;

/// <summary>Copies modules with all that belongs to them. What was shared between them is shared between the copies.</summary>
/// <param name="substitute">What takes the place of a parameter.</param>
internal sealed class ModuleCopier(Func<Parameter, Parameter> substitute)
{
    private readonly Dictionary<object, object> copies = new(ReferenceEqualityComparer.Instance);

    /// <summary>The copy of a parameter, buffer or module; null for null.</summary>
    public T? Copy<T>(T? part)
        where T : class
    {
        if (part is null)
            return null;
        if (copies.TryGetValue(part, out var known))
            return (T)known;
        object copy = part switch
        {
            Module module => module.Replicate(this),
            Parameter parameter => substitute(parameter),
            Tensor { IsLeaf: true } tensor => tensor.Copy().RequiresGradInPlace(tensor.RequiresGrad),
            Tensor tensor => tensor.Clone(),
            _ => part,
        };
        copies[part] = copy;
        return (T)copy;
    }

    /// <summary>Parts by name with a copy for each.</summary>
    public OrderedDictionary<string, T?> Copy<T>(OrderedDictionary<string, T?> parts)
        where T : class => new(parts.Select(part => KeyValuePair.Create(part.Key, Copy(part.Value))));

    /// <summary>Remembers a copy whose parts are not copied yet, since they may lead back to it.</summary>
    public void Begin(Module module, Module copy) => copies[module] = copy;
}
