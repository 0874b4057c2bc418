namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// What lasts a number of steps and then stays.
[<AutoOpen>]
module Ramps =
    type Schedule with
        /// `Schedule.constant steps factor` is times factor for so many steps, and then the initial value. Raises unless
        /// steps is 1 or more and factor from 0 to 1. PyTorch: `ConstantLR`, by default 5 steps of a third. What never
        /// changes is `NervaSchedule.constant`.
        static member constant (steps: int) (factor: float) : Schedule =
            Schedules.requireCount "Schedule.constant" "steps" steps
            Schedules.requirePart "Schedule.constant" "factor" factor
            Schedules.times (fun time -> if time < float steps then factor else 1.0)

        /// `Schedule.linear steps first last` goes in a straight line from times `first` to times `last`, which it is from
        /// `steps` on. Raises unless steps is 1 or more and both are from 0 to 1. PyTorch: `LinearLR`, by default 5 steps
        /// from a third to 1; there nothing may start from 0, here it may.
        static member linear (steps: int) (first: float) (last: float) : Schedule =
            Schedules.requireCount "Schedule.linear" "steps" steps
            Schedules.requirePart "Schedule.linear" "first" first
            Schedules.requirePart "Schedule.linear" "last" last
            Schedules.times (fun time -> first + (last - first) * Schedules.progress steps time)

        /// `Schedule.polynomial steps power` is times (1 - time / steps)^power, and so 0 from `steps` on. Raises unless
        /// steps is 1 or more and power a number, 0 or more. PyTorch: `PolynomialLR`, by default 5 steps and power 1.
        static member polynomial (steps: int) (power: float) : Schedule =
            Schedules.requireCount "Schedule.polynomial" "steps" steps
            Schedules.requireFactor "Schedule.polynomial" "power" power
            Schedules.times (fun time -> (1.0 - Schedules.progress steps time) ** power)
