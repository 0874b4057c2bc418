namespace Riemann.FSharp.Learning.Nerva

open System
open System.Globalization
open Riemann.FSharp
open Riemann.FSharp.Learning

/// A learning rate over epochs, such as `{ Rate = 0.1; Schedule = NervaSchedule.stepBased 0.5 10 }`.
type LearningRate = { Rate: float; Schedule: Schedule }

[<RequireQualifiedAccess>]
module LearningRate =
    /// `LearningRate.constant rate` is the same in all epochs.
    let constant (rate: float) : LearningRate = { Rate = rate; Schedule = NervaSchedule.constant }

    /// `LearningRate.at epoch rate` is the rate of an epoch, counted from 0. Raises for a negative epoch.
    let at (epoch: int) (rate: LearningRate) : float = Schedule.at (float epoch) rate.Rate rate.Schedule

    let private flag = "--learning-rate"
    let private rate = SpecificationNumber.notNegative "lr"

    let private ofNumbers name parameters schedule =
        Choice.ofNumbers name (rate :: parameters) (fun values -> { Rate = values[0]; Schedule = schedule values[1..] })

    let private milestone flag item (argument: Argument) =
        match argument.Key, Int32.TryParse(argument.Value.Text, NumberStyles.None, CultureInfo.InvariantCulture) with
        | None, (true, epoch) -> Ok epoch
        | _ ->
            Choice.fail
                flag
                item
                argument.Value.Column
                $"a milestone is '{SpecificationError.cut argument.Value.Text}'"
                "the number of an epoch"

    /// The one item with several groups of arguments.
    let private multiStep =
        let form = "MultiStepLR(lr;m1,m2,...;gamma)"
        let gamma = SpecificationNumber.notNegative "gamma"

        /// The only argument of a group, which may have the parameter's name.
        let single flag item (parameter: SpecificationNumber) (group: Argument list) =
            match group with
            | [ { Key = None; Value = value } ] -> Choice.number flag item parameter value
            | [ { Key = Some key; Value = value } ] when key.Text = parameter.Name ->
                Choice.number flag item parameter value
            | _ -> Choice.fail flag item group.Head.Value.Column $"{parameter.Name} is not one number" form

        { Name = "MultiStepLR"
          Alias = Some "MultistepLR"
          Form = form
          Read =
            fun flag item ->
                match item.Groups with
                | [ first; milestones; last ] ->
                    single flag item rate first
                    |> Result.bind (fun rate ->
                        milestones
                        |> List.map (milestone flag item)
                        |> SpecificationParser.all
                        |> Result.bind (fun milestones ->
                            single flag item gamma last
                            |> Result.map (fun gamma ->
                                { Rate = rate; Schedule = NervaSchedule.multiStepLR milestones gamma })))
                | groups ->
                    let found = $"there are {groups.Length} parts between ';', not 3"
                    Choice.fail flag item item.Whole.Column found form }

    let private choices =
        let decay = SpecificationNumber.notNegative "decay"

        [ ofNumbers "Constant" [] (fun _ -> NervaSchedule.constant)
          ofNumbers "TimeBased" [ decay ] (fun values -> NervaSchedule.timeBased values[0])
          ofNumbers
              "StepBased"
              [ SpecificationNumber.notNegative "drop"; SpecificationNumber.count "change" ]
              (fun values -> NervaSchedule.stepBased values[0] (int values[1]))
          multiStep
          ofNumbers "Exponential" [ SpecificationNumber.notNegative "rate" ] (fun values ->
              NervaSchedule.exponential values[0]) ]

    /// `LearningRate.tryParse "Constant(0.01)"` are the learning rates of a list, as after `--learning-rate`: one for all
    /// layers, or one for each. `MultiStepLR(0.1;30,60;0.5)` is one item.
    let tryParse (text: string) : Result<LearningRate list, SpecificationError> =
        Choice.list "learning rate" choices flag text |> Result.map (List.map snd)

    /// `LearningRate.tryParseFor plan text` are the learning rates of a list for the plan: one for each of its layers, or one
    /// for all, which is repeated.
    let tryParseFor (plan: MlpPlan) (text: string) : Result<LearningRate list, SpecificationError> =
        Choice.list "learning rate" choices flag text
        |> Result.bind (Choice.spread flag plan.Layers.Length "learning rate" "layers")

    /// `LearningRate.parse text` are what `tryParse` reads. Raises where that is an error.
    let parse (text: string) : LearningRate list =
        tryParse text |> Result.mapError SpecificationError.toRiemannError |> Fail.get "LearningRate.parse"
