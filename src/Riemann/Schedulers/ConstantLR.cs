using Riemann.Bridge;

namespace Riemann;

/// <summary>The learning rate times <paramref name="factor"/> for some epochs, then itself.</summary>
/// <param name="optimizer">The optimiser whose learning rates change.</param>
/// <param name="factor">From 0 to 1.</param>
/// <param name="totalIters">The number of epochs, 1 or more.</param>
/// <param name="lastEpoch">The number of the last step of an earlier run to go on from, or -1.</param>
public sealed class ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int totalIters = 5, int lastEpoch = -1)
    : ScheduledLR(optimizer, lastEpoch, Scheduling.Constant(totalIters, factor));
