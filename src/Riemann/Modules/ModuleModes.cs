namespace Riemann;

/// <summary>What is done to a whole module and gives it back, as the type that it was.</summary>
public static class ModuleModes
{
    /// <summary>Sets the module and all its submodules to training, or to use.</summary>
    public static T Train<T>(this T module, bool mode = true)
        where T : Module
    {
        foreach (var part in module.Modules())
            part.Training = mode;
        return module;
    }

    /// <summary>Sets the module and all its submodules to use: no dropout, no changes of running statistics.</summary>
    public static T Eval<T>(this T module)
        where T : Module => module.Train(false);

    /// <summary>Sets whether the parameters require gradients; without, the module is frozen.</summary>
    public static T RequiresGradInPlace<T>(this T module, bool requiresGrad = true)
        where T : Module
    {
        foreach (var parameter in module.Parameters())
            parameter.RequiresGrad = requiresGrad;
        return module;
    }

    /// <summary>Calls an action with each submodule, those further in first, and at last with the module itself.</summary>
    public static T Apply<T>(this T module, Action<Module> action)
        where T : Module
    {
        foreach (var part in module.Modules().Reverse())
            action(part);
        return module;
    }
}
