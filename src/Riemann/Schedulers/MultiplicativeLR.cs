using Riemann.Bridge;

namespace Riemann;

/// <summary>The learning rate times a function of the epoch after each.</summary>
/// <param name="optimizer">The optimiser whose learning rates change.</param>
/// <param name="lrLambda">The factor at an epoch, counted from 1.</param>
/// <param name="lastEpoch">The number of the last step of an earlier run to go on from, or -1.</param>
public sealed class MultiplicativeLR(Optimizer optimizer, Func<int, double> lrLambda, int lastEpoch = -1)
    : ScheduledLR(optimizer, lastEpoch, Scheduling.Multiplicative(lrLambda));
