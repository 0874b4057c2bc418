module Riemann.FSharp.Learning.Tests.InitTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private key = Key.create 3L
let private dimensions = [ 400; 250 ]

/// Mean, standard deviation, least and largest.
let private statistics (x: Tensor) =
    let values = Numbers.floats x
    let mean = Array.average values
    mean, sqrt (values |> Array.averageBy (fun v -> (v - mean) ** 2.0)), Array.min values, Array.max values

/// A hundred thousand draws: the mean lies within five, the deviation within five of its standard errors.
let private expectMoments deviation (x: Tensor) =
    let mean, found, _, _ = statistics x
    Assert.InRange(mean, -0.016 * deviation, 0.016 * deviation)
    Assert.InRange(found, 0.988 * deviation, 1.012 * deviation)

let private expectUniform deviation x =
    let bound = sqrt 3.0 * deviation
    let _, _, least, most = statistics x
    expectMoments deviation x
    Assert.InRange(least, -bound, -0.999 * bound)
    Assert.InRange(most, 0.999 * bound, bound)

[<Fact>]
let ``gains are those of PyTorch's table`` () =
    // torch.nn.init.calculate_gain
    let expected =
        [ Nonlinearity.Linear, 1.0
          Nonlinearity.Sigmoid, 1.0
          Nonlinearity.Tanh, 1.6666666666666667
          Nonlinearity.Relu, 1.4142135623730951
          Nonlinearity.Selu, 0.75
          Nonlinearity.LeakyRelu 0.01, 1.4141428569978354 ]

    for nonlinearity, gain in expected do
        Assert.Equal(gain, Init.gain nonlinearity, 15)

[<Fact>]
let ``fans count inputs, outputs and filters`` () =
    Assert.Equal((784, 200), Init.fans [ 200; 784 ])
    Assert.Equal((3 * 25, 8 * 25), Init.fans [ 8; 3; 5; 5 ])
    Numbers.refused "Init" "fewer than two axes" (fun () -> Init.fans [ 5 ])
    Numbers.refused "Init" "fewer than two axes" (fun () -> Init.xavierNormal 1.0 DType.Float64 [] key)

[<Fact>]
let ``kaiming scales with one fan`` () =
    let relu = Nonlinearity.Relu
    expectUniform (sqrt (2.0 / 250.0)) (Init.kaimingUniform Fan.In relu DType.Float64 dimensions key)
    expectUniform (sqrt (2.0 / 400.0)) (Init.kaimingUniform Fan.Out relu DType.Float64 dimensions key)
    expectMoments (sqrt (2.0 / 250.0)) (Init.kaimingNormal Fan.In relu DType.Float64 dimensions key)
    expectMoments (5.0 / 3.0 / 20.0) (Init.kaimingNormal Fan.Out Nonlinearity.Tanh DType.Float64 dimensions key)

[<Fact>]
let ``xavier scales with both fans`` () =
    expectUniform (sqrt (2.0 / 650.0)) (Init.xavierUniform 1.0 DType.Float64 dimensions key)
    expectMoments (1.5 * sqrt (2.0 / 650.0)) (Init.xavierNormal 1.5 DType.Float64 dimensions key)

[<Fact>]
let ``uniform and normal numbers lie where asked`` () =
    let mean, _, least, most = statistics (Init.uniform 2.0 5.0 DType.Float32 dimensions key)
    Assert.InRange(mean, 3.49, 3.51)
    Assert.InRange(least, 2.0, 2.001)
    Assert.InRange(most, 4.999, 5.0)
    let mean, deviation, _, _ = statistics (Init.normal -1.0 0.5 DType.Float32 dimensions key)
    Assert.InRange(mean, -1.01, -0.99)
    Assert.InRange(deviation, 0.494, 0.506)

[<Fact>]
let ``constants are of the type asked for`` () =
    Assert.Equal<float32>([| 1.0f; 1.0f |], (Init.ones DType.Float32 [ 2 ]).ToArray<float32>())
    Assert.Equal<float>([| 0.0; 0.0 |], (Init.zeros DType.Float64 [ 2 ]).ToArray<float>())
    Assert.Equal<float>([| 7.5 |], (Init.constant 7.5 DType.Float64 [ 1 ]).ToArray<float>())

[<Fact>]
let ``a key decides the numbers`` () =
    let draw seed =
        Numbers.floats (Init.kaimingNormal Fan.In Nonlinearity.Relu DType.Float32 [ 3; 4 ] (Key.create seed))

    Assert.Equal<float>(draw 1L, draw 1L)
    Assert.NotEqual<float>(draw 1L, draw 2L)
