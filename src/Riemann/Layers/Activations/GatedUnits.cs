using F = Riemann.Functional;

namespace Riemann;

/// <summary>
/// x sigmoid(x), element by element, also called swish.
/// Source: Elfwing, Uchibe and Doya (2018), equation 12.
/// </summary>
public sealed class SiLU : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Silu(input);
}

/// <summary>
/// x P(X &lt;= x) for a standard normal X, exactly or by a hyperbolic tangent.
/// Source: Hendrycks and Gimpel (2016), section 2.
/// </summary>
/// <param name="approximate">How it is computed.</param>
public sealed class GELU(GeluApproximation approximate = GeluApproximation.None) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Gelu(input, approximate);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("approximate", approximate));
}

/// <summary>x tanh(softplus(x)), element by element. Source: Misra (2020), equation 1.</summary>
public sealed class Mish : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Mish(input);
}

/// <summary>x hardsigmoid(x), element by element. Source: Howard et al. (2019), section 5.2.</summary>
public sealed class Hardswish : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Hardswish(input);
}

/// <summary>
/// The first half of an axis times the sigmoid of the second. Raises where its length is odd.
/// Source: Dauphin, Fan, Auli and Grangier (2017), equation 1.
/// </summary>
/// <param name="axis">The axis that is halved.</param>
public sealed class GLU(int axis = -1) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Glu(input, axis);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("axis", axis));
}
