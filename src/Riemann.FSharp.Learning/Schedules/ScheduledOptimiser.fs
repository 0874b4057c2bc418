namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The hyperparameters of a state and all of its parts.
module internal Hyper =
    /// The parameters of a part, the type at which the functions below call themselves.
    type private Named = Map<string, Tensor>

    let rec map<'P> (f: Map<string, float> -> Map<string, float>) (state: OptState<'P>) : OptState<'P> =
        { state with Hyper = f state.Hyper; Parts = state.Parts |> List.map (map<Named> f) }

    let rec names<'P> (state: OptState<'P>) : string list =
        List.ofSeq state.Hyper.Keys @ List.collect names<Named> state.Parts |> List.distinct

    /// The name under which a state keeps what a schedule starts from.
    let initial name = $"Initial{name}"

[<AutoOpen>]
module ScheduledOptimiser =
    let private refuse problem hint = Fail.raise "Optimiser.schedule" (RiemannError.Value(problem, hint))

    /// Adds the initial values to a first state.
    let private keep name (state: OptState<'P>) =
        let known = Hyper.names state

        if not (List.contains name known) then
            refuse $"the optimiser has no {name}" ("its hyperparameters are " + String.concat ", " known)

        if List.contains (Hyper.initial name) known then
            refuse $"{name} has a schedule already" "make one of both with Schedule.chain or Schedule.sequential"

        state
        |> Hyper.map (fun values ->
            match values.TryFind name with
            | Some value -> values.Add(Hyper.initial name, value)
            | None -> values)

    /// Sets the values for the next step.
    let private set name (schedule: Schedule) (state: OptState<'P>) =
        if not (List.contains (Hyper.initial name) (Hyper.names state)) then
            refuse $"the state has no {Hyper.initial name}" "make the state with Init of this optimiser"

        state
        |> Hyper.map (fun values ->
            match values.TryFind(Hyper.initial name) with
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
