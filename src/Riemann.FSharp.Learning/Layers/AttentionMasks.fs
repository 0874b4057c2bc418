namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Which keys the queries of an attention see: see `AttentionMasks.none`.
type AttentionMasks =
    {
        /// [L; S], or [batch * heads; L; S] for each head of each example: truth values that hide a key from a query where
        /// they are true, or floats that are added to the scores.
        AttnMask: Tensor option
        /// [batch; S], or [S] without a batch: truth values that hide a key from all queries where they are true, or
        /// floats that are added to the scores.
        KeyPaddingMask: Tensor option
        /// Hides from each query the keys at later places.
        IsCausal: bool
    }

[<RequireQualifiedAccess>]
module AttentionMasks =
    /// Every query sees every key.
    let none: AttentionMasks = { AttnMask = None; KeyPaddingMask = None; IsCausal = false }

    /// Each query sees the keys up to its own place.
    let causal: AttentionMasks = { none with IsCausal = true }

    /// `AttentionMasks.padding mask` hides the keys where [batch; S] truth values are true.
    let padding (mask: Tensor) : AttentionMasks = { none with KeyPaddingMask = Some mask }

    let private require operation (name: string) (mask: Tensor) allowed rule =
        if not (List.contains mask.Shape allowed) then
            Fail.raise operation (RiemannError.Shape($"the {name} does not fit", [ "mask", mask.Aval.Shape ], rule))

        if mask.DType <> DType.Bool && not (mask.DType |> Riemann.Kernels.DTypes.IsFloat) then
            let hint = "truth values that are true where a key is hidden, or floats that are added to the scores"
            Fail.raise operation (RiemannError.DType($"the {name} does not fit", [ "mask", mask.DType ], hint))

    /// Both masks as one, truth values where both are.
    let private both (a: Tensor) (b: Tensor) =
        let hidden condition (added: Tensor) = Tensor.where condition (Tensor.Weak(-infinity, added)) added

        match a.DType = DType.Bool, b.DType = DType.Bool with
        | true, true -> Tensor.logicalOr a b
        | true, false -> hidden a b
        | false, true -> hidden b a
        | false, false -> a + b

    /// What attention with so many examples, heads, queries and keys takes for these masks. `extra` keys are added at the
    /// end, which every query sees.
    let internal settings
        operation
        batch
        heads
        queries
        keys
        extra
        isBatched
        (masks: AttentionMasks)
        : AttentionSettings =
        /// Zeros or false for the extra keys.
        let extended (mask: Tensor) =
            if extra = 0 then
                mask
            else
                let shape = List.take (mask.Rank - 1) mask.Shape @ [ extra ]
                Tensor.concatenate -1 [ mask; Tensor.full mask.DType shape 0.0 ]

        let attention (mask: Tensor) =
            let rule = $"[L; S] = [{queries}; {keys}], or [batch * heads; L; S] = [{batch * heads}; {queries}; {keys}]"
            require operation "attnMask" mask [ [ queries; keys ]; [ batch * heads; queries; keys ] ] rule
            if mask.Rank = 2 then mask else Tensor.reshape [ batch; heads; queries; keys ] mask

        let padding (mask: Tensor) =
            let wanted = if isBatched then [ batch; keys ] else [ keys ]
            let rule = if isBatched then $"[batch; S] = [{batch}; {keys}]" else $"[S] = [{keys}]"
            require operation "keyPaddingMask" mask [ wanted ] rule
            Tensor.reshape [ batch; 1; 1; keys ] mask

        let given =
            [ yield! Option.toList masks.AttnMask |> List.map attention
              yield! Option.toList masks.KeyPaddingMask |> List.map padding
              if masks.IsCausal && extra > 0 then AttentionRules.later 0 queries keys ]

        { Attention.defaults with
            Mask = if given.IsEmpty then None else Some(given |> List.reduce both |> extended)
            IsCausal = masks.IsCausal && extra = 0 }
