namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// What was measured on a batch, the loss first, and how many examples it has, for means over batches.
type Measured = { Examples: int; Values: (string * float) list }

/// What training makes small, of parameters and a batch.
[<NoEquality; NoComparison>]
type Objective<'P, 'Batch> =
    {
        /// `Learn key parameters batch` is what was measured in training, the parameters with what layers remember
        /// renewed, and the gradient of the loss.
        Learn: Key -> 'P -> 'Batch -> Measured * 'P * 'P
        /// `Test parameters batch` is what is measured in use.
        Test: 'P -> 'Batch -> Measured
    }

[<RequireQualifiedAccess>]
module Objective =
    /// The examples lie along the first axis of the batch's tensors; a batch without axes is one.
    let private examples (batch: 'Batch) =
        match Tree.leaves batch |> List.tryFind (fun x -> x.Rank > 0) with
        | Some x -> x.Aval.Shape[0]
        | None -> 1

    /// `Objective.make evaluate metrics` is the general form: `evaluate mode parameters batch` is the loss of the batch,
    /// an output, and the parameters renewed; each metric is a name with a function of the batch and the output.
    let make
        (evaluate: Mode -> 'P -> 'Batch -> Tensor * 'Output * 'P)
        (metrics: (string * ('Batch -> 'Output -> float)) list)
        : Objective<'P, 'Batch> =
        let measured batch (loss: Tensor) output =
            { Examples = examples batch
              Values = ("loss", loss.ToFloat()) :: [ for name, metric in metrics -> name, metric batch output ] }

        { Learn =
            fun key parameters batch ->
                let loss parameters =
                    let loss, output, renewed = evaluate (Train key) parameters batch
                    loss, (output, renewed)

                let (loss, (output, renewed)), gradient = valueAndGradAux loss parameters
                measured batch loss output, renewed, gradient
          Test =
            fun parameters batch ->
                Tensor.scope (fun () ->
                    let loss, output, _ = evaluate Eval parameters batch
                    measured batch loss output) }

    /// `Objective.ofLoss loss` is that of a pure function: `loss parameters batch` is one number.
    let ofLoss (loss: 'P -> 'Batch -> Tensor) : Objective<'P, 'Batch> =
        make (fun _ parameters batch -> loss parameters batch, (), parameters) []

    /// `Objective.ofLayer layer Loss.crossEntropy [ "accuracy", Metrics.accuracy ]` is that of a layer for batches of
    /// inputs and what is wanted of them. Loss and metrics take what is wanted, and then the output.
    let ofLayer
        (layer: Layer<'P>)
        (loss: Tensor -> Tensor -> Tensor)
        (metrics: (string * (Tensor -> Tensor -> float)) list)
        : Objective<'P, Tensor * Tensor> =
        let evaluate mode parameters (x, wanted) =
            let y, renewed = layer.Apply mode parameters x
            loss wanted y, y, renewed

        make evaluate [ for name, metric in metrics -> name, (fun (_, wanted) y -> metric wanted y) ]

    /// `Objective.contramap f objective` is that of batches which the function turns into the objective's own.
    let contramap (f: 'Other -> 'Batch) (objective: Objective<'P, 'Batch>) : Objective<'P, 'Other> =
        { Learn = fun key parameters batch -> objective.Learn key parameters (f batch)
          Test = fun parameters batch -> objective.Test parameters (f batch) }
