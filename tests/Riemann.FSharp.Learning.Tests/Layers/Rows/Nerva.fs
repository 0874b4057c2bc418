module Riemann.FSharp.Learning.Tests.Layers.Rows.Nerva

open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Nerva
open Riemann.FSharp.Learning.Tests.Layers.Table

let private mlp layers sizes =
    let specification =
        { Layers = layers; LayerSizes = sizes; LayerWeights = "XavierNormal"; Optimizers = "GradientDescent" }

    Mlp.init (Mlp.parse specification) (Key.create 1L) |> shaken 5L

let private sparse =
    { Layers = "HyperbolicTangent;SReLU(0.1,-0.5,0.2,0.5)"
      LayerSizes = "3;4;2"
      LayerWeights = "XavierNormal"
      Optimizers = "GradientDescent" }
    |> Mlp.parse
    |> Mlp.withDensities "0.5"
    |> fun plan -> Mlp.init plan (Key.create 1L)
    |> shaken 5L

let rows: Row list =
    [ layer "BatchNormalization" (BatchNormalization.init 3 |> shaken 1L) BatchNormalization.apply (real 2L [ 5; 3 ])
      layer "Mlp" (mlp "HyperbolicTangent;BatchNormalization;Softmax" "3;4;2") Mlp.apply (real 3L [ 5; 3 ])
      layer "Mlp" (mlp "AllReLU(0.3);SReLU(0.1,-0.5,0.2,0.5);Linear" "3;4;4;2") Mlp.apply (real 4L [ 5; 3 ])
      layer "Mlp" sparse Mlp.apply (real 5L [ 5; 3 ]) ]
