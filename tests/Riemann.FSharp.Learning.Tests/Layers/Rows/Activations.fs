module Riemann.FSharp.Learning.Tests.Layers.Rows.Activations

open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Layers.Table

/// Away from the corners, which lie at whole and half numbers.
let private x = tensor [ [ -5.2; -2.3; -0.7 ]; [ -0.3; 0.2; 0.7 ]; [ 2.3; 5.3; 6.8 ] ]

let private elementwise =
    [ "relu", Activation.relu
      "sigmoid", Activation.sigmoid
      "tanh", Activation.tanh
      "leakyRelu", Activation.leakyRelu 0.1
      "allRelu", Activation.allRelu -0.4
      "relu6", Activation.relu6
      "hardtanh", Activation.hardtanh -1.0 2.0
      "threshold", Activation.threshold 0.5 3.0
      "hardsigmoid", Activation.hardsigmoid
      "hardswish", Activation.hardswish
      "softshrink", Activation.softshrink 0.5
      "hardshrink", Activation.hardshrink 0.5
      "tanhshrink", Activation.tanhshrink
      "elu", Activation.elu 0.7
      "celu", Activation.celu 0.7
      "selu", Activation.selu
      "silu", Activation.silu
      "gelu", Activation.gelu
      "geluTanh", Activation.geluTanh
      "mish", Activation.mish
      "softplus", Activation.softplus 1.5 4.0
      "softsign", Activation.softsign
      "logSigmoid", Activation.logSigmoid
      "softmax", Activation.softmax 0
      "logSoftmax", Activation.logSoftmax -1
      "softmin", Activation.softmin 0 ]

let rows: Row list =
    [ for name, f in elementwise do
          row $"Activation.{name}" f x
      for axis in [ 1; -1 ] do
          row "Activation.glu" (Activation.glu axis) (real 1L [ 3; 4 ])
      for mode in [ Eval; Train(Key.create 2L) ] do
          row "RRelu" (RRelu.apply mode RRelu.defaults) x
      for shape in [ []; [ 3 ]; [ 2; 3; 2 ] ] do
          layer "PRelu" (PRelu.init PRelu.defaults |> shaken 3L) PRelu.apply (real 4L shape)
      for shape in [ [ 3 ]; [ 4; 3 ]; [ 2; 3; 2 ] ] do
          layer "PRelu" (PRelu.init { PRelu.defaults with Channels = 3 } |> shaken 3L) PRelu.apply (real 4L shape)
      layer "SRelu" (SRelu.init SRelu.defaults |> shaken 5L) SRelu.apply x ]
