namespace Riemann;

/// <summary>How <see cref="GELU"/> is computed.</summary>
public enum GeluApproximation
{
    /// <summary>By the error function.</summary>
    None,

    /// <summary>By a hyperbolic tangent.</summary>
    Tanh,
}
