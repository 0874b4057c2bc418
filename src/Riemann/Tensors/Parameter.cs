namespace Riemann;

/// <summary>A tensor that a <see cref="Module"/> trains: a leaf that requires gradients unless said otherwise.</summary>
public sealed class Parameter : Tensor
{
    /// <summary>A parameter that begins with the value of a tensor, whose history it does not take over.</summary>
    public Parameter(Tensor data, bool requiresGrad = true)
        : base(new Cell(data.Primal), null) => RequiresGrad = requiresGrad;

    private Parameter(Tensor tensor)
        : base(tensor) { }

    /// <summary>The tensor itself, with its history, as a parameter.</summary>
    internal static Parameter Of(Tensor tensor) => new(tensor);
}
