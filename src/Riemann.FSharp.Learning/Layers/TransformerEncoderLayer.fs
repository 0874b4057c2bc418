namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// A layer of a transformer's encoder: attention of all places to each other, and a network for each place.
type TransformerEncoderLayer =
    { SelfAttention: MultiheadAttention
      Linear1: Linear
      Linear2: Linear
      Norm1: LayerNorm
      Norm2: LayerNorm
      Settings: TransformerLayerSettings }

[<RequireQualifiedAccess>]
module TransformerEncoderLayer =
    open TransformerParts

    /// `TransformerEncoderLayer.init settings key` begins as its parts do. Raises where a size is not positive, or the
    /// heads do not divide the features.
    let init (settings: TransformerLayerSettings) (key: Key) : TransformerEncoderLayer =
        { SelfAttention = attention settings (Key.foldIn 0 key)
          Linear1 = linear settings settings.EmbedDim settings.FeedForwardDim (Key.foldIn 1 key)
          Linear2 = linear settings settings.FeedForwardDim settings.EmbedDim (Key.foldIn 2 key)
          Norm1 = norm settings
          Norm2 = norm settings
          Settings = settings }

    /// `TransformerEncoderLayer.applyWith masks mode layer x` is x, [length; batch; embedDim], or with `BatchFirst` [batch;
    /// length; embedDim], or either without batch, after attention to itself and the network. Raises where x or the masks
    /// do not fit. Source: Vaswani et al. (2017), section 3.1; `NormFirst` Xiong et al. (2020), figure 1.
    let applyWith (masks: AttentionMasks) (mode: Mode) (layer: TransformerEncoderLayer) (x: Tensor) : Tensor =
        let settings = layer.Settings
        let part i = Mode.at i mode
        let attend x = MultiheadAttention.applyWith masks (part 0) layer.SelfAttention x x x

        x
        |> residual settings (part 1) layer.Norm1 attend
        |> residual settings (part 2) layer.Norm2 (feedForward settings (part 3) layer.Linear1 layer.Linear2)

    /// `TransformerEncoderLayer.apply mode layer x` is `applyWith` without masks.
    let apply (mode: Mode) (layer: TransformerEncoderLayer) (x: Tensor) : Tensor =
        applyWith AttentionMasks.none mode layer x

    /// `TransformerEncoderLayer.layer settings` is the layer as a step of a model.
    let layer (settings: TransformerLayerSettings) : Layer<TransformerEncoderLayer> =
        Layer.ofMode "TransformerEncoderLayer" (init settings) apply
