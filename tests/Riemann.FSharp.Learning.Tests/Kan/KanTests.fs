module Riemann.FSharp.Learning.Tests.Kan.KanTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Kan.Layers

let private settings: KanSettings = { Kan.defaults with LayersHidden = [ 2; 5; 1 ]; DType = DType.Float64 }
let private kan = Kan.init settings (Key.create 1L)

[<Fact>]
let ``a network is its layers one after the other`` () =
    Assert.Equal<(int * int) list>(
        [ 2, 5; 5, 1 ],
        [ for layer in kan.Layers -> layer.Settings.Inputs, layer.Settings.Outputs ]
    )

    let x = inside 1L [ 20; 2 ]
    let hidden = KanLinear.apply kan.Layers[0] x
    let y = KanLinear.apply kan.Layers[1] hidden
    near 0.0 y (Kan.apply kan x)
    near 0.0 y (Layer.apply (Kan.layer settings) kan x)
    List.iter2 (near 0.0) [ x; hidden; y ] (Kan.activations kan x)
    near 1e-14 (KanLinear.edge 3 0 kan.Layers[1] hidden[*, 3]) (Kan.edge 1 3 0 kan hidden[*, 3])

    (fun () -> Kan.edge 2 0 0 kan x) |> refused [ "Kan.edge: there is no layer 2"; "  hint  layers run from 0 to 1" ]

[<Fact>]
let ``widths that make no layer are refused`` () =
    (fun () -> Kan.init { settings with LayersHidden = [ 3 ] } (Key.create 1L))
    |> refused
        [ "Kan.init: widths [3] make no layer"
          "  hint  { Kan.defaults with LayersHidden = [ 2; 5; 1 ] }: inputs, hidden features, outputs" ]

    (fun () -> Kan.init { settings with GridSize = 0 } (Key.create 1L))
    |> refused [ "KanLinear.init: a grid of 0 intervals"; "  hint  GridSize is 1 or more, 5 by default" ]

[<Fact>]
let ``an update during the forward pass moves each grid to what its layer sees`` () =
    let x = inside 1L [ 50; 2 ] * 3.0
    let y, moved = Kan.applyWithUpdate 0.01 kan x
    near 0.0 (Kan.apply moved x) y
    let first = KanLinear.updateGrid 0.01 x kan.Layers[0]
    let second = KanLinear.updateGrid 0.01 (KanLinear.apply first x) kan.Layers[1]
    List.iter2 (near 0.0) (Tree.leaves { Layers = [ first; second ] }) (Tree.leaves moved)
    List.iter2 (near 0.0) (Tree.leaves moved) (Tree.leaves (Kan.updateGrid 0.01 x kan))

[<Fact>]
let ``penalties add up over the layers`` () =
    let x = inside 1L [ 50; 2 ]
    let weights = kan.Layers |> List.sumBy (fun layer -> float (KanLinear.regularizationLoss 1.0 2.0 layer))
    Assert.Equal(weights, float (Kan.regularizationLoss 1.0 2.0 kan), 12)
    let first = KanLinear.activationLoss 1.0 2.0 kan.Layers[0] x
    let second = KanLinear.activationLoss 1.0 2.0 kan.Layers[1] (KanLinear.apply kan.Layers[0] x)
    Assert.Equal(float first + float second, float (Kan.activationLoss 1.0 2.0 kan x), 12)

[<Fact>]
let ``a network learns a product, and a finer grid does not undo it`` () =
    let x = inside 1L [ 200; 2 ]
    let wanted = x[*, 0..0] * x[*, 1..1]
    let loss kan = Tensor.mean (Tensor.square (Kan.apply kan x - wanted))
    let adam = Optimiser.adam { Adam.defaults with LearningRate = 0.02 }

    let step (kan, state) _ =
        let gradient = grad loss kan
        adam.Update gradient state kan

    let trained, _ = List.fold step (kan, adam.Init kan) [ 1..200 ]
    let before = float (loss trained)
    Assert.True(before < 1e-3, $"{before}")
    Assert.True(float (loss (Kan.refine 10 trained)) < 1.1 * before + 1e-6)
