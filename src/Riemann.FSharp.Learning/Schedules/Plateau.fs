namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Which metrics are better.
[<RequireQualifiedAccess>]
type PlateauMode =
    /// Lower ones, such as a loss.
    | Min
    /// Higher ones, such as an accuracy.
    | Max

/// By how much a metric must be better than the best to count as better.
[<RequireQualifiedAccess>]
type PlateauThreshold =
    /// By this part of the best.
    | Relative of float
    /// By this much.
    | Absolute of float

/// The settings of a learning rate that falls where a metric no longer gets better: see `Plateau.defaults`.
type Plateau =
    {
        Mode: PlateauMode
        /// What the value is multiplied by.
        Factor: float
        /// So many epochs without a better metric are forgiven; the next one reduces.
        Patience: int
        Threshold: PlateauThreshold
        /// After a reduction so many epochs do not count.
        Cooldown: int
        /// The value never goes below (`min_lr`).
        Minimum: float
        /// A reduction by no more than this is left out (`eps`).
        Epsilon: float
    }

/// What is remembered between epochs.
type PlateauState =
    {
        /// The best metric so far.
        Best: float
        /// Epochs since then that count.
        BadEpochs: int
        /// Epochs that will not count.
        CooldownLeft: int
        /// How often the value was to be reduced so far.
        Reductions: int
    }

/// ReduceLROnPlateau, as a state transition.
[<RequireQualifiedAccess>]
module Plateau =
    /// PyTorch's: lower is better by one part in 1e4, a tenth after 10 epochs without, no cooldown, no minimum, 1e-8.
    let defaults =
        { Mode = PlateauMode.Min
          Factor = 0.1
          Patience = 10
          Threshold = PlateauThreshold.Relative 1e-4
          Cooldown = 0
          Minimum = 0.0
          Epsilon = 1e-8 }

    let private check operation (settings: Plateau) =
        let isBelow1 = settings.Factor >= 0.0 && settings.Factor < 1.0
        Descent.require operation "Factor" settings.Factor "from 0 up to 1, without 1" isBelow1
        Descent.requireNotNegative operation "Patience" (float settings.Patience)
        Descent.requireNotNegative operation "Cooldown" (float settings.Cooldown)
        Schedules.requireFactor operation "Minimum" settings.Minimum
        Schedules.requireFactor operation "Epsilon" settings.Epsilon

        match settings.Threshold with
        | PlateauThreshold.Relative threshold
        | PlateauThreshold.Absolute threshold -> Schedules.requireFactor operation "Threshold" threshold

    /// The state before the first epoch. Raises where a setting is out of range.
    let start (settings: Plateau) : PlateauState =
        check "Plateau.start" settings
        let worst = if settings.Mode = PlateauMode.Min then infinity else -infinity
        { Best = worst; BadEpochs = 0; CooldownLeft = 0; Reductions = 0 }

    let private isBetter (settings: Plateau) (best: float) (metric: float) =
        match settings.Mode, settings.Threshold with
        | PlateauMode.Min, PlateauThreshold.Relative threshold -> metric < best * (1.0 - threshold)
        | PlateauMode.Min, PlateauThreshold.Absolute threshold -> metric < best - threshold
        | PlateauMode.Max, PlateauThreshold.Relative threshold -> metric > best * (1.0 + threshold)
        | PlateauMode.Max, PlateauThreshold.Absolute threshold -> metric > best + threshold

    /// `Plateau.next settings metric state` is the state after an epoch with this metric. NaN is never better. Raises where
    /// a setting is out of range. PyTorch: `ReduceLROnPlateau.step`.
    let next (settings: Plateau) (metric: float) (state: PlateauState) : PlateauState =
        check "Plateau.next" settings
        let isBetter = isBetter settings state.Best metric
        let bad = if isBetter || state.CooldownLeft > 0 then 0 else state.BadEpochs + 1
        let isReducing = bad > settings.Patience

        { Best = if isBetter then metric else state.Best
          BadEpochs = if isReducing then 0 else bad
          CooldownLeft = if isReducing then settings.Cooldown else max 0 (state.CooldownLeft - 1)
          Reductions = if isReducing then state.Reductions + 1 else state.Reductions }

    /// One reduction of a value.
    let private reduce (settings: Plateau) (value: float) =
        let reduced = max (value * settings.Factor) settings.Minimum
        if value - reduced > settings.Epsilon then reduced else value

    /// `Plateau.value settings initial state` is what the reductions so far have left of an initial value.
    let value (settings: Plateau) (initial: float) (state: PlateauState) : float =
        Seq.fold (fun value _ -> reduce settings value) initial (seq { 1 .. state.Reductions })

    /// `Plateau.step settings metric (plateau, state)` are both after an epoch with this metric, `state` being that of an
    /// optimiser: where it is time, its learning rate, in all of its parts, is reduced once. Where a schedule sets the rate,
    /// what the schedule starts from is. Raises where a setting is out of range.
    let step (settings: Plateau) (metric: float) (plateau: PlateauState, state: OptState<'P>) =
        let after = next settings metric plateau
        let scheduled = initialName "LearningRate"

        let change (values: Map<string, float>) =
            let name = if values.ContainsKey scheduled then scheduled else "LearningRate"
            values |> Map.map (fun key value -> if key = name then reduce settings value else value)

        after, (if after.Reductions > plateau.Reductions then OptState.mapHypers change state else state)
