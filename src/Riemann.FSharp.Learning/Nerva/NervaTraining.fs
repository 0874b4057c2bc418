namespace Riemann.FSharp.Learning.Nerva

open System.Collections.Generic
open System.Diagnostics
open System.Threading
open Riemann.FSharp
open Riemann.FSharp.Learning

/// A step of training as it is seen for debugging: see `NervaDebug.write`.
[<NoEquality; NoComparison>]
type NervaStep =
    {
        /// Counted from 0.
        Epoch: int
        /// Counted from 0 in each epoch.
        Batch: int
        X: Tensor
        T: Tensor
        /// The weights that the step begins with.
        Mlp: Mlp
        /// What they make of X.
        Y: Tensor
        /// The gradient in Y of the loss divided by the size of the batch.
        DY: Tensor
        /// The gradient in the weights.
        Gradient: Mlp
    }

/// How a multilayer perceptron is trained: see `NervaTraining.defaults`.
[<NoEquality; NoComparison>]
type NervaTraining =
    {
        Loss: NervaLoss
        /// One for all layers, or one for each.
        LearningRates: LearningRate list
        Epochs: int
        /// How sparse layers move their non-zeros between epochs, and what decides where; without it they stay. What the
        /// optimiser remembers of weights moves along.
        Regrowth: (Regrowth * Key) option
        /// Called with every step, whose tensors must not be kept.
        Debug: (NervaStep -> unit) option
        /// Called after each batch with the epoch, counted from 0, and the number of its batches that are done.
        Progress: int -> int -> unit
        /// Ends the training after the batch under way.
        Stop: CancellationToken
    }

