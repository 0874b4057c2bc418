module Riemann.FSharp.Learning.Tests.Kan.GridTests

open System
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Kan.Layers

let private update = KanLinear.updateGrid 0.01

[<Fact>]
let ``a grid from data has the documented knots`` () =
    let layer = layerOf { settings with Inputs = 1; GridSize = 4; SplineOrder = 2; GridEps = 0.25 }
    let x = tensor [ 0.9; -0.8; 0.0; 0.1; 0.2; 0.25; 0.3; 0.4 ]
    let moved = KanLinear.updateGrid 0.1 (Tensor.reshape [ 8; 1 ] x) layer
    // Sorted: -0.8 0 0.1 0.2 0.25 0.3 0.4 0.9; the quantiles are at places 0, 1.75, 3.5, 5.25 and 7, rounded down.
    let quantiles = [ -0.8; 0.0; 0.2; 0.3; 0.9 ]
    let step = (0.9 + 0.8 + 0.2) / 4.0
    let inner = quantiles |> List.mapi (fun i q -> 0.25 * (-0.9 + step * float i) + 0.75 * q)

    let knots = [ inner[0] - 2.0 * step; inner[0] - step ] @ inner @ [ inner[4] + step; inner[4] + 2.0 * step ]

    near 1e-14 (tensor [ knots ]) moved.Grid.Value
    Assert.Equal<int list>(layer.SplineWeight.Shape, moved.SplineWeight.Shape)

[<Fact>]
let ``a moved grid keeps what splines can keep`` () =
    // A parabola is a cubic spline on any grid.
    let layer = large { settings with Inputs = 1; Outputs = 1 }
    let x = inside 4L [ 200; 1 ]
    let bases knots x = Tensor.splineBasis 3 0 knots x |> Tensor.squeeze -2
    let parabola = 0.3 + x - 2.0 * x * x
    let weight = Tensor.lstsq (bases layer.Grid.Value x) parabola |> Tensor.reshape [ 1; 1; 8 ]
    let layer = { layer with SplineWeight = weight }
    let moved = update x layer
    Assert.True(float (Tensor.max (abs (moved.Grid.Value - layer.Grid.Value))) > 0.01)
    near 1e-9 (KanLinear.apply layer x) (KanLinear.apply moved x)

[<Fact>]
let ``other splines come as near as least squares`` () =
    let layer = large settings
    let x = inside 4L [ 300; 3 ]
    let moved = update x layer

    let onlySplines (layer: KanLinear) =
        { layer with BaseWeight = Tensor.zerosLike layer.BaseWeight; SplineScaler = None }

    let expected, found = KanLinear.edges (onlySplines layer) x, KanLinear.edges (onlySplines moved) x

    for i in 0..2 do
        let bases = Tensor.splineBasis 3 0 moved.Grid.Value[i] x[*, i]
        // What is left is at right angles to all bases.
        near 1e-7 (Tensor.zeros [ 8; 4 ]) (Tensor.transpose bases *@ (expected[*, *, i] - found[*, *, i]))

[<Fact>]
let ``data that do not decide leave outputs as they were`` () =
    let layer = large settings
    let some = inside 4L [ 3; 3 ]
    let ofColumns columns = Tensor.stack 1 columns
    let steady = Tensor.full DType.Float64 [ 50 ] 0.3

    let twenty = Tensor.concatenate 0 (List.replicate 20 some)
    let repeated = twenty[..49, 0]

    for x in
        [ some // fewer examples than bases
          some[0..0]
          twenty // each many times
          ofColumns [ steady; (inside 5L [ 50 ]); repeated ] ] do
        let moved = update x layer
        Assert.True((Tensor.isFinite moved.SplineWeight |> Tensor.all).ToArray<bool>()[0])
        let expected, found = KanLinear.edges layer x, KanLinear.edges moved x
        near 1e-5 expected[*, *, 0] found[*, *, 0]
        near 1e-5 expected[*, *, 2] found[*, *, 2]
        Assert.True(float (Tensor.max (abs moved.SplineWeight)) < 30.0, "coefficients grow where nothing is known")

[<Fact>]
let ``float32 layers are fitted in float64, and axes in front are examples`` () =
    let layer = large { settings with DType = DType.Float32 }
    let x = inside 4L [ 40; 5; 3 ] |> Tensor.cast DType.Float32
    let moved = update x layer
    Assert.Equal(DType.Float32, moved.SplineWeight.DType)
    Assert.Equal(DType.Float32, moved.Grid.Value.DType)
    let expected = update (Tensor.reshape [ 200; 3 ] x) layer
    List.iter2 (near 0.0) (Tree.leaves expected) (Tree.leaves moved)

[<Fact>]
let ``data that make no grid are refused`` () =
    let layer = large settings
    let x = inside 4L [ 20; 3 ]
    let with' i (values: Tensor) = Tensor.stack 1 [ for k in 0..2 -> if k = i then values else x[*, k] ]

    (fun () -> update (with' 1 (Tensor.concatenate 0 [ tensor [ nan ]; x[1.., 1] ])) layer)
    |> refused
        [ "KanLinear.updateGrid: feature 1 is NaN or infinite in some example"
          "  hint  look for them with Tensor.isFinite" ]

    (fun () -> KanLinear.updateGrid 0.0 (with' 2 (Tensor.full DType.Float64 [ 20 ] 0.5)) layer)
    |> refused
        [ "KanLinear.updateGrid: feature 2 is 0.5 in every example, which with a margin of 0 is one knot"
          "  hint  a larger margin, or leave the feature out" ]

    (fun () -> update (Tensor.zeros [ 0; 3 ]) layer)
    |> refused [ "KanLinear.updateGrid: no examples say where the grid is to lie"; "  hint  one example or more" ]

    (fun () -> KanLinear.updateGrid -1.0 x layer)
    |> refused [ "KanLinear.updateGrid: a margin of -1"; "  hint  a number from 0 on, such as 0.01" ]

[<Fact>]
let ``a nested grid leaves the layer as it was, from every grid and for every degree`` () =
    for order in 0..4 do
        let layer = large { settings with SplineOrder = order }

        for layer in [ layer; update (inside 6L [ 100; 3 ]) layer ] do
            for size in [ 5; 10; 20 ] do
                let fine = KanLinear.refine size layer
                Assert.Equal(size, fine.Settings.GridSize)
                Assert.Equal<int list>([ 4; 3; size + order ], fine.SplineWeight.Shape)
                // Between the ends of the grid, and not at them.
                let x = inside 7L [ 200; 3 ] * 0.95
                near 1e-12 (KanLinear.apply layer x) (KanLinear.apply fine x)

[<Fact>]
let ``a grid that is not nested comes near, and a coarser one too`` () =
    let layer = large settings
    let x = inside 7L [ 200; 3 ]

    let apart size =
        float (Tensor.max (abs (KanLinear.apply (KanLinear.refine size layer) x - KanLinear.apply layer x)))

    Assert.True(apart 57 < 0.05 && apart 7 < 2.0, $"{apart 57}, {apart 7}")
    let fine = KanLinear.refine 10 layer
    near 1e-12 (KanLinear.apply layer x) (KanLinear.apply (KanLinear.refine 5 fine) x)

    (fun () -> KanLinear.refine 0 layer)
    |> refused [ "KanLinear.refine: a grid of 0 intervals"; "  hint  1 interval or more" ]
