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

/// Splines in the first layer, symbols in the second, whose first node multiplies.
let private graph =
    let splines = (KanGraph.ofKan (tame network)).Layers.Head
    let symbol f = KanEdge.Symbol { Function = f; Constants = tensor [ 0.4; 2.0; 0.7; 0.1 ] }
    let sine, square = EdgeFunction.Function SymbolicFunction.sin, EdgeFunction.Power 2.0

    let unit node : KanUnit =
        { Node = node; Constant = tensor 1.5; Edges = [ symbol sine; KanEdge.Nothing; symbol square; symbol sine ] }

    { Inputs = 3; Layers = [ splines; [ unit KanNode.Product; unit KanNode.Sum ] ] }

let rows: Row list =
    [ for f in EdgeFunction.all do
          row "EdgeFunction" (EdgeFunction.apply f) (Tensor.linspace 0.3 0.8 4)

      layer "KanGraph" (KanGraph.ofKan (tame network)) KanGraph.apply (real 2L [ 4; 3 ])
      layer "KanGraph" graph KanGraph.apply (real 3L [ 2; 3 ])

      for shape in [ [ 3 ]; [ 5; 3 ]; [ 2; 2; 3 ] ] do
          layer "KanLinear" (layerOf true 3 ActivationFunction.Silu) KanLinear.apply (real 2L shape)
      layer "KanLinear" (layerOf false 5 (ActivationFunction.Of "tanh" tanh)) KanLinear.apply (real 3L [ 4; 3 ])
      layer "Kan" (tame network) Kan.apply (real 2L [ 4; 3 ]) ]
