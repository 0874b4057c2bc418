namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The schedules of Nerva, whose time is the epoch and whose first number, the rate itself, is the initial value here.
[<RequireQualifiedAccess>]
module NervaSchedule =
    /// `Constant(rate)`: always the initial value. PyTorch's `ConstantLR`, `Schedule.constant`, is a factor for some steps.
    let constant: Schedule = { At = fun _ initial -> initial }

    /// `TimeBased(rate, decay)`: divided by 1 + decay epoch after each epoch, one division upon another, which is less
    /// than the usual rate / (1 + decay epoch). A value costs as many divisions as epochs went before. Raises unless
    /// decay is a number, 0 or more.
    let timeBased (decay: float) : Schedule =
        Schedules.requireFactor "NervaSchedule.timeBased" "decay" decay
        let divide value epoch = value / (1.0 + decay * float epoch)
        { At = fun epoch initial -> Seq.fold divide initial (seq { 1 .. int epoch }) }

    /// `StepBased(rate, drop, change)`: times drop once for each `change` epochs, counted from 1: the first drop is an
    /// epoch before that of `Schedule.step`. Raises unless drop is a number, 0 or more, and change 1 or more.
    let stepBased (drop: float) (change: int) : Schedule =
        Schedules.requireFactor "NervaSchedule.stepBased" "drop" drop
        Schedules.requireCount "NervaSchedule.stepBased" "change" change
        Schedules.times (fun epoch -> drop ** floor ((1.0 + epoch) / float change))

    /// `MultiStepLR(rate; milestones; gamma)`: the values of `Schedule.multiStep`, with its errors.
    let multiStepLR (milestones: int list) (gamma: float) : Schedule = Schedule.multiStep milestones gamma

    /// `Exponential(rate, change)`: times exp (-change epoch), where `Schedule.exponential` is times gamma^epoch. Raises
    /// unless change is a number, 0 or more.
    let exponential (change: float) : Schedule =
        Schedules.requireFactor "NervaSchedule.exponential" "change" change
        Schedules.times (fun epoch -> exp (-change * epoch))
