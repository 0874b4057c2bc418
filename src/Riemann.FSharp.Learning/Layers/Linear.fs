namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a linear layer begins: see `Linear.defaults`.
type LinearSettings = { Inputs: int; Outputs: int; Bias: bool; DType: DType }

/// A linear layer: y = x Wᵀ + b.
type Linear =
    {
        /// [out; in]
        Weight: Tensor
        /// [out]
        Bias: Tensor option
    }

[<RequireQualifiedAccess>]
module Linear =
    /// A layer with a bias, of float32. `Inputs` and `Outputs` are for the user to set.
    let defaults: LinearSettings = { Inputs = 0; Outputs = 0; Bias = true; DType = DType.Float32 }

    /// `Linear.init settings key` is a layer with uniform random weights and biases from
    /// [-1 / sqrt in, 1 / sqrt in), as PyTorch's. Raises where a size is not positive.
    let init (settings: LinearSettings) (key: Key) : Linear =
        if settings.Inputs < 1 || settings.Outputs < 1 then
            let problem = $"a layer from {settings.Inputs} inputs to {settings.Outputs} outputs"
            let hint = "{ Linear.defaults with Inputs = 784; Outputs = 200 }: both are positive"
            Fail.raise "Linear.init" (RiemannError.Value(problem, hint))

        let weightKey, biasKey = Key.split key
        let spread = Nonlinearity.LeakyRelu(sqrt 5.0) // which makes the bound 1 / sqrt in
        let bound = 1.0 / sqrt (float settings.Inputs)

        { Weight = Init.kaimingUniform Fan.In spread settings.DType [ settings.Outputs; settings.Inputs ] weightKey
          Bias =
            if settings.Bias then Some(Init.uniform -bound bound settings.DType [ settings.Outputs ] biasKey) else None }

    /// `Linear.apply layer x` is x Wᵀ + b: [.., in] gives [.., out]. Raises where the last axis of x is not the layer's.
    let apply (layer: Linear) (x: Tensor) : Tensor =
        let input, weight = x.Aval.Shape, layer.Weight.Aval.Shape

        if input.Rank = 0 || input[input.Rank - 1] <> weight[1] then
            let problem = $"the layer takes {weight[1]} features along the last axis"
            let rule = "[.., in] with a weight [out; in] gives [.., out]"
            Fail.raise "Linear.apply" (RiemannError.Shape(problem, [ "input", input; "weight", weight ], rule))

        match layer.Bias with
        | Some bias -> Tensor.addMatmul bias x (Tensor.transpose layer.Weight)
        | None -> x *@ Tensor.transpose layer.Weight

    /// `Linear.layer settings` is the layer as a step of a model.
    let layer (settings: LinearSettings) : Layer<Linear> = Layer.make "Linear" (init settings) apply
