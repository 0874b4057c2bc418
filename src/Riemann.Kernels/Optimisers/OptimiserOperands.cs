namespace Riemann.Kernels;

/// <summary>
/// What a step of an optimiser starts from: float32 or float64, all of one type and shape, with any strides.
/// </summary>
/// <param name="Parameter">What is to move.</param>
/// <param name="Gradient">Its gradient.</param>
/// <param name="Slots">What the optimiser remembers for it, in the order of the step's documentation.</param>
/// <param name="Decay">The part of the parameter that is added to its gradient.</param>
/// <param name="Climbs">Whether the gradient is negated before.</param>
public readonly record struct OptimiserOperands(
    NDArray Parameter,
    NDArray Gradient,
    NDArray[] Slots,
    double Decay,
    bool Climbs
);
