// L-BFGS over thirty steps, value and parameters, and clipping.
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

let private valleys =
    [ for theirs, settings in settings do
          call1
              $"lbfgs(lambda p: (100 * (p[1:] - p[:-1]**2)**2 + (1 - p[:-1])**2).sum(), x, 30, {theirs})"
              (real [ 10 ])
              (trajectory settings rosenbrock) ]

let private regressions =
    [ for theirs, settings in settings do
          call3
              $"lbfgs(lambda p: F.binary_cross_entropy_with_logits(y @ p, z) + 0.01 * (p @ p), x, 30, {theirs})"
              (between -0.5 0.5 [ 4 ])
              (real [ 20; 4 ])
              (between 0.0 1.0 [ 20 ])
              (fun start examples labels ->
                  let objective p =
                      Loss.binaryCrossEntropyOfLogits labels (Tensor.matmul examples p) + 0.01 * Tensor.dot p p

                  trajectory settings objective start) ]

let private exact tolerance calls = calls |> valuesOnly |> List.map (fun call -> { call with Tolerance = tolerance })

let families = [ { Name = "L-BFGS"; Calls = exact 1e-10 (valleys @ regressions) } ]
