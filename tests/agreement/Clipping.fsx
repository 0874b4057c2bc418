// Clipping of gradients.
#load "Calls.fsx"

open Riemann.FSharp
open Riemann.FSharp.Learning
open Calls

let private flat (x, y) = Tensor.concatenate 0 [ Tensor.flatten x; Tensor.flatten y ]

let private gradients = real [ 3; 4 ], real [ 5 ]

let private clip theirs clip = call2 $"clip({theirs})" (fst gradients) (snd gradients) (fun x y -> flat (clip (x, y)))

let private byNorm =
    [ for bound in [ 0.0; 0.5; 2.0; 50.0 ] do
          for order in [ 0.5; 1.0; 2.0; 3.0; infinity ] do
              let theirs = if order = infinity then "inf" else string order
              let settings = { ClipByNorm.defaults with MaxNorm = bound; Order = order }

              clip
                  $"nn.utils.clip_grad_norm_, {bound}, x, y, norm_type={theirs}, error_if_nonfinite=True"
                  (Gradient.clipByNormWith { settings with ErrorIfNonFinite = true })

      for values in [ [ nan; 1.0; -2.0 ]; [ infinity; 0.0; 3.0 ]; [ -infinity; infinity; 1.0 ] ] do
          call1 "clip(nn.utils.clip_grad_norm_, 1.5, x)" (points values) (Gradient.clipByNorm 1.5)
          call1 "clip(nn.utils.clip_grad_value_, 1.5, x)" (points values) (Gradient.clipByValue 1.5) ]

let private byValue =
    [ for bound in [ 0.0; 0.5; 50.0 ] do
          clip $"nn.utils.clip_grad_value_, {bound}, x, y" (Gradient.clipByValue bound) ]

let families =
    [ { Name = "clipping"
        Calls = valuesOnly (byNorm @ byValue) |> List.map (fun call -> { call with Tolerance = 1e-12 }) } ]
