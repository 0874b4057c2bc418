namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a rectifier with trained slopes begins: see `PRelu.defaults`.
type PReluSettings =
    {
        /// The number of slopes: one for each channel, or 1 for all.
        Channels: int
        /// The first slope.
        Slope: float
        DType: DType
    }

/// A rectifier whose slopes for negative values are trained.
type PRelu =
    {
        /// [channels] or [1]
        Weight: Tensor
    }

[<RequireQualifiedAccess>]
module PRelu =
    /// One slope of 0.25, of float32.
    let defaults: PReluSettings = { Channels = 1; Slope = 0.25; DType = DType.Float32 }

    /// `PRelu.init settings` is a layer with equal slopes. Raises where the number of channels is not positive.
    let init (settings: PReluSettings) : PRelu =
        if settings.Channels < 1 then
            Fail.raise "PRelu.init" (RiemannError.Value($"{settings.Channels} channels", "1 or more"))

        { Weight = Init.constant settings.Slope settings.DType [ settings.Channels ] }

    /// `PRelu.apply layer x` is x where x > 0 and elsewhere x times the slope, that of its channel where there is more
    /// than one: [n; channels; ..], or [channels]. Raises where the channels of x are not the layer's.
    /// Source: He, Zhang, Ren and Sun (2015), equation 1.
    let apply (layer: PRelu) (x: Tensor) : Tensor =
        let input, weight = x.Aval.Shape, layer.Weight.Aval.Shape
        let channels = weight[0]
        let axis = min 1 (input.Rank - 1)

        let slopes =
            if channels = 1 then
                layer.Weight |> Tensor.reshape []
            elif axis < 0 || input[axis] <> channels then
                let problem = $"the layer takes {channels} channels along axis 1"
                let rule = "[n; channels; ..] or [channels] with slopes [channels] or [1]"
                Fail.raise "PRelu.apply" (RiemannError.Shape(problem, [ "input", input; "weight", weight ], rule))
            else
                layer.Weight |> Tensor.reshape [ for i in 0 .. input.Rank - 1 -> if i = axis then channels else 1 ]

        Tensor.where (Tensor.greater x (Tensor.Weak(0.0, x))) x (x * slopes)

    /// `PRelu.layer settings` is the layer as a step of a model.
    let layer (settings: PReluSettings) : Layer<PRelu> = Layer.make "PRelu" (fun _ -> init settings) apply
