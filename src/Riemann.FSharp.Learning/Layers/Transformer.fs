namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a transformer begins: see `Transformer.defaults`.
type TransformerSettings = { EncoderLayers: int; DecoderLayers: int; Layer: TransformerLayerSettings }

/// What is hidden in a transformer: see `Transformer.unmasked`.
type TransformerMasks =
    {
        /// Source places from each other.
        Source: AttentionMasks
        /// Target places from each other.
        Target: AttentionMasks
        /// Source places, as the encoder gives them, from target places.
        Memory: AttentionMasks
    }

/// An encoder of a source sequence, and a decoder of a target sequence that attends to it.
type Transformer = { Encoder: TransformerEncoder; Decoder: TransformerDecoder }

[<RequireQualifiedAccess>]
module Transformer =
    /// PyTorch's: six layers each, 512 features, eight heads, and `TransformerLayer.defaults`.
    let defaults: TransformerSettings =
        { EncoderLayers = 6
          DecoderLayers = 6
          Layer = { TransformerLayer.defaults with EmbedDim = 512; NumHeads = 8 } }

    /// Nothing is hidden.
    let unmasked: TransformerMasks =
        { Source = AttentionMasks.none; Target = AttentionMasks.none; Memory = AttentionMasks.none }

    /// `Transformer.init settings key` is a transformer whose weights all begin by Glorot and Bengio's uniform
    /// distribution, as PyTorch's do. Both halves end in a normalisation. Raises where a size is not positive, or the heads
    /// do not divide the features.
    let init (settings: TransformerSettings) (key: Key) : Transformer =
        let encoder, rest = Key.split key
        let decoder, rest = Key.split rest
        let mutable place = 0

        { Encoder = TransformerEncoder.init settings.EncoderLayers true settings.Layer encoder
          Decoder = TransformerDecoder.init settings.DecoderLayers true settings.Layer decoder }
        |> Tree.map (fun x ->
            place <- place + 1
            if x.Rank > 1 then Init.xavierUniform 1.0 x.DType x.Shape (Key.foldIn place rest) else x)

    /// `Transformer.applyWith masks mode transformer source target` is what the decoder makes of the target beside the
    /// encoded source, of the target's shape: [length; batch; embedDim], or with `BatchFirst` [batch; length; embedDim], or
    /// either without batch. Raises where a shape or a mask does not fit. Source: Vaswani et al. (2017), section 3.
    let applyWith (masks: TransformerMasks) (mode: Mode) (transformer: Transformer) source target : Tensor =
        let first, second = Mode.split mode
        let memory = TransformerEncoder.applyWith masks.Source first transformer.Encoder source
        TransformerDecoder.applyWith masks.Target masks.Memory second transformer.Decoder memory target

    /// `Transformer.apply mode transformer source target` is `applyWith` without masks.
    let apply (mode: Mode) (transformer: Transformer) (source: Tensor) (target: Tensor) : Tensor =
        applyWith unmasked mode transformer source target

    /// `Transformer.generateSquareSubsequentMask dtype n` is the mask [n; n] of a sequence that is generated: -infinity
    /// above the diagonal and 0 elsewhere. `AttentionMasks.causal` hides the same and needs no array.
    let generateSquareSubsequentMask (dtype: DType) (length: int) : Tensor =
        let zeros = Tensor.full dtype [ length; length ] 0.0
        Tensor.where (AttentionRules.later 0 length length) (Tensor.Weak(-infinity, zeros)) zeros
