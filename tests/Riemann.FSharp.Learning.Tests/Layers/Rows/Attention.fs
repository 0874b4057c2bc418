/// Attention, transformers and positions.
module Riemann.FSharp.Learning.Tests.Layers.Rows.Attention

open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Layers.Table

let private key = Key.create 1L
let private train = Train(Key.create 2L)

let private settings =
    { MultiheadAttention.defaults with EmbedDim = 4; NumHeads = 2; Dropout = 0.3; DType = DType.Float64 }

/// The last key of each example hidden, and one more of the first.
let private hidden = tensor [ [ false; true; true ]; [ false; false; true ] ]

let private masks =
    [ AttentionMasks.none
      AttentionMasks.causal
      AttentionMasks.padding hidden
      { AttentionMasks.padding hidden with AttnMask = Some(real 3L [ 2; 3 ]); IsCausal = true } ]

let private attention =
    [ for settings in
          [ settings
            { settings with AddBiasKv = true; AddZeroAttn = true; BatchFirst = true }
            { settings with KeyDim = Some 3; ValueDim = Some 2; Bias = false } ] do
          let sizes = [ settings.EmbedDim; defaultArg settings.KeyDim 4; defaultArg settings.ValueDim 4 ]

          let input length size =
              real (int64 size) (if settings.BatchFirst then [ 2; length; size ] else [ length; 2; size ])

          let inputs = input 2 sizes[0], input 3 sizes[1], input 3 sizes[2]
          let own = MultiheadAttention.init settings key |> shaken 1L

          for masks in masks do
              for mode in [ train; Eval ] do
                  layer
                      "MultiheadAttention"
                      own
                      (fun layer (q, k, v) -> MultiheadAttention.applyWith masks mode layer q k v)
                      inputs

          layer
              "MultiheadAttention"
              own
              (fun layer (q, k, v) -> MultiheadAttention.applyWithWeights false masks[3] Eval layer q k v)
              inputs ]

let private layerSettings =
    { TransformerLayer.defaults with
        EmbedDim = 4
        NumHeads = 2
        FeedForwardDim = 3
        Activation = ActivationFunction.Gelu
        BatchFirst = true
        DType = DType.Float64 }

let private memory = real 5L [ 2; 2; 4 ]
let private target = real 6L [ 2; 3; 4 ]
let private padded = { AttentionMasks.padding hidden with IsCausal = true }

let private transformers =
    [ for isFirst in [ false; true ] do
          let settings = { layerSettings with NormFirst = isFirst }

          for mode in [ train; Eval ] do
              layer
                  "TransformerEncoderLayer"
                  (TransformerEncoderLayer.init settings key |> shaken 1L)
                  (TransformerEncoderLayer.applyWith padded mode)
                  target

              layer
                  "TransformerDecoderLayer"
                  (TransformerDecoderLayer.init settings key |> shaken 1L)
                  (fun layer (memory, target) ->
                      TransformerDecoderLayer.applyWith padded AttentionMasks.none mode layer memory target)
                  (memory, target)

              layer
                  "TransformerEncoder"
                  (TransformerEncoder.init 2 true settings key |> shaken 1L)
                  (TransformerEncoder.apply mode)
                  memory

              layer
                  "TransformerDecoder"
                  (TransformerDecoder.init 1 false settings key |> shaken 1L)
                  (fun decoder (memory, target) -> TransformerDecoder.apply mode decoder memory target)
                  (memory, target)

              layer
                  "Transformer"
                  (Transformer.init { EncoderLayers = 1; DecoderLayers = 1; Layer = settings } key |> shaken 1L)
                  (fun transformer (source, target) -> Transformer.apply mode transformer source target)
                  (memory, target) ]

let private positions =
    [ layer
          "LearnedPositions"
          (LearnedPositions.init { MaxLength = 5; Features = 4; DType = DType.Float64 } key)
          LearnedPositions.apply
          target
      row "SinusoidalPositions" (SinusoidalPositions.apply SinusoidalPositions.defaults) target
      row "RotaryPositions" (RotaryPositions.applyFrom 3 RotaryPositions.defaults) target ]

let rows: Row list = attention @ transformers @ positions
