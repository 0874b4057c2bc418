using F = Riemann.Functional;

namespace Riemann;

/// <summary>The mean squared difference of two tensors of one shape.</summary>
/// <param name="reduction">How the losses become one.</param>
public sealed class MSELoss(Reduction reduction = Reduction.Mean) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => F.MseLoss(input, target, reduction);
}

/// <summary>The mean absolute difference of two tensors of one shape; the slope at 0 is 0.</summary>
/// <param name="reduction">How the losses become one.</param>
public sealed class L1Loss(Reduction reduction = Reduction.Mean) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => F.L1Loss(input, target, reduction);
}

/// <summary>
/// d^2 / (2 beta) for differences d up to beta, and |d| - beta / 2 beyond. Source: Girshick (2015), equation 3.
/// </summary>
/// <param name="reduction">How the losses become one.</param>
/// <param name="beta">The difference from which on the loss is a line, 0 or more.</param>
public sealed class SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => F.SmoothL1Loss(input, target, reduction, beta);
}

/// <summary>
/// d^2 / 2 for differences d up to delta, and delta (|d| - delta / 2) beyond. Source: Huber (1964), section 5.
/// </summary>
/// <param name="reduction">How the losses become one.</param>
/// <param name="delta">The difference from which on the loss is a line, more than 0.</param>
public sealed class HuberLoss(Reduction reduction = Reduction.Mean, double delta = 1) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => F.HuberLoss(input, target, reduction, delta);
}
