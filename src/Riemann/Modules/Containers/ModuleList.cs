using System.Collections;

namespace Riemann;

/// <summary>
/// Modules in a list, which is a part of the module that holds it: their parameters are found, saved and trained, as those
/// in an array are not. What is done with them the holder's <c>Forward</c> says.
/// </summary>
public sealed class ModuleList : Module, IReadOnlyList<Module>
{
    /// <summary>A list of no modules yet.</summary>
    public ModuleList() { }

    /// <summary>A list of these modules.</summary>
    public ModuleList(params IEnumerable<Module> modules) => Extend(modules);

    /// <summary>How many modules there are.</summary>
    public int Count => RegisteredModules.Count;

    /// <summary>The module at a place. Raises where there is none.</summary>
    public Module this[int index]
    {
        get => RegisteredModules.At("ModuleList", index);
        set => RegisteredModules.PutAt("ModuleList", index, value);
    }

    /// <summary>Adds a module at the end.</summary>
    public void Add(Module module) => RegisteredModules.Append(module);

    /// <summary>Adds a module at the end, and gives the list.</summary>
    public ModuleList Append(Module module)
    {
        Add(module);
        return this;
    }

    /// <summary>Adds modules at the end, and gives the list.</summary>
    public ModuleList Extend(IEnumerable<Module> modules)
    {
        foreach (var module in modules.ToArray())
            Add(module);
        return this;
    }

    /// <summary>Puts a module before the one at a place. Raises where there is no such place.</summary>
    public void Insert(int index, Module module) => RegisteredModules.InsertAt("ModuleList", index, module);

    /// <summary>The modules in order.</summary>
    public IEnumerator<Module> GetEnumerator() => RegisteredModules.Values.GetEnumerator()!;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
