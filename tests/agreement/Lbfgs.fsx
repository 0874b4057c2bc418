// L-BFGS over thirty steps: the value before each and the parameters after it.
#load "Calls.fsx"

open Riemann.FSharp
open Riemann.FSharp.Learning
open Calls


let private rosenbrock (p: Tensor) =
    let p, next = Tensor.slice [ Slice.Range(0, -2) ] p, Tensor.slice [ Slice.Range(1, -1) ] p
    Tensor.sum (100.0 * Tensor.square (next - Tensor.square p) + Tensor.square (1.0 - p))

let private trajectory (settings: Lbfgs) objective (start: Tensor) =
    let step (state, p) _ =
        let p, state, value = Lbfgs.step settings objective state p
        Tensor.concatenate 0 [ tensor [ value ]; p ], (state, p)

    [ 1..30 ] |> List.mapFold step (Lbfgs.init settings start, start) |> fst |> Tensor.stack 0

let private wolfe = { Lbfgs.defaults with LineSearch = Some(StrongWolfe.search StrongWolfe.defaults) }

let private settings =
    [ "", Lbfgs.defaults
      "line_search_fn='strong_wolfe'", wolfe
      "lr=0.5, max_iter=1", { Lbfgs.defaults with LearningRate = 0.5; MaxIterations = 1 }
      "lr=0.1, max_iter=2, history_size=2", { Lbfgs.defaults with LearningRate = 0.1; MaxIterations = 2; History = 2 }
      "max_iter=1, line_search_fn='strong_wolfe'", { wolfe with MaxIterations = 1 }
      "max_iter=2, history_size=3, line_search_fn='strong_wolfe'", { wolfe with MaxIterations = 2; History = 3 }
      "max_iter=8, max_eval=5, tolerance_grad=1e-3, tolerance_change=1e-5, line_search_fn='strong_wolfe'",
      { wolfe with MaxIterations = 8; MaxEvaluations = Some 5; GradientTolerance = 1e-3; ChangeTolerance = 1e-5 } ]

// The same numbers in every run: on the long way through the valley the rounding of the first steps grows without bound.
let private far = points [ for i in 0..9 -> if i % 2 = 0 then -1.2 else 1.0 ]
let private near = points [ for i in 0..9 -> 1.0 + 0.2 * sin (float i) ]
let private examples = points [ for i in 0..79 -> 3.0 * sin (float (i * i)) ]
let private labels = points [ for i in 0..19 -> abs (cos (float i)) ]

let private valleys =
    [ for theirs, settings in settings do
          let starts = if settings.MaxIterations <= 2 then [ near; far ] else [ near ]

          for start in starts do
              call1
                  $"lbfgs(lambda p: (100 * (p[1:] - p[:-1]**2)**2 + (1 - p[:-1])**2).sum(), x, 30, {theirs})"
                  start
                  (trajectory settings rosenbrock) ]

let private regressions =
    [ for theirs, settings in settings do
          call3
              $"lbfgs(lambda p: F.binary_cross_entropy_with_logits(y.reshape(20, 4) @ p, z) + 0.01 * (p @ p), x, 30, {theirs})"
              (points [ 0.5; -0.5; 0.25; 0.0 ])
              examples
              labels
              (fun start examples labels ->
                  let examples = Tensor.reshape [ 20; 4 ] examples

                  let objective p =
                      Loss.binaryCrossEntropyOfLogits labels (Tensor.matmul examples p) + 0.01 * Tensor.dot p p

                  trajectory settings objective start) ]

let private exact tolerance calls = calls |> valuesOnly |> List.map (fun call -> { call with Tolerance = tolerance })

let families = [ { Name = "L-BFGS"; Calls = exact 1e-10 (valleys @ regressions) } ]
