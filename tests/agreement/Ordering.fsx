// Sorting, ranks, quantiles, searching and counting.
// Not here: topK of NaN, which counts as less than every number here and as more in PyTorch.
#load "Calls.fsx"

open System
open Riemann.FSharp
open Riemann.Kernels
open Calls

let private alongAxis (theirs: string) (ours: int -> Tensor -> Tensor) =
    [ for shape, axis in [ [ 7 ], 0; [ 2; 5; 3 ], 0; [ 2; 5; 3 ], 1; [ 3; 2; 5 ], -1 ] do
          call1 (theirs.Replace("axis", string axis)) (real shape) (ours axis) ]

let private sorting =
    [ yield! alongAxis "torch.sort(x, axis).values" Tensor.sort
      yield! alongAxis "torch.sort(x, axis, descending=True).values" Tensor.sortDescending
      yield! alongAxis "torch.argsort(x, axis)" Tensor.argSort
      yield! alongAxis "torch.argsort(x, axis, descending=True)" Tensor.argSortDescending
      yield! alongAxis "torch.topk(x, 2, axis).values" (fun axis -> Tensor.topK 2 axis >> fst)
      yield! alongAxis "torch.topk(x, 2, axis).indices" (fun axis -> Tensor.topK 2 axis >> snd)
      yield! alongAxis "torch.kthvalue(x, 2, axis).values" (fun axis -> Tensor.kthValue 2 axis >> fst)
      yield! alongAxis "torch.kthvalue(x, 2, axis).indices" (fun axis -> Tensor.kthValue 2 axis >> snd)
      call1 "torch.sort(x, stable=True).indices" (index 3 [ 2; 9 ]) (Tensor.argSort -1)
      call1 "torch.sort(x).values" (points [ 2.0; nan; 1.0; infinity; -infinity ]) (Tensor.sort 0) ]

let private ranks =
    [ for q in [ 0.0; 0.25; 0.4; 1.0 ] do
          yield! alongAxis $"torch.quantile(x, {q}, axis)" (Tensor.quantile q)
      yield! alongAxis "torch.quantile(x, 0.5, axis)" Tensor.median
      call2
          "torch.searchsorted(x, y)"
          (points [ 1.0; 2.0; 2.0; 4.0 ])
          (between 0.0 5.0 [ 3; 4 ])
          Tensor.searchSortedLeft
      call2 "torch.searchsorted(x, y)" (places [ 1; 2; 2; 4 ]) (index 6 [ 3; 4 ]) Tensor.searchSortedLeft
      call2 "torch.searchsorted(x, y, right=True)" (places [ 1; 2; 2; 4 ]) (index 6 [ 9 ]) Tensor.searchSortedRight
      call2 "torch.searchsorted(torch.sort(x).values, y)" (real [ 2; 5 ]) (real [ 2; 3 ]) (fun x y ->
          Tensor.searchSortedLeft (Tensor.sort -1 x) y)
      call1 "torch.unique(x)" (index 4 [ 3; 5 ]) Tensor.unique
      call1 "torch.unique(x, return_inverse=True)[1]" (index 4 [ 3; 5 ]) (fun x ->
          let _, inverse, _ = Tensor.uniqueWithCounts x
          inverse)
      call1 "torch.unique(x, return_counts=True)[1]" (index 4 [ 3; 5 ]) (fun x ->
          let _, _, counts = Tensor.uniqueWithCounts x
          counts)
      call1 "torch.bincount(x, minlength=5)" (index 5 [ 20 ]) (Tensor.binCount 5)
      yield!
          valuesOnly // PyTorch has no derivative by the weights.
              [ call2 "torch.bincount(x, y, 5)" (index 5 [ 20 ]) (real [ 20 ]) (fun x y ->
                    Tensor.binCountWeighted 5 y x)
                call1 "torch.histogram(x, 6, range=(-2., 2.)).hist" (real [ 40 ]) (Tensor.histogram 6 -2.0 2.0 >> fst)
                call1
                    "torch.histogram(x, 6, range=(-2., 2.)).bin_edges"
                    (real [ 40 ])
                    (Tensor.histogram 6 -2.0 2.0 >> snd) ]
      call1 "torch.nonzero(x)" (index 2 [ 3; 4 ]) Tensor.argWhere
      call1 "torch.count_nonzero(x)" (points [ 0.0; 1.0; nan; -0.0 ]) Tensor.countNonZero ]

let families = [ { Name = "sorting"; Calls = sorting }; { Name = "quantiles and counts"; Calls = ranks } ]
