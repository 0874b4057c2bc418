module Riemann.FSharp.Learning.Tests.Kan.KanLinearTests

open System
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Kan.Layers

[<Fact>]
let ``parameters have the documented shapes and first values`` () =
    let layer = layerOf { settings with GridSize = 5; SplineOrder = 3; DType = DType.Float32 }
    Assert.Equal<int list>([ 4; 3 ], layer.BaseWeight.Shape)
    Assert.Equal<int list>([ 4; 3; 8 ], layer.SplineWeight.Shape)
    Assert.Equal<int list>([ 4; 3 ], layer.SplineScaler.Value.Shape)
    Assert.Equal<int list>([ 3; 12 ], layer.Grid.Value.Shape)
    Assert.All(Tree.leaves layer, (fun leaf -> Assert.Equal(DType.Float32, leaf.DType)))
    let knots = Tensor.broadcastTo [ 3; 12 ] (tensor [ for i in -3 .. 8 -> -1.0 + 0.4 * float i ])
    near 1e-6 knots (Tensor.cast DType.Float64 layer.Grid.Value)
    // sqrt (2 / (1 + 5)) sqrt (3 / 3)
    Assert.True(float (Tensor.max (abs layer.BaseWeight)) <= sqrt (1.0 / 3.0))
    Assert.True(float (Tensor.max (abs layer.BaseWeight)) > 0.3)

[<Fact>]
let ``first splines are the noise at the inner knots, by the smallest coefficients`` () =
    let layer = layerOf { settings with ScaleNoise = 0.5; EnableStandaloneScaleSpline = false; ScaleSpline = 2.0 }
    Assert.True layer.SplineScaler.IsNone
    let knots = layer.Grid.Value[0, 3..8]
    let rows = Tensor.broadcastTo [ 3; 6 ] knots |> Tensor.transpose
    let onlySplines = { layer with BaseWeight = Tensor.zerosLike layer.BaseWeight }
    let values = KanLinear.edges onlySplines rows / 2.0
    let largest = float (Tensor.max (abs values))
    Assert.True(largest <= 0.05 && largest > 0.03, $"{largest}")
    // Of all that give these values the smallest: it lies in the span of the bases at the knots.
    let bases = Tensor.splineBasis 3 0 layer.Grid.Value[0] knots
    let weight = Tensor.reshape [ 12; 8 ] layer.SplineWeight |> Tensor.transpose
    near 1e-12 weight (Tensor.pinv bases *@ (bases *@ weight))

/// The sum over edges, with all bases by their definition.
let private spelled (layer: KanLinear) (x: Tensor) =
    let order, grid = layer.Settings.SplineOrder, layer.Grid.Value
    let knots first count = Tensor.insertAxis 0 grid[*, first .. first + count - 1]
    let column = Tensor.insertAxis -1 x
    let count = grid.Shape[1]

    let isInside =
        Tensor.logicalAnd
            (Tensor.greaterOrEqual column (knots 0 (count - 1)))
            (Tensor.less column (knots 1 (count - 1)))

    let raised (bases: Tensor) k =
        let n = count - k - 1
        let left = (column - knots 0 n) / (knots k n - knots 0 n)
        let right = (knots (k + 1) n - column) / (knots (k + 1) n - knots 1 n)
        left * bases[*, *, 0 .. n - 1] + right * bases[*, *, 1..n]

    let bases = List.fold raised (Tensor.cast x.DType isInside) [ 1..order ]
    let scaled = layer.SplineWeight * Tensor.insertAxis -1 layer.SplineScaler.Value
    let activated = Tensor.silu x *@ Tensor.transpose layer.BaseWeight
    activated + Tensor.einsum "bin,oin->bo" [ bases; scaled ]

[<Fact>]
let ``an output is the sum of activation and splines over its edges, in and outside the grid`` () =
    for order in 0..4 do
        let layer = large { settings with SplineOrder = order }
        let x = Tensor.concatenate 0 [ real 1L [ 40; 3 ]; Tensor.broadcastTo [ 2; 3 ] (tensor [ [ -1.0 ]; [ 0.2 ] ]) ]
        near 1e-13 (spelled layer x) (KanLinear.apply layer x)

[<Fact>]
let ``edges add up to the outputs, and each is a function`` () =
    let layer = large settings
    let x = real 1L [ 2; 7; 3 ]
    let edges = KanLinear.edges layer x
    Assert.Equal<int list>([ 2; 7; 4; 3 ], edges.Shape)
    near 1e-13 (KanLinear.apply layer x) (Tensor.sumOver [ -1 ] edges)

    for input in 0..2 do
        for output in 0..3 do
            let expected = edges[*, *, output, input]
            near 1e-13 expected (KanLinear.edge input output layer x[*, *, input])

    let slope = grad (KanLinear.edge 1 2 layer) (tensor 0.3)
    let apart = (KanLinear.edge 1 2 layer (tensor 0.30001) - KanLinear.edge 1 2 layer (tensor 0.29999)) / 2e-5
    near 1e-7 apart slope
    Assert.Throws<RiemannException>(fun () -> KanLinear.edge 3 0 layer x |> ignore) |> ignore

