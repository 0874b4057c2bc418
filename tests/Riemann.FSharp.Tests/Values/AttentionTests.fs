module Riemann.FSharp.Tests.Values.AttentionTests

open Xunit
open Riemann.FSharp
open Riemann.Kernels
open Riemann.FSharp.Tests

let private draw (seed: int64) shape = Random.normal shape (Key.create seed)

/// Attention by plain operations, which keep the scores.
let private composed settings (query: Tensor) (key: Tensor) (value: Tensor) =
    Tensor.attentionWeights settings query key *@ value

let private gradients f (operands: Tensor list) =
    let weigh (y: Tensor) = y * draw 9L y.Shape
    grad (f >> weigh >> Tensor.sum) operands

let private three f (operands: Tensor list) = f operands[0] operands[1] operands[2]

/// Lengths of one block and of several, with a rest; few heads, whose queries are dealt out, and many.
let private sizes =
    [ [ 2 ], 5, 7, 3, 2
      [ 1 ], 300, 260, 8, 16
      [], 70, 2500, 4, 5
      [ 3; 7 ], 40, 33, 17, 9
      [ 2 ], 1, 600, 1, 1
      [ 2 ], 600, 1, 4, 4 ]

[<Fact>]
let ``blocks of queries give what all scores at once give, and the same gradients`` () =
    for outer, queries, keys, features, values in sizes do
        let operands =
            [ draw 1L (outer @ [ queries; features ])
              draw 2L (outer @ [ keys; features ])
              draw 3L (outer @ [ keys; values ]) ]

        let hidden = Random.bernoulli 0.3 [ queries; keys ] (Key.create 4L)

        for settings in
            [ Attention.defaults
              { Attention.defaults with IsCausal = true; Scale = Some 2.0 }
              { Attention.defaults with Mask = Some hidden }
              { Attention.defaults with Mask = Some(draw 5L [ keys ]); IsCausal = true } ] do
            Expect.same (three (composed settings) operands) (three (Tensor.attention settings) operands)

            List.iter2
                Expect.same
                (gradients (three (composed settings)) operands)
                (gradients (three (Tensor.attention settings)) operands)

[<Fact>]
let ``float32 is as near as its digits`` () =
    let operands = [ draw 1L [ 2; 300; 16 ]; draw 2L [ 2; 300; 16 ]; draw 3L [ 2; 300; 8 ] ]
    let single = operands |> List.map (Tensor.cast DType.Float32)
    let run = three (Tensor.attention Attention.defaults)
    Assert.Equal(DType.Float32, (run single).DType)
    Expect.near 1e-5 (Expect.numbers (run operands)) (run single)
    let weigh f = grad (List.map (Tensor.cast DType.Float64) >> f >> Tensor.square >> Tensor.sum)
    List.iter2 (fun a b -> Expect.near 1e-4 (Expect.numbers a) b) (weigh run operands) (weigh run single)

[<Fact>]
let ``the bits are the same for any number of threads`` () =
    let threads = ForkJoin.Threads
    let single seed shape = draw seed shape |> Tensor.cast DType.Float32

    let run heads =
        let operands = [ single 1L [ heads; 500; 16 ]; single 2L [ heads; 400; 16 ]; single 3L [ heads; 400; 16 ] ]
        let f = three (Tensor.attention { Attention.defaults with IsCausal = true })
        let value = f operands
        let parts = value :: grad (f >> Tensor.square >> Tensor.sum) operands
        parts |> List.map _.ToArray<float32>()

    try
        for heads in [ 1; 3; 20 ] do
            let found =
                [ for count in [ 1; 2; 3; 7 ] do
                      ForkJoin.Threads <- count
                      run heads ]

            for other in found.Tail do
                Assert.Equal<float32[] list>(found.Head, other)
    finally
        ForkJoin.Threads <- threads

[<Fact>]
let ``a key that is hidden counts for nothing, whatever it is`` () =
    let query, key, value = draw 1L [ 2; 3 ], draw 2L [ 4; 3 ], draw 3L [ 4; 2 ]
    let spoilt = Tensor.set [ Slice.At 1 ] (tensor nan) key
    let hidden = tensor [ false; true; false; false ]
    let run mask key = Tensor.attention { Attention.defaults with Mask = Some mask } query key value
    Expect.same (run hidden key) (run hidden spoilt)
    Expect.same (run hidden key) (run (tensor [ 0.0; -infinity; 0.0; 0.0 ]) spoilt)

[<Fact>]
let ``a query that sees no key gives zeros and gradients of 0`` () =
    let operands = [ draw 1L [ 2; 3 ]; draw 2L [ 4; 3 ]; draw 3L [ 4; 2 ] ]

    for mask in [ tensor [ [ true ]; [ false ] ]; tensor [ [ -infinity ]; [ 0.0 ] ] ] do
        let run = three (Tensor.attention { Attention.defaults with Mask = Some mask })
        Expect.values [ 0.0; 0.0 ] (run operands)[0]
        Expect.values [ 0.0; 0.0; 0.0 ] (gradients run operands).Head[0]

    let none = [ draw 1L [ 2; 3 ]; Tensor.zeros [ 0; 3 ]; Tensor.zeros [ 0; 2 ] ]
    Expect.values [ 0.0; 0.0; 0.0; 0.0 ] (three (Tensor.attention Attention.defaults) none)

[<Fact>]
let ``a NaN in a query stays in its row, and leading axes broadcast`` () =
    let query = Tensor.set [ Slice.At 0 ] (tensor nan) (draw 1L [ 2; 3 ])
    let key, value = draw 2L [ 5; 1; 4; 3 ], draw 3L [ 2; 4; 2 ]
    let y = Tensor.attention Attention.defaults query key value
    Assert.Equal<int list>([ 5; 2; 2; 2 ], y.Shape)
    Expect.values (List.replicate 2 nan) y[3, 1, 0]
    Expect.same(composed Attention.defaults query[1..] key[3, 0] value[1])[0] y[3, 1, 1]

[<Fact>]
let ``what does not fit is refused`` () =
    let run q k v mask () = Tensor.attention { Attention.defaults with Mask = mask } q k v
    let q, k, v = Tensor.zeros [ 2; 3 ], Tensor.zeros [ 4; 3 ], Tensor.zeros [ 4; 5 ]

    let refused (words: string) action =
        let error = Assert.Throws<RiemannException>(fun () -> action () |> ignore)
        Assert.StartsWith("attention: ", error.Message)
        Assert.Contains(words, error.Message)

    refused "a query has 2 features, a key 3" (run (Tensor.zeros [ 2; 2 ]) k v None)
    refused "there are 4 keys and 3 values" (run q k (Tensor.zeros [ 3; 5 ]) None)
    refused "two axes or more" (run (Tensor.zeros [ 3 ]) k v None)
    refused "the leading axes do not broadcast" (run (Tensor.zeros [ 2; 2; 3 ]) (Tensor.zeros [ 3; 4; 3 ]) v None)
    refused "the mask does not stretch to [2; 4]" (run q k v (Some(Tensor.zeros [ 3; 4 ])))
    refused "the mask does not fit" (run q k v (Some(Tensor.cast DType.Float32 (Tensor.zeros [ 4 ]))))
    let whole = Tensor.cast DType.Int64
    refused "attention is for floats" (run (whole q) (whole k) (whole v) None)
    refused "the element types differ" (run q (Tensor.cast DType.Float32 k) v None)
