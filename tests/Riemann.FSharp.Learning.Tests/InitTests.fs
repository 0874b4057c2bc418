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

[<Fact>]
let ``nonlinearities have PyTorch's names`` () =
    for name in [ "linear"; "identity"; "conv1d"; "conv2d"; "conv3d"; "conv_transpose2d"; "sigmoid" ] do
        Assert.Equal(1.0, Init.gain (Nonlinearity.ofName name))

    Assert.Equal(1.4141428569978354, Init.gain (Nonlinearity.ofName "leaky_relu"), 15)
    Assert.Equal(0.75, Init.gain (Nonlinearity.ofName "selu"))
    Numbers.refused "Nonlinearity.ofName" "no gain is known for \"gelu\"" (fun () -> Nonlinearity.ofName "gelu")

[<Fact>]
let ``truncated normal numbers lie between the bounds, and spread as the cut distribution`` () =
    let x = Init.truncatedNormal 0.0 1.0 -2.0 2.0 DType.Float32 dimensions key
    let _, deviation, least, most = statistics x
    Assert.InRange(least, -2.0, -1.99)
    Assert.InRange(most, 1.99, 2.0)
    // The closed form: 1 - 2 c phi(c) / (2 Phi(c) - 1) at c = 2.
    Assert.InRange(deviation, 0.988 * sqrt 0.7737413, 1.012 * sqrt 0.7737413)

    let mean, _, least, most = statistics (Init.truncatedNormal 3.0 0.5 3.0 3.25 DType.Float64 dimensions key)
    Assert.InRange(least, 3.0, 3.0001)
    Assert.InRange(most, 3.2499, 3.25)
    Assert.InRange(mean, 3.119, 3.125)

    Numbers.refused "truncatedNormal" "next to nothing" (fun () ->
        Init.truncatedNormal 0.0 1.0 2.0 -2.0 DType.Float64 [ 3 ] key)

[<Fact>]
let ``eye and dirac give what they take`` () =
    Numbers.equal [ 1.0; 0.0; 0.0; 0.0; 1.0; 0.0 ] (Init.eye DType.Float32 [ 2; 3 ])
    Numbers.refused "Init.eye" "wrong axes" (fun () -> Init.eye DType.Float32 [ 2; 3; 1 ])

    // torch.nn.init.dirac_: the only ones of [4; 2; 3] in two groups, and of [3; 2; 2; 3] in one.
    let places x = [ for row in Tensor.argWhere x |> Tensor.unstack 0 -> List.ofArray (row.ToArray<int64>()) ]
    let grouped = Init.dirac 2 DType.Float32 [ 4; 2; 3 ]
    Assert.Equal(DType.Float32, grouped.DType)
    Assert.Equal<int64 list list>([ [ 0L; 0L; 1L ]; [ 1L; 1L; 1L ]; [ 2L; 0L; 1L ]; [ 3L; 1L; 1L ] ], places grouped)
    let plane = Init.dirac 1 DType.Float64 [ 3; 2; 2; 3 ]
    Assert.Equal<int64 list list>([ [ 0L; 0L; 1L; 1L ]; [ 1L; 1L; 1L; 1L ] ], places plane)
    Numbers.refused "Init.dirac" "wrong axes" (fun () -> Init.dirac 1 DType.Float64 [ 3; 2 ])

    for groups in [ 0; 2 ] do
        Numbers.refused "Init.dirac" "3 outputs do not make" (fun () -> Init.dirac groups DType.Float64 [ 3; 2; 1 ])

[<Fact>]
let ``orthogonal matrices have orthonormal rows or columns times the gain`` () =
    for dimensions, isTall in [ [ 5; 3 ], true; [ 3; 5 ], false; [ 4; 4 ], true; [ 3; 2; 2 ], false; [ 6; 1; 5 ], true ] do
        let weight = Init.orthogonal 1.5 DType.Float64 dimensions key
        Assert.Equal<int list>(dimensions, weight.Shape)
        let matrix = Tensor.reshape [ dimensions.Head; weight.Length / dimensions.Head ] weight
        let product = if isTall then Tensor.transpose matrix *@ matrix else matrix *@ Tensor.transpose matrix
        Numbers.equal (List.ofArray (Numbers.floats (Tensor.eye product.Shape.Head * 2.25))) product

    Assert.Equal(DType.Float32, (Init.orthogonal 1.0 DType.Float32 [ 2; 2 ] key).DType)
    Numbers.refused "Init.orthogonal" "wrong axes" (fun () -> Init.orthogonal 1.0 DType.Float64 [ 3 ] key)

[<Fact>]
let ``rotations of all angles and reflections come about equally often`` () =
    let draws = [ for i in 0..999 -> Numbers.floats (Init.orthogonal 1.0 DType.Float64 [ 2; 2 ] (Key.foldIn i key)) ]
    let mean place = draws |> List.averageBy (fun (m: float[]) -> m[place])
    let reflections = draws |> List.filter (fun m -> m[0] * m[3] - m[1] * m[2] < 0.0) |> List.length

    for place in 0..3 do
        Assert.InRange(mean place, -0.1, 0.1) // of deviation 0.022

    Assert.InRange(reflections, 420, 580)

[<Fact>]
let ``sparse weights hold so many zeros in every column`` () =
    let weight = Init.sparse 0.25 0.01 DType.Float32 [ 9; 2000 ] key
    let zeros = Tensor.sumOver [ 0 ] (Tensor.equal weight (Tensor.zerosLike weight) |> Tensor.cast DType.Int64)
    Assert.All(zeros.ToArray<int64>(), fun count -> Assert.Equal(3L, count))
    let values = Numbers.floats weight |> Array.filter ((<>) 0.0)
    Assert.InRange(sqrt (values |> Array.averageBy (fun v -> v * v)), 0.0096, 0.0104)
    // Every row has its share of them.
    let rows = Tensor.sumOver [ 1 ] (Tensor.equal weight (Tensor.zerosLike weight) |> Tensor.cast DType.Int64)
    Assert.All(rows.ToArray<int64>(), fun count -> Assert.InRange(count, 560L, 775L))
    Numbers.equal [ 0.0; 0.0 ] (Init.sparse 1.0 0.01 DType.Float64 [ 2; 1 ] key)
    Numbers.refused "Init.sparse" "wrong axes" (fun () -> Init.sparse 0.5 0.01 DType.Float64 [ 2 ] key)

    for sparsity in [ -0.1; 1.1; nan ] do
        Numbers.refused "Init.sparse" "a sparsity of" (fun () -> Init.sparse sparsity 0.01 DType.Float64 [ 2; 2 ] key)
