module Riemann.FSharp.Learning.Tests.TransformerTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Layers

let private key = Key.create 1L

let private settings isFirst batchFirst =
    { TransformerLayer.defaults with
        EmbedDim = 4
        NumHeads = 2
        FeedForwardDim = 6
        NormFirst = isFirst
        BatchFirst = batchFirst
        DType = DType.Float64 }

let private near (expected: Tensor) (actual: Tensor) =
    Assert.Equal<int list>(expected.Shape, actual.Shape)
    Numbers.equal (List.ofArray (Numbers.floats expected)) actual

[<Fact>]
let ``steps with the cache are the decoder of the whole`` () =
    let hidden = tensor [ [ false; false; true ]; [ false; true; true ] ]

    for isFirst in [ false; true ] do
        for batchFirst in [ false; true ] do
            let decoder = TransformerDecoder.init 2 isFirst (settings isFirst batchFirst) key |> Table.shaken 1L
            let axis = if batchFirst then 1 else 0
            let arranged = if batchFirst then id else Tensor.swapAxes 0 1
            let memory, target = arranged (Table.real 2L [ 2; 3; 4 ]), arranged (Table.real 3L [ 2; 5; 4 ])
            let masks = AttentionMasks.padding hidden
            let whole = TransformerDecoder.applyWith AttentionMasks.causal masks Eval decoder memory target

            for lengths in [ [ 1; 1; 1; 1; 1 ]; [ 3; 1; 1 ]; [ 1; 4 ]; [ 5 ] ] do
                let start = TransformerDecoder.start masks decoder memory

                let steps, _ = Tensor.split axis lengths target |> List.mapFold (TransformerDecoder.step decoder) start

                near whole (Tensor.concatenate axis steps)

[<Fact>]
let ``greedy generation takes the likeliest, and stops where all have ended`` () =
    // Each token is followed by the next number, and 3 is the end.
    let step places (tokens: Tensor) = (Tensor.oneHot 6 (tokens + Tensor.onesLike tokens)), places + 1

    let settings = { Start = 0; End = 3; Padding = 5; MaxLength = 10 }
    let found = Greedy.generate settings step 0 2
    Assert.Equal<int list>([ 2; 3 ], found.Shape)
    Assert.Equal<int64[]>([| 1L; 2L; 3L; 1L; 2L; 3L |], found.ToArray<int64>())
    Assert.Equal<int list>([ 2; 2 ], (Greedy.generate { settings with MaxLength = 2 } step 0 2).Shape)
    Assert.Equal<int list>([ 2; 0 ], (Greedy.generate { settings with MaxLength = 0 } step 0 2).Shape)

    let apart places (_: Tensor) =
        Tensor.oneHot 6 (tensor [ (if places = 0 then 3L else 2L); (if places = 1 then 3L else 1L) ]), places + 1

    Assert.Equal<int64[]>([| 3L; 5L; 1L; 3L |], (Greedy.generate settings apart 0 2).ToArray<int64>())

[<Fact>]
let ``a transformer begins by Glorot and Bengio's distribution, its layers apart`` () =
    let layer = { settings false false with EmbedDim = 32; FeedForwardDim = 64 }
    let transformer = Transformer.init { EncoderLayers = 2; DecoderLayers = 1; Layer = layer } key
    Assert.Equal(2, transformer.Encoder.Layers.Length)
    let first, second = transformer.Encoder.Layers[0], transformer.Encoder.Layers[1]
    Assert.NotEqual<float[]>(Numbers.floats first.Linear1.Weight, Numbers.floats second.Linear1.Weight)
    let bound = sqrt (6.0 / 96.0)
    Assert.InRange((Tensor.max (abs first.Linear1.Weight)).ToFloat(), 0.99 * bound, bound)
    Assert.Equal(1.0, (Tensor.min first.Norm1.Weight.Value).ToFloat())

[<Fact>]
let ``dropout of a layer is random in training and still in use`` () =
    let layer = TransformerEncoderLayer.init (settings false true) key
    let x = Table.real 2L [ 2; 3; 4 ]
    let run mode = TransformerEncoderLayer.apply mode layer x
    near (run Eval) (run Eval)
    near (run (Train key)) (run (Train key))
    Assert.NotEqual<float[]>(Numbers.floats (run Eval), Numbers.floats (run (Train key)))

