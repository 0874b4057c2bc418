module Riemann.Bench.LayerRows

open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.Bench.Row

let private real seed shape = Random.normalOf DType.Float32 shape (Key.create seed)
let private key = Key.create 9L

/// Forward and back: the gradients in the parameters and in the input for a cotangent that is given.
let private both name peer (init: unit -> 'P) shape (apply: 'P -> Tensor -> Tensor) =
    let data () =
        let parameters, x = init (), real 1L shape
        parameters, x, real 2L (apply parameters x).Shape

    on $"{name}, both ways" (Some peer) data (fun (parameters, x, cotangent) ->
        let _, pullback = vjp (fun (parameters, x) -> apply parameters x) (parameters, x)
        pullback cotangent)

let private batchNorm name peer init apply channels shape =
    let settings: BatchNormSettings = { BatchNorm1d.defaults with Channels = channels }
    both $"BatchNorm{name}" peer (fun () -> init settings) shape (fun layer -> apply (Train key) layer >> fst)

let private transformer =
    { TransformerLayer.defaults with
        EmbedDim = 256
        NumHeads = 4
        FeedForwardDim = 1024
        BatchFirst = true
        Dropout = 0.0 }

let private attention =
    let inputs () = [ for seed in 1L .. 3L -> real seed [ 2; 8; 512; 64 ] ], real 4L [ 2; 8; 512; 64 ]

    on "attention, 2 x 8 heads, 512 x 64, both ways" (Some "attention") inputs (fun (parts, cotangent) ->
        let attend (parts: Tensor list) = Tensor.attention Attention.defaults parts[0] parts[1] parts[2]
        let _, pullback = vjp attend parts
        pullback cotangent)

let private embedding =
    let table () = Embedding.init { Embedding.defaults with Embeddings = 10_000; Features = 256 } key
    let data () = table (), Random.integers 0L 10_000L [ 64; 128 ] key, real 1L [ 64; 128; 256 ]

    on "Embedding, 64 x 128 of 10000 x 256, both ways" (Some "embedding") data (fun (table, indices, cotangent) ->
        let _, pullback = vjp (fun table -> Embedding.apply table indices) table
        pullback cotangent)

let private crossEntropy =
    let data () = real 1L [ 4096; 1000 ], Random.integers 0L 1000L [ 4096 ] key

    on "cross entropy, 4096 x 1000, both ways" (Some "cross_entropy") data (fun (logits, labels) ->
        valueAndGrad (Loss.crossEntropy labels) logits)

let all =
    let lstm () = Lstm.init { Lstm.defaults with Inputs = 128; Hidden = 256 } key
    let gru () = Gru.init { Gru.defaults with Inputs = 128; Hidden = 256 } key
    let layerNorm () = LayerNorm.init { LayerNorm.defaults with NormalizedShape = [ 256 ] }

    [ batchNorm "2d, 64x64x28x28" "batch_norm2d" BatchNorm2d.init BatchNorm2d.apply 64 [ 64; 64; 28; 28 ]
      batchNorm "1d, 256 x 512" "batch_norm1d" BatchNorm1d.init BatchNorm1d.apply 512 [ 256; 512 ]
      both "LayerNorm, 64x128x256" "layer_norm" layerNorm [ 64; 128; 256 ] LayerNorm.apply
      both "Dropout, 1e6" "dropout" ignore [ 1_000_000 ] (fun () -> Dropout.apply (Train key) Dropout.defaults)
      both "gelu, 1e6" "gelu" ignore [ 1_000_000 ] (fun () -> Activation.gelu)
      crossEntropy
      embedding
      both "Lstm 128 to 256, 32 steps of 32" "lstm" lstm [ 32; 32; 128 ] (fun net -> Lstm.apply (Train key) net >> fst)
      both "Gru 128 to 256, 32 steps of 32" "gru" gru [ 32; 32; 128 ] (fun net -> Gru.apply (Train key) net >> fst)
      attention
      both
          "TransformerEncoderLayer 256, 16x128"
          "encoder_layer"
          (fun () -> TransformerEncoderLayer.init transformer key)
          [ 16; 128; 256 ]
          (TransformerEncoderLayer.apply (Train key)) ]
