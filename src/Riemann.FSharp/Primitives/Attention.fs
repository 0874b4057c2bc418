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

/// Attention by a kernel that keeps no scores, and its gradients by another. What is more than a gradient is taken of the
/// composition of plain operations. Operands are query, key and value with the same leading axes, and where there is one a
/// mask.
module internal AttentionPrimitives =
    let private settings (isCausal: bool) (scale: float) =
        [ Number("causal", if isCausal then 1L else 0L); Parameter.Real("scale", scale) ]

    let private domain = [ Domain.Real; Domain.Real; Domain.Real; Domain.Real; Domain.Real ]
    let private maskOf at (operands: NDArray[]) = if operands.Length > at then operands[at] else null
    let private isFloat (x: Tensor) = x.DType.IsFloat()

    /// The derivative in one operand of a function of all.
    let private along (f: Tensor[] -> Tensor) (operands: Tensor[]) i =
        if isFloat operands[i] then
            let f x = f (Array.updateAt i x operands)
            LinearMap.create (fun t -> snd (jvp f operands[i] t)) (fun c -> (snd (vjp f operands[i])) c)
        else
            LinearMap.zero

    /// Operands with the batch in front of the leading axes: a mask, which is the operand `maskAt`, stretches by itself.
    let private batched maskAt (operands: Batched[]) =
        let size = Batching.size operands
        let operands' = operands |> Array.mapi (fun i x -> if i = maskAt then x.Value else Batching.spread size x)

        if operands.Length > maskAt && operands[maskAt].IsBatched then
            operands'[maskAt] <- Structure.deepen operands'[0].Rank operands[maskAt].Value

        operands'

    let rec attention (isCausal: bool) (scale: float) : Primitive =
        { Name = "attention"
          Parameters = settings isCausal scale
          Domain = domain
          Shape = AttentionRules.result
          Kernel = Kernel.General(fun x -> Attention.Apply(x[0], x[1], x[2], maskOf 3 x, scale, isCausal))
          Derivative = fun operands _ i -> along (AttentionRules.composed isCausal scale) operands i
          Batch =
            BatchRule.Rule(fun operands ->
                Primitive.apply (attention isCausal scale) (batched 3 operands) |> Batched.Whole) }

    let private skipped outer (x: Tensor) = List.skip outer x.Shape
    let private count = List.fold (*) 1

    /// The gradients by the composition, laid out as `gradient` does.
    let private composedGradient isCausal scale outer (operands: Tensor[]) =
        let composed (movers: Tensor[]) =
            AttentionRules.composed isCausal scale [| yield! movers; yield! operands[4..] |]

        let parts = (vjp composed operands[1..3] |> snd) operands[0]
        Packing.pack [ for part in parts -> part, part.Rank - outer ]

    /// The operands are a cotangent and those of attention: the gradients in query, key and value side by side on one
    /// axis behind the first `outer` leading ones.
    let rec gradient (isCausal: bool) (scale: float) (outer: int) : Primitive =
        let rec p =
            { Name = "attentionGradient"
              Parameters = Number("outer", outer) :: settings isCausal scale
              Domain = domain
              Shape =
                fun operands ->
                    AttentionRules.result operands[1..]
                    |> Result.bind (fun result ->
                        let shape = result.Shape.Dimensions.Slice(0, outer).ToArray()
                        let inner = result.Shape.Dimensions.Slice(outer, result.Shape.Rank - 2 - outer).ToArray()
                        let matrix (x: Aval) = x.Shape[x.Shape.Rank - 2] * x.Shape[x.Shape.Rank - 1]
                        let size = Array.fold (*) 1 inner * Array.sumBy matrix operands[1..3]

                        Shapes.ofArray [| yield! shape; size |]
                        |> Result.map (fun shape -> { result with Shape = shape }))
              Kernel =
                Kernel.General(fun x -> Attention.Gradient(x[1], x[2], x[3], maskOf 4 x, x[0], scale, isCausal, outer))
              Derivative =
                fun operands _ i ->
                    if i = 0 then
                        LinearMap.create (fun t -> Primitive.apply p (Array.updateAt 0 t operands)) (fun w ->
                            let sizes = operands[1..3] |> Array.map (skipped outer >> count)
                            let starts = Array.scan (+) 0 sizes

                            let parts = [| for k in 0..2 -> Packing.part starts[k] (skipped outer operands[k + 1]) w |]

                            let composed (movers: Tensor[]) =
                                AttentionRules.composed isCausal scale [| yield! movers; yield! operands[4..] |]

                            jvp composed operands[1..3] parts |> snd)
                    else
                        along (composedGradient isCausal scale outer) operands i
              Batch =
                BatchRule.Rule(fun operands ->
                    Primitive.apply (gradient isCausal scale (outer + 1)) (batched 4 operands) |> Batched.Whole) }

        p

    /// How the value moves with query, key and value, and a mask that moves: all gradients from one run of the kernel.
    let map isCausal scale (from: Ravel) (into: Ravel) (operands: Tensor[]) : LinearMap =
        let composed (movers: Tensor[]) =
            AttentionRules.composed isCausal scale [| yield! movers; yield! operands[movers.Length ..] |]

        let pull c =
            let c = into.Take 0 c
            let gradient = Primitive.apply (gradient isCausal scale 0) [| c; yield! operands |]

            if gradient.Length = from.Length then
                gradient
            else
                let ofMask = (along composed operands 3).Pull c
                Tensor.concatenate 0 [ gradient; Tensor.flatten ofMask ]

        let push t =
            let parts = from.Unpack t
            into.Pack [| jvp composed (Array.take parts.Length operands) parts |> snd |]

        LinearMap.create push pull

