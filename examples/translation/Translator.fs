module Translation.Translator

open Riemann.FSharp
open Riemann.FSharp.Learning
open Translation.Vocabulary

type Translator =
    { SourceWords: Embedding
      TargetWords: Embedding
      Positions: LearnedPositions
      Transformer: Transformer
      Output: Linear }

type Sizes =
    {
        SourceWords: int
        TargetWords: int
        /// Tokens of the longest sentence.
        Length: int
    }

let init (options: Options.Options) (sizes: Sizes) (key: Key) : Translator =
    let features = options.Features
    let at i = Key.foldIn i key
    let words count = { Embedding.defaults with Embeddings = count; Features = features }

    let layer =
        { Transformer.defaults.Layer with
            EmbedDim = features
            NumHeads = options.Heads
            FeedForwardDim = 4 * features
            Dropout = options.Dropout
            BatchFirst = true }

    let transformer = { EncoderLayers = options.Layers; DecoderLayers = options.Layers; Layer = layer }

    { SourceWords = Embedding.init (words sizes.SourceWords) (at 0)
      TargetWords = Embedding.init (words sizes.TargetWords) (at 1)
      Positions =
        LearnedPositions.init { LearnedPositions.defaults with MaxLength = sizes.Length; Features = features } (at 2)
      Transformer = Transformer.init transformer (at 3)
      Output = Linear.init { Linear.defaults with Inputs = features; Outputs = sizes.TargetWords } (at 4) }

let private embedded model words tokens = Embedding.apply words tokens |> LearnedPositions.apply model.Positions

let private hidden (tokens: Tensor) =
    AttentionMasks.padding (Tensor.equal tokens (Tensor.full DType.Int64 [] (float padding)))

/// The logits [n; T; words] of what follows each given token, given the tokens before.
let apply mode (model: Translator) (source: Tensor) (given: Tensor) : Tensor =
    let masks = { Source = hidden source; Target = AttentionMasks.causal; Memory = hidden source }

    Transformer.applyWith
        masks
        mode
        model.Transformer
        (embedded model model.SourceWords source)
        (embedded model model.TargetWords given)
    |> Linear.apply model.Output

/// The likeliest translations [n; T] of padded sources, token by token.
let translate (model: Translator) (longest: int) (source: Tensor) : Tensor =
    let encoder, decoder = model.Transformer.Encoder, model.Transformer.Decoder
    let memory = embedded model model.SourceWords source |> TransformerEncoder.applyWith (hidden source) Eval encoder

    let step (place, cache) (tokens: Tensor) =
        let x = Embedding.apply model.TargetWords (Tensor.insertAxis 1 tokens)
        let y, cache = LearnedPositions.applyFrom place model.Positions x |> TransformerDecoder.step decoder cache
        Linear.apply model.Output (Tensor.squeeze 1 y), (place + 1, cache)

    let first = 0, TransformerDecoder.start (hidden source) decoder memory
    Greedy.generate { Start = start; End = finish; Padding = padding; MaxLength = longest } step first source.Shape[0]
