namespace Riemann.FSharp.Learning

open Riemann.FSharp

[<AutoOpen>]
module ExponentialDecay =
    type Schedule with
        /// `Schedule.exponential gamma` is times gamma after each step. Above 1 it grows, as a search for the largest
        /// useful learning rate does. Raises unless gamma is a number, 0 or more. PyTorch: `ExponentialLR`.
        static member exponential(gamma: float) : Schedule =
            Schedules.requireFactor "Schedule.exponential" "gamma" gamma
            Schedules.times (fun time -> gamma ** time)
