namespace Riemann;

public abstract partial class Module
{
    private OrderedDictionary<string, Parameter?> parameters = [];
    private OrderedDictionary<string, Tensor?> buffers = [];
    private OrderedDictionary<string, Module?> modules = [];
    private HashSet<string> passingBuffers = [];

    private protected static readonly ModuleParts<Parameter> ParameterParts = new("parameter", true, x => x.parameters);
    private protected static readonly ModuleParts<Module> SubmoduleParts = new("submodule", true, x => x.modules);
    private protected static readonly ModuleParts<Tensor> BufferParts = new("buffer", false, x => x.buffers);

    /// <summary>The members of the module's type.</summary>
    internal ModuleLayout Layout => field ??= ModuleLayout.Of(GetType());

    /// <summary>Submodules by name, for containers, which have no members.</summary>
    private protected OrderedDictionary<string, Module?> RegisteredModules => modules;

    /// <summary>Parameters by name, for containers, which have no members.</summary>
    private protected OrderedDictionary<string, Parameter?> RegisteredParameters => parameters;

    /// <summary>The parameters, each once however often it is used, this module's own before those of its submodules.</summary>
    public IReadOnlyList<Parameter> Parameters(bool recurse = true) =>
        [.. NamedParameters("", recurse).Select(entry => entry.Parameter)];

    /// <summary>The parameters with their names, those of submodules with the submodules' names and dots before.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> NamedParameters(string prefix = "", bool recurse = true) =>
        Gather(ParameterParts, prefix, recurse);

    /// <summary>The buffers, each once, this module's own before those of its submodules.</summary>
    public IReadOnlyList<Tensor> Buffers(bool recurse = true) =>
        [.. NamedBuffers("", recurse).Select(entry => entry.Buffer)];

    /// <summary>The buffers with their names, those of submodules with the submodules' names and dots before.</summary>
    public IReadOnlyList<(string Name, Tensor Buffer)> NamedBuffers(string prefix = "", bool recurse = true) =>
        Gather(BufferParts, prefix, recurse);

    /// <summary>The modules that are parts of this one, each once, without theirs.</summary>
    public IReadOnlyList<Module> Children() => [.. NamedChildren().Select(entry => entry.Module)];

    /// <summary>The modules that are parts of this one with their names, each once, without theirs.</summary>
    public IReadOnlyList<(string Name, Module Module)> NamedChildren() =>
        [.. Present(SubmoduleParts.Of(this)).DistinctBy(entry => entry.Value)];

    /// <summary>This module, its submodules, and theirs, each once.</summary>
    public IReadOnlyList<Module> Modules() => [.. NamedModules().Select(entry => entry.Module)];

    /// <summary>This module, which has the prefix for a name, its submodules, and theirs, each once.</summary>
    public IReadOnlyList<(string Name, Module Module)> NamedModules(string prefix = "", bool recurse = true)
    {
        var found = new List<(string, Module)>();
        if (recurse)
            Collect(prefix, [], found, everyName: false);
        else
            found.Add((prefix, this));
        return found;
    }

    /// <summary>A name below another.</summary>
    internal static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";

    /// <summary>The submodule at the end of a path, the module itself for none, or null.</summary>
    internal Module? FindModule(string path)
    {
        var found = this;
        foreach (var name in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
            if (found is not null)
                found = SubmoduleParts.Of(found).FirstOrDefault(part => part.Name == name).Value;
        return found;
    }

    /// <summary>True where a name is taken by a part of whatever kind.</summary>
    internal bool HasMember(string name) =>
        Array.Exists(Layout.Members, member => member.Name == name)
        || parameters.ContainsKey(name)
        || buffers.ContainsKey(name)
        || modules.ContainsKey(name);

    /// <summary>All modules with all their names, so that a module that is used twice comes twice.</summary>
    private List<(string Name, Module Module)> EveryModule(string prefix)
    {
        var found = new List<(string, Module)>();
        Collect(prefix, [], found, everyName: true);
        return found;
    }

    private void Collect(string name, HashSet<Module> seen, List<(string, Module)> found, bool everyName)
    {
        if (!seen.Add(this))
        {
            if (everyName)
                throw Failure.Value(
                    GetName(),
                    "the module is a part of itself",
                    "mark the member that leads back [Unregistered]"
                );
            return;
        }
        found.Add((name, this));
        foreach (var (own, module) in Present(SubmoduleParts.Of(this)))
            module.Collect(Join(name, own), seen, found, everyName);
        if (everyName)
            seen.Remove(this);
    }

    private (string Name, T Value)[] Gather<T>(ModuleParts<T> parts, string prefix, bool recurse)
        where T : class =>
        [
            .. NamedModules(prefix, recurse)
                .SelectMany(entry =>
                    Present(parts.Of(entry.Module)).Select(part => (Name: Join(entry.Name, part.Name), part.Value))
                )
                .DistinctBy(entry => entry.Value),
        ];

    private static IEnumerable<(string Name, T Value)> Present<T>(IEnumerable<(string Name, T? Value)> parts)
        where T : class
    {
        foreach (var (name, value) in parts)
            if (value is not null)
                yield return (name, value);
    }
}
