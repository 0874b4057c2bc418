/// Element types that do not fit.
module Riemann.FSharp.Tests.TypeErrorTests

open Xunit
open Riemann.FSharp

let private f64, f32 = tensor [ 1.0; 2.0 ], tensor [ 1.0f; 2.0f ]
let private ints, longs, bytes = tensor [ 1; 2 ], tensor [ 1L; 2L ], tensor [ 1uy; 2uy ]
let private truths = tensor [ true; false ]

[<Fact>]
let ``two element types never mix silently`` () =
    Expect.refusal
        _.IsDType
        [ "add: the element types differ"
          "  left  float64   right float32"
          "  hint  Tensor.cast DType.Float64 the other operand" ]
        (fun () -> f64 + f32)

    for operation in [ (+); (-); (*); (/); ( ** ); Tensor.maximum; Tensor.less; Tensor.equal; (fun x y -> x *@ y) ] do
        Assert.True (Expect.error (fun () -> operation f32 f64)).Error.IsDType
        Assert.True (Expect.error (fun () -> operation f64 ints)).Error.IsDType
        Assert.True (Expect.error (fun () -> operation ints longs)).Error.IsDType

    Expect.refusal
        _.IsDType
        [ "multiply: the element types differ"
          "  left  int32   right float32"
          "  hint  Tensor.cast DType.Float32 the other operand" ]
        (fun () -> ints * f32)

    Expect.refusal
        _.IsDType
        [ "concatenate: the element types differ"
          "  operand 0 float64   operand 1 float32"
          "  hint  Tensor.cast DType.Float64 the others" ]
        (fun () -> Tensor.concatenate 0 [ f64; f32 ])

    Assert.True (Expect.error (fun () -> Tensor.where truths f64 f32)).Error.IsDType
    Assert.True (Expect.error (fun () -> Tensor.scatterAdd 0 (tensor [ 0L; 1L ]) f32 f64)).Error.IsDType

[<Fact>]
let ``functions of floats refuse integers and truth values`` () =
    Expect.refusal
        _.IsDType
        [ "sin: the operands must hold floats"; "  operand int32"; "  hint  Tensor.cast DType.Float64 the operands" ]
        (fun () -> sin ints)

    let functions =
        [ sin
          cos
          tan
          exp
          log
          sqrt
          tanh
          floor
          round
          Tensor.sigmoid
          Tensor.log1p
          Tensor.softplus
          Tensor.isNaN ]

    for f in functions do
        for x in [ ints; longs; bytes; truths ] do
            Assert.True (Expect.error (fun () -> f x)).Error.IsDType

    Expect.refusal
        _.IsDType
        [ "matmul: the operands must hold floats"
          "  operands int32"
          "  hint  Tensor.cast DType.Float64 the operands" ]
        (fun () -> ints *@ ints)

[<Fact>]
let ``a quotient and a mean of integers are refused`` () =
    Expect.refusal
        _.IsDType
        [ "divide: the operands must hold floats"
          "  left  int32   right int32"
          "  hint  Tensor.cast DType.Float64 the operands" ]
        (fun () -> ints / ints)

    for operation, action in [ "mean", Tensor.mean; "variance", Tensor.variance; "logSumExp", Tensor.logSumExp ] do
        Expect.refusal
            _.IsDType
            [ $"{operation}: the operands must hold floats"
              "  operand int32"
              "  hint  Tensor.cast DType.Float64 the operands" ]
            (fun () -> action ints)

[<Fact>]
let ``truth values have no arithmetic`` () =
    Expect.refusal
        _.IsDType
        [ "add: the operands must hold numbers"
          "  left  bool   right bool"
          "  hint  Tensor.cast DType.Float64 the operands" ]
        (fun () -> truths + truths)

    Expect.refusal
        _.IsDType
        [ "sum: truth values have no sum"; "  operand bool"; "  hint  Tensor.cast DType.Int64 them first" ]
        (fun () -> Tensor.sum truths)

    for f in [ (~-); abs; Tensor.relu; Tensor.square; (fun x -> x * x); (fun x -> x + 1.0) ] do
        Assert.True (Expect.error (fun () -> f truths)).Error.IsDType

[<Fact>]
let ``logic and conditions refuse numbers`` () =
    Expect.refusal
        _.IsDType
        [ "logicalAnd: the operands must hold truth values"
          "  left  int32   right int32"
          "  hint  Tensor.cast DType.Bool the operands" ]
        (fun () -> Tensor.logicalAnd ints ints)

    for f in [ Tensor.logicalAnd; Tensor.logicalOr; Tensor.logicalXor ] do
        Assert.True (Expect.error (fun () -> f (tensor 1.0) (tensor 0.0))).Error.IsDType

    Expect.refusal
        _.IsDType
        [ "where: the condition must hold truth values"
          "  condition float64"
          "  hint  make the condition with Tensor.less, Tensor.equal, ..." ]
        (fun () -> Tensor.where f64 f64 f64)

    Assert.True (Expect.error (fun () -> Tensor.anyOver [ 0 ] f64)).Error.IsDType
    Assert.True (Expect.error (fun () -> Tensor.logicalNot ints)).Error.IsDType

[<Fact>]
let ``a number that an integer tensor cannot hold is refused`` () =
    let refused (number: float) dtype (x: Tensor) =
        for operation in [ (fun x -> x + number); (fun x -> number - x); (fun x -> x * number) ] do
            Expect.refusal
                _.IsDType
                [ $"arithmetic: {number} does not fit {dtype}"
                  $"  tensor {dtype}"
                  "  hint  Tensor.cast DType.Float64 the tensor first" ]
                (fun () -> operation x)

    refused 0.5 "int32" ints
    refused 0.5 "int64" longs
    refused nan "int32" ints
    refused infinity "int64" longs
    refused 3e9 "int32" ints
    refused 1e19 "int64" longs
    refused 256.0 "uint8" bytes
    refused -1.0 "uint8" bytes
    refused 1.0 "bool" truths

[<Fact>]
let ``indices must be integers`` () =
    for indices in [ f64; truths; bytes ] do
        Expect.refusal
            _.IsDType
            [ "gather: the indices must be integers"
              $"  indices {(string indices.DType).ToLowerInvariant()}"
              "  hint  Tensor.cast DType.Int64 the indices" ]
            (fun () -> Tensor.gather 0 indices f64)

        Assert.True (Expect.error (fun () -> Tensor.take 0 indices f64)).Error.IsDType

[<Fact>]
let ``an array of another element type is refused`` () =
    Expect.refusal
        _.IsDType
        [ "ToArray: the element types differ"
          "  tensor float64   array int32"
          "  hint  Tensor.cast the tensor first" ]
        (fun () -> f64.ToArray<int>())

    Assert.True (Expect.error (fun () -> f32.ToArray<float>())).Error.IsDType
    Assert.True (Expect.error (fun () -> truths.ToArray<byte>())).Error.IsDType

[<Fact>]
let ``several elements are not one number`` () =
    for x in [ f64; ints; Tensor.zeros [ 0 ] ] do
        Expect.refusal
            _.IsValue
            [ $"ToFloat: {x.Length} elements are not one number"
              "  hint  reduce it, or take one element such as x[0]" ]
            (fun () -> x.ToFloat())
