module Riemann.Bench.KanRows

open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.Bench.Row

/// A training step: forward, back and the optimiser.
let private steps widths (optimiser: Optimiser<Kan>) (loss: Tensor -> Tensor) (x: Tensor) () =
    let kan = Kan.init { Kan.defaults with LayersHidden = widths } (Key.create 1L)
    let mutable state = kan, optimiser.Init kan

    fun () ->
        let kan, own = state
        let gradient = grad (fun kan -> loss (Kan.apply kan x)) kan
        state <- optimiser.Update gradient own kan

let private classify =
    let x = Random.uniformOf DType.Float32 [ 100; 784 ] (Key.create 2L) * 2.0 - 1.0
    let labels = Random.integers 0L 10L [ 100 ] (Key.create 3L)
    steps [ 784; 64; 10 ] (Optimiser.adamW AdamW.defaults) (Loss.crossEntropy labels) x

let private fit =
    let x = Random.uniformOf DType.Float32 [ 1000; 2 ] (Key.create 2L) * 2.0 - 1.0
    let wanted = exp (sin (x[*, 0..0] * 3.14159265) + Tensor.square x[*, 1..1])
    steps [ 2; 5; 1 ] (Optimiser.adam Adam.defaults) (fun y -> Tensor.mean (Tensor.square (y - wanted))) x

let private bases =
    let data () =
        let settings = { KanLinear.defaults with Inputs = 784; Outputs = 1 }
        let knots = (KanLinear.init settings (Key.create 1L)).Grid.Value
        knots, Random.uniformOf DType.Float32 [ 100; 784 ] (Key.create 2L) * 2.0 - 1.0

    on "cubic B-splines of 100 x 784, grid 5" (Some "spline_bases") data (fun (knots, x) ->
        Tensor.splineBasis 3 0 knots x)

let all =
    [ bases
      row "training step of a KAN 784-64-10, AdamW, batch 100" (Some "kan_classify") classify
      row "training step of a KAN 2-5-1, Adam, batch 1000" (Some "kan_fit") fit ]
