namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How high the cycles of `Schedule.cyclic` are.
[<RequireQualifiedAccess>]
type CyclicMode =
    /// All alike.
    | Triangular
    /// Each half as high as the one before.
    | Triangular2
    /// Times a number after each step.
    | ExponentialRange of gamma: float
    /// Times a function of the number of the cycle, from 1.
    | OfCycle of (float -> float)
    /// Times a function of the time.
    | OfTime of (float -> float)

/// The settings of `Schedule.cyclic`: see `Cyclic.defaults`.
type Cyclic =
    {
        /// What the first cycle goes to: above the initial value for a learning rate (`max_lr`), below it for the momentum
        /// that falls meanwhile (`base_momentum`).
        Peak: float
        /// Steps from the initial value to the peak (`step_size_up`).
        StepsUp: int
        /// Steps back (`step_size_down`); as many as `StepsUp` where it is none.
        StepsDown: int option
        Mode: CyclicMode
    }

[<RequireQualifiedAccess>]
module Cyclic =
    /// PyTorch's: 2000 steps up and 2000 down, all alike; to a peak of 0.1, for which PyTorch has no number.
    let defaults = { Peak = 0.1; StepsUp = 2000; StepsDown = None; Mode = CyclicMode.Triangular }

[<AutoOpen>]
module CyclicSchedule =
    let private name = "Schedule.cyclic"

    type Schedule with
        /// `Schedule.cyclic settings` goes in straight lines from the initial value, PyTorch's `base_lr`, to the peak and
        /// back, again and again. Raises where a setting is out of range. Source: Smith (2017), section 3. PyTorch:
        /// `CyclicLR`; its momentum cycles by a second schedule, whose peak is below the initial value.
        static member cyclic(settings: Cyclic) : Schedule =
            Schedules.requireFactor name "Peak" settings.Peak
            Schedules.requireCount name "StepsUp" settings.StepsUp
            settings.StepsDown |> Option.iter (Schedules.requireCount name "StepsDown")

            match settings.Mode with
            | CyclicMode.ExponentialRange gamma -> Schedules.requireFactor name "gamma" gamma
            | _ -> ()

            let up = float settings.StepsUp
            let down = settings.StepsDown |> Option.map float |> Option.defaultValue up

            let height time =
                match settings.Mode with
                | CyclicMode.Triangular -> 1.0
                | CyclicMode.Triangular2 -> 0.5 ** floor (time / (up + down))
                | CyclicMode.ExponentialRange gamma -> gamma ** time
                | CyclicMode.OfCycle f -> f (1.0 + floor (time / (up + down)))
                | CyclicMode.OfTime f -> f time

            let part time =
                let inCycle = time % (up + down)
                if inCycle <= up then inCycle / up else (up + down - inCycle) / down

            { At = fun time initial -> initial + (settings.Peak - initial) * part time * height time }
