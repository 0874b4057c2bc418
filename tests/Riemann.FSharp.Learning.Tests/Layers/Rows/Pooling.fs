module Riemann.FSharp.Learning.Tests.Layers.Rows.Pooling

open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Layers.Table

/// Numbers of which no two are equal, in random order: where elements tie a largest one has no derivative.
let private distinct (shape: int list) =
    let count = List.fold (*) 1 shape
    (Random.permutation count (Key.create 3L) |> Tensor.cast DType.Float64) * 0.4 - 3.0 |> Tensor.reshape shape

let private shapes axes = [ 2 :: List.take (axes + 1) [ 3; 5; 4; 3 ]; List.take (axes + 1) [ 2; 6; 3; 4 ] ]

let private windows: MaxPool list =
    [ { MaxPool.defaults with Kernel = [ 2 ] }
      { MaxPool.defaults with Kernel = [ 3 ]; Stride = [ 2 ]; Padding = [ 1 ]; CeilMode = true }
      { MaxPool.defaults with Kernel = [ 2 ]; Stride = [ 1 ]; Dilation = [ 2 ]; Padding = [ 1 ] } ]

let private means: AveragePool list =
    [ { AveragePool.defaults with Kernel = [ 2 ] }
      { AveragePool.defaults with Kernel = [ 3 ]; Stride = [ 2 ]; Padding = [ 1 ]; CeilMode = true }
      { AveragePool.defaults with Kernel = [ 2 ]; Padding = [ 1 ]; CountIncludePad = false }
      { AveragePool.defaults with Kernel = [ 2 ]; DivisorOverride = Some 3 } ]

let private each name axes (settings: 'S list) (apply: 'S -> Tensor -> Tensor) =
    [ for settings in settings do
          for shape in shapes axes -> row name (apply settings) (distinct shape) ]

let private unpool name axes apply applyWithIndices =
    let settings = { MaxPool.defaults with Kernel = [ 2 ] }

    [ for shape in shapes axes do
          let values, indices = applyWithIndices settings (distinct shape)

          let undo: MaxUnpool =
              { MaxUnpool.defaults with Kernel = [ 2 ]; OutputSize = List.skip (shape.Length - axes) shape }

          row name (apply undo indices) values ]

let rows: Row list =
    [ yield! each "MaxPool1d" 1 windows MaxPool1d.apply
      yield! each "MaxPool2d" 2 windows MaxPool2d.apply
      yield! each "MaxPool3d" 3 windows MaxPool3d.apply
      yield! each "AvgPool1d" 1 means AvgPool1d.apply
      yield! each "AvgPool2d" 2 means AvgPool2d.apply
      yield! each "AvgPool3d" 3 means AvgPool3d.apply
      yield! each "AdaptiveMaxPool1d" 1 [ [ Some 3 ]; [ None ] ] AdaptiveMaxPool1d.apply
      yield! each "AdaptiveMaxPool2d" 2 [ [ Some 3; None ]; [ Some 2 ] ] AdaptiveMaxPool2d.apply
      yield! each "AdaptiveMaxPool3d" 3 [ [ Some 1 ]; [ None; Some 2; Some 3 ] ] AdaptiveMaxPool3d.apply
      yield! each "AdaptiveAvgPool1d" 1 [ [ Some 3 ]; [ None ] ] AdaptiveAvgPool1d.apply
      yield! each "AdaptiveAvgPool2d" 2 [ [ Some 3; None ]; [ Some 2 ] ] AdaptiveAvgPool2d.apply
      yield! each "AdaptiveAvgPool3d" 3 [ [ Some 1 ]; [ None; Some 2; Some 3 ] ] AdaptiveAvgPool3d.apply
      yield! unpool "MaxUnpool1d" 1 MaxUnpool1d.apply MaxPool1d.applyWithIndices
      yield! unpool "MaxUnpool2d" 2 MaxUnpool2d.apply MaxPool2d.applyWithIndices
      yield! unpool "MaxUnpool3d" 3 MaxUnpool3d.apply MaxPool3d.applyWithIndices ]
