namespace Riemann;

/// <summary>A part of a network: parameters, buffers and other modules, and what it makes of its inputs.</summary>
public abstract class Module
{
    /// <summary>What the module makes of one tensor, for subclasses to say. Call <see cref="Call(Tensor)"/> to use it.</summary>
    public virtual Tensor Forward(Tensor input) =>
        throw Failure.Value(GetType().Name, "the module takes no single tensor", "override Forward(Tensor)");

    /// <summary>The module's output.</summary>
    public Tensor Call(Tensor input) => Forward(input);
}
