/// Random numbers: what a key gives, and what it shares with others.
module Riemann.FSharp.Tests.KeyTests

open System.Threading.Tasks
open Xunit
open Riemann.FSharp

let private key = Key.create 42L

let private draws: (string * (Key -> Tensor)) list =
    [ "uniform", Random.uniform [ 1000 ]
      "uniform float32", Random.uniformOf DType.Float32 [ 1000 ]
      "normal", Random.normal [ 1000 ]
      "normal float32", Random.normalOf DType.Float32 [ 1000 ]
      "integers", Random.integers -5L 6L [ 1000 ]
      "permutation", Random.permutation 1000
      "bernoulli", Random.bernoulli 0.3 [ 1000 ] ]

let private correlation (x: Tensor) (y: Tensor) =
    let x, y = Expect.numbers x, Expect.numbers y
    let centred (v: float[]) = let mean = Array.average v in v |> Array.map (fun e -> e - mean)
    let x, y = centred x, centred y
    let dot a b = Array.map2 (*) a b |> Array.sum
    dot x y / sqrt (dot x x * dot y y)

[<Fact>]
let ``the same key gives the same numbers`` () =
    for _, draw in draws do
        Expect.same (draw key) (draw key)
        Expect.same (draw key) (draw (Key.create 42L))

[<Fact>]
let ``another key gives other numbers`` () =
    for name, draw in draws do
        let first = Expect.numbers (draw key)

        for other in [ Key.create 43L; Key.create -42L; Key.foldIn 0 key; fst (Key.split key) ] do
            Assert.False((first = Expect.numbers (draw other)), name)

[<Fact>]
let ``keys made from one key are uncorrelated`` () =
    let normal key = Random.normal [ 20_000 ] key
    let keys = key :: Key.create 43L :: Key.foldIn 7 key :: Key.splitMany 4 key
    let samples = keys |> List.map normal

    for i, x in List.indexed samples do
        for y in List.skip (i + 1) samples do
            Assert.InRange(correlation x y, -0.035, 0.035)

[<Fact>]
let ``split and splitMany agree`` () =
    let a, b = Key.split key
    let many = Key.splitMany 2 key
    Expect.same (Random.uniform [ 3 ] a) (Random.uniform [ 3 ] many[0])
    Expect.same (Random.uniform [ 3 ] b) (Random.uniform [ 3 ] many[1])
    Assert.Empty(Key.splitMany 0 key)

[<Fact>]
let ``foldIn of different numbers gives different keys`` () =
    let seen = [ for i in -50 .. 50 -> (Random.uniform [] (Key.foldIn i key)).ToFloat() ]
    Assert.Equal(101, (List.distinct seen).Length)
    Expect.same (Random.uniform [ 2 ] (Key.foldIn 3 key)) (Random.uniform [ 2 ] (Key.foldIn 3 key))

[<Fact>]
let ``vmap over stacked keys is a loop over split keys`` () =
    let keys = Key.splitMany 8 key

    for _, draw in draws do
        let looped = Tensor.stack 0 [ for key in keys -> draw key ]
        vmap draw (Key.stack 8 key) |> Expect.same looped

[<Fact>]
let ``keys are split and folded under vmap`` () =
    let draw key =
        let a, b = Key.split (Key.foldIn 3 key)
        Random.normal [ 4 ] a + Random.normal [ 4 ] b

    let looped = Tensor.stack 0 [ for key in Key.splitMany 5 key -> draw key ]
    vmap draw (Key.stack 5 key) |> Expect.same looped

[<Fact>]
let ``a draw under grad is a constant, the same as outside`` () =
    let noise = Random.normal [ 3 ] key
    let f (x: Tensor) = Tensor.sum (x * x * Random.normal [ 3 ] key)
    let x = tensor [ 1.0; 2.0; 3.0 ]
    grad f x |> Expect.same (2.0 * x * noise)
    jvp f x x |> snd |> Expect.same (Tensor.sum (2.0 * x * x * noise))

[<Fact>]
let ``a captured key gives every example of vmap the same numbers`` () =
    let found = vmap (fun (x: Tensor) -> x + Random.uniform [] key) (Tensor.zeros [ 4 ])
    Expect.same (Tensor.broadcastTo [ 4 ] (Random.uniform [] key)) found

[<Fact>]
let ``many threads draw what one does`` () =
    let expected = Expect.numbers (Random.normal [ 50_000 ] key)

    Parallel.For(0, 16, fun _ -> Assert.Equal<float>(expected, Expect.numbers (Random.normal [ 50_000 ] key))) |> ignore

[<Fact>]
let ``a shorter draw begins as the longer one`` () =
    let long = Expect.numbers (Random.uniform [ 1001 ] key)
    Expect.values long[..6] (Random.uniform [ 7 ] key)
    Expect.values long[..11] (Random.uniform [ 3; 4 ] key)

[<Fact>]
let ``distributions have their moments and bounds`` () =
    let n = 100_000
    let uniform = Random.uniform [ n ] key
    Assert.InRange((Tensor.min uniform).ToFloat(), 0.0, 0.001)
    Assert.InRange((Tensor.max uniform).ToFloat(), 0.999, 0.9999999999999999)
    Assert.InRange((Tensor.mean uniform).ToFloat(), 0.495, 0.505)
    let normal = Random.normal [ n ] key
    Assert.InRange((Tensor.mean normal).ToFloat(), -0.015, 0.015)
    Assert.InRange((Tensor.variance normal).ToFloat(), 0.98, 1.02)
    let integers = Random.integers -2L 3L [ n ] key
    Expect.same (tensor -2L) (Tensor.min integers)
    Expect.same (tensor 2L) (Tensor.max integers)
    let share = Random.bernoulli 0.3 [ n ] key |> Tensor.cast DType.Float64 |> Tensor.mean
    Assert.InRange(share.ToFloat(), 0.29, 0.31)
    Assert.Equal<float>(Array.init 500 float, Random.permutation 500 key |> Expect.numbers |> Array.sort)

[<Fact>]
let ``certain and impossible events are certain and impossible`` () =
    Assert.All(Expect.numbers (Random.bernoulli 1.0 [ 1000 ] key), fun v -> Assert.Equal(1.0, v))
    Assert.All(Expect.numbers (Random.bernoulli 0.0 [ 1000 ] key), fun v -> Assert.Equal(0.0, v))

[<Fact>]
let ``draws of no elements are empty`` () =
    for draw in [ Random.uniform; Random.normal; Random.integers 0L 1L; Random.bernoulli 0.5 ] do
        Assert.Equal<int list>([ 2; 0 ], (draw [ 2; 0 ] key).Shape)

    Assert.Equal<int list>([ 0 ], (Random.permutation 0 key).Shape)
