using F = Riemann.Functional;

namespace Riemann;

/// <summary>x brought nearer to 0, and 0 where it is no further away.</summary>
/// <param name="lambda">By how much.</param>
public sealed class Softshrink(double lambda = 0.5) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Softshrink(input, lambda);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("lambda", lambda));
}

/// <summary>x, and 0 near 0.</summary>
/// <param name="lambda">How far from 0 x is 0.</param>
public sealed class Hardshrink(double lambda = 0.5) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Hardshrink(input, lambda);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("lambda", lambda));
}

/// <summary>x - tanh(x), element by element.</summary>
public sealed class Tanhshrink : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Tanhshrink(input);
}
