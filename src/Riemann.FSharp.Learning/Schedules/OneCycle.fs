namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// The way from one value to another.
[<RequireQualifiedAccess>]
type Annealing =
    /// Half a cosine: slow at both ends.
    | Cosine
    /// A straight line.
    | Linear

/// The settings of `Schedule.oneCycle`: see `OneCycle.defaults`.
type OneCycle =
    {
        /// All steps of the run (`total_steps`).
        Steps: int
        /// The part of them in which the rate rises (`pct_start`).
        Rising: float
        Annealing: Annealing
        /// The first value is the largest divided by this (`div_factor`).
        StartDivisor: float
        /// The last value is the first divided by this (`final_div_factor`).
        FinalDivisor: float
        /// Falls to the first value as long as it rose, and to the last one in what is left.
        ThreePhases: bool
    }

[<RequireQualifiedAccess>]
module OneCycle =
    /// PyTorch's: 30% of the steps rising, cosines, divisors 25 and 1e4, two phases; of 1000 steps, for which PyTorch has
    /// no number.
    let defaults =
        { Steps = 1000
          Rising = 0.3
          Annealing = Annealing.Cosine
          StartDivisor = 25.0
          FinalDivisor = 1e4
          ThreePhases = false }

[<AutoOpen>]
module OneCycleSchedule =
    let private check operation (settings: OneCycle) =
        Schedules.requireCount operation "Steps" settings.Steps

        if settings.ThreePhases then
            let isGood = settings.Rising >= 0.0 && settings.Rising <= 0.5
            Descent.require operation "Rising" settings.Rising "from 0 to 0.5, to fall as long" isGood
        else
            Schedules.requirePart operation "Rising" settings.Rising

        let requirePositive name (value: float) =
            Descent.require operation name value "a number above 0" (value > 0.0 && value < infinity)

        requirePositive "StartDivisor" settings.StartDivisor
        requirePositive "FinalDivisor" settings.FinalDivisor

    let private anneal annealing (first: float) last part =
        match annealing with
        | Annealing.Cosine -> last + (first - last) / 2.0 * (1.0 + cos (Math.PI * part))
        | Annealing.Linear -> first + (last - first) * part

    /// From `start` to `peak`, and by one or two phases to the end.
    let private cycle (settings: OneCycle) (start: float) peak final (time: float) =
        let steps = float settings.Steps
        let risen = settings.Rising * steps - 1.0
        let last = steps - 1.0

        let phases =
            if settings.ThreePhases then
                [ risen, peak; 2.0 * settings.Rising * steps - 2.0, start; last, final ]
            else
                [ risen, peak; last, final ]

        let rec go (from, first) phases =
            match phases with
            | (until, _) as next :: (_ :: _ as rest) when time > until -> go next rest
            | (until, value) :: _ ->
                // A phase of no length is over at once.
                let part = if until > from then (min time last - from) / (until - from) else 1.0
                anneal settings.Annealing first value part
            | [] -> final

        go (0.0, start) phases

    type Schedule with
        /// `Schedule.oneCycle settings` rises from a part of the initial value to all of it, and falls to nearly nothing:
        /// the learning rate of the settings is the largest, PyTorch's `max_lr`. It stays at the last value after the
        /// last step, where PyTorch's `OneCycleLR` raises. Raises where a setting is out of range. Source: Smith and Topin
        /// (2018), section 3.
        static member oneCycle(settings: OneCycle) : Schedule =
            check "Schedule.oneCycle" settings

            let at time initial =
                let start = initial / settings.StartDivisor
                cycle settings start initial (start / settings.FinalDivisor) time

            { At = at }

        /// `Schedule.oneCycleMomentum lowest settings` is the momentum beside such a learning rate: from the initial value
        /// down to `lowest` while the rate rises, and back. PyTorch: `cycle_momentum` from `max_momentum` 0.95 to
        /// `base_momentum` 0.85; with Adam it is `Beta1`. Raises where a setting is out of range.
        static member oneCycleMomentum (lowest: float) (settings: OneCycle) : Schedule =
            check "Schedule.oneCycleMomentum" settings
            Schedules.requireFactor "Schedule.oneCycleMomentum" "lowest" lowest
            { At = fun time initial -> cycle settings initial lowest initial time }
