/// Functions of each element, against System.Math.
module Riemann.FSharp.Tests.ElementwiseTests

open System
open Xunit
open Riemann.FSharp

let private unary: (string * (Tensor -> Tensor) * (float -> float)) list =
    [ "negate", (~-), (~-)
      "abs", abs, Math.Abs
      "exp", exp, Math.Exp
      "log", log, Math.Log
      "log10", log10, Math.Log10
      "log2", Tensor.log2, Math.Log2
      "sqrt", sqrt, Math.Sqrt
      "sin", sin, Math.Sin
      "cos", cos, Math.Cos
      "tan", tan, Math.Tan
      "asin", asin, Math.Asin
      "acos", acos, Math.Acos
      "atan", atan, Math.Atan
      "sinh", sinh, Math.Sinh
      "cosh", cosh, Math.Cosh
      "tanh", tanh, Math.Tanh
      "asinh", Tensor.asinh, Math.Asinh
      "acosh", Tensor.acosh, Math.Acosh
      "atanh", Tensor.atanh, Math.Atanh
      "floor", floor, Math.Floor
      "ceil", ceil, Math.Ceiling
      "round", round, Math.Round
      "truncate", truncate, Math.Truncate
      "expm1", Tensor.expm1, (fun x -> if abs x < 1e-5 then x + x * x / 2.0 else Math.Exp x - 1.0)
      "log1p", Tensor.log1p, (fun x -> if abs x < 1e-5 then x - x * x / 2.0 else Math.Log(1.0 + x))
      "rsqrt", Tensor.rsqrt, (fun x -> 1.0 / Math.Sqrt x)
      "reciprocal", Tensor.reciprocal, (fun x -> 1.0 / x)
      "square", Tensor.square, (fun x -> x * x)
      "relu", Tensor.relu, (fun x -> if Double.IsNaN x then x else Math.Max(x, 0.0))
      "sigmoid", Tensor.sigmoid, (fun x -> 1.0 / (1.0 + Math.Exp -x))
      "softplus", Tensor.softplus, (fun x -> Math.Max(x, 0.0) + Math.Log(1.0 + Math.Exp(-(abs x)))) ]

let private samples =
    [| -2.5; -1.5; -1.0; -0.75; -0.5; -1e-8; 0.0; 1e-8; 0.3; 0.5; 1.0; 1.5; 2.5; 7.25; nan; infinity; -infinity |]

let private agrees tolerance name (expected: float[]) (found: Tensor) =
    try
        Expect.near tolerance expected found
    with error ->
        Assert.Fail $"{name}: {error.Message}"

/// The numbers as tensors laid out in different ways: scalars, whole rows, columns, backwards, stretched.
let private layouts (values: float[]) =
    let vector = tensor values
    let twice = Tensor.stack 0 [ vector; vector ]

    [ values, vector
      values, Tensor.transpose(twice)[*, 0]
      Array.rev values, Tensor.slice [ Slice.Step(-1, 0, -1) ] vector
      Array.append values values, Tensor.broadcastTo [ 2; values.Length ] vector
      [| for v in values -> [| v; v |] |] |> Array.concat, Tensor.transpose twice
      values[1 .. values.Length - 2], vector[1 .. values.Length - 2]
      [||], vector[values.Length ..]
      [| values[0] |], vector[0] ]

[<Fact>]
let ``functions of one operand agree with System.Math in every layout`` () =
    for name, f, expected in unary do
        for values, x in layouts samples do
            let found = f x
            Assert.Equal<int list>(x.Shape, found.Shape)
            agrees 1e-11 name (values |> Array.map expected) found

[<Fact>]
let ``functions of one operand keep float32`` () =
    for name, f, expected in unary do
        let x = Tensor.cast DType.Float32 (tensor samples)
        let found = f x
        Assert.Equal(DType.Float32, found.DType)

        if name <> "tan" then agrees 2e-6 name (Expect.numbers x |> Array.map expected) found

let private binary: (string * (Tensor -> Tensor -> Tensor) * (float -> float -> float)) list =
    [ "+", (+), (+)
      "-", (-), (-)
      "*", (*), (*)
      "/", (/), (/)
      "**", ( ** ), (fun x y -> Math.Pow(x, y))
      "atan2", atan2, (fun y x -> Math.Atan2(y, x))
      "maximum", Tensor.maximum, (fun x y -> Math.Max(x, y))
      "minimum", Tensor.minimum, (fun x y -> Math.Min(x, y)) ]

let private rows = [| -2.0; 0.5; 1.0; 3.0; nan |]
let private columns = [| 0.0; -1.0; 2.0; infinity |]

[<Fact>]
let ``functions of two operands broadcast and agree with System.Math`` () =
    let a, b = Tensor.insertAxis 1 (tensor rows), tensor columns

    for name, f, expected in binary do
        let table =
            [| for x in rows do
                   for y in columns -> expected x y |]

        let found = f a b
        Assert.Equal<int list>([ 5; 4 ], found.Shape)
        agrees 1e-12 name table found
        agrees 1e-12 name table (f (Tensor.broadcastTo [ 5; 4 ] a) (Tensor.broadcastTo [ 5; 4 ] b))
        agrees 1e-12 name table (Tensor.transpose (f (Tensor.transpose a) (Tensor.insertAxis 1 b)))
        agrees 1e-12 name [| for x in rows -> expected x 0.5 |] (f (tensor rows) (tensor 0.5))
        agrees 1e-12 name [| expected 2.0 3.0 |] (f (tensor 2.0) (tensor 3.0))
        Assert.Equal<int list>([ 0; 4 ], (f (Tensor.zeros [ 0; 1 ]) b).Shape)

