namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// The settings of `Schedule.cosineAnnealingWarmRestarts`: see `CosineAnnealingWarmRestarts.defaults`.
type CosineAnnealingWarmRestarts =
    {
        /// The length of the first period (`T_0`).
        Period: int
        /// Each period is so many times as long as the one before (`T_mult`).
        Growth: int
        /// What each period ends with (`eta_min`).
        Minimum: float
    }

[<RequireQualifiedAccess>]
module CosineAnnealingWarmRestarts =
    /// Periods of 10 that do not grow and end with 0. (PyTorch has no length of its own.)
    let defaults = { Period = 10; Growth = 1; Minimum = 0.0 }

[<AutoOpen>]
module CosineAnnealing =
    /// Half a cosine: the initial value at 0, the minimum at 1.
    let private anneal (minimum: float) (initial: float) (part: float) =
        minimum + (initial - minimum) * (1.0 + cos (Math.PI * part)) / 2.0

    /// Where in its period a time is, as a part of it.
    let private ofPeriod (settings: CosineAnnealingWarmRestarts) (time: float) =
        let rec go (period: float) rest =
            if rest < period then rest / period else go (period * float settings.Growth) (rest - period)

        let first = float settings.Period
        if settings.Growth = 1 then time % first / first else go first time

    type Schedule with
        /// `Schedule.cosineAnnealing steps minimum` goes along half a cosine from the initial value to the minimum at
        /// `steps`, and beyond it back again. Raises unless steps is 1 or more and minimum a number, 0 or more. Source:
        /// Loshchilov and Hutter (2017), equation 5, without restarts. PyTorch: `CosineAnnealingLR`, with minimum 0
        /// where none is given.
        static member cosineAnnealing (steps: int) (minimum: float) : Schedule =
            Schedules.requireCount "Schedule.cosineAnnealing" "steps" steps
            Schedules.requireFactor "Schedule.cosineAnnealing" "minimum" minimum
            { At = fun time initial -> anneal minimum initial (time / float steps) }

        /// `Schedule.cosineAnnealingWarmRestarts settings` falls along half a cosine from the initial value to the minimum
        /// in each period, and starts again. Raises unless period and growth are 1 or more and the minimum a number, 0 or
        /// more. Source: Loshchilov and Hutter (2017), equation 5. PyTorch: the scheduler of this name, also where its
        /// `step` is given parts of epochs.
        static member cosineAnnealingWarmRestarts(settings: CosineAnnealingWarmRestarts) : Schedule =
            let name = "Schedule.cosineAnnealingWarmRestarts"
            Schedules.requireCount name "Period" settings.Period
            Schedules.requireCount name "Growth" settings.Growth
            Schedules.requireFactor name "Minimum" settings.Minimum
            { At = fun time initial -> anneal settings.Minimum initial (ofPeriod settings time) }
