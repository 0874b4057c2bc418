namespace Riemann;

public abstract partial class Module
{
    /// <summary>Adds a parameter by name, for those that are no members, or puts it in the place of one of this name.</summary>
    public void RegisterParameter(string name, Parameter? parameter) =>
        ParameterParts.Register("RegisterParameter", this, name, parameter);

    /// <summary>
    /// Adds a tensor that is not trained but belongs to the module's state, such as a running mean. It is saved with the
    /// module unless it is not <paramref name="persistent"/>.
    /// </summary>
    public void RegisterBuffer(string name, Tensor? tensor, bool persistent = true)
    {
        BufferParts.Register("RegisterBuffer", this, name, tensor);
        if (persistent)
            passingBuffers.Remove(name);
        else
            passingBuffers.Add(name);
    }

    /// <summary>Adds a submodule by name, for those that are no members, or puts it in the place of one of this name.</summary>
    public void AddModule(string name, Module? module) => SubmoduleParts.Register("AddModule", this, name, module);

    /// <summary>The parameter of a name or path, as <c>"layer1.weight"</c>. Raises where there is none.</summary>
    public Parameter GetParameter(string target) => ParameterParts.Get("GetParameter", this, target);

    /// <summary>The buffer of a name or path, as <c>"bn1.running_mean"</c>. Raises where there is none.</summary>
    public Tensor GetBuffer(string target) => BufferParts.Get("GetBuffer", this, target);

    /// <summary>The submodule of a name or path, as <c>"layer1.conv1"</c>. Raises where there is none.</summary>
    public Module GetSubmodule(string target) => SubmoduleParts.Get("GetSubmodule", this, target);

    /// <summary>Whether there is a parameter of a name or path.</summary>
    public bool HasParameter(string target) => ParameterParts.Find(this, target) is not null;

    /// <summary>Whether there is a buffer of a name or path.</summary>
    public bool HasBuffer(string target) => BufferParts.Find(this, target) is not null;

    /// <summary>Whether there is a submodule of a name or path.</summary>
    public bool HasSubmodule(string target) => SubmoduleParts.Find(this, target) is not null;

    /// <summary>Puts a parameter in the place of another, or of a declared one that is null. Raises where there is none.</summary>
    public void SetParameter(string target, Parameter? parameter) =>
        ParameterParts.Set("SetParameter", this, target, parameter);

    /// <summary>Puts a buffer in the place of another. Raises where there is none.</summary>
    public void SetBuffer(string target, Tensor? tensor) => BufferParts.Set("SetBuffer", this, target, tensor);

    /// <summary>Puts a submodule in the place of another, or of a declared one that is null. Raises where there is none.</summary>
    public void SetSubmodule(string target, Module? module) => SubmoduleParts.Set("SetSubmodule", this, target, module);

    /// <summary>Takes a parameter away; a declared member becomes null. Raises where there is none.</summary>
    public void DeleteParameter(string target) => ParameterParts.Delete("DeleteParameter", this, target);

    /// <summary>Takes a buffer away. Raises where there is none.</summary>
    public void DeleteBuffer(string target) => BufferParts.Delete("DeleteBuffer", this, target);

    /// <summary>Takes a submodule away; a declared member becomes null. Raises where there is none.</summary>
    public void DeleteSubmodule(string target) => SubmoduleParts.Delete("DeleteSubmodule", this, target);
}
