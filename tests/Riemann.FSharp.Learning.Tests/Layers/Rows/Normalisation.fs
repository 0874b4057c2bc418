module Riemann.FSharp.Learning.Tests.Layers.Rows.Normalisation

open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Layers.Table
open Riemann.FSharp

let private modes = [ Train(Key.create 1L); Eval ]

let private layerNorms =
    [ for affine, bias in [ true, true; true, false; false, true ] do
          for lengths, shape in [ [ 3 ], [ 3 ]; [ 3 ], [ 2; 3 ]; [ 2; 3 ], [ 2; 2; 3 ]; [ 3 ], [ 0; 3 ] ] do
              let settings = { LayerNorm.defaults with NormalizedShape = lengths; Affine = affine; Bias = bias }
              layer "LayerNorm" (LayerNorm.init settings |> shaken 1L) LayerNorm.apply (real 2L shape) ]

let private rmsNorms =
    [ for affine in [ true; false ] do
          for lengths, shape in [ [ 3 ], [ 3 ]; [ 3 ], [ 2; 3 ]; [ 2; 3 ], [ 2; 2; 3 ] ] do
              let settings = { RmsNorm.defaults with NormalizedShape = lengths; Affine = affine; Epsilon = Some 0.1 }
              layer "RmsNorm" (RmsNorm.init settings |> shaken 1L) RmsNorm.apply (real 2L shape) ]

let private groupNorms =
    [ for affine in [ true; false ] do
          for shape in [ [ 3; 4 ]; [ 2; 4; 3 ]; [ 2; 4; 1; 9 ]; [ 0; 4; 2 ] ] do
              let settings = { GroupNorm.defaults with Groups = 2; Channels = 4; Affine = affine; Epsilon = 0.1 }
              layer "GroupNorm" (GroupNorm.init settings |> shaken 1L) GroupNorm.apply (real 2L shape) ]

/// Each of the options in training and in use; the running statistics have seen something.
let private channelNorms name init apply shapes =
    [ for affine, tracks, momentum in [ true, true, Some 0.1; false, true, None; true, false, None ] do
          let settings: ChannelNormSettings =
              { BatchNorm1d.defaults with
                  Channels = 2
                  Affine = affine
                  TrackRunningStatistics = tracks
                  Momentum = momentum
                  DType = DType.Float64 }

          for shape in shapes do
              let fresh: ChannelNorm = init settings |> shaken 1L
              let _, seen = apply (Train(Key.create 1L)) fresh (real 3L shape)

              for mode in modes do
                  layer name seen (apply mode) (real 2L shape) ]

let private localResponses =
    [ for size in [ 1; 2; 3 ] do
          let settings = { LocalResponseNorm.defaults with Size = size; Alpha = 0.7 }
          row "LocalResponseNorm" (LocalResponseNorm.apply settings) (real 2L [ 2; 4; 3 ]) ]

let rows: Row list =
    [ yield! layerNorms
      yield! rmsNorms
      yield! groupNorms
      yield! channelNorms "BatchNorm1d" BatchNorm1d.init BatchNorm1d.apply [ [ 4; 2 ]; [ 3; 2; 2 ]; [ 0; 2 ] ]
      yield! channelNorms "BatchNorm2d" BatchNorm2d.init BatchNorm2d.apply [ [ 2; 2; 2; 2 ] ]
      yield! channelNorms "BatchNorm3d" BatchNorm3d.init BatchNorm3d.apply [ [ 2; 2; 1; 2; 2 ] ]
      yield!
          channelNorms "InstanceNorm1d" InstanceNorm1d.init InstanceNorm1d.apply [ [ 2; 2; 3 ]; [ 2; 3 ]; [ 0; 2; 3 ] ]
      yield! channelNorms "InstanceNorm2d" InstanceNorm2d.init InstanceNorm2d.apply [ [ 2; 2; 1; 3 ]; [ 2; 2; 2 ] ]
      yield! channelNorms "InstanceNorm3d" InstanceNorm3d.init InstanceNorm3d.apply [ [ 2; 2; 1; 3; 1 ] ]
      yield! localResponses ]
