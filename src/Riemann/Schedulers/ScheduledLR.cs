using Riemann.Bridge;
using Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// A scheduler that sets learning rates by a functional schedule: the rate at an epoch depends on the rate at the start and
/// the epoch alone.
/// </summary>
public abstract class ScheduledLR : LRScheduler
{
    private protected ScheduledLR(Optimizer optimizer, int lastEpoch, params Schedule[] schedules)
        : base(optimizer, lastEpoch)
    {
        if (schedules.Length != 1 && schedules.Length != optimizer.ParamGroups.Count)
            throw Failure.Value(
                Name,
                $"{schedules.Length} functions for {optimizer.ParamGroups.Count} groups",
                "one for all groups, or one for each"
            );
        Schedules = schedules;
        Apply();
    }

    /// <summary>The schedule of all groups, or one for each.</summary>
    internal Schedule[] Schedules { get; }

    /// <summary>The schedule of a group. Raises where each has its own and this one came later.</summary>
    internal Schedule ScheduleOf(int group) =>
        Schedules.Length == 1 ? Schedules[0]
        : group < Schedules.Length ? Schedules[group]
        : throw Failure.Value(
            Name,
            $"group {group} was added to the optimiser after the scheduler was made",
            "make the scheduler again, with lastEpoch"
        );

    /// <inheritdoc/>
    public override void Step()
    {
        LastEpoch++;
        Apply();
    }

    /// <summary>Sets what belongs to the epoch of now.</summary>
    private protected virtual void Apply() => Set(group => Scheduling.At(ScheduleOf(group), LastEpoch, BaseLrs[group]));
}