[<Fact>]
let ``integers have exact arithmetic that wraps`` () =
    let big = 9007199254740993L // 2^53 + 1, no float64
    Assert.Equal<int64>([| big + 1L |], (tensor [ big ] + tensor [ 1L ]).ToArray<int64>())
    Assert.Equal<int64>([| big * 3L |], (tensor [ big ] * 3.0).ToArray<int64>())
    Assert.Equal<int>([| Int32.MinValue |], (tensor [ Int32.MaxValue ] + tensor [ 1 ]).ToArray<int>())
    Assert.Equal<byte>([| 1uy |], (tensor [ 255uy ] + tensor [ 2uy ]).ToArray<byte>())
    Expect.same (tensor [ 3; 0 ]) (abs (tensor [ -3; 0 ]))
    Expect.same (tensor [ 9; 4 ]) (Tensor.square (tensor [ -3; 2 ]))
    Expect.same (tensor [ 0; 2 ]) (Tensor.relu (tensor [ -3; 2 ]))
    Expect.same (tensor [ 3; -2 ]) (-(tensor [ -3; 2 ]))

[<Fact>]
let ``numbers take the element type of the tensor beside them`` () =
    let check dtype (x: Tensor) =
        for found in [ x + 2.0; 2.0 + x; x - 2.0; 2.0 - x; x * 2.0; 2.0 * x ] do
            Assert.Equal(dtype, found.DType)

    check DType.Float32 (tensor [ 1.0f ])
    check DType.Float64 (tensor [ 1.0 ])
    check DType.Int32 (tensor [ 1 ])
    check DType.Int64 (tensor [ 1L ])
    check DType.UInt8 (tensor [ 1uy ])
    let x = tensor [ 4.0f ]
    Expect.same (tensor [ 2.0f ]) (x / 2.0)
    Expect.same (tensor [ 0.5f ]) (2.0 / x)
    Expect.same (tensor [ 2.0f ]) (x ** 0.5)
    Expect.same (tensor [ 4.1f ]) (x + 0.1)

[<Fact>]
let ``comparisons follow IEEE 754`` () =
    let x, y = tensor [ 1.0; 2.0; nan; infinity ], tensor [ 2.0; 2.0; nan; 1.0 ]
    Expect.same (tensor [ true; false; false; false ]) (Tensor.less x y)
    Expect.same (tensor [ true; true; false; false ]) (Tensor.lessOrEqual x y)
    Expect.same (tensor [ false; false; false; true ]) (Tensor.greater x y)
    Expect.same (tensor [ false; true; false; true ]) (Tensor.greaterOrEqual x y)
    Expect.same (tensor [ false; true; false; false ]) (Tensor.equal x y)
    Expect.same (tensor [ true; false; true; true ]) (Tensor.notEqual x y)
    Expect.same (tensor [ false; false; true; false ]) (Tensor.isNaN x)
    Expect.same (tensor [ true; true; false; false ]) (Tensor.isFinite x)

[<Fact>]
let ``logic is as in a truth table`` () =
    let a, b = tensor [ true; true; false; false ], tensor [ true; false; true; false ]
    Expect.same (tensor [ true; false; false; false ]) (Tensor.logicalAnd a b)
    Expect.same (tensor [ true; true; true; false ]) (Tensor.logicalOr a b)
    Expect.same (tensor [ false; true; true; false ]) (Tensor.logicalXor a b)
    Expect.same (tensor [ false; false; true; true ]) (Tensor.logicalNot a)

[<Fact>]
let ``where chooses, and keeps NaN of the other branch out`` () =
    let condition = tensor [ true; false; true ]
    Expect.values [ 1.0; 5.0; 3.0 ] (Tensor.where condition (tensor [ 1.0; nan; 3.0 ]) (tensor [ nan; 5.0; nan ]))
    Expect.values [ 1.0; 2.0; 1.0 ] (Tensor.where condition (tensor 1.0) (tensor 2.0))
    let columns = Tensor.where condition (tensor [ [ 1.0 ]; [ 2.0 ] ]) (tensor 0.0)
    Expect.same (tensor [ [ 1.0; 0.0; 1.0 ]; [ 2.0; 0.0; 2.0 ] ]) columns
    Expect.same (tensor [ 1; 9 ]) (Tensor.where (tensor [ true; false ]) (tensor [ 1; 2 ]) (tensor [ 8; 9 ]))

[<Fact>]
let ``cast cuts, saturates and keeps shape`` () =
    let x = tensor [ [ 2.9; -2.9 ]; [ nan; 1e30 ] ]
    Expect.same (tensor [ [ 2; -2 ]; [ 0; Int32.MaxValue ] ]) (Tensor.cast DType.Int32 x)
    Expect.same (tensor [ [ 2uy; 0uy ]; [ 0uy; 255uy ] ]) (Tensor.cast DType.UInt8 x)
    Expect.same (tensor [ [ true; true ]; [ true; true ] ]) (Tensor.cast DType.Bool x)
    Expect.same (tensor [ 1.0; 0.0 ]) (Tensor.cast DType.Float64 (tensor [ true; false ]))
    Assert.Same(x, Tensor.cast DType.Float64 x)