[<Fact>]
let ``magnitudes are the means of the edges' magnitudes, however many examples there are`` () =
    let layer = large { settings with Inputs = 64; Outputs = 64 }
    // 64 examples are held at a time.
    for examples in [ 1; 64; 65; 150 ] do
        let x = real 2L [ examples; 64 ]
        let plain layer = KanLinear.edges layer x |> abs |> Tensor.meanOver [ 0 ]
        near 1e-13 (plain layer) (KanLinear.magnitudes layer x)

    let x = inside 2L [ 70; 64 ]
    let plain layer = KanLinear.edges layer x |> abs |> Tensor.meanOver [ 0 ] |> Tensor.square |> Tensor.sum
    let streamed layer = KanLinear.magnitudes layer x |> Tensor.square |> Tensor.sum
    List.iter2 (near 1e-12) (Tree.leaves (grad plain layer)) (Tree.leaves (grad streamed layer))

let private entropyOf (magnitudes: float[]) =
    let total = Array.sum magnitudes
    -(magnitudes |> Array.sumBy (fun m -> if m = 0.0 then 0.0 else m / total * log (m / total)))

[<Fact>]
let ``the penalties are the L1 norm and the entropy, of weights and of activations`` () =
    let layer = large settings
    let x = real 2L [ 9; 3 ]

    let check loss magnitudes =
        let m = (magnitudes: Tensor).ToArray<float>()
        Assert.Equal(Array.sum m, float (loss 1.0 0.0: Tensor), 12)
        Assert.Equal(entropyOf m, float (loss 0.0 1.0), 12)
        Assert.Equal(2.0 * Array.sum m + 0.5 * entropyOf m, float (loss 2.0 0.5), 11)

    check (fun a e -> KanLinear.regularizationLoss a e layer) (Tensor.meanOver [ -1 ] (abs layer.SplineWeight))
    check (fun a e -> KanLinear.activationLoss a e layer x) (KanLinear.magnitudes layer x)

[<Fact>]
let ``weights of 0 have no penalty, and finite gradients`` () =
    let layer = large settings
    let none = Tree.map Tensor.zerosLike layer
    let x = real 2L [ 9; 3 ]
    let mask = tensor [ for i in 0..3 -> [ for j in 0..2 -> if i = j then 0.0 else 1.0 ] ]

    let some =
        { layer with
            BaseWeight = layer.BaseWeight * mask
            SplineScaler = Some(layer.SplineScaler.Value * mask)
            SplineWeight = layer.SplineWeight * Tensor.insertAxis -1 mask }

    for loss in [ KanLinear.regularizationLoss 1.0 1.0; (fun layer -> KanLinear.activationLoss 1.0 1.0 layer x) ] do
        Assert.Equal(0.0, float (loss none))

        for layer in [ none; some ] do
            for leaf in Tree.leaves (grad loss layer) do
                Assert.True((Tensor.isFinite leaf |> Tensor.all).ToArray<bool>()[0])

[<Fact>]
let ``settings out of range are refused`` () =
    let init settings () = KanLinear.init settings (Key.create 1L)

    init { settings with Outputs = 0 }
    |> refused
        [ "KanLinear.init: a layer from 3 inputs to 0 outputs"
          "  hint  { KanLinear.defaults with Inputs = 2; Outputs = 5 }: both are positive" ]

    init { settings with GridSize = 0 }
    |> refused [ "KanLinear.init: a grid of 0 intervals"; "  hint  GridSize is 1 or more, 5 by default" ]

    init { settings with SplineOrder = -1 }
    |> refused [ "KanLinear.init: splines of degree -1"; "  hint  SplineOrder is from 0 to 100, 3 by default" ]

    init { settings with GridRange = 1.0, 1.0 }
    |> refused
        [ "KanLinear.init: a grid from 1 to 1"; "  hint  GridRange ends above its beginning, (-1.0, 1.0) by default" ]

    init { settings with GridEps = 1.5 }
    |> refused
        [ "KanLinear.init: a share of equal distances of 1.5"; "  hint  GridEps is from 0 to 1, 0.02 by default" ]

[<Fact>]
let ``inputs that do not fit are refused, and NaN is not hidden`` () =
    let layer = large settings

    (fun () -> KanLinear.apply layer (real 1L [ 5; 2 ]))
    |> refused
        [ "KanLinear.apply: the layer takes 3 features along the last axis"
          "  input [5; 2]   base weight [4; 3]"
          "  rule  [.., in] with a weight [out; in] gives [.., out]" ]

    let y = KanLinear.apply layer (tensor [ [ 0.1; nan; 0.3 ]; [ 0.1; 0.2; 0.3 ] ])
    let isNaN = (Tensor.isNaN y |> Tensor.allOver [ 1 ]).ToArray<bool>()
    Assert.Equal<bool[]>([| true; false |], isNaN)
    Assert.Equal<int list>([ 0; 4 ], (KanLinear.apply layer (Tensor.zeros [ 0; 3 ])).Shape)
