namespace Riemann.FSharp.Learning

open Riemann.FSharp

[<AutoOpen>]
module ScheduledOptimiser =
    /// The name under which a state keeps what a schedule starts from.
    let internal initialName name = $"Initial{name}"

    let private refuse problem hint = Fail.raise "Optimiser.schedule" (RiemannError.Value(problem, hint))

    /// Adds the initial values to a first state.
    let private keep name (state: OptState<'P>) =
        let known = OptState.hyperNames state

        if not (List.contains name known) then
            let hint = "its hyperparameters are " + String.concat ", " known
            refuse $"the optimiser has no {name}" (if known.IsEmpty then "it has no hyperparameters" else hint)

        if List.contains (initialName name) known then
            refuse $"{name} has a schedule already" "make one of both with Schedule.chain or Schedule.sequential"

        state
        |> OptState.mapHypers (fun values ->
            match values.TryFind name with
            | Some value -> values.Add(initialName name, value)
            | None -> values)

    /// Sets the values for the next step.
    let private set name (schedule: Schedule) (state: OptState<'P>) =
        if not (List.contains (initialName name) (OptState.hyperNames state)) then
            refuse $"the state has no {initialName name}" "make the state with Init of this optimiser"

        state
        |> OptState.mapHypers (fun values ->
            match values.TryFind(initialName name) with
            | Some initial ->
                let value = schedule.At (float state.Step) initial

                if not (value >= 0.0 && value < infinity) then
                    refuse $"{name} is {value} at step {state.Step}" "a schedule gives numbers, 0 or more"

                values.Add(name, value)
            | None -> values)

    type Optimiser with
        /// `Optimiser.scheduleOf "Momentum" schedule optimiser` sets a hyperparameter, in the state and all its parts,
        /// before each step: to the schedule's value at `state.Step`, from the value in the optimiser's settings, which
        /// the state keeps as `InitialMomentum`. Raises where the optimiser has no such hyperparameter or it has a schedule
        /// already, and at a step where the value is negative or not finite.
        static member scheduleOf (name: string) (schedule: Schedule) (optimiser: Optimiser<'P>) : Optimiser<'P> =
            { Init = optimiser.Init >> keep name
              Update = fun gradient state -> optimiser.Update gradient (set name schedule state) }

        /// `adam |> Optimiser.schedule (Schedule.warmUp 500 schedule)` sets the learning rate before each step, as
        /// `Optimiser.scheduleOf "LearningRate"` does, with its errors.
        static member schedule (schedule: Schedule) (optimiser: Optimiser<'P>) : Optimiser<'P> =
            Optimiser.scheduleOf "LearningRate" schedule optimiser
