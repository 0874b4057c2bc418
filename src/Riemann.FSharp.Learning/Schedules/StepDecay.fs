namespace Riemann.FSharp.Learning

open Riemann.FSharp

[<AutoOpen>]
module StepDecay =
    let private requireMilestones operation (milestones: int list) =
        for milestone in milestones do
            Descent.require operation "a milestone" (float milestone) "0 or more" (milestone >= 0)

    type Schedule with
        /// `Schedule.step size gamma` is times gamma after each `size` steps. Raises unless size is 1 or more and gamma a
        /// number, 0 or more. PyTorch: `StepLR`, whose gamma is 0.1 where none is given.
        static member step (size: int) (gamma: float) : Schedule =
            Schedules.requireCount "Schedule.step" "size" size
            Schedules.requireFactor "Schedule.step" "gamma" gamma
            Schedules.times (fun time -> gamma ** floor (time / float size))

        /// `Schedule.multiStep milestones gamma` is times gamma from each milestone on, twice from one that is there twice;
        /// their order does not matter. Raises where a milestone is negative, or gamma not a number, 0 or more. PyTorch:
        /// `MultiStepLR`, whose gamma is 0.1 where none is given.
        static member multiStep (milestones: int list) (gamma: float) : Schedule =
            requireMilestones "Schedule.multiStep" milestones
            Schedules.requireFactor "Schedule.multiStep" "gamma" gamma
            let passed time = milestones |> List.filter (fun milestone -> float milestone <= time) |> List.length
            Schedules.times (fun time -> gamma ** float (passed time))
