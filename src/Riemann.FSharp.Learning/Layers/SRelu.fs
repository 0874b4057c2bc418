namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How an S-shaped rectifier begins: see `SRelu.defaults`.
type SReluSettings = { LeftSlope: float; LeftThreshold: float; RightSlope: float; RightThreshold: float; DType: DType }

/// An S-shaped rectifier of three lines: two slopes and two thresholds, which are trained. In Nerva they are called al,
/// tl, ar and tr.
type SRelu =
    {
        /// []
        LeftSlope: Tensor
        /// []
        LeftThreshold: Tensor
        /// []
        RightSlope: Tensor
        /// []
        RightThreshold: Tensor
    }

[<RequireQualifiedAccess>]
module SRelu =
    /// x held between 0 and 1, of float32, as in Nerva.
    let defaults: SReluSettings =
        { LeftSlope = 0.0; LeftThreshold = 0.0; RightSlope = 0.0; RightThreshold = 1.0; DType = DType.Float32 }

    /// `SRelu.init settings` is a layer with these numbers.
    let init (settings: SReluSettings) : SRelu =
        let scalar value = Init.constant value settings.DType []

        { LeftSlope = scalar settings.LeftSlope
          LeftThreshold = scalar settings.LeftThreshold
          RightSlope = scalar settings.RightSlope
          RightThreshold = scalar settings.RightThreshold }

    /// `SRelu.apply layer x` is x between the thresholds, and beyond each of them the line that begins there with its
    /// slope: tl + al (x - tl) for x <= tl, and tr + ar (x - tr) for x >= tr.
    /// Source: Jin, Xu, Feng, Wei, Xiong and Yan (2016), equation 2.
    let apply (layer: SRelu) (x: Tensor) : Tensor =
        let line slope (threshold: Tensor) = threshold + slope * (x - threshold)
        let below = line layer.LeftSlope layer.LeftThreshold
        let above = line layer.RightSlope layer.RightThreshold
        let isInside = Tensor.less x layer.RightThreshold
        Tensor.where (Tensor.lessOrEqual x layer.LeftThreshold) below (Tensor.where isInside x above)

    /// `SRelu.layer settings` is the layer as a step of a model.
    let layer (settings: SReluSettings) : Layer<SRelu> = Layer.make "SRelu" (fun _ -> init settings) apply