[<AutoOpen>]
module Attending =
    open AttentionPrimitives

    let private scaleOf (settings: AttentionSettings) (query: Aval) =
        match settings.Scale with
        | Some scale -> scale
        | None -> 1.0 / sqrt (float (max 1 query.Shape[query.Shape.Rank - 1]))

    let private operands operation (settings: AttentionSettings) (given: Tensor list) =
        let operands = [| yield! given; yield! Option.toArray settings.Mask |]
        let struct (batch, _) = AttentionRules.leading (operands |> Array.map _.Aval) |> Fail.get operation

        operands
        |> Array.mapi (fun i x ->
            if i = 3 then
                x
            else
                let own = x.Aval.Shape.Dimensions.ToArray()
                let whole = [| yield! batch.Dimensions.ToArray(); yield! own[own.Length - 2 ..] |]
                Structure.broadcastTo (Shapes.ofDimensions whole) x)

    type Tensor with
        /// `Tensor.attention settings query key value` are the values that each query attends to, softmax(scale q kT +
        /// mask) v: [..; L; E], [..; S; E] and [..; S; V] give [..; L; V], and leading axes broadcast. No array of all
        /// scores is made: memory grows with L + S. Raises where shapes or element types do not fit, and for integers.
        ///
        /// A query that sees no key, by truth values or by -infinity, attends to zeros and has gradients of 0, where
        /// PyTorch gives NaN. NaN in a query, in a value, and in a key that is seen, propagates.
        ///
        /// Gradients recompute the scores; derivatives of higher order, tangents, and the gradient in a mask of floats are
        /// those of plain operations, which keep them. Source: Vaswani et al. (2017), equation 1; Dao, Fu, Ermon, Rudra and
        /// Ré (2022), algorithms 1 and 4.
        static member attention (settings: AttentionSettings) (query: Tensor) (key: Tensor) (value: Tensor) : Tensor =
            let operands = operands "attention" settings [ query; key; value ]
            let scale = scaleOf settings query.Aval
            let apply = Primitive.apply (attention settings.IsCausal scale)

            if operands |> Array.forall (fun x -> isNull x.Tracer) then
                apply operands
            else
                let isMoving (x: Tensor) = x.DType.IsFloat() && not (isNull x.Tracer)
                let movers = [| yield! operands[..2]; yield! Array.filter isMoving operands[3..] |]
                let still = operands |> Array.map (fun x -> if x.DType.IsFloat() then stopGradient x else x)
                Graft.attach "attention" (map settings.IsCausal scale) [| apply still |] movers operands |> Array.head

        /// `Tensor.attentionWeights settings query key` are the shares of the keys, softmax(scale q kT + mask): [..; L; E]
        /// and [..; S; E] give [..; L; S]. Shares of a query that sees no key are 0. Raises as `Tensor.attention`, whose
        /// result is the product of these shares and the values.
        static member attentionWeights (settings: AttentionSettings) (query: Tensor) (key: Tensor) : Tensor =
            let operands = operands "attentionWeights" settings [ query; key; key ]
            let scale = scaleOf settings query.Aval
            AttentionRules.weights settings.IsCausal scale operands[0] operands[1] settings.Mask
