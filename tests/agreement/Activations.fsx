// Activations, as functions and as layers.
#load "Calls.fsx"

open System
open Riemann.FSharp
open Riemann.FSharp.Learning
open Calls

/// Corners, their neighbours and the ends of the line.
let private at corners =
    points
        [ for c in corners do
              yield! [ c - 0.25; c; c + 0.25 ]
          yield! [ -1e4; 1e4; infinity; -infinity ] ]

/// PyTorch keeps 1/6 and 1/alpha as float32.
let private coarse = set [ "F.hardsigmoid(x)"; "F.celu(x, 0.7)" ]

let private smooth =
    [ "torch.sigmoid(x)", Activation.sigmoid
      "torch.tanh(x)", Activation.tanh
      "F.silu(x)", Activation.silu
      "F.mish(x)", Activation.mish
      "F.gelu(x)", Activation.gelu
      "F.gelu(x, approximate='tanh')", Activation.geluTanh
      "F.logsigmoid(x)", Activation.logSigmoid
      "F.softplus(x)", Activation.softplus 1.0 20.0
      "F.softplus(x, 2.5, 3.0)", Activation.softplus 2.5 3.0
      "F.tanhshrink(x)", Activation.tanhshrink ]

let private cornered =
    [ "torch.relu(x)", Activation.relu, [ 0.0 ]
      "F.leaky_relu(x, 0.1)", Activation.leakyRelu 0.1, [ 0.0 ]
      "F.leaky_relu(x, -0.3)", Activation.allRelu -0.3, [ 0.0 ]
      "F.relu6(x)", Activation.relu6, [ 0.0; 6.0 ]
      "F.hardtanh(x)", Activation.hardtanh -1.0 1.0, [ -1.0; 1.0 ]
      "F.hardtanh(x, -0.5, 2.0)", Activation.hardtanh -0.5 2.0, [ -0.5; 2.0 ]
      "F.threshold(x, 0.25, -3.0)", Activation.threshold 0.25 -3.0, [ 0.25 ]
      "F.hardsigmoid(x)", Activation.hardsigmoid, [ -3.0; 3.0 ]
      "F.softshrink(x)", Activation.softshrink 0.5, [ -0.5; 0.5 ]
      "F.softshrink(x, 1.25)", Activation.softshrink 1.25, [ -1.25; 1.25 ]
      "F.hardshrink(x)", Activation.hardshrink 0.5, [ -0.5; 0.5 ]
      "F.hardshrink(x, 1.25)", Activation.hardshrink 1.25, [ -1.25; 1.25 ]
      "F.elu(x, 0.7)", Activation.elu 0.7, [ 0.0 ]
      "F.celu(x)", Activation.celu 1.0, [ 0.0 ]
      "F.celu(x, 0.7)", Activation.celu 0.7, [ 0.0 ]
      "F.selu(x)", Activation.selu, [ 0.0 ]
      "F.softsign(x)", Activation.softsign, [ 0.0 ] ]

let private elementwise =
    [ for theirs, ours in smooth do
          yield! unary theirs real ours
          call1 (theirs.Replace("(x", "(x * 1e4")) (real [ 5 ]) (fun x -> ours (x * 1e4))
      for theirs, ours, corners in cornered do
          for call in call1 theirs (at corners) ours :: unary theirs nonZero ours do
              if coarse.Contains theirs then { call with Tolerance = 1e-7 } else call
      yield! unary "F.hardswish(x)" (between -5.0 5.0) Activation.hardswish ]

let private alongAxes =
    [ for shape, axis in [ [ 5 ], 0; [ 2; 3; 4 ], 1; [ 2; 3; 4 ], -1 ] do
          call1 $"torch.softmax(x, {axis})" (real shape) (Activation.softmax axis)
          call1 $"F.softmin(x, {axis})" (real shape) (Activation.softmin axis)
          call1 $"torch.log_softmax(x, {axis})" (real shape) (Activation.logSoftmax axis)
          call1 $"torch.softmax(x * 300, {axis})" (real shape) (fun x -> Activation.softmax axis (x * 300.0))
      for shape, axis in [ [ 6 ], 0; [ 2; 3; 4 ], -1; [ 2; 4; 3 ], 1; [ 0; 4 ], 1 ] do
          call1 $"F.glu(x, {axis})" (real shape) (Activation.glu axis) ]

let private prelu channels = PRelu.init { PRelu.defaults with Channels = channels }
let private srelu = SRelu.init SRelu.defaults

let private layers =
    [ for shape in [ []; [ 3 ]; [ 4; 3 ]; [ 2; 3; 4 ]; [ 2; 3; 2; 2 ] ] do
          layer "call(nn.PReLU(), p[1:], x)" (prelu 1) PRelu.apply (nonZero shape)

          if shape.Length > 1 then layer "call(nn.PReLU(3), p[1:], x)" (prelu 3) PRelu.apply (nonZero shape)

          call1 "F.rrelu(x, 0.1, 0.5)" (nonZero shape) (RRelu.apply Eval { Lower = 0.1; Upper = 0.5 })

          layer
              "torch.where(x <= z, z + y * (x - z), torch.where(x < p[4], x, p[4] + w * (x - p[4])))"
              srelu
              SRelu.apply
              (nonZero shape) ]

let families =
    [ { Name = "activations"; Calls = elementwise @ alongAxes }
      { Name = "activations with parameters"; Calls = layers } ]
