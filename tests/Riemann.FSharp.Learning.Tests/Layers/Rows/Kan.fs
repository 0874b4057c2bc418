module Riemann.FSharp.Learning.Tests.Layers.Rows.Kan

open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Layers.Table

let private layerOf hasScaler order activation =
    KanLinear.init
        { KanLinear.defaults with
            Inputs = 3
            Outputs = 2
            GridSize = 4
            SplineOrder = order
            EnableStandaloneScaleSpline = hasScaler
            BaseActivation = activation
            GridRange = -3.0, 3.0
            DType = DType.Float64 }
        (Key.create 1L)
    |> shaken 1L

let private network =
    let settings = { Kan.defaults with LayersHidden = [ 3; 4; 2 ]; GridRange = -9.0, 9.0; DType = DType.Float64 }
    Kan.init settings (Key.create 1L) |> shaken 2L

/// Small enough that the second layer stays on its grid.
let private tame kan : Kan = kan |> Tree.map (fun w -> w * 0.3)

let rows: Row list =
    [ for shape in [ [ 3 ]; [ 5; 3 ]; [ 2; 2; 3 ] ] do
          layer "KanLinear" (layerOf true 3 BaseActivation.Silu) KanLinear.apply (real 2L shape)
      layer "KanLinear" (layerOf false 5 (BaseActivation.Of "tanh" tanh)) KanLinear.apply (real 3L [ 4; 3 ])
      layer "Kan" (tame network) Kan.apply (real 2L [ 4; 3 ]) ]
