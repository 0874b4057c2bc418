using Riemann.Bridge;

namespace Riemann;

/// <summary>
/// Half a cosine from the learning rate to <paramref name="etaMin"/> in each period. Source: Loshchilov and Hutter (2017),
/// equation 5.
/// </summary>
/// <param name="optimizer">The optimiser whose learning rates change.</param>
/// <param name="t0">The length of the first period, 1 or more.</param>
/// <param name="tMult">How many times as long each period is as the one before, 1 or more.</param>
/// <param name="etaMin">The least rate.</param>
/// <param name="lastEpoch">The number of the last step of an earlier run to go on from, or -1.</param>
public sealed class CosineAnnealingWarmRestarts(
    Optimizer optimizer,
    int t0,
    int tMult = 1,
    double etaMin = 0,
    int lastEpoch = -1
) : ScheduledLR(optimizer, lastEpoch, Scheduling.WarmRestarts(new(t0, tMult, etaMin)));
