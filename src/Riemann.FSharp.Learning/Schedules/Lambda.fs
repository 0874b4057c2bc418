namespace Riemann.FSharp.Learning

open Riemann.FSharp

[<AutoOpen>]
module LambdaSchedules =
    type Schedule with
        /// `Schedule.lambda factor` is times `factor time`. PyTorch: `LambdaLR`.
        static member lambda(factor: float -> float) : Schedule = Schedules.times factor

        /// `Schedule.multiplicative factor` is times `factor 1.0`, `factor 2.0` and so on up to the time: a value costs as
        /// many calls as steps went before. PyTorch: `MultiplicativeLR`.
        static member multiplicative(factor: float -> float) : Schedule =
            Schedules.times (fun time ->
                Seq.fold (fun product i -> product * factor (float i)) 1.0 (seq { 1 .. int time }))
