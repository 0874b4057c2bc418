// Layers that normalise, and the kernels behind them.
#load "Calls.fsx"

open Riemann.FSharp
open Riemann.FSharp.Learning
open Calls

let private train = Train(Key.create 1L)

let private last =
    [ for lengths, shape in
          [ [ 4 ], [ 3; 4 ]; [ 4 ], [ 4 ]; [ 3; 4 ], [ 2; 3; 4 ]; [ 20 ], [ 2; 5; 20 ]; [ 4 ], [ 0; 4 ] ] do
          let text = "(" + (lengths |> List.map (fun length -> $"{length},") |> String.concat "") + ")"
          let settings = { LayerNorm.defaults with NormalizedShape = lengths }
          let axes = List.init lengths.Length (fun i -> -1 - i)
          layer $"call(nn.LayerNorm({text}), p[1:], x)" (LayerNorm.init settings) LayerNorm.apply (real shape)

          layer
              $"F.layer_norm(x, {text}, p[1], None, 0.2)"
              (LayerNorm.init { settings with Bias = false; Epsilon = 0.2 })
              LayerNorm.apply
              (real shape)

          call1
              $"nn.LayerNorm({text}, elementwise_affine=False)(x)"
              (real shape)
              (LayerNorm.apply (LayerNorm.init { settings with Affine = false }))

          call1 $"F.layer_norm(x, {text}, None, None, 0.3)" (real shape) (Tensor.standardise 0.3 axes)

          let rms = { RmsNorm.defaults with NormalizedShape = lengths; Epsilon = Some 0.01 }
          let mean = $"x.pow(2).mean({axes}, keepdim=True)".Replace(";", ",")
          layer $"x * torch.rsqrt({mean} + 0.01) * p[1]" (RmsNorm.init rms) RmsNorm.apply (real shape)

          call1
              $"x * torch.rsqrt({mean} + torch.finfo(x.dtype).eps)"
              (real shape)
              (RmsNorm.apply (RmsNorm.init { rms with Affine = false; Epsilon = None })) ]

let private groups =
    [ for shape in [ [ 3; 6 ]; [ 2; 6; 5 ]; [ 2; 6; 3; 4 ]; [ 0; 6; 2 ] ] do
          for groups in [ 1; 2; 6 ] do
              if not (shape.Length = 2 && groups = 6) then
                  let settings = { GroupNorm.defaults with Groups = groups; Channels = 6; Epsilon = 0.02 }
                  let theirs = $"call(nn.GroupNorm({groups}, 6, eps=0.02), p[1:], x)"
                  layer theirs (GroupNorm.init settings) GroupNorm.apply (real shape)

                  call1
                      $"nn.GroupNorm({groups}, 6, affine=False)(x)"
                      (real shape)
                      (GroupNorm.apply (GroupNorm.init { settings with Affine = false; Epsilon = 1e-5 })) ]

/// The mean and the variance after a batch for each element of the first axis.
let private after momentum name channels =
    $"(lambda m: [m(v) for v in x] and torch.stack([m.running_mean, m.running_var]))"
    + $"(nn.{name}({channels}, momentum={momentum}, track_running_stats=True).double())"

let private statistics (running: RunningStatistics option) =
    Tensor.stack 0 [ running.Value.Mean.Value; running.Value.Variance.Value ]

let private momenta = [ Some 0.1, "0.1"; Some 0.4, "0.4" ]

let private batches =
    [ for name, init, apply, shapes in
          [ "BatchNorm1d", BatchNorm1d.init, BatchNorm1d.apply, [ [ 5; 3 ]; [ 4; 3; 6 ]; [ 2; 3; 17 ] ]
            "BatchNorm2d", BatchNorm2d.init, BatchNorm2d.apply, [ [ 3; 3; 2; 4 ]; [ 1; 3; 5; 5 ] ]
            "BatchNorm3d", BatchNorm3d.init, BatchNorm3d.apply, [ [ 2; 3; 2; 1; 4 ] ] ] do
          for shape in shapes do
              let settings = { BatchNorm1d.defaults with Channels = 3; DType = DType.Float64 }
              let fresh: BatchNorm = init settings
              let theirs options = $"call(nn.{name}(3{options}), p[1:], x)"

              let filled (layer: BatchNorm) weight bias = { layer with Weight = Some weight; Bias = Some bias }

              let affine text mode (layer: BatchNorm) =
                  call3 text (real shape) (real [ 3 ]) (real [ 3 ]) (fun x weight bias ->
                      apply mode (filled layer weight bias) x |> fst)

              affine (theirs "") train fresh
              affine (theirs ", eps=0.3") train (init { settings with Epsilon = 0.3 })
              affine (theirs ").eval(") Eval fresh
              let untracked = init { settings with TrackRunningStatistics = false }
              affine (theirs ", track_running_stats=False") train untracked
              affine (theirs ", track_running_stats=False).eval(") Eval untracked
              let plain: BatchNorm = init { settings with Affine = false }
              call1 $"nn.{name}(3, affine=False).double()(x)" (real shape) (apply train plain >> fst)

              let seen =
                  { RunningStatistics.Mean = Buffer(tensor [ 0.5; -1.0; 2.0 ])
                    Variance = Buffer(tensor [ 0.25; 2.0; 1.5 ])
                    Batches = Buffer(tensor 3L) }

              let running = "torch.tensor([0.5, -1.0, 2.0]).double(), torch.tensor([0.25, 2.0, 1.5]).double()"
              affine $"F.batch_norm(x, {running}, y, z)" Eval { fresh with Running = Some seen }
              call1 $"F.batch_norm(x, {running})" (real shape) (apply Eval { plain with Running = Some seen } >> fst)

              for momentum, text in (None, "None") :: momenta do
                  let learn (x: Tensor) =
                      let next (layer: BatchNorm) (i: int) = apply train layer x[i] |> snd
                      (List.fold next (init { settings with Momentum = momentum }) [ 0..2 ]).Running |> statistics

                  yield! valuesOnly [ call1 (after text name 3) (real (3 :: shape)) learn ] ]