[<Fact>]
let ``the square mask`` () =
    let expected = [ 0.0; -infinity; -infinity; 0.0; 0.0; -infinity; 0.0; 0.0; 0.0 ]

    Assert.Equal<float list>(
        expected,
        List.ofArray (Numbers.floats (Transformer.generateSquareSubsequentMask DType.Float64 3))
    )

[<Fact>]
let ``sizes that make no sense are refused`` () =
    let layer = settings false false

    Numbers.refused "TransformerEncoder.init" "an encoder of 0 layers" (fun () ->
        TransformerEncoder.init 0 true layer key)

    Numbers.refused "TransformerDecoder.init" "a decoder of -1 layers" (fun () ->
        TransformerDecoder.init -1 true layer key)

    let heads = { layer with NumHeads = 3 }

    Numbers.refused "MultiheadAttention.init" "do not divide into 3 heads" (fun () ->
        TransformerEncoderLayer.init heads key)

    let narrow = { layer with FeedForwardDim = 0 }
    Numbers.refused "Linear.init" "4 inputs to 0 outputs" (fun () -> TransformerEncoderLayer.init narrow key)

[<Fact>]
let ``sinusoidal positions by hand`` () =
    let y = SinusoidalPositions.applyFrom 1 SinusoidalPositions.defaults (Tensor.zeros [ 2; 4 ])
    let row place = [ sin place; cos place; sin (place / 100.0); cos (place / 100.0) ]
    Numbers.equal (row 1.0 @ row 2.0) y

    Assert.Equal(
        DType.Float32,
        (SinusoidalPositions.apply SinusoidalPositions.defaults (Tensor.full DType.Float32 [ 2; 4 ] 0.0)).DType
    )

[<Fact>]
let ``rotary positions keep lengths, and products depend on distances`` () =
    let q, k = Table.real 1L [ 1; 4 ], Table.real 2L [ 1; 4 ]
    let turned place x = RotaryPositions.applyFrom place RotaryPositions.defaults x
    near (Tensor.sum (q * q)) (Tensor.sum (turned 7 q * turned 7 q))
    near (Tensor.sum (turned 5 q * turned 2 k)) (Tensor.sum (turned 13 q * turned 10 k))
    let expected = [ cos 1.0; sin 1.0; -(sin 0.01); cos 0.01 ]
    Numbers.equal expected (turned 1 (tensor [ [ 1.0; 0.0; 0.0; 1.0 ] ]))

[<Fact>]
let ``positions that are not there are refused`` () =
    let layer = LearnedPositions.init { LearnedPositions.defaults with MaxLength = 3; Features = 4 } key
    let zeros shape = Tensor.full DType.Float32 shape 0.0
    near (Tensor.broadcastTo [ 2; 2; 4 ] layer.Weight[1..2]) (LearnedPositions.applyFrom 1 layer (zeros [ 2; 2; 4 ]))
    let refused words action = Numbers.refused "LearnedPositions.apply" words action
    refused "3 places of 4 features" (fun () -> LearnedPositions.apply layer (zeros [ 4; 4 ]))
    refused "from place 2 on" (fun () -> LearnedPositions.applyFrom 2 layer (zeros [ 2; 4 ]))
    refused "3 places of 4 features" (fun () -> LearnedPositions.apply layer (zeros [ 2; 5 ]))
    refused "3 places of 4 features" (fun () -> LearnedPositions.apply layer (zeros [ 4 ]))
    Numbers.refused "LearnedPositions.init" "0 places" (fun () -> LearnedPositions.init LearnedPositions.defaults key)
    let odd = zeros [ 2; 3 ]

    Numbers.refused "SinusoidalPositions.apply" "in pairs" (fun () ->
        SinusoidalPositions.apply SinusoidalPositions.defaults odd)

    Numbers.refused "RotaryPositions.apply" "in pairs" (fun () -> RotaryPositions.apply RotaryPositions.defaults odd)

    Numbers.refused "RotaryPositions.apply" "a base of 0" (fun () ->
        RotaryPositions.apply { Base = 0.0 } (zeros [ 2; 4 ]))
