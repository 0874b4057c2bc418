module Riemann.FSharp.Learning.Tests.LayerNormTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private settings = { LayerNorm.defaults with NormalizedShape = [ 2 ]; Epsilon = 0.0; DType = DType.Float64 }

let private x = tensor [ [ 1.0; 3.0 ]; [ 12.0; 8.0 ] ]

[<Fact>]
let ``layer norm: the last axes of each example, with a weight and a bias for each element`` () =
    let layer = { LayerNorm.init settings with Weight = Some(tensor [ 2.0; 3.0 ]); Bias = Some(tensor [ 0.0; 1.0 ]) }
    Numbers.equal [ -2.0; 4.0; 2.0; -2.0 ] (LayerNorm.apply layer x)
    Numbers.equal [ -2.0; 4.0 ] (LayerNorm.apply layer x[0])
    Numbers.equal [ -2.0; 3.0; 2.0; -3.0 ] (LayerNorm.apply { layer with Bias = None } x)
    let both = LayerNorm.init { settings with NormalizedShape = [ 2; 2 ] }
    let scale = sqrt 18.5 // the variance of all four around 6
    Numbers.equal [ -5.0 / scale; -3.0 / scale; 6.0 / scale; 2.0 / scale ] (LayerNorm.apply both x)

[<Fact>]
let ``layer norm: the parameters that are there`` () =
    let layer = LayerNorm.init { LayerNorm.defaults with NormalizedShape = [ 3; 2 ] }
    Assert.Equal<int list>([ 3; 2 ], layer.Weight.Value.Shape)
    Assert.Equal(DType.Float32, layer.Bias.Value.DType)
    Assert.True (LayerNorm.init { settings with Bias = false }).Bias.IsNone
    let bare = LayerNorm.init { settings with Affine = false }
    Assert.True(bare.Weight.IsNone && bare.Bias.IsNone)

[<Fact>]
let ``layer norm: constant, huge, NaN and no examples`` () =
    let layer = LayerNorm.init { settings with Epsilon = 1e-5 }
    Numbers.equal [ 0.0; 0.0; 1.0; -1.0 ] (LayerNorm.apply layer (tensor [ [ 7.0; 7.0 ]; [ 1e100; -1e100 ] ]))
    let y = Numbers.floats (LayerNorm.apply layer (tensor [ [ nan; 1.0 ]; [ 1e4; -1e4 ] ]))
    Assert.True(System.Double.IsNaN y[0] && System.Double.IsNaN y[1])
    Assert.Equal(1.0, y[2], 9)
    Assert.Equal<int list>([ 0; 2 ], (LayerNorm.apply layer (Tensor.zeros [ 0; 2 ])).Shape)

    Numbers.equal
        [ 0.0 ]
        (LayerNorm.apply (LayerNorm.init { settings with NormalizedShape = [ 1 ]; Epsilon = 1e-5 }) (tensor [ 4.0 ]))

[<Fact>]
let ``layer norm: wrong shapes and settings`` () =
    let layer = LayerNorm.init settings

    for shape in [ []; [ 3 ]; [ 2; 3 ] ] do
        Numbers.refused "LayerNorm.apply" "the layer takes last axes of lengths [2]" (fun () ->
            LayerNorm.apply layer (Tensor.zeros shape))

    for lengths in [ []; [ 0 ]; [ 2; -1 ] ] do
        Numbers.refused "LayerNorm.init" "{ LayerNorm.defaults with NormalizedShape = [ 512 ] }" (fun () ->
            LayerNorm.init { settings with NormalizedShape = lengths })

    Numbers.refused "LayerNorm.init" "an epsilon of -1" (fun () -> LayerNorm.init { settings with Epsilon = -1.0 })

[<Fact>]
let ``RMS norm: by the root of the mean square, without a mean`` () =
    let settings = { RmsNorm.defaults with NormalizedShape = [ 2 ]; Epsilon = Some 0.0; DType = DType.Float64 }
    let layer = { RmsNorm.init settings with Weight = Some(tensor [ 2.0; 3.0 ]) }
    let root = sqrt 12.5
    Numbers.equal [ 6.0 / root; 12.0 / root ] (RmsNorm.apply layer (tensor [ 3.0; 4.0 ]))
    let bare = RmsNorm.init { settings with Affine = false }
    Assert.True bare.Weight.IsNone
    Numbers.equal [ 3.0 / root; 4.0 / root ] (RmsNorm.apply bare (tensor [ 3.0; 4.0 ]))

