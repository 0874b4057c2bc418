module Riemann.Bench.SparseRows

open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.Bench.Row

let private size, private batch = 4096, 100

let private random seed = Random.normalOf DType.Float32 [ batch; size ] (Key.create seed)

/// A training step of one layer whose input wants a gradient too: forward, both gradients, momentum.
let private step (layer: 'P) (apply: 'P -> Tensor -> Tensor) =
    let x, cotangent = random 1L, random 2L
    let momentum = Optimiser.sgd { Sgd.defaults with LearningRate = 1e-4; Momentum = 0.9 }
    let mutable state = layer, momentum.Init layer

    fun () ->
        let layer, own = state
        let _, pullback = vjp (fun (layer, x) -> apply layer x) (layer, x)
        let gradient, _ = pullback cotangent
        state <- momentum.Update gradient own layer

let private sparse () =
    let settings = { SparseLinear.defaults with Inputs = size; Outputs = size; Density = 0.05 }
    step (SparseLinear.init settings (Key.create 3L)) SparseLinear.apply

let private dense () =
    let settings = { Linear.defaults with Inputs = size; Outputs = size }
    step (Linear.init settings (Key.create 3L)) Linear.apply

let all =
    [ row "training step of SparseLinear 4096 x 4096, 5%, momentum, batch 100" (Some "sparse_step") sparse
      row "training step of Linear 4096 x 4096, momentum, batch 100" (Some "dense_step") dense ]
