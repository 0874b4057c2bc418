// Activations, losses and layers.
#load "Calls.fsx"

open System
open Riemann.FSharp
open Riemann.FSharp.Learning
open Calls

let private activations =
    [ yield! unary "torch.relu(x)" nonZero Tensor.relu
      call1 "torch.relu(x)" (points [ 0.0; 1.0; -1.0; infinity ]) Tensor.relu
      yield! unary "F.leaky_relu(x, 0.1)" nonZero (Activation.leakyRelu 0.1)
      yield! unary "F.elu(x, 0.7)" nonZero (Activation.elu 0.7)
      yield! unary "F.selu(x)" nonZero Activation.selu
      yield! unary "F.silu(x)" real Activation.silu
      yield! unary "F.gelu(x)" real Activation.gelu
      yield! unary "F.gelu(x, approximate='tanh')" real Activation.geluTanh
      yield! unary "F.softsign(x)" nonZero Activation.softsign
      yield! unary "F.logsigmoid(x)" real Activation.logSigmoid
      for shape, axis in [ [ 5 ], 0; [ 2; 3; 4 ], 1; [ 2; 3; 4 ], -1 ] do
          call1 $"torch.softmax(x, {axis})" (real shape) (Activation.softmax axis)
          call1 $"torch.log_softmax(x, {axis})" (real shape) (Activation.logSoftmax axis)
          call1 $"torch.softmax(x * 300, {axis})" (real shape) (fun x -> Activation.softmax axis (x * 300.0)) ]

let private losses =
    [ for reduction, name in [ Reduction.Mean, "mean"; Reduction.Sum, "sum"; Reduction.None, "none" ] do
          for smoothing in [ 0.0; 0.1 ] do
              let settings = { Reduction = reduction; LabelSmoothing = smoothing }
              let theirs = $"F.cross_entropy(y, x, reduction='{name}', label_smoothing={smoothing})"
              call2 theirs (index 4 [ 6 ]) (real [ 6; 4 ]) (Loss.crossEntropyWith settings)
              call2 theirs (index 4 []) (real [ 4 ]) (Loss.crossEntropyWith settings)
      for shape in [ [ 5 ]; [ 3; 4 ] ] do
          call2 "F.cross_entropy(y, x)" (index 4 [ 6 ]) (real [ 6; 4 ]) Loss.crossEntropy
          call2 "F.mse_loss(y, x)" (real shape) (real shape) Loss.meanSquaredError
          call2 "F.l1_loss(y, x)" (real shape) (real shape) Loss.absoluteError
          call2 "F.huber_loss(y, x)" (real shape) (real shape) (Loss.huber 1.0)
          call2 "F.huber_loss(y, x, delta=0.4)" (real shape) (real shape) (Loss.huber 0.4) ]

let private linear = Linear.init { Linear.defaults with Inputs = 4; Outputs = 5 } (Key.create 1L)

let private layers =
    [ for input in [ [ 4 ]; [ 6; 4 ]; [ 2; 3; 4 ]; [ 0; 4 ] ] do
          call3 "F.linear(x, y, z)" (real input) (real [ 5; 4 ]) (real [ 5 ]) (fun x weight bias ->
              Linear.apply { Weight = weight; Bias = Some bias } x)

          layer "call(nn.Linear(4, 5), p[1:], x)" linear Linear.apply (real input)

          call2 "F.linear(x, y)" (real input) (real [ 5; 4 ]) (fun x weight ->
              Linear.apply { Weight = weight; Bias = None } x) ]

let families =
    [ { Name = "activations"; Calls = activations }
      { Name = "losses"; Calls = losses }
      { Name = "layers"; Calls = layers } ]
