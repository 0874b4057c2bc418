namespace Riemann;

public abstract partial class Module
{
    /// <summary>A copy that has the very same parameters, buffers and submodules, until other ones are put in.</summary>
    internal Module ShallowCopy()
    {
        var copy = (Module)MemberwiseClone();
        copy.parameters = new(parameters);
        copy.buffers = new(buffers);
        copy.modules = new(modules);
        copy.passingBuffers = [.. passingBuffers];
        copy.hooks = hooks?.Copy();
        return copy;
    }

    /// <summary>A copy whose parts are copies.</summary>
    internal Module Replicate(ModuleCopier copier)
    {
        var copy = ShallowCopy();
        copier.Begin(this, copy);
        copy.parameters = copier.Copy(parameters);
        copy.buffers = copier.Copy(buffers);
        copy.modules = copier.Copy(modules);
        foreach (var member in Layout.Members)
            member.Set(copy, copier.Copy(member.Get(this)));
        return copy;
    }

    /// <summary>A copy for one functional call, with other parameters and with buffers of its own.</summary>
    internal Module Substituted(IReadOnlyDictionary<Parameter, Parameter> substitutes)
    {
        var copy = Replicate(new ModuleCopier(parameter => substitutes.GetValueOrDefault(parameter, parameter)));
        foreach (var (mine, its) in Modules().Zip(copy.Modules()))
            its.original = mine;
        return copy;
    }
}
