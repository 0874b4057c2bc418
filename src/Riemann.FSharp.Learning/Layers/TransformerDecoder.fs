namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Decoder layers one after the other, and a normalisation at the end where there is one.
type TransformerDecoder = { Layers: TransformerDecoderLayer list; Norm: LayerNorm option }

/// What a decoder keeps while a sequence grows, so that a place is computed once.
type DecoderCache = { Layers: DecoderLayerCache list; MemoryMasks: AttentionMasks }

[<RequireQualifiedAccess>]
module TransformerDecoder =
    /// `TransformerDecoder.init count isNormalised settings key` are so many layers, each with its own first parameters,
    /// and a normalisation at the end where asked for. Raises where the count is not positive, and as the layers do.
    let init (count: int) (isNormalised: bool) (settings: TransformerLayerSettings) (key: Key) : TransformerDecoder =
        if count < 1 then
            Fail.raise "TransformerDecoder.init" (RiemannError.Value($"a decoder of {count} layers", "one or more"))

        { Layers = List.init count (fun i -> TransformerDecoderLayer.init settings (Key.foldIn i key))
          Norm = if isNormalised then Some(TransformerParts.norm settings) else None }

    let private normalised (decoder: TransformerDecoder) x =
        decoder.Norm |> Option.fold (fun x norm -> LayerNorm.apply norm x) x

    /// `TransformerDecoder.applyWith targetMasks memoryMasks mode decoder memory target` is the target after all layers, of
    /// the same shape; every layer sees the same memory and masks. Raises where a shape or a mask does not fit.
    /// Source: Vaswani et al. (2017), section 3.1.
    let applyWith targetMasks memoryMasks (mode: Mode) (decoder: TransformerDecoder) (memory: Tensor) (target: Tensor) =
        let layer x (i, layer) =
            TransformerDecoderLayer.applyWith targetMasks memoryMasks (Mode.at i mode) layer memory x

        List.indexed decoder.Layers |> List.fold layer target |> normalised decoder

    /// `TransformerDecoder.apply mode decoder memory target` is `applyWith` without masks.
    let apply (mode: Mode) (decoder: TransformerDecoder) (memory: Tensor) (target: Tensor) : Tensor =
        applyWith AttentionMasks.none AttentionMasks.none mode decoder memory target

    /// `TransformerDecoder.start memoryMasks decoder memory` is the cache before the first place. The memory has a batch.
    let start (memoryMasks: AttentionMasks) (decoder: TransformerDecoder) (memory: Tensor) : DecoderCache =
        { Layers = decoder.Layers |> List.map (fun layer -> TransformerDecoderLayer.start layer memory)
          MemoryMasks = memoryMasks }

    /// `TransformerDecoder.step decoder cache x` are the next places after all layers, and the cache with them. The steps
    /// together are what `applyWith AttentionMasks.causal memoryMasks Eval` gives for the whole.
    let step (decoder: TransformerDecoder) (cache: DecoderCache) (x: Tensor) : Tensor * DecoderCache =
        let layer x (layer, cached) =
            let y, cached = TransformerDecoderLayer.step cache.MemoryMasks layer cached x in cached, y

        let layers, y = List.zip decoder.Layers cache.Layers |> List.mapFold layer x
        normalised decoder y, { cache with Layers = layers }
