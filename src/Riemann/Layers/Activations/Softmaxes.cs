using F = Riemann.Functional;

namespace Riemann;

/// <summary>exp(x) along an axis, divided by its sum: probabilities.</summary>
/// <param name="axis">The axis along which they are 1 together.</param>
public sealed class Softmax(int axis = -1) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Softmax(input, axis);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("axis", axis));
}

/// <summary>The logarithm of <see cref="Softmax"/>, exact for small probabilities too.</summary>
/// <param name="axis">The axis of the probabilities.</param>
public sealed class LogSoftmax(int axis = -1) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.LogSoftmax(input, axis);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("axis", axis));
}

/// <summary><see cref="Softmax"/> of -x.</summary>
/// <param name="axis">The axis along which they are 1 together.</param>
public sealed class Softmin(int axis = -1) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Softmin(input, axis);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("axis", axis));
}
