// Sums, means, extremes, norms and what runs along an axis.
// Not here: PyTorch's median, which is the lower one of an even number; its cummax gives the derivative to the last of
// elements that tie, ours to the first; its standard deviation of equal elements has derivative NaN, ours 0.
#load "Calls.fsx"

open System
open Riemann.FSharp
open Calls

/// A reduction of everything, along each axis of [2; 3; 4] and along two of them. The expression has a hole for the axes.
let private overAxes (theirs: string) domain (ours: int list -> Tensor -> Tensor) =
    [ for shape, axes in
          [ [ 5 ], [ 0 ]
            [ 2; 3; 4 ], [ 0 ]
            [ 2; 3; 4 ], [ 1 ]
            [ 2; 3; 4 ], [ -1 ]
            [ 2; 3; 4 ], [ 0; 2 ]
            [ 2; 3; 4 ], [ 0; 1; 2 ] ] do
          let tuple = axes |> List.map string |> String.concat ", "
          call1 (theirs.Replace("axes", $"({tuple},)")) (domain shape) (ours axes) ]

let private alongAxis (theirs: string) domain (ours: int -> Tensor -> Tensor) =
    [ for shape, axis in [ [ 6 ], 0; [ 2; 5; 3 ], 0; [ 2; 5; 3 ], 1; [ 2; 5; 3 ], -1 ] do
          call1 (theirs.Replace("axis", string axis)) (domain shape) (ours axis) ]

let private reductions =
    [ yield! overAxes "torch.sum(x, axes)" real Tensor.sumOver
      yield! overAxes "torch.mean(x, axes)" real Tensor.meanOver
      yield! overAxes "torch.var(x, axes, unbiased=False)" real (Tensor.varianceOver 0)
      yield! overAxes "torch.amax(x, axes)" real Tensor.maxOver
      yield! overAxes "torch.amin(x, axes)" real Tensor.minOver
      yield! overAxes "torch.logsumexp(x, axes)" real Tensor.logSumExpOver
      yield! overAxes "torch.std(x, axes, unbiased=False)" real (Tensor.standardDeviationOver 0)
      yield! overAxes "torch.count_nonzero(x, axes)" (index 2) Tensor.countNonZeroOver
      yield! alongAxis "torch.var(x, axis, unbiased=True)" real (fun axis -> Tensor.varianceOver 1 [ axis ])
      yield! alongAxis "torch.std(x, axis, unbiased=True)" real (fun axis -> Tensor.standardDeviationOver 1 [ axis ])
      yield! alongAxis "torch.prod(x, axis)" real (fun axis -> Tensor.prodOver [ axis ])
      yield! alongAxis "torch.any(x, axis)" truth (fun axis -> Tensor.anyOver [ axis ])
      yield! alongAxis "torch.all(x, axis)" truth (fun axis -> Tensor.allOver [ axis ])
      yield! alongAxis "torch.argmax(x, axis)" real Tensor.argMax
      yield! alongAxis "torch.argmin(x, axis)" real Tensor.argMin
      yield! unary "torch.sum(x)" real Tensor.sum
      yield! unary "torch.prod(x)" real Tensor.prod
      for shape in [ [ 5 ]; [ 2; 3; 4 ] ] do
          call1 "torch.mean(x)" (real shape) Tensor.mean
          call1 "torch.var(x)" (real shape) Tensor.variance
          call1 "torch.std(x)" (real shape) Tensor.standardDeviation
          call1 "torch.amax(x)" (real shape) Tensor.max
          call1 "torch.amin(x)" (real shape) Tensor.min
          call1 "torch.logsumexp(x.flatten(), 0)" (real shape) Tensor.logSumExp
      call1 "torch.prod(x)" (points [ 2.0; 0.0; 3.0 ]) Tensor.prod
      call1 "torch.prod(x)" (points [ 2.0; 0.0; 0.0 ]) Tensor.prod
      call1 "torch.amax(x)" (points [ 1.0; 3.0; 3.0 ]) Tensor.max
      call1 "torch.logsumexp(x, 0)" (points [ 1000.0; 1001.0; -infinity ]) Tensor.logSumExp
      yield!
          valuesOnly
              [ call1 "torch.amax(x)" (points [ 1.0; nan; 3.0 ]) Tensor.max
                call1 "torch.amin(x)" (points [ 1.0; nan; 3.0 ]) Tensor.min
                call1 "torch.logsumexp(x, 0)" (points [ -infinity; -infinity ]) Tensor.logSumExp ] ]

let private norms =
    [ for p in [ "1", 1.0; "2", 2.0; "3", 3.0; "0.5", 0.5; "inf", infinity; "-inf", -infinity ] do
          let text, order = p
          yield! overAxes $"torch.linalg.vector_norm(x, {text}, axes)" real (Tensor.normOver order)
          call1 $"torch.linalg.vector_norm(x, {text})" (real [ 3; 4 ]) (Tensor.norm order)
      call1 "torch.linalg.vector_norm(x, 2)" (points [ 0.0; 0.0 ]) (Tensor.norm 2.0) ]

let private cumulative =
    [ yield! alongAxis "torch.cumsum(x, axis)" real Tensor.cumSum
      yield! alongAxis "torch.flip(torch.cumsum(torch.flip(x, (axis,)), axis), (axis,))" real Tensor.cumSumReversed
      yield! alongAxis "torch.cumsum(x, axis) - x" real Tensor.cumSumExclusive
      yield! alongAxis "torch.cumprod(x, axis)" real Tensor.cumProd
      yield! alongAxis "torch.cummax(x, axis).values" real Tensor.cumMax
      yield! alongAxis "torch.cummin(x, axis).values" real Tensor.cumMin
      yield! alongAxis "torch.cummax(x, axis).indices" real Tensor.argCumMax
      yield! alongAxis "torch.cummin(x, axis).indices" real Tensor.argCumMin
      // PyTorch has no forward derivative of it, and the one by its reverse rule is NaN.
      yield! alongAxis "torch.logcumsumexp(x, axis)" real Tensor.logCumSumExp |> valuesOnly
      yield! alongAxis "torch.log(torch.cumsum(torch.exp(x), axis))" real Tensor.logCumSumExp
      call1 "torch.cumprod(x, 0)" (points [ 2.0; 0.0; 3.0; 0.0; 4.0 ]) (Tensor.cumProd 0)
      call1 "torch.cumsum(x, 0)" (index 9 [ 3; 4 ]) (Tensor.cumSum 0) ]

let families =
    [ { Name = "reductions"; Calls = reductions }
      { Name = "norms"; Calls = norms }
      { Name = "cumulative"; Calls = cumulative } ]
