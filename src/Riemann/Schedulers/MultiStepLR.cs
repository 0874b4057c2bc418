using Riemann.Bridge;

namespace Riemann;

/// <summary>The learning rate times <paramref name="gamma"/> from each milestone on.</summary>
/// <param name="optimizer">The optimiser whose learning rates change.</param>
/// <param name="milestones">Epochs, 0 or more, in any order.</param>
/// <param name="gamma">The factor, 0 or more.</param>
/// <param name="lastEpoch">The number of the last step of an earlier run to go on from, or -1.</param>
public sealed class MultiStepLR(
    Optimizer optimizer,
    IEnumerable<int> milestones,
    double gamma = 0.1,
    int lastEpoch = -1
) : ScheduledLR(optimizer, lastEpoch, Scheduling.MultiStep([.. milestones], gamma));
