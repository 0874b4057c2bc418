namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Encoder layers one after the other, and a normalisation at the end where there is one.
type TransformerEncoder = { Layers: TransformerEncoderLayer list; Norm: LayerNorm option }

[<RequireQualifiedAccess>]
module TransformerEncoder =
    /// `TransformerEncoder.init count isNormalised settings key` are so many layers, each with its own first parameters,
    /// and a normalisation at the end where asked for. Raises where the count is not positive, and as the layers do.
    let init (count: int) (isNormalised: bool) (settings: TransformerLayerSettings) (key: Key) : TransformerEncoder =
        if count < 1 then
            Fail.raise "TransformerEncoder.init" (RiemannError.Value($"an encoder of {count} layers", "one or more"))

        { Layers = List.init count (fun i -> TransformerEncoderLayer.init settings (Key.foldIn i key))
          Norm = if isNormalised then Some(TransformerParts.norm settings) else None }

    /// `TransformerEncoder.applyWith masks mode encoder x` is x after all layers, of the same shape; every layer sees the
    /// same masks. Raises where x or the masks do not fit. Source: Vaswani et al. (2017), section 3.1.
    let applyWith (masks: AttentionMasks) (mode: Mode) (encoder: TransformerEncoder) (x: Tensor) : Tensor =
        let layer x (i, layer) = TransformerEncoderLayer.applyWith masks (Mode.at i mode) layer x
        let x = List.indexed encoder.Layers |> List.fold layer x
        encoder.Norm |> Option.fold (fun x norm -> LayerNorm.apply norm x) x

    /// `TransformerEncoder.apply mode encoder x` is `applyWith` without masks.
    let apply (mode: Mode) (encoder: TransformerEncoder) (x: Tensor) : Tensor =
        applyWith AttentionMasks.none mode encoder x

    /// `TransformerEncoder.layer count isNormalised settings` is the layer as a step of a model.
    let layer (count: int) (isNormalised: bool) (settings: TransformerLayerSettings) : Layer<TransformerEncoder> =
        Layer.ofMode "TransformerEncoder" (init count isNormalised settings) apply
