using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Riemann;

/// <summary>
/// Modules by name, in the order in which they were added. As a part of a module it makes their parameters found, saved and
/// trained, as those in another dictionary are not.
/// </summary>
public sealed class ModuleDict : Module, IReadOnlyDictionary<string, Module>
{
    /// <summary>No modules yet.</summary>
    public ModuleDict() { }

    /// <summary>These modules.</summary>
    public ModuleDict(IEnumerable<KeyValuePair<string, Module>> modules) => Update(modules);

    /// <summary>How many modules there are.</summary>
    public int Count => RegisteredModules.Count;

    /// <summary>The names in order.</summary>
    public IEnumerable<string> Keys => RegisteredModules.Keys;

    /// <summary>The modules in order.</summary>
    public IEnumerable<Module> Values => RegisteredModules.Values!;

    /// <summary>The module of a name. Getting one that is not there raises; setting one adds it.</summary>
    public Module this[string key]
    {
        get => GetSubmodule(key);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            AddModule(key, value);
        }
    }

    /// <summary>Adds a module, or puts it in the place of the one with this name.</summary>
    public void Add(string key, Module module) => this[key] = module;

    /// <summary>Adds modules, or puts them in the place of those with their names, and gives the dictionary.</summary>
    public ModuleDict Update(IEnumerable<KeyValuePair<string, Module>> modules)
    {
        foreach (var (key, module) in modules.ToArray())
            this[key] = module;
        return this;
    }

    /// <summary>Takes a module away and gives it. Raises where there is none of this name.</summary>
    public Module Pop(string key)
    {
        var module = this[key];
        RegisteredModules.Remove(key);
        return module;
    }

    /// <summary>Takes all modules away.</summary>
    public void Clear() => RegisteredModules.Clear();

    /// <summary>Whether there is a module of this name.</summary>
    public bool ContainsKey(string key) => RegisteredModules.ContainsKey(key);

    /// <summary>Gives the module of a name if there is one.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Module value) =>
        RegisteredModules.TryGetValue(key, out value) && value is not null;

    /// <summary>The names and modules in order.</summary>
    public IEnumerator<KeyValuePair<string, Module>> GetEnumerator() => RegisteredModules.GetEnumerator()!;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
