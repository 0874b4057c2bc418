namespace Riemann;

/// <summary>What an <see cref="RNN"/> makes of its sums.</summary>
public enum RnnNonlinearity
{
    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>max(x, 0).</summary>
    Relu,
}
