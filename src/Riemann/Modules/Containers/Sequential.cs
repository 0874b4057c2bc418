using System.Collections;

namespace Riemann;

/// <summary>Modules one after the other: each takes the output of the one before. None give the input itself.</summary>
public sealed class Sequential : Module, IEnumerable<Module>
{
    /// <summary>No modules yet, for <c>[first, second]</c> and <c>new() { { "name", module } }</c>.</summary>
    public Sequential() { }

    /// <summary>Modules that are called 0, 1, 2 and so on.</summary>
    public Sequential(params Module[] modules)
    {
        foreach (var module in modules)
            Add(module);
    }

    /// <summary>Modules with names.</summary>
    public Sequential(params (string Name, Module Module)[] modules)
    {
        foreach (var (name, module) in modules)
            Add(name, module);
    }

    /// <summary>How many modules there are.</summary>
    public int Count => RegisteredModules.Count;

    /// <summary>The module at a place.</summary>
    public Module this[int index]
    {
        get => RegisteredModules.At("Sequential", index);
        set => RegisteredModules.PutAt("Sequential", index, value);
    }

    /// <summary>The module of a name. Getting one that is not there raises; setting one adds it at the end.</summary>
    public Module this[string name]
    {
        get => GetSubmodule(name);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            AddModule(name, value);
        }
    }

    /// <summary>Adds a module at the end, called by its place.</summary>
    public void Add(Module module) => Add($"{Count}", module);

    /// <summary>Adds a module with a name at the end. Raises where there is one of this name.</summary>
    public void Add(string name, Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        if (RegisteredModules.ContainsKey(name))
            throw Failure.Value("Sequential", $"two modules are called {name}", "a name for each module");
        AddModule(name, module);
    }

    /// <summary>Some of the modules, shared with this one, for ranges as in <c>model[1..3]</c>.</summary>
    public Sequential Slice(int start, int length)
    {
        var part = new Sequential();
        foreach (var (name, module) in RegisteredModules.Skip(start).Take(length))
            part.Add(name, module!);
        return part;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        foreach (var module in RegisteredModules.Values)
            input = module!.Call(input);
        return input;
    }

    /// <summary>The modules in order.</summary>
    public IEnumerator<Module> GetEnumerator() => RegisteredModules.Values.GetEnumerator()!;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
