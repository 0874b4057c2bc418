using F = Riemann.Functional;

namespace Riemann;

/// <summary>1 / (1 + exp(-x)), element by element.</summary>
public sealed class Sigmoid : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Sigmoid(input);
}

/// <summary>log(1 / (1 + exp(-x))), element by element, exact for large negative x too.</summary>
public sealed class LogSigmoid : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.LogSigmoid(input);
}

/// <summary>min(max(x / 6 + 1/2, 0), 1), element by element. Source: Howard et al. (2019), section 5.2.</summary>
public sealed class Hardsigmoid : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Hardsigmoid(input);
}

/// <summary>The hyperbolic tangent, element by element.</summary>
public sealed class Tanh : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Tanh(input);
}

/// <summary>x held between two bounds.</summary>
/// <param name="minVal">The lower bound.</param>
/// <param name="maxVal">The upper bound.</param>
public sealed class Hardtanh(double minVal = -1, double maxVal = 1) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Hardtanh(input, minVal, maxVal);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("minVal", minVal), ("maxVal", maxVal));
}

/// <summary>x / (1 + |x|), element by element.</summary>
public sealed class Softsign : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Softsign(input);
}
