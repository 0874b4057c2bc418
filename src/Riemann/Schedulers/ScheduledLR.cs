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

    /// <summary>The schedule of a group.</summary>
    internal Schedule ScheduleOf(int group) => Schedules[Schedules.Length == 1 ? 0 : group];

    /// <inheritdoc/>
    public override void Step()
    {
        LastEpoch++;
        Apply();
    }

    /// <summary>Sets what belongs to the epoch of now.</summary>
    private protected virtual void Apply() => Set(group => Scheduling.At(ScheduleOf(group), LastEpoch, BaseLrs[group]));
}
