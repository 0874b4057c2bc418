using Riemann.FSharp;

namespace Riemann;

/// <summary>One kind of parts of modules: those that a module declares as members, and those registered by name.</summary>
/// <param name="kind">What a message calls a part.</param>
/// <param name="isDeclared">Whether members of a class can be such parts.</param>
/// <param name="registered">Where a module keeps those that are registered.</param>
internal sealed class ModuleParts<T>(
    string kind,
    bool isDeclared,
    Func<Module, OrderedDictionary<string, T?>> registered
)
    where T : class
{
    /// <summary>The module's own parts, null for one that is declared but not there.</summary>
    public IEnumerable<(string Name, T? Value)> Of(Module module)
    {
        foreach (var member in module.Layout.Members)
            if (CanHold(member) && member.Get(module) is var value)
                if (value is T || (value is null && member.Type.IsAssignableTo(typeof(T))))
                    yield return (member.Name, (T?)value);
        foreach (var (name, value) in registered(module))
            yield return (name, value);
    }

    /// <summary>The part at the end of a path of names with dots between, or null.</summary>
    public T? Find(Module root, string target)
    {
        var (path, name) = Split(target);
        return root.FindModule(path) is { } owner ? Of(owner).FirstOrDefault(part => part.Name == name).Value : null;
    }

    /// <summary>The part at the end of a path. Raises where there is none.</summary>
    public T Get(string operation, Module root, string target) =>
        Find(root, target) ?? throw Missing(operation, root, target);

    /// <summary>Puts a part in the place of the one at the end of a path, or of none where it is declared.</summary>
    public void Set(string operation, Module root, string target, T? value)
    {
        var (path, name) = Split(target);
        if (root.FindModule(path) is not { } owner || !TryReplace(operation, owner, name, value))
            throw Missing(operation, root, target);
    }

    /// <summary>Sets the part at the end of a path to null where it is declared, and takes it away where it is not.</summary>
    public void Delete(string operation, Module root, string target)
    {
        var (path, name) = Split(target);
        if (root.FindModule(path) is not { } owner)
            throw Missing(operation, root, target);
        if (!registered(owner).Remove(name) && !TryReplace(operation, owner, name, null))
            throw Missing(operation, root, target);
    }

    /// <summary>Adds a part to the module itself, or puts it in the place of the one with this name.</summary>
    public void Register(string operation, Module owner, string name, T? value)
    {
        if (name.Length == 0 || name.Contains('.'))
            throw Failure.Value(
                operation,
                $"\"{name}\" is no name of a {kind}",
                "a name without dots: they join names"
            );
        if (TryReplace(operation, owner, name, value))
            return;
        if (owner.HasMember(name))
            throw Failure.Value(
                operation,
                $"the module has a member \"{name}\" that is no {kind}",
                "a name belongs to one parameter, buffer or module"
            );
        registered(owner)[name] = value;
    }

    private bool TryReplace(string operation, Module owner, string name, T? value)
    {
        if (Array.Find(owner.Layout.Members, member => member.Name == name && CanHold(member)) is { } declared)
        {
            if (value is not null && !declared.Type.IsInstanceOfType(value))
                throw Failure.Value(
                    operation,
                    $"the member {name} cannot be a {value.GetType().Name}",
                    $"it is declared as {declared.Type.Name}"
                );
            declared.Set(owner, value);
            return true;
        }
        if (!registered(owner).ContainsKey(name))
            return false;
        registered(owner)[name] = value;
        return true;
    }

    private bool CanHold(ModuleMember member) =>
        isDeclared && (member.Type.IsAssignableTo(typeof(T)) || member.Type.IsAssignableFrom(typeof(T)));

    private RiemannException Missing(string operation, Module root, string target)
    {
        var names = root.NamedModules()
            .SelectMany(entry => Of(entry.Module).Select(part => Module.Join(entry.Name, part.Name)))
            .ToArray();
        return Failure.Value(
            operation,
            $"{root.GetName()} has no {kind} \"{target}\"",
            names.Length == 0 ? $"it has no {kind}s" : $"it has {string.Join(", ", names)}"
        );
    }

    private static (string Path, string Name) Split(string target) =>
        target.LastIndexOf('.') is var dot and >= 0 ? (target[..dot], target[(dot + 1)..]) : ("", target);
}
