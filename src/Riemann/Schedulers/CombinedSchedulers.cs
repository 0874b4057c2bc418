using Riemann.Bridge;
using Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Several schedulers at once: each starts from the rate of the one before, so that factors multiply. Only this one is
/// stepped.
/// </summary>
/// <param name="schedulers">The schedulers, of one optimiser.</param>
public sealed class ChainedScheduler(params IReadOnlyList<ScheduledLR> schedulers)
    : ScheduledLR(
        Combination.Optimizer(nameof(ChainedScheduler), schedulers),
        -1,
        Combination.Of(schedulers, Scheduling.Chain)
    );

/// <summary>
/// One scheduler after the other, each counting epochs from 0 and starting from the same rates. Only this one is stepped.
/// </summary>
/// <param name="optimizer">The optimiser of all of them.</param>
/// <param name="schedulers">The schedulers, at least one.</param>
/// <param name="milestones">The epochs at which the second and later ones begin, growing.</param>
/// <param name="lastEpoch">The number of the last step of an earlier run to go on from, or -1.</param>
public sealed class SequentialLR(
    Optimizer optimizer,
    IReadOnlyList<ScheduledLR> schedulers,
    IReadOnlyList<int> milestones,
    int lastEpoch = -1
)
    : ScheduledLR(
        Combination.Optimizer(nameof(SequentialLR), schedulers, optimizer, milestones),
        lastEpoch,
        Combination.Of(schedulers, each => Scheduling.Sequential(each, [.. milestones]))
    );

/// <summary>A rise in a straight line to what a scheduler starts with, which goes on from there. Only this one is stepped.</summary>
/// <param name="warmUpSteps">The number of steps, 1 or more; the first is one part in so many and one.</param>
/// <param name="after">The scheduler.</param>
public sealed class WarmUpLR(int warmUpSteps, ScheduledLR after)
    : ScheduledLR(after.Optimizer, -1, Combination.Of([after], each => Scheduling.WarmUp(warmUpSteps, each[0])));

/// <summary>Schedules of each group out of those of several schedulers.</summary>
file static class Combination
{
    public static Schedule[] Of(IReadOnlyList<ScheduledLR> schedulers, Func<Schedule[], Schedule> combine) =>
        [
            .. Enumerable
                .Range(0, schedulers[0].Optimizer.ParamGroups.Count)
                .Select(group => combine([.. schedulers.Select(scheduler => scheduler.ScheduleOf(group))])),
        ];

    /// <summary>The one optimiser. Raises where there is no scheduler, or one of another optimiser.</summary>
    public static Optimizer Optimizer(
        string name,
        IReadOnlyList<ScheduledLR> schedulers,
        Optimizer? optimizer = null,
        IReadOnlyList<int>? milestones = null
    )
    {
        if (schedulers.Count == 0)
            throw Failure.Value(name, "there are no schedulers", "pass one or more");
        optimizer ??= schedulers[0].Optimizer;
        foreach (var (i, scheduler) in schedulers.Index())
            if (!ReferenceEquals(scheduler.Optimizer, optimizer))
                throw Failure.Value(
                    name,
                    $"scheduler {i} belongs to another optimiser",
                    "all schedulers of one optimiser"
                );
        if (milestones is not null && milestones.Count != schedulers.Count - 1)
            throw Failure.Value(
                name,
                $"{milestones.Count} milestones for {schedulers.Count} schedulers",
                "one for each scheduler but the first"
            );
        return optimizer;
    }
}
