module Riemann.FSharp.Learning.Tests.AttentionTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Layers

let private key = Key.create 1L

let private settings =
    { MultiheadAttention.defaults with EmbedDim = 4; NumHeads = 2; BatchFirst = true; DType = DType.Float64 }

let private layer = MultiheadAttention.init settings key |> Table.shaken 1L
let private x = Table.real 2L [ 2; 3; 4 ]
let private none = AttentionMasks.none
let private apply masks x = MultiheadAttention.applyWith masks Eval layer x x x

let private near (expected: Tensor) (actual: Tensor) =
    Assert.Equal<int list>(expected.Shape, actual.Shape)
    Numbers.equal (List.ofArray (Numbers.floats expected)) actual

let private message (action: unit -> 'T) =
    let error = Assert.Throws<RiemannException>(fun () -> action () |> ignore)
    error.Message.Split "\n  at " |> Array.head

[<Fact>]
let ``one query and one key give the value projected in and out`` () =
    let one = Table.real 3L [ 1; 1; 4 ]

    let value =
        match layer.InProj with
        | InProjection.Packed weight ->
            Linear.apply { Weight = weight[8..]; Bias = Some layer.InProjBias.Value[8..] } one
        | InProjection.Separate _ -> invalidOp "packed"

    near (Linear.apply layer.OutProj value) (apply none one)

[<Fact>]
let ``it begins as PyTorch's: bounds, zeros and shapes`` () =
    let at settings = MultiheadAttention.init { settings with EmbedDim = 64; NumHeads = 4 } key
    let packed = at settings

    match packed.InProj with
    | InProjection.Packed weight ->
        Assert.Equal<int list>([ 192; 64 ], weight.Shape)
        let bound = sqrt (6.0 / 256.0)
        Assert.InRange((Tensor.max (abs weight)).ToFloat(), 0.99 * bound, bound)
    | InProjection.Separate _ -> Assert.Fail "packed was expected"

    Assert.Equal(0.0, (Tensor.max (abs packed.InProjBias.Value)).ToFloat())
    Assert.Equal(0.0, (Tensor.max (abs packed.OutProj.Bias.Value)).ToFloat())
    Assert.InRange((Tensor.max (abs packed.OutProj.Weight)).ToFloat(), 0.12, 0.125)
    let separate = at { settings with KeyDim = Some 5; AddBiasKv = true; Bias = false }
    Assert.True(separate.InProjBias.IsNone && separate.OutProj.Bias.IsNone)
    Assert.Equal<int list>([ 1; 1; 64 ], separate.BiasK.Value.Shape)

    match separate.InProj with
    | InProjection.Separate(query, key, value) ->
        Assert.Equal<int list list>([ [ 64; 64 ]; [ 64; 5 ]; [ 64; 64 ] ], [ query.Shape; key.Shape; value.Shape ])
    | InProjection.Packed _ -> Assert.Fail "separate was expected"

[<Fact>]
let ``a query that sees no key gets the bias of the last projection, and no gradient is NaN`` () =
    let all = tensor [ [ true; true; true ]; [ false; true; false ] ]
    let y = apply (AttentionMasks.padding all) x

    for row in 0..2 do
        near layer.OutProj.Bias.Value y[0, row]

    let barred = Tensor.full DType.Float64 [ 3; 3 ] -infinity
    let z = apply { none with AttnMask = Some barred } x
    near y[0] z[1]

    for masks in [ AttentionMasks.padding all; { none with AttnMask = Some barred } ] do
        let gradient =
            grad
                (fun (layer, x) -> MultiheadAttention.applyWith masks Eval layer x x x |> Tensor.square |> Tensor.sum)
                (layer, x)

        for leaf in Tree.leaves gradient do
            Assert.True((Tensor.all (Tensor.isFinite leaf)).ToArray<bool>()[0])

[<Fact>]
let ``the masks of one meaning agree`` () =
    let causal = apply AttentionMasks.causal x
    near causal (apply { none with AttnMask = Some(Transformer.generateSquareSubsequentMask DType.Float64 3) } x)
    let first (x: Tensor) = Tensor.slice [ Slice.All; Slice.Range(0, 1) ] x
    near (first causal) (apply AttentionMasks.causal (first x))
    let hidden = tensor [ [ false; false; true ]; [ false; true; true ] ]
    let added = Tensor.where hidden (tensor -infinity) (tensor 0.0)
    near (apply (AttentionMasks.padding hidden) x) (apply (AttentionMasks.padding added) x)
    let both masks = { masks with IsCausal = true; AttnMask = Some(Tensor.zeros [ 3; 3 ]) }
    near (apply (both (AttentionMasks.padding hidden)) x) (apply (both (AttentionMasks.padding added)) x)

[<Fact>]
let ``shares add up to 1, and are averaged over the heads`` () =
    let weights isAveraged =
        MultiheadAttention.applyWithWeights isAveraged AttentionMasks.causal Eval layer x x x |> snd

    let every, mean = weights false, weights true
    Assert.Equal<int list>([ 2; 2; 3; 3 ], every.Shape)
    near (Tensor.meanOver [ 1 ] every) mean
    near (Tensor.ones [ 2; 3 ]) (Tensor.sumOver [ -1 ] mean)

[<Fact>]
let ``dropout drops weights in training alone, by the key`` () =
    let dropping = { layer with Settings = { settings with Dropout = 0.5 } }
    let weights mode = MultiheadAttention.applyWithWeights false none mode dropping x x x |> snd
    near (weights Eval) (MultiheadAttention.applyWithWeights false none Eval layer x x x |> snd)
    let many = Table.real 4L [ 8; 50; 4 ]
    let dropped = MultiheadAttention.applyWithWeights false none (Train key) dropping many many many |> snd
    let zeros = (Tensor.countNonZero dropped).ToFloat() / float dropped.Length
    Assert.InRange(zeros, 0.48, 0.52)
    let run key = MultiheadAttention.apply (Train key) dropping x x x
    near (run key) (run key)
    Assert.NotEqual<float[]>(Numbers.floats (run key), Numbers.floats (run (Key.create 2L)))

[<Fact>]
let ``no examples, no queries and no keys`` () =
    Assert.Equal<int list>([ 0; 3; 4 ], (apply none (Tensor.zeros [ 0; 3; 4 ])).Shape)

    let few queries keys =
        MultiheadAttention.apply
            Eval
            layer
            (Tensor.zeros [ 2; queries; 4 ])
            (Tensor.zeros [ 2; keys; 4 ])
            (Tensor.zeros [ 2; keys; 4 ])

    Assert.Equal<int list>([ 2; 0; 4 ], (few 0 3).Shape)
    near (Tensor.broadcastTo [ 2; 3; 4 ] layer.OutProj.Bias.Value) (few 3 0)

[<Fact>]
let ``huge scores do not overflow, and a NaN stays in its example`` () =
    Assert.True((Tensor.all (Tensor.isFinite (apply none (x * 1e150)))).ToArray<bool>()[0])
    let spoilt = Tensor.concatenate 0 [ x[0..0]; x[1..1] * nan ]
    let y = apply none spoilt
    let whole = apply none x
    near whole[0] y[0]
    Assert.True((Tensor.all (Tensor.isNaN y[1])).ToArray<bool>()[0])

[<Fact>]
let ``settings that make no sense are refused`` () =
    let init settings () = MultiheadAttention.init settings key

    Assert.Equal(
        "MultiheadAttention.init: 4 features do not divide into 3 heads\n  hint  NumHeads is positive and divides EmbedDim",
        message (init { settings with NumHeads = 3 })
    )

    Numbers.refused "MultiheadAttention.init" "do not divide into 0 heads" (init { settings with NumHeads = 0 })
    Numbers.refused "MultiheadAttention.init" "an attention of 0 features" (init { settings with EmbedDim = 0 })
    Numbers.refused "MultiheadAttention.init" "keys of -1" (init { settings with KeyDim = Some -1 })
    Numbers.refused "MultiheadAttention.init" "a dropout of 1.5" (init { settings with Dropout = 1.5 })

[<Fact>]
let ``shapes that do not fit are refused with all of them`` () =
    let run q k v () = MultiheadAttention.apply Eval layer (Tensor.zeros q) (Tensor.zeros k) (Tensor.zeros v)

    Assert.Equal(
        "MultiheadAttention.apply: the batches differ\n  query [2; 3; 4]   key   [1; 3; 4]   value [1; 3; 4]\n"
        + "  rule  [batch; L; 4], [batch; S; 4], [batch; S; 4], all without batch or none",
        message (run [ 2; 3; 4 ] [ 1; 3; 4 ] [ 1; 3; 4 ])
    )

    let refused words q k v = Numbers.refused "MultiheadAttention.apply" words (run q k v)
    refused "not a value for each key" [ 2; 3; 4 ] [ 2; 3; 4 ] [ 2; 2; 4 ]
    refused "features are not those of the layer" [ 2; 3; 5 ] [ 2; 3; 4 ] [ 2; 3; 4 ]
    refused "three axes, or two without a batch" [ 3; 4 ] [ 2; 3; 4 ] [ 2; 3; 4 ]
    refused "three axes, or two without a batch" [ 4 ] [ 4 ] [ 4 ]

[<Fact>]
let ``masks that do not fit are refused with what would`` () =
    let run masks () = apply masks x

    Assert.Equal(
        "MultiheadAttention.apply: the attnMask does not fit\n  mask  [3; 2]\n"
        + "  rule  [L; S] = [3; 3], or [batch * heads; L; S] = [4; 3; 3]",
        message (run { none with AttnMask = Some(Tensor.zeros [ 3; 2 ]) })
    )

    Assert.Equal(
        "MultiheadAttention.apply: the keyPaddingMask does not fit\n  mask  [3; 2]\n  rule  [batch; S] = [2; 3]",
        message (run (AttentionMasks.padding (Tensor.zeros [ 3; 2 ])))
    )

    let words = "the attnMask does not fit"
    let integers = Tensor.cast DType.Int32 (Tensor.zeros [ 3; 3 ])
    Numbers.refused "MultiheadAttention.apply" words (run { none with AttnMask = Some integers })
    let narrow = Tensor.cast DType.Float32 (Tensor.zeros [ 3; 3 ])
    Numbers.refused "attention" "the mask does not fit" (run { none with AttnMask = Some narrow })
