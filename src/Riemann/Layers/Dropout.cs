using F = Riemann.Functional;

namespace Riemann;

/// <summary>
/// In training, elements set to 0 with probability <paramref name="p"/> and the others divided by 1 - p; nothing in
/// use. Source: Srivastava et al. (2014), section 10.
/// </summary>
/// <param name="p">The probability, from 0 to 1.</param>
public sealed class Dropout(double p = 0.5) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Dropout(input, p, Training);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("p", p));
}

/// <summary><see cref="Dropout"/> of whole channels of [batch, channels, length] or [channels, length].</summary>
/// <param name="p">The probability, from 0 to 1.</param>
public sealed class Dropout1d(double p = 0.5) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Dropout1d(input, p, Training);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("p", p));
}

/// <summary><see cref="Dropout"/> of whole channels of [batch, channels, height, width].</summary>
/// <param name="p">The probability, from 0 to 1.</param>
public sealed class Dropout2d(double p = 0.5) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Dropout2d(input, p, Training);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("p", p));
}

/// <summary>
/// <see cref="Dropout"/> of whole channels of [batch, channels, depth, height, width], or without batch.
/// </summary>
/// <param name="p">The probability, from 0 to 1.</param>
public sealed class Dropout3d(double p = 0.5) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Dropout3d(input, p, Training);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("p", p));
}