/// Stochastic gradient descent as in Nerva: a batch's loss is divided by the number of its examples.
[<RequireQualifiedAccess>]
module NervaTraining =
    /// Softmax cross entropy, a learning rate of 0.01, 100 epochs and no regrowth.
    let defaults: NervaTraining =
        { Loss = NervaLoss.SoftmaxCrossEntropy
          LearningRates = [ LearningRate.constant 0.01 ]
          Epochs = 100
          Regrowth = None
          Debug = None
          Progress = fun _ _ -> ()
          Stop = CancellationToken.None }

    let private require operation (plan: MlpPlan) (settings: NervaTraining) =
        let layers, rates = plan.Layers.Length, settings.LearningRates.Length

        if rates <> 1 && rates <> layers then
            let problem = $"{rates} learning rates for {layers} layers"
            Fail.raise operation (RiemannError.Value(problem, "one for all layers, or one for each"))

        if settings.Epochs < 0 then Fail.raise operation (RiemannError.Value($"{settings.Epochs} epochs", "0 or more"))

        match settings.Regrowth with
        | Some(regrowth, _) -> Regrowth.requireFraction operation regrowth.Fraction
        | None -> ()

    /// The state of `Mlp.optimiser`, which has two parts for each layer, with the rates of an epoch.
    let private withRates (settings: NervaTraining) epoch (state: OptState<Mlp>) =
        let rate layer =
            settings.LearningRates |> List.item (layer % settings.LearningRates.Length) |> LearningRate.at epoch

        let set part (own: OptState<Map<string, Tensor>>) = OptState.withHyper "LearningRate" (rate (part / 2)) own
        { state with Parts = List.mapi set state.Parts }

    let private show (settings: NervaTraining) epoch batch (x: Tensor) t mlp gradient =
        match settings.Debug with
        | Some watch ->
            let y = Mlp.apply mlp x
            let dy = grad (fun y -> NervaLoss.value settings.Loss t y / float x.Shape[0]) y

            watch { Epoch = epoch; Batch = batch; X = x; T = t; Mlp = mlp; Y = y; DY = dy; Gradient = gradient }
        | None -> ()

    /// Reads the batches of an epoch one by one: where they are made, their memory belongs to the step that asks.
    let private next (batches: IEnumerator<Tensor * Tensor>) =
        batches.MoveNext() |> ignore
        batches.Current

    /// The weights and the optimiser's state that an epoch begins with.
    let private regrown (settings: NervaTraining) (epoch: int) start =
        match settings.Regrowth with
        | Some(regrowth, key) when epoch > 0 -> MlpRegrowth.apply regrowth (Key.foldIn epoch key) start
        | _ -> start

    /// The weights and the optimiser's state after all batches of an epoch.
    let private learn (settings: NervaTraining) (optimiser: Optimiser<Mlp>) epoch loader start =
        use batches = (DataLoader.epoch epoch loader).GetEnumerator()
        let mutable number = 0

        let move (mlp, state) =
            let (x: Tensor), t = next batches
            let loss mlp = NervaLoss.value settings.Loss t (Mlp.apply mlp x) / float x.Shape[0]
            let gradient = grad loss mlp
            show settings epoch number x t mlp gradient
            number <- number + 1
            let moved = optimiser.Update gradient state mlp
            settings.Progress epoch number
            moved

        let step state = if settings.Stop.IsCancellationRequested then state else move state
        Tensor.iterate (DataLoader.count loader) step (regrown settings epoch start)

    /// The sum of the losses, the number of examples that are right, and the number of all.
    let private measure (settings: NervaTraining) epoch mlp loader =
        use batches = (DataLoader.epoch epoch loader).GetEnumerator()

        let add struct (losses, hits, count) _ =
            Tensor.scope (fun () ->
                let x, t = next batches
                let y = Mlp.apply mlp x
                let size = y.Shape[0]
                let loss = (NervaLoss.value settings.Loss t y).ToFloat()
                let wanted = if t.Rank = 1 then t else Tensor.argMax 1 t
                struct (losses + loss, hits + Metrics.accuracy wanted y * float size, count + size))

        (struct (0.0, 0.0, 0), seq { 1 .. DataLoader.count loader }) ||> Seq.fold add

    let private row settings epoch rateEpoch seconds train test mlp =
        let struct (losses, hits, count) = measure settings epoch mlp train
        let struct (_, testHits, testCount) = measure settings epoch mlp test

        { Epoch = epoch
          LearningRate = LearningRate.at rateEpoch settings.LearningRates.Head
          Loss = losses / float count
          TrainAccuracy = hits / float count
          TestAccuracy = testHits / float testCount
          Seconds = seconds }

    /// `NervaTraining.run settings report plan train test mlp` is the perceptron of the plan after so many epochs of the
    /// training batches, or after those until it was stopped. `report` gets a row before training and after each whole
    /// epoch. Raises where the number of learning rates is not that of the layers, the part to regrow is not from 0 to 1, or
    /// a batch does not fit.
    let run
        (settings: NervaTraining)
        (report: EpochRow -> unit)
        (plan: MlpPlan)
        (train: DataLoader<Tensor * Tensor>)
        (test: DataLoader<Tensor * Tensor>)
        (mlp: Mlp)
        : Mlp =
        require "NervaTraining.run" plan settings
        let optimiser = Mlp.optimiser plan
        report (row settings 0 0 0.0 train test mlp)

        let epoch (mlp, state) epoch =
            let watch = Stopwatch.StartNew()
            let mlp, state = learn settings optimiser epoch train (mlp, withRates settings epoch state)
            let seconds = watch.Elapsed.TotalSeconds

            if not settings.Stop.IsCancellationRequested then
                report (row settings (epoch + 1) epoch seconds train test mlp)

            mlp, state

        let epochs =
            seq { 0 .. settings.Epochs - 1 } |> Seq.takeWhile (fun _ -> not settings.Stop.IsCancellationRequested)

        ((mlp, optimiser.Init mlp), epochs) ||> Seq.fold epoch |> fst

    /// `NervaTraining.runPlain settings batchSize shuffle plan (x, t) mlp` is the perceptron after so many epochs over the
    /// rows of two matrices, in an order that the key decides, or in their own without one. Rows that do not fill a last
    /// batch are left out of their epoch, and nothing is measured. Raises where the matrices do not fit the plan.
    let runPlain
        (settings: NervaTraining)
        (batchSize: int)
        (shuffle: Key option)
        (plan: MlpPlan)
        (x: Tensor, t: Tensor)
        (mlp: Mlp)
        : Mlp =
        require "NervaTraining.runPlain" plan settings

        let batches =
            NervaData.make plan x t
            |> DataLoader.create { DataLoader.defaults with BatchSize = batchSize; Shuffle = shuffle; DropLast = true }

        let optimiser = Mlp.optimiser plan

        ((mlp, optimiser.Init mlp), seq { 0 .. settings.Epochs - 1 })
        ||> Seq.fold (fun (mlp, state) epoch ->
            learn settings optimiser epoch batches (mlp, withRates settings epoch state))
        |> fst
