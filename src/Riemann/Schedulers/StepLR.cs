using Riemann.Bridge;

namespace Riemann;

/// <summary>The learning rate times <paramref name="gamma"/> after each <paramref name="stepSize"/> epochs.</summary>
/// <param name="optimizer">The optimiser whose learning rates change.</param>
/// <param name="stepSize">The number of epochs, 1 or more.</param>
/// <param name="gamma">The factor, 0 or more.</param>
/// <param name="lastEpoch">The number of the last step of an earlier run to go on from, or -1.</param>
public sealed class StepLR(Optimizer optimizer, int stepSize, double gamma = 0.1, int lastEpoch = -1)
    : ScheduledLR(optimizer, lastEpoch, Scheduling.Step(stepSize, gamma));
