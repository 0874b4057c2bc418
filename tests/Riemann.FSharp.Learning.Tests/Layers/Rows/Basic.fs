module Riemann.FSharp.Learning.Tests.Layers.Rows.Basic

open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Layers.Table
open Riemann.FSharp

let private linear bias =
    Linear.init { Linear.defaults with Inputs = 3; Outputs = 2; Bias = bias } (Key.create 1L) |> shaken 1L

let private sparse bias =
    SparseLinear.init { SparseLinear.defaults with Inputs = 3; Outputs = 4; Density = 0.5; Bias = bias } (Key.create 1L)
    |> shaken 1L

let private pipeline =
    let linear inputs outputs = Linear.layer { Linear.defaults with Inputs = inputs; Outputs = outputs }
    linear 3 4 >-> Layer.residual (Layer.map "tanh" tanh) >-> linear 4 2

let private pipelineParameters = pipeline.Init(Key.create 1L) |> shaken 3L

let rows: Row list =
    [ layer "Layer" pipelineParameters (Layer.apply pipeline) (real 2L [ 5; 3 ])
      for bias in [ true; false ] do
          for shape in [ [ 3 ]; [ 4; 3 ]; [ 2; 1; 3 ] ] do
              layer "Linear" (linear bias) Linear.apply (real 2L shape)
              layer "SparseLinear" (sparse bias) SparseLinear.apply (real 2L shape) ]
