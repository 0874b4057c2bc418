module Riemann.FSharp.Learning.Tests.Layers.Rows.Basic

open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Layers.Table
open Riemann.FSharp

let private linear bias =
    Linear.init { Linear.defaults with Inputs = 3; Outputs = 2; Bias = bias } (Key.create 1L) |> shaken 1L

let rows: Row list =
    [ for bias in [ true; false ] do
          for shape in [ [ 3 ]; [ 4; 3 ]; [ 2; 1; 3 ] ] do
              layer "Linear" (linear bias) Linear.apply (real 2L shape) ]
