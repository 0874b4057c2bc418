using Riemann.Bridge;

namespace Riemann;

/// <summary>
/// Half a cosine from the learning rate to <paramref name="etaMin"/>, and beyond it back again. Source: Loshchilov and Hutter
/// (2017), equation 5, without restarts.
/// </summary>
/// <param name="optimizer">The optimiser whose learning rates change.</param>
/// <param name="tMax">The epoch of the least rate, 1 or more.</param>
/// <param name="etaMin">The least rate.</param>
/// <param name="lastEpoch">The number of the last step of an earlier run to go on from, or -1.</param>
public sealed class CosineAnnealingLR(Optimizer optimizer, int tMax, double etaMin = 0, int lastEpoch = -1)
    : ScheduledLR(optimizer, lastEpoch, Scheduling.CosineAnnealing(tMax, etaMin));
