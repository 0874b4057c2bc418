namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// What an epoch came to: means over its examples, such as `loss`, `accuracy` and `validation loss`, in a fixed order.
type EpochResult =
    {
        /// The number of the epoch, from 1.
        Epoch: int
        /// The steps taken since training began.
        Step: int64
        Values: (string * float) list
    }

    /// The value of this name, NaN where there is none.
    member result.Value(name: string) : float =
        result.Values |> List.tryFind (fun (known, _) -> known = name) |> Option.map snd |> Option.defaultValue nan

/// The parameters after the best epoch so far.
[<NoEquality; NoComparison>]
type BestEpoch<'P> = { Epoch: int; Value: float; Parameters: 'P }

/// All that training is at a moment: from one state, the same settings go on to the same end, bit for bit.
[<NoEquality; NoComparison>]
type TrainState<'P> =
    {
        Parameters: 'P
        Optimiser: OptState<'P>
        /// The epochs that are done.
        Epoch: int
        /// The batches of the next epoch that are done.
        Batch: int
        /// The steps taken.
        Step: int64
        /// The examples of these batches.
        Examples: int64
        /// Sums of what was measured on them.
        Sums: (string * float) list
        /// The results of the epochs that are done, the first one first.
        History: EpochResult list
        Best: BestEpoch<'P> option
        /// Where the keys of all steps come from.
        Key: Key
    }

/// Which value tells how good the parameters are.
type Monitor =
    /// The smaller the better.
    | Smallest of name: string
    /// The larger the better.
    | Largest of name: string

[<RequireQualifiedAccess>]
module TrainState =
    /// `TrainState.start optimiser key parameters` is the state before the first step.
    let start (optimiser: Optimiser<'P>) (key: Key) (parameters: 'P) : TrainState<'P> =
        { Parameters = parameters
          Optimiser = optimiser.Init parameters
          Epoch = 0
          Batch = 0
          Step = 0L
          Examples = 0L
          Sums = []
          History = []
          Best = None
          Key = key }

    /// The key of the next step, which depends on the numbers of its epoch and batch alone.
    let internal stepKey (state: TrainState<'P>) = state.Key |> Key.foldIn (state.Epoch + 1) |> Key.foldIn state.Batch

    /// The state after one more batch.
    let internal afterBatch (measured: Measured) parameters optimiser (state: TrainState<'P>) : TrainState<'P> =
        let before name = state.Sums |> List.tryFind (fun (known, _) -> known = name) |> Option.map snd

        { state with
            Parameters = parameters
            Optimiser = optimiser
            Batch = state.Batch + 1
            Step = state.Step + 1L
            Examples = state.Examples + int64 measured.Examples
            Sums =
                [ for name, value in measured.Values ->
                      name, Option.defaultValue 0.0 (before name) + value * float measured.Examples ] }

    /// The state at the start of the next epoch. An epoch is the best where its value is better by more than the least
    /// improvement; NaN never is.
    let internal afterEpoch
        (monitor: Monitor)
        (least: float)
        (validation: (string * float) list)
        (state: TrainState<'P>)
        =
        let rate = [ for rate in Option.toList (state.Optimiser.Hyper.TryFind "LearningRate") -> "learning rate", rate ]

        let means = [ for name, sum in state.Sums -> name, sum / float state.Examples ]
        let result = { Epoch = state.Epoch + 1; Step = state.Step; Values = means @ validation @ rate }

        let value, improvement =
            match monitor, state.Best with
            | Smallest name, Some best -> result.Value name, best.Value - result.Value name
            | Largest name, Some best -> result.Value name, result.Value name - best.Value
            | (Smallest name | Largest name), None -> result.Value name, infinity

        let isBest = improvement > least && not (System.Double.IsNaN value)
        let best = { Epoch = result.Epoch; Value = value; Parameters = state.Parameters }

        { state with
            Epoch = result.Epoch
            Batch = 0
            Examples = 0L
            Sums = []
            History = state.History @ [ result ]
            Best = if isBest then Some best else state.Best }
