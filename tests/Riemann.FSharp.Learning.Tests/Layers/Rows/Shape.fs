/// Embeddings, layers of shape and layers of two inputs.
module Riemann.FSharp.Learning.Tests.Layers.Rows.Shape

open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Layers.Table

let private embedding =
    Embedding.init { Embedding.defaults with Embeddings = 5; Features = 3 } (Key.create 1L) |> shaken 1L

let private bilinear bias =
    Bilinear.init { Bilinear.defaults with Left = 3; Right = 2; Outputs = 4; Bias = bias } (Key.create 1L) |> shaken 1L

let private pair left right = real 2L left, real 3L right

let rows: Row list =
    [ for shape in [ []; [ 4 ]; [ 2; 3 ] ] do
          layer "Embedding" embedding Embedding.apply (index 3L 5 shape)
      for bias in [ true; false ] do
          for before in [ []; [ 4 ]; [ 2; 3 ] ] do
              layer
                  "Bilinear"
                  (bilinear bias)
                  (fun own (a, b) -> Bilinear.apply own a b)
                  (pair (before @ [ 3 ]) (before @ [ 2 ]))
      for axis in [ 0; 1; -1 ] do
          let apply (a, b) = CosineSimilarity.apply { CosineSimilarity.defaults with Axis = axis } a b
          row "CosineSimilarity" apply (pair [ 4; 3 ] [ 4; 3 ])
      for norm in [ 1.0; 2.0; 3.5; infinity ] do
          let apply (a, b) = PairwiseDistance.apply { PairwiseDistance.defaults with Norm = norm } a b
          row "PairwiseDistance" apply (pair [ 4; 3 ] [ 4; 3 ])
      row "Flatten" (Flatten.apply Flatten.defaults) (real 2L [ 2; 3; 2 ])
      row "Unflatten" (Unflatten.apply { Axis = 1; Sizes = [ 2; -1 ] }) (real 2L [ 2; 6 ])
      row "Identity" Identity.apply (real 2L [ 2; 3 ]) ]
