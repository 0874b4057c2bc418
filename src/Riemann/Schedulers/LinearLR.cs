using Riemann.Bridge;

namespace Riemann;

/// <summary>The learning rate times a factor that goes in a straight line: a warm-up.</summary>
/// <param name="optimizer">The optimiser whose learning rates change.</param>
/// <param name="startFactor">The first factor, from 0 to 1.</param>
/// <param name="endFactor">The last factor, from 0 to 1.</param>
/// <param name="totalIters">The number of epochs between, 1 or more.</param>
/// <param name="lastEpoch">The number of the last step of an earlier run to go on from, or -1.</param>
public sealed class LinearLR(
    Optimizer optimizer,
    double startFactor = 1.0 / 3,
    double endFactor = 1,
    int totalIters = 5,
    int lastEpoch = -1
) : ScheduledLR(optimizer, lastEpoch, Scheduling.Linear(totalIters, startFactor, endFactor));
