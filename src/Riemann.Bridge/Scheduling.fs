namespace Riemann.Bridge

open System
open Riemann.FSharp.Learning

/// The functional schedules.
module internal Scheduling =
    let private of1 (f: Func<int, float>) = fun (time: float) -> f.Invoke(int time)

    let Step (size: int, gamma: float) : Schedule = Schedule.step size gamma
    let MultiStep (milestones: int[], gamma: float) : Schedule = Schedule.multiStep (List.ofArray milestones) gamma
    let Constant (steps: int, factor: float) : Schedule = Schedule.constant steps factor
    let Linear (steps: int, first: float, last: float) : Schedule = Schedule.linear steps first last
    let Polynomial (steps: int, power: float) : Schedule = Schedule.polynomial steps power
    let Exponential (gamma: float) : Schedule = Schedule.exponential gamma
    let CosineAnnealing (steps: int, minimum: float) : Schedule = Schedule.cosineAnnealing steps minimum
    let WarmRestarts settings : Schedule = Schedule.cosineAnnealingWarmRestarts settings
    let OneCycle settings : Schedule = Schedule.oneCycle settings
    let OneCycleMomentum (lowest: float, settings) : Schedule = Schedule.oneCycleMomentum lowest settings
    let Lambda (factor: Func<int, float>) : Schedule = Schedule.lambda (of1 factor)
    let Multiplicative (factor: Func<int, float>) : Schedule = Schedule.multiplicative (of1 factor)
    let WarmUp (steps: int, after: Schedule) : Schedule = Schedule.warmUp steps after
    let Chain (schedules: Schedule[]) : Schedule = Schedule.chain (List.ofArray schedules)

    let Sequential (schedules: Schedule[], milestones: int[]) : Schedule =
        Schedule.sequential schedules[0] (List.zip (List.ofArray milestones) (List.ofArray schedules[1..]))

    let At (schedule: Schedule, time: int, initial: float) = Schedule.at (float time) initial schedule

    /// The settings of a learning rate that falls where a metric no longer gets better.
    let PlateauOf (isMax, factor, patience, threshold, isAbsolute, cooldown, minimum, epsilon) : Plateau =
        { Mode = if isMax then PlateauMode.Max else PlateauMode.Min
          Factor = factor
          Patience = patience
          Threshold = if isAbsolute then PlateauThreshold.Absolute threshold else PlateauThreshold.Relative threshold
          Cooldown = cooldown
          Minimum = minimum
          Epsilon = epsilon }

    /// What a value becomes by the reductions between two states.
    let Reduced (settings: Plateau, value: float, before: PlateauState, after: PlateauState) =
        Plateau.value settings value { after with Reductions = after.Reductions - before.Reductions }
