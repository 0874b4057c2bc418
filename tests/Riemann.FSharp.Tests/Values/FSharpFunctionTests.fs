/// F#'s own functions and operators keep working on numbers where Riemann.FSharp is open.
module Riemann.FSharp.Tests.FSharpFunctionTests

open Xunit
open Riemann.FSharp

/// One text for numbers and tensors.
let inline private wave x = sin x * exp x + sqrt (abs x)

[<Fact>]
let ``a generic function serves float, float32 and Tensor`` () =
    Expect.number (wave 0.7) (wave (tensor 0.7))
    Assert.Equal(wave 0.7, float (wave 0.7f), 5)

[<Fact>]
let ``F#'s functions still work on numbers`` () =
    Assert.Equal(0.0, sin 0.0)
    Assert.Equal(1.0f, cos 0.0f)
    Assert.Equal(1.0, exp 0.0)
    Assert.Equal(0.0, log 1.0)
    Assert.Equal(2.0, log10 100.0)
    Assert.Equal(3.0, sqrt 9.0)
    Assert.Equal(0.0, tanh 0.0)
    Assert.Equal(0.0, atan2 0.0 1.0)
    Assert.Equal(3, abs -3)
    Assert.Equal(-2.0, floor -1.5)
    Assert.Equal(-1.0, ceil -1.5)
    Assert.Equal(2.0, round 1.5)
    Assert.Equal(-1.0, truncate -1.5)
    Assert.Equal(-1, sign -2.5)
    Assert.Equal(8.0, 2.0 ** 3.0)
    Assert.Equal(8, pown 2 3)
    Assert.Equal(3, max 2 3)
    Assert.Equal(2.0, min 2.0 3.0)
    Assert.Equal<int list>([ 1; 2 ], [ 1 ] @ [ 2 ])
    Assert.Equal(6, List.sum [ 1; 2; 3 ])
    Assert.Equal<int[]>([| 2; 3 |], [| 1; 2; 3 |][1..])

[<Fact>]
let ``operators bind as in F#`` () =
    let a, b, c = tensor [ [ 1.0; 2.0 ]; [ 3.0; 4.0 ] ], tensor [ [ 0.0; 1.0 ]; [ 1.0; 0.0 ] ], tensor [ 5.0; 6.0 ]
    Expect.same (Tensor.matmul (Tensor.matmul a b) c) (a *@ b *@ c)
    Expect.same ((a *@ c) + c) (a *@ c + c)
    Expect.same (c + (a *@ c)) (c + a *@ c)
    Expect.same (-(a ** 2.0)) (-a ** 2.0 |> fun x -> -x)
    Expect.values [ 7.0; 8.0 ] (1.0 + c * 1.0 + 1.0)

[<Fact>]
let ``pipelines put the tensor last`` () =
    let x = Tensor.arange 6

    x
    |> Tensor.reshape [ 2; 3 ]
    |> Tensor.permute [ 1; 0 ]
    |> Tensor.sumOver [ 0 ]
    |> Tensor.cast DType.Int64
    |> Expect.same (tensor [ 3L; 12L ])
