namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// A layer of a transformer's decoder: attention of the places to each other, attention to a memory, and a network for
/// each place.
type TransformerDecoderLayer =
    { SelfAttention: MultiheadAttention
      MemoryAttention: MultiheadAttention
      Linear1: Linear
      Linear2: Linear
      Norm1: LayerNorm
      Norm2: LayerNorm
      Norm3: LayerNorm
      Settings: TransformerLayerSettings }

/// What a decoder layer keeps while a sequence grows: the keys and values of the places so far, and of the memory.
type DecoderLayerCache = { Past: KeyValues; Memory: KeyValues }

[<RequireQualifiedAccess>]
module TransformerDecoderLayer =
    open TransformerParts

    /// `TransformerDecoderLayer.init settings key` begins as its parts do. Raises where a size is not positive, or the
    /// heads do not divide the features.
    let init (settings: TransformerLayerSettings) (key: Key) : TransformerDecoderLayer =
        { SelfAttention = attention settings (Key.foldIn 0 key)
          MemoryAttention = attention settings (Key.foldIn 1 key)
          Linear1 = linear settings settings.EmbedDim settings.FeedForwardDim (Key.foldIn 2 key)
          Linear2 = linear settings settings.FeedForwardDim settings.EmbedDim (Key.foldIn 3 key)
          Norm1 = norm settings
          Norm2 = norm settings
          Norm3 = norm settings
          Settings = settings }

    /// The three parts, given what the two attentions make of a query.
    let private parts mode layer (attend: Tensor -> Tensor) (attendToMemory: Tensor -> Tensor) (x: Tensor) : Tensor =
        let settings = layer.Settings
        let part i = Mode.at i mode

        x
        |> residual settings (part 1) layer.Norm1 attend
        |> residual settings (part 2) layer.Norm2 attendToMemory
        |> residual settings (part 3) layer.Norm3 (feedForward settings (part 4) layer.Linear1 layer.Linear2)

    /// `TransformerDecoderLayer.applyWith targetMasks memoryMasks mode layer memory target` is the target, [length; batch;
    /// embedDim], or with `BatchFirst` [batch; length; embedDim], or either without batch, after attention to itself, to
    /// the memory, and the network. Raises where a shape or a mask does not fit.
    /// Source: Vaswani et al. (2017), section 3.1; `NormFirst` Xiong et al. (2020), figure 1.
    let applyWith
        (targetMasks: AttentionMasks)
        (memoryMasks: AttentionMasks)
        (mode: Mode)
        layer
        memory
        target
        : Tensor =
        let attend x = MultiheadAttention.applyWith targetMasks (Mode.at 0 mode) layer.SelfAttention x x x

        let attendToMemory x =
            MultiheadAttention.applyWith memoryMasks (Mode.at 5 mode) layer.MemoryAttention x memory memory

        parts mode layer attend attendToMemory target

    /// `TransformerDecoderLayer.apply mode layer memory target` is `applyWith` without masks.
    let apply (mode: Mode) (layer: TransformerDecoderLayer) (memory: Tensor) (target: Tensor) : Tensor =
        applyWith AttentionMasks.none AttentionMasks.none mode layer memory target

    /// `TransformerDecoderLayer.start layer memory` is the cache before the first place. The memory has a batch.
    let start (layer: TransformerDecoderLayer) (memory: Tensor) : DecoderLayerCache =
        let memory = MultiheadAttention.keyValues layer.MemoryAttention memory memory
        let none = Tensor.full memory.Keys.DType (memory.Keys.Shape |> List.updateAt 2 0) 0.0
        { Past = { Keys = none; Values = none }; Memory = memory }

    /// `TransformerDecoderLayer.step memoryMasks layer cache x` are the next places after attention to those before and to
    /// the memory, and the cache with them: what `applyWith AttentionMasks.causal memoryMasks Eval` gives for these places
    /// of the whole.
    let step (memoryMasks: AttentionMasks) (layer: TransformerDecoderLayer) (cache: DecoderLayerCache) (x: Tensor) =
        let own = if layer.Settings.NormFirst then LayerNorm.apply layer.Norm1 x else x
        let past = MultiheadAttention.append cache.Past (MultiheadAttention.keyValues layer.SelfAttention own own)
        let before, all = cache.Past.Keys.Aval.Shape[2], past.Keys.Aval.Shape[2]

        let masks =
            if all - before = 1 then
                AttentionMasks.none
            else
                { AttentionMasks.none with AttnMask = Some(AttentionRules.later before (all - before) all) }

        let attend x = MultiheadAttention.attendTo masks layer.SelfAttention x past
        let attendToMemory x = MultiheadAttention.attendTo memoryMasks layer.MemoryAttention x cache.Memory
        let y = parts Eval layer attend attendToMemory x
        y, { cache with Past = past }