let private instances =
    [ for name, init, apply, shapes in
          [ "InstanceNorm1d", InstanceNorm1d.init, InstanceNorm1d.apply, [ [ 4; 3; 6 ]; [ 3; 6 ]; [ 2; 3; 17 ] ]
            "InstanceNorm2d", InstanceNorm2d.init, InstanceNorm2d.apply, [ [ 3; 3; 2; 4 ]; [ 3; 5; 5 ] ]
            "InstanceNorm3d", InstanceNorm3d.init, InstanceNorm3d.apply, [ [ 2; 3; 2; 1; 4 ]; [ 3; 2; 3; 2 ] ] ] do
          for shape in shapes do
              let settings = { InstanceNorm1d.defaults with Channels = 3; DType = DType.Float64 }
              call1 $"nn.{name}(3)(x)" (real shape) (apply train (init settings) >> fst)

              call1
                  $"nn.{name}(3, eps=0.2).eval()(x)"
                  (real shape)
                  (apply Eval (init { settings with Epsilon = 0.2 }) >> fst)

              for mode, options in [ train, ""; Eval, ").eval(" ] do
                  for tracks, text in [ true, "True"; false, "False" ] do
                      call3
                          $"call(nn.{name}(3, affine=True, track_running_stats={text}{options}), p[1:], x)"
                          (real shape)
                          (real [ 3 ])
                          (real [ 3 ])
                          (fun x weight bias ->
                              let layer: InstanceNorm =
                                  init { settings with Affine = true; TrackRunningStatistics = tracks }

                              apply mode { layer with Weight = Some weight; Bias = Some bias } x |> fst)

              for momentum, text in momenta do
                  let learn (x: Tensor) =
                      let next (layer: InstanceNorm) (i: int) = apply train layer x[i] |> snd
                      let first = init { settings with Momentum = momentum; TrackRunningStatistics = true }
                      (List.fold next first [ 0..2 ]).Running |> statistics

                  yield! valuesOnly [ call1 (after text name 3) (real (3 :: shape)) learn ] ]

let private localResponses =
    [ for size in [ 1; 2; 3; 5; 9 ] do
          for shape in [ [ 2; 6; 3 ]; [ 2; 6; 2; 2 ] ] do
              let settings = { LocalResponseNorm.defaults with Size = size }
              call1 $"nn.LocalResponseNorm({size})(x)" (real shape) (LocalResponseNorm.apply settings)

              call1
                  $"nn.LocalResponseNorm({size}, 0.5, 1.5, 2.0)(x)"
                  (real shape)
                  (LocalResponseNorm.apply { Size = size; Alpha = 0.5; Beta = 1.5; K = 2.0 }) ]

/// Logits that are large, equal, infinite and NaN.
let private extremes =
    [ for values in
          [ [ 1e4; -1e4; 0.0; 9999.0 ]
            [ 1e4; 1e4; 1e4; 1e4 ]
            [ -infinity; 1.0; 2.0; -infinity ]
            [ -infinity; -infinity; -infinity; -infinity ]
            [ infinity; 1.0; 2.0; 3.0 ]
            [ nan; 1.0; 2.0; 3.0 ] ] do
          call1 "torch.softmax(x, 0)" (points values) (Tensor.softmax 0)
          yield! valuesOnly [ call1 "torch.log_softmax(x, 0)" (points values) (Tensor.logSoftmax 0) ]
          let reshaped = fun (x: Tensor) -> Tensor.reshape [ 1; 4 ] x

          yield!
              valuesOnly
                  [ call1 "F.cross_entropy(x[None], torch.tensor([2]))" (points values) (fun x ->
                        Loss.crossEntropy (tensor [ 2L ]) (reshaped x)) ]

      for shape, axis in [ [ 0; 3 ], 1; [ 2; 0; 3 ], 2; [ 1 ], 0; [ 3; 1 ], 1 ] do
          call1 $"torch.softmax(x, {axis})" (real shape) (Tensor.softmax axis)
          call1 $"torch.log_softmax(x, {axis})" (real shape) (Tensor.logSoftmax axis)

      for f, ours in [ "gelu(x)", Tensor.gelu; "gelu(x, approximate='tanh')", Tensor.geluTanh; "silu(x)", Tensor.silu ] do
          yield! unary $"F.{f}" (between -9.0 9.0) ours
          call1 $"F.{f}" (points [ 0.0; 1e4; -1e4; 30.0; -30.0 ]) ours ]

let families =
    [ { Name = "layer norm"; Calls = last }
      { Name = "group norm"; Calls = groups }
      { Name = "batch norm"; Calls = batches }
      { Name = "instance norm"; Calls = instances }
      { Name = "local response norm"; Calls = localResponses }
      { Name = "softmax at extremes"; Calls = extremes } ]
