namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a bilinear layer begins: see `Bilinear.defaults`.
type BilinearSettings = { Left: int; Right: int; Outputs: int; Bias: bool; DType: DType }

/// A bilinear layer: output k is aᵀ Wk b + bias.
type Bilinear =
    {
        /// [outputs; left; right]
        Weight: Tensor
        /// [outputs]
        Bias: Tensor option
    }

[<RequireQualifiedAccess>]
module Bilinear =
    /// A layer with a bias, of float32. `Left`, `Right` and `Outputs` are for the user to set.
    let defaults: BilinearSettings = { Left = 0; Right = 0; Outputs = 0; Bias = true; DType = DType.Float32 }

    /// `Bilinear.init settings key` is a layer with uniform random weights and biases from
    /// [-1 / sqrt left, 1 / sqrt left), as PyTorch's. Raises where a size is not positive.
    let init (settings: BilinearSettings) (key: Key) : Bilinear =
        if settings.Left < 1 || settings.Right < 1 || settings.Outputs < 1 then
            let problem = $"a layer from {settings.Left} and {settings.Right} inputs to {settings.Outputs} outputs"
            let hint = "{ Bilinear.defaults with Left = 20; Right = 30; Outputs = 40 }: all are positive"
            Fail.raise "Bilinear.init" (RiemannError.Value(problem, hint))

        let weightKey, biasKey = Key.split key
        let bound = 1.0 / sqrt (float settings.Left)
        let draw dimensions key = Init.uniform -bound bound settings.DType dimensions key

        { Weight = draw [ settings.Outputs; settings.Left; settings.Right ] weightKey
          Bias = if settings.Bias then Some(draw [ settings.Outputs ] biasKey) else None }

    /// `Bilinear.apply layer a b` are the numbers aᵀ Wk b + bias: [.., left] and [.., right] with equal first axes give
    /// [.., outputs]. Raises where the shapes do not fit.
    let apply (layer: Bilinear) (a: Tensor) (b: Tensor) : Tensor =
        let left, right, weight = a.Aval.Shape, b.Aval.Shape, layer.Weight.Aval.Shape

        let isSame =
            left.Rank > 0 && left.Rank = right.Rank && List.forall2 (=) a.Shape[.. a.Rank - 2] b.Shape[.. b.Rank - 2]

        if not isSame || left[left.Rank - 1] <> weight[1] || right[right.Rank - 1] <> weight[2] then
            let problem = $"the layer takes {weight[1]} and {weight[2]} features along the last axes"
            let rule = "[.., left] and [.., right] with a weight [outputs; left; right] give [.., outputs]"
            let shapes = [ "left", left; "right", right; "weight", weight ]
            Fail.raise "Bilinear.apply" (RiemannError.Shape(problem, shapes, rule))

        // The outer products of the rows, as rows for one matrix product.
        let rows = List.fold (*) 1 a.Shape[.. a.Rank - 2]
        let pairs = Tensor.insertAxis -1 a * Tensor.insertAxis -2 b |> Tensor.reshape [ rows; weight[1] * weight[2] ]
        let table = layer.Weight |> Tensor.reshape [ weight[0]; weight[1] * weight[2] ] |> Tensor.transpose

        match layer.Bias with
        | Some bias -> Tensor.addMatmul bias pairs table
        | None -> pairs *@ table
        |> Tensor.reshape (a.Shape[.. a.Rank - 2] @ [ weight[0] ])