[<Fact>]
let ``RMS norm: without an epsilon that of the element type keeps zeros zero`` () =
    let layer = RmsNorm.init { RmsNorm.defaults with NormalizedShape = [ 2 ] }
    Numbers.equal [ 0.0; 0.0 ] (RmsNorm.apply layer (tensor [ 0.0f; 0.0f ]))

    Numbers.refused "RmsNorm.init" "RmsNorm.defaults with NormalizedShape" (fun () -> RmsNorm.init RmsNorm.defaults)

    Numbers.refused "RmsNorm.init" "an epsilon of -1" (fun () ->
        RmsNorm.init { RmsNorm.defaults with NormalizedShape = [ 2 ]; Epsilon = Some -1.0 })

    Numbers.refused "RmsNorm.apply" "the layer takes last axes of lengths [2]" (fun () ->
        RmsNorm.apply layer (tensor [ 1.0f ]))

[<Fact>]
let ``group norm: neighbouring channels together`` () =
    let settings = { GroupNorm.defaults with Groups = 2; Channels = 4; Epsilon = 0.0; DType = DType.Float64 }

    let layer =
        { GroupNorm.init settings with
            Weight = Some(tensor [ 1.0; 2.0; 3.0; 4.0 ])
            Bias = Some(tensor [ 0.0; 0.0; 0.0; 1.0 ]) }

    let x = tensor [ [ 1.0; 3.0; 8.0; 12.0 ] ]
    let expected = [ -1.0; 2.0; -3.0; 5.0 ]
    Numbers.equal expected (GroupNorm.apply layer x)
    Numbers.equal expected (GroupNorm.apply layer (Tensor.reshape [ 1; 4; 1; 1 ] x))
    let bare = GroupNorm.init { settings with Affine = false }
    Numbers.equal [ -1.0; 1.0; -1.0; 1.0 ] (GroupNorm.apply bare x)
    Assert.Equal<int list>([ 0; 4; 3 ], (GroupNorm.apply layer (Tensor.zeros [ 0; 4; 3 ])).Shape)

[<Fact>]
let ``group norm: wrong shapes and settings`` () =
    let settings = { GroupNorm.defaults with Groups = 2; Channels = 4 }

    for shape in [ []; [ 4 ]; [ 2; 3 ]; [ 4; 2 ] ] do
        Numbers.refused "GroupNorm.apply" "[batch; channels; ..]" (fun () ->
            GroupNorm.apply (GroupNorm.init settings) (Tensor.zeros shape))

    for groups in [ 0; 3; 8; -2 ] do
        Numbers.refused "GroupNorm.init" $"4 channels do not form {groups} groups" (fun () ->
            GroupNorm.init { settings with Groups = groups })

    Numbers.refused "GroupNorm.init" "a layer for 0 channels" (fun () -> GroupNorm.init GroupNorm.defaults)

[<Fact>]
let ``local response norm: the squares of neighbouring channels`` () =
    let settings = { Size = 3; Alpha = 3.0; Beta = 1.0; K = 0.0 }
    let x = Tensor.reshape [ 1; 4; 1 ] (tensor [ 1.0; 2.0; 3.0; 4.0 ])
    Numbers.equal [ 1.0 / 5.0; 2.0 / 14.0; 3.0 / 29.0; 4.0 / 25.0 ] (LocalResponseNorm.apply settings x)
    let even = { settings with Size = 2; Alpha = 2.0 } // one before, none after
    Numbers.equal [ 1.0; 2.0 / 5.0; 3.0 / 13.0; 4.0 / 25.0 ] (LocalResponseNorm.apply even x)
    Assert.Equal<int list>([ 0; 4; 2 ], (LocalResponseNorm.apply settings (Tensor.zeros [ 0; 4; 2 ])).Shape)

[<Fact>]
let ``local response norm: wrong shapes and settings`` () =
    Numbers.refused "LocalResponseNorm.apply" "a size of 0" (fun () ->
        LocalResponseNorm.apply LocalResponseNorm.defaults (Tensor.zeros [ 1; 2; 3 ]))

    Numbers.refused "LocalResponseNorm.apply" "too few axes" (fun () ->
        LocalResponseNorm.apply { LocalResponseNorm.defaults with Size = 2 } (Tensor.zeros [ 2; 3 ]))
