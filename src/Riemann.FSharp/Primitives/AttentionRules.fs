namespace Riemann.FSharp

open System
open Riemann.Kernels

/// The shapes of attention, and attention as a composition of plain operations: what its derivatives of higher order
/// are derivatives of.
module internal AttentionRules =
    let private outer (shape: Shape) = Shapes.without [ shape.Rank - 2; shape.Rank - 1 ] shape

    let private named (operands: Aval[]) =
        [ for name, operand in Seq.zip [ "query"; "key"; "value"; "mask" ] operands -> name, operand.Shape ]

    let private refuse problem operands =
        let rule = "query [..; L; E], key [..; S; E], value [..; S; V] and a mask that stretches to [..; L; S]"
        Error(RiemannError.Shape(problem, named operands, rule))

    let private joined operands (shapes: Shape seq) =
        let join (whole: Result<Shape, RiemannError>) (shape: Shape) =
            whole
            |> Result.bind (fun whole ->
                match Shape.Broadcast(whole, shape) with
                | null -> refuse "the leading axes do not broadcast" operands
                | both -> Ok both)

        Seq.fold join (Ok Shape.Scalar) shapes

    let private types (operands: Aval[]) =
        Rules.sameType operands[..2]
        |> Result.bind (fun dtype ->
            if not (dtype.IsFloat()) then
                let hint = "Tensor.cast DType.Float64 the operands"
                Error(RiemannError.DType("attention is for floats", [ "query", dtype ], hint))
            elif operands.Length > 3 && operands[3].DType <> DType.Bool && operands[3].DType <> dtype then
                let hint = $"truth values hide keys where they are true; {dtype.Name()} is added to the scores"
                let given = [ "query", dtype; "mask", operands[3].DType ]
                Error(RiemannError.DType("the mask does not fit", given, hint))
            else
                Ok dtype)

    /// The leading axes of query, key and value together, and the element type. Operands are query, key, value and
    /// where there is one a mask.
    let leading (operands: Aval[]) : Result<struct (Shape * DType), RiemannError> =
        types operands
        |> Result.bind (fun dtype ->
            let query, key, value = operands[0].Shape, operands[1].Shape, operands[2].Shape

            if query.Rank < 2 || key.Rank < 2 || value.Rank < 2 then
                refuse "query, key and value have two axes or more" operands
            elif query[query.Rank - 1] <> key[key.Rank - 1] then
                refuse $"a query has {query[query.Rank - 1]} features, a key {key[key.Rank - 1]}" operands
            elif key[key.Rank - 2] <> value[value.Rank - 2] then
                refuse $"there are {key[key.Rank - 2]} keys and {value[value.Rank - 2]} values" operands
            else
                joined operands (Seq.map outer [ query; key; value ])
                |> Result.bind (fun batch ->
                    let scores = [| yield! batch.Dimensions.ToArray(); query[query.Rank - 2]; key[key.Rank - 2] |]
                    let scores = Shapes.ofDimensions scores

                    match Seq.tryItem 3 operands with
                    | Some mask when not (scores.Equals(Shape.Broadcast(scores, mask.Shape))) ->
                        refuse $"the mask does not stretch to {scores}" operands
                    | _ -> Ok(struct (batch, dtype))))

    /// [..; L; V]
    let result (operands: Aval[]) : Result<Aval, RiemannError> =
        leading operands
        |> Result.bind (fun (struct (batch, dtype)) ->
            let query, value = operands[0].Shape, operands[2].Shape

            [| yield! batch.Dimensions.ToArray(); query[query.Rank - 2]; value[value.Rank - 1] |]
            |> Shapes.ofArray
            |> Result.map (fun shape -> { Shape = shape; DType = dtype }))

    let private hide (condition: Tensor) (scores: Tensor) =
        Tensor.where condition (Tensor.Weak(-infinity, scores)) scores

    /// True where a key comes after the query, the first of which has so many keys before it.
    let later (before: int) (queries: int) (keys: int) =
        let places first length = Tensor.ofArray [ length ] [| first .. first + length - 1 |]
        Tensor.greater (places 0 keys) (Tensor.insertAxis 1 (places before queries))

    /// The shares [..; L; S] of each query's keys. A query that sees no key has shares of 0.
    let weights (isCausal: bool) (scale: float) (query: Tensor) (key: Tensor) (mask: Tensor option) : Tensor =
        let scores = Tensor.matmul (query * scale) (Tensor.transpose key)
        let length axis = scores.Aval.Shape[scores.Rank + axis]

        let scores =
            match mask with
            | Some mask when mask.DType = DType.Bool -> hide mask scores
            | Some mask -> hide (Tensor.equal mask (Tensor.Weak(-infinity, mask))) (scores + mask)
            | None -> scores

        let scores = if isCausal then hide (later 0 (length -2) (length -1)) scores else scores

        if mask.IsNone || length -1 = 0 then
            Tensor.softmax -1 scores
        else
            let largest = Tensor.maxOver [ -1 ] (stopGradient scores) |> Tensor.insertAxis -1
            let isBlind = Tensor.equal largest (Tensor.Weak(-infinity, scores))
            let zero = Tensor.Weak(0.0, scores)
            Tensor.where isBlind zero (Tensor.softmax -1 (Tensor.where isBlind zero scores))

    /// Attention to operands query, key, value and where there is one a mask.
    let composed (isCausal: bool) (scale: float) (operands: Tensor[]) : Tensor =
        Tensor.matmul (weights isCausal scale operands[0] operands[1] (Array.tryItem 3 operands)) operands[2]
