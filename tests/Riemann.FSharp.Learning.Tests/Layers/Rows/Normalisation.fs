module Riemann.FSharp.Learning.Tests.Layers.Rows.Normalisation

open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Layers.Table
open Riemann.FSharp

let private layerNorms =
    [ for affine, bias in [ true, true; true, false; false, true ] do
          for lengths, shape in [ [ 3 ], [ 3 ]; [ 3 ], [ 2; 3 ]; [ 2; 3 ], [ 2; 2; 3 ]; [ 3 ], [ 0; 3 ] ] do
              let settings = { LayerNorm.defaults with NormalizedShape = lengths; Affine = affine; Bias = bias }
              layer "LayerNorm" (LayerNorm.init settings |> shaken 1L) LayerNorm.apply (real 2L shape) ]

let rows: Row list = layerNorms
