namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Numbers that tell a person how good a model is.
[<RequireQualifiedAccess>]
module Metrics =
    /// `Metrics.accuracy labels logits` is the part, from 0 to 1, of the examples whose largest logit is that of their
    /// label: [n] integers for [n; classes] floats. Raises where the shapes do not fit or there is no example.
    let accuracy (labels: Tensor) (logits: Tensor) : float =
        let given, shape = labels.Aval.Shape, logits.Aval.Shape

        if shape.Rank <> 2 || given.Rank <> 1 || given[0] <> shape[0] then
            let shapes = [ "labels", given; "logits", shape ]
            let rule = "labels [n] for logits [n; classes]"
            Fail.raise "Metrics.accuracy" (RiemannError.Shape("labels and logits do not fit", shapes, rule))

        let predicted = Tensor.argMax 1 logits
        let hits = Tensor.equal predicted (Tensor.cast DType.Int64 labels)
        (hits |> Tensor.cast DType.Float64 |> Tensor.mean).ToFloat()
