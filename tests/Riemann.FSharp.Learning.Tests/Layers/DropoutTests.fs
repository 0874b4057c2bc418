module Riemann.FSharp.Learning.Tests.DropoutTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private key = Key.create 3L
let private dropping probability : Dropout = { Dropout.defaults with Probability = probability }
let private drop probability (x: Tensor) = Dropout.apply (Train key) (dropping probability) x

[<Fact>]
let ``in training elements are 0 or scaled, and the mean stays`` () =
    let x = Random.uniform [ 1000; 100 ] (Key.create 1L) + 1.0
    let y = drop 0.3 x
    let ratios = Numbers.floats (y / x)

    for ratio in ratios do
        Assert.True(ratio = 0.0 || abs (ratio - 1.0 / 0.7) < 1e-12, $"a ratio of {ratio}")

    let dropped = ratios |> Seq.filter (fun ratio -> ratio = 0.0) |> Seq.length
    Assert.InRange(float dropped / 1e5, 0.294, 0.306)
    Assert.InRange((Tensor.mean y).ToFloat() / (Tensor.mean x).ToFloat(), 0.99, 1.01)

[<Fact>]
let ``neighbours and draws by other keys are independent`` () =
    let ones = Tensor.ones [ 100000 ]
    let stays = Numbers.floats (drop 0.5 ones) |> Array.map (fun value -> value - 1.0)
    let others = Numbers.floats (Dropout.apply (Train(Key.create 4L)) Dropout.defaults ones)
    let correlation (a: float[]) b = (Array.map2 (*) a b |> Array.sum) / float a.Length
    Assert.InRange(correlation stays[1..] stays[.. stays.Length - 2], -0.013, 0.013)
    Assert.InRange(correlation stays (others |> Array.map (fun value -> value - 1.0)), -0.013, 0.013)

[<Fact>]
let ``in use nothing happens, not even a copy`` () =
    let x = tensor [ 1.0; nan; infinity ]
    Assert.Same(x, Dropout.apply Eval Dropout.defaults x)
    Assert.Same(x, drop 0.0 x)

[<Fact>]
let ``with probability 1 all is 0, NaN and infinities too, and so is the gradient`` () =
    Numbers.equal [ 0.0; 0.0; 0.0 ] (drop 1.0 (tensor [ nan; infinity; 2.0 ]))
    Numbers.equal [ 0.0; 0.0 ] (grad (fun x -> Tensor.sum (drop 1.0 x * x)) (tensor [ 1.0; 2.0 ]))

[<Fact>]
let ``the gradient flows where the value did`` () =
    let x = tensor [ for i in 1..50 -> float i ]
    let y, pull = vjp (drop 0.4) x
    Numbers.equal (List.ofArray (Numbers.floats (y / x))) (pull (Tensor.ones [ 50 ]))

[<Fact>]
let ``under vmap examples share a key or have their own`` () =
    let x = Tensor.ones [ 3; 40 ]
    let shared = vmap (drop 0.5) x
    Numbers.equal (List.ofArray (Numbers.floats shared[0])) shared[1]
    let keys = Key.stack 3 key
    let own = vmap (fun (key, x) -> Dropout.apply (Train key) Dropout.defaults x) (keys, x)
    Assert.NotEqual<float[]>(Numbers.floats own[0], Numbers.floats own[1])
    let one = vmap (fun key -> Dropout.apply (Train key) Dropout.defaults x[0]) keys
    Numbers.equal (List.ofArray (Numbers.floats own)) one

[<Fact>]
let ``whole channels go`` () =
    for apply, shape in
        [ Dropout1d.apply, [ 4; 50; 3 ]
          Dropout1d.apply, [ 200; 3 ]
          Dropout2d.apply, [ 4; 50; 3; 1 ]
          Dropout3d.apply, [ 4; 50; 1; 3; 1 ]
          Dropout3d.apply, [ 200; 3; 1; 1 ] ] do
        let y = apply (Train key) (dropping 0.5) (Tensor.ones shape) |> Tensor.reshape [ 200; 3 ]
        let channels = Numbers.floats y |> Array.chunkBySize 3

        Assert.All(
            channels,
            fun channel -> Assert.True((channel = [| 0.0; 0.0; 0.0 |] || channel = [| 2.0; 2.0; 2.0 |]))
        )

        Assert.InRange(channels |> Seq.filter (fun channel -> channel[0] = 0.0) |> Seq.length, 70, 130)

[<Fact>]
let ``float32 stays float32, and empty batches pass`` () =
    let x = Tensor.ones [ 2; 3 ] |> Tensor.cast DType.Float32
    Assert.Equal(DType.Float32, (drop 0.5 x).DType)
    Assert.Equal<int list>([ 0; 3 ], (drop 0.5 (Tensor.zeros [ 0; 3 ])).Shape)

[<Fact>]
let ``probabilities are from 0 to 1, in use too`` () =
    for probability in [ -0.1; 1.1; nan; infinity ] do
        for mode in [ Train key; Eval ] do
            Numbers.refused "Dropout.apply" $"a probability of {probability}" (fun () ->
                Dropout.apply mode (dropping probability) (Tensor.ones [ 3 ]))

    Numbers.refused "dropout" "2 is not a probability" (fun () -> Tensor.dropout 2.0 key (Tensor.ones [ 3 ]))

[<Fact>]
let ``inputs of other ranks are refused with the shapes there are`` () =
    let refused operation (apply: Mode -> Dropout -> Tensor -> Tensor) shape words =
        Numbers.refused operation words (fun () -> apply Eval Dropout.defaults (Tensor.ones shape))

    refused "Dropout1d.apply" Dropout1d.apply [ 3 ] "[batch; channels; length] or [channels; length]"
    refused "Dropout2d.apply" Dropout2d.apply [ 3; 4; 5 ] "Tensor.insertAxis 0 makes a batch of one"
    refused "Dropout3d.apply" Dropout3d.apply [ 3; 4; 5 ] "the input has 3 axes"

[<Fact>]
let ``integers are refused`` () =
    Numbers.refused "dropout" "floats" (fun () -> drop 0.5 (Tensor.cast DType.Int64 (Tensor.ones [ 3 ])))
