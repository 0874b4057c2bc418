namespace Riemann.FSharp

open Riemann.Kernels

/// What a query sees, and how its scores are scaled: see `Attention.defaults`.
type AttentionSettings =
    {
        /// Stretches to [..; L; S]: truth values that hide a key where they are true, or floats that are added to the
        /// scores, of which -infinity hides a key.
        Mask: Tensor option
        /// Hides the keys after the query: query i sees the keys 0 to i.
        IsCausal: bool
        /// What scores are multiplied by, 1 / sqrt E where none is given.
        Scale: float option
    }

[<RequireQualifiedAccess>]
module Attention =
    /// Every query sees every key, and scores are divided by sqrt E.
    let defaults: AttentionSettings = { Mask = None; IsCausal = false; Scale = None }

[<AutoOpen>]
module Attending =
    let private scaleOf (settings: AttentionSettings) (query: Aval) =
        match settings.Scale with
        | Some scale -> scale
        | None -> 1.0 / sqrt (float (max 1 query.Shape[query.Shape.Rank - 1]))

    type Tensor with
        static member attention (settings: AttentionSettings) (query: Tensor) (key: Tensor) (value: Tensor) : Tensor =
            let operands = [| query; key; value; yield! Option.toArray settings.Mask |]
            AttentionRules.result (operands |> Array.map _.Aval) |> Fail.get "attention" |> ignore
            AttentionRules.composed settings.IsCausal (scaleOf settings query.Aval) operands

        static member attentionWeights (settings: AttentionSettings) (query: Tensor) (key: Tensor) : Tensor =
            let operands = [| query; key; key; yield! Option.toArray settings.Mask |]
            AttentionRules.result (operands |> Array.map _.Aval) |> Fail.get "attentionWeights" |> ignore
            AttentionRules.weights settings.IsCausal (scaleOf settings query.Aval) query key settings.Mask
