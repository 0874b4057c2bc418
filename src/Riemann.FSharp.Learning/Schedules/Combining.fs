namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Schedules made of schedules.
[<AutoOpen>]
module Combining =
    type Schedule with
        /// `Schedule.scale factor schedule` is the schedule times a number. Raises unless it is 0 or more.
        static member scale (factor: float) (schedule: Schedule) : Schedule =
            Schedules.requireFactor "Schedule.scale" "factor" factor
            { At = fun time initial -> factor * schedule.At time initial }

        /// `Schedule.chain schedules` applies all at once: each is given the value of the one before as its initial value,
        /// so that factors multiply. PyTorch: `ChainedScheduler`, where those that are no factors, such as cosine
        /// annealing to a minimum above 0, go on from the last value instead.
        static member chain(schedules: Schedule list) : Schedule =
            { At = fun time initial -> (initial, schedules) ||> List.fold (fun value schedule -> schedule.At time value) }

        /// `Schedule.sequential first [ 5, second; 30, third ]` is the first schedule, from 5 on the second and from 30 on
        /// the third. Time starts from 0 in each, and the initial value is the same in all. Raises unless the milestones
        /// grow, from 1 or more. PyTorch: `SequentialLR`, where `MultiplicativeLR` alone goes on from the last value.
        static member sequential (first: Schedule) (rest: (int * Schedule) list) : Schedule =
            for before, milestone in List.pairwise (0 :: List.map fst rest) do
                let isGood = milestone > before
                Descent.require "Schedule.sequential" "a milestone" (float milestone) $"above {before}" isGood

            let at time initial =
                let from, schedule =
                    ((0, first), rest)
                    ||> List.fold (fun piece next -> if float (fst next) <= time then next else piece)

                schedule.At (time - float from) initial

            { At = at }

        /// `Schedule.warmUp steps schedule` rises in a straight line for so many steps to what the schedule starts with,
        /// from one part in steps + 1 of it, and is the schedule from then on. Raises unless steps is 1 or more. Source:
        /// Goyal et al. (2017), section 2.2.
        static member warmUp (steps: int) (schedule: Schedule) : Schedule =
            Schedules.requireCount "Schedule.warmUp" "steps" steps
            let rise = { At = fun time initial -> schedule.At 0.0 initial * (time + 1.0) / float (steps + 1) }
            Schedule.sequential rise [ steps, schedule ]

        /// `Schedule.epochs stepsPerEpoch schedule` makes a schedule of steps of one of epochs: the value changes only
        /// where an epoch begins. Raises unless stepsPerEpoch is 1 or more.
        static member epochs (stepsPerEpoch: int) (schedule: Schedule) : Schedule =
            Schedules.requireCount "Schedule.epochs" "stepsPerEpoch" stepsPerEpoch
            { At = fun step -> schedule.At(floor (step / float stepsPerEpoch)) }

        /// `Schedule.partsOfEpochs stepsPerEpoch schedule` makes a schedule of steps of one of epochs: step 150 of 100 per
        /// epoch is epoch 1.5. Raises unless stepsPerEpoch is 1 or more.
        static member partsOfEpochs (stepsPerEpoch: int) (schedule: Schedule) : Schedule =
            Schedules.requireCount "Schedule.partsOfEpochs" "stepsPerEpoch" stepsPerEpoch
            { At = fun step -> schedule.At(step / float stepsPerEpoch) }
