module Riemann.FSharp.Learning.Tests.Layers.Rows.Dropping

open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Layers.Table

let private layers: (string * (Mode -> Dropout -> Tensor -> Tensor) * int list list) list =
    [ "Dropout", Dropout.apply, [ []; [ 20 ]; [ 3; 5 ] ]
      "Dropout1d", Dropout1d.apply, [ [ 6; 2 ]; [ 3; 4; 2 ] ]
      "Dropout2d", Dropout2d.apply, [ [ 3; 4; 2; 3 ] ]
      "Dropout3d", Dropout3d.apply, [ [ 6; 2; 1; 2 ]; [ 2; 4; 2; 1; 2 ] ] ]

let rows: Row list =
    [ for name, apply, shapes in layers do
          for shape in shapes do
              for mode in [ Train(Key.create 5L); Eval ] do
                  layer name { Dropout.defaults with Probability = 0.3 } (apply mode) (real 2L shape) ]
