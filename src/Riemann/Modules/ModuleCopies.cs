namespace Riemann;

/// <summary>Copies of modules, as the type that they are of, and functions.</summary>
public static class ModuleCopies
{
    /// <summary>
    /// The module as a function of its parameters and inputs, for the transformations of <see cref="Autograd"/>. An
    /// extension, so that a subclass can say <see cref="Riemann.Functional"/> for the functions of that name.
    /// </summary>
    public static FunctionalModule Functional(this Module module) => new(module);

    /// <summary>
    /// A module of its own that has the very same parameters, buffers and submodules: training one trains the other, but
    /// putting another part in changes one of them only.
    /// </summary>
    public static T Copy<T>(this T module)
        where T : Module => (T)module.ShallowCopy();

    /// <summary>
    /// A module of its own with copies of all parameters, buffers and submodules, without gradients. What is shared inside
    /// the module is shared inside the copy. Hooks are the same. Other fields keep their values, so a function in a field
    /// that captured the module still leads to the old one.
    /// </summary>
    public static T DeepCopy<T>(this T module)
        where T : Module =>
        (T)module.Replicate(new ModuleCopier(parameter => new Parameter(parameter, parameter.RequiresGrad)));
}
