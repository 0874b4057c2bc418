using Riemann.Bridge;

namespace Riemann;

/// <summary>The learning rate at the start times a function of the epoch.</summary>
public sealed class LambdaLR : ScheduledLR
{
    /// <summary>One function for all groups.</summary>
    /// <param name="optimizer">The optimiser whose learning rates change.</param>
    /// <param name="lrLambda">The factor at an epoch.</param>
    /// <param name="lastEpoch">The number of the last step of an earlier run to go on from, or -1.</param>
    public LambdaLR(Optimizer optimizer, Func<int, double> lrLambda, int lastEpoch = -1)
        : base(optimizer, lastEpoch, Scheduling.Lambda(lrLambda)) { }

    /// <summary>One function for each group. Raises where there are not as many as groups.</summary>
    public LambdaLR(Optimizer optimizer, IEnumerable<Func<int, double>> lrLambdas, int lastEpoch = -1)
        : base(optimizer, lastEpoch, [.. lrLambdas.Select(Scheduling.Lambda)]) { }
}
