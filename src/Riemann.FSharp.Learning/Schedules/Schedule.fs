namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// A hyperparameter over time: a pure function. Time is counted from 0, in steps or epochs, and may be between two of them.
/// Schedules of one's own are `{ At = fun time initial -> ... }`, or `Schedule.lambda`.
type Schedule =
    {
        /// `At time initial` is the value at a time of what was given as `initial` in the settings.
        At: float -> float -> float
    }

    /// `Schedule.at time initial schedule` is the value at a time of what was given as `initial`. Raises where the time is
    /// not a finite number, 0 or more.
    static member at (time: float) (initial: float) (schedule: Schedule) : float =
        Descent.require "Schedule.at" "time" time "0 or more, in steps or epochs" (time >= 0.0 && time < infinity)
        schedule.At time initial

    /// `Schedule.values count initial schedule` are the values at 0, 1, .. count - 1. Raises where count is negative.
    static member values (count: int) (initial: float) (schedule: Schedule) : float list =
        Descent.requireNotNegative "Schedule.values" "count" (float count)
        List.init count (fun time -> schedule.At (float time) initial)

/// The checks that schedules share, and the form most of them have.
module internal Schedules =
    let requireCount operation name (value: int) = Descent.require operation name (float value) "1 or more" (value >= 1)

    let requireFactor operation name (value: float) =
        Descent.require operation name value "a number, 0 or more" (value >= 0.0 && value < infinity)

    let requirePart operation name (value: float) =
        Descent.require operation name value "from 0 to 1" (value >= 0.0 && value <= 1.0)

    /// The initial value times a factor.
    let times (factor: float -> float) : Schedule = { At = fun time initial -> initial * factor time }

    /// How far a time is on the way from 0 to a number of steps, and 1 from then on.
    let progress (steps: int) (time: float) = min time (float steps) / float steps
