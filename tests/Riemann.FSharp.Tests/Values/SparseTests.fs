module Riemann.FSharp.Tests.SparseTests

open Xunit
open Riemann.FSharp

/// [[0; 2; 0]; [3; 0; 4]]
let private pattern = SparsityPattern.create 2 3 [| 0; 1; 3 |] [| 1; 0; 2 |]

let private values = tensor [ 2.0; 3.0; 4.0 ]
let private dense = tensor [ [ 0.0; 2.0; 0.0 ]; [ 3.0; 0.0; 4.0 ] ]

let private isValue case =
    match case with
    | RiemannError.Value _ -> true
    | _ -> false

let private isShape case =
    match case with
    | RiemannError.Shape _ -> true
    | _ -> false

let private floats (x: Tensor) = x.ToArray<float>()

[<Fact>]
let ``products are those with the dense matrix`` () =
    let x, g = Random.normal [ 5; 3 ] (Key.create 1L), Random.normal [ 5; 2 ] (Key.create 2L)

    let same (expected: Tensor) (found: Tensor) =
        Assert.Equal<int list>(expected.Shape, found.Shape)
        Expect.same (tensor true) (Tensor.allClose 1e-12 1e-12 expected found)

    same (x *@ Tensor.transpose dense) (Tensor.sparseProduct pattern values x)
    same (g *@ dense) (Tensor.sparseTransposedProduct pattern values g)
    same (Tensor.toSparse pattern (Tensor.transpose g *@ x)) (Tensor.sampledProduct pattern g x)
    same (dense *@ x[0]) (Tensor.sparseProduct pattern values x[0])
    let stack = Tensor.stack 0 [ x; -x ]
    same (stack *@ Tensor.transpose dense) (Tensor.sparseProduct pattern values stack)
    Assert.Equal<int list>([ 0; 2 ], (Tensor.sparseProduct pattern values (Tensor.zeros [ 0; 3 ])).Shape)

[<Fact>]
let ``a NaN reaches the outputs that have a non-zero for it, and no others`` () =
    Assert.Equal<float>([| 2.0; nan |], floats (Tensor.sparseProduct pattern values (tensor [ nan; 1.0; 1.0 ])))

[<Fact>]
let ``matrices become sparse and dense again`` () =
    Assert.Equal<float>(floats dense, floats (Tensor.ofSparse pattern values))
    Assert.Equal<int list>([ 2; 3 ], (Tensor.ofSparse pattern values).Shape)
    Assert.Equal<float>(floats values, floats (Tensor.toSparse pattern dense))
    Assert.Equal(pattern, SparsityPattern.ofMask (Tensor.notEqual dense (tensor 0.0)))
    Assert.Equal<int64>([| 1L; 3L; 5L |], pattern.Places.ToArray<int64>())

[<Fact>]
let ``a pattern says what it is`` () =
    Assert.Equal("3 non-zeros of [2; 3]", string pattern)
    Assert.Equal(0.5, pattern.Density)
    Assert.Equal<int>([| 0; 1; 3 |], pattern.RowStarts.ToArray<int>())
    Assert.Equal<int>([| 1; 0; 2 |], pattern.ColumnIndices.ToArray<int>())

[<Fact>]
let ``random patterns have exactly as many non-zeros as asked for, by the key alone`` () =
    for count in [ 0; 1; 30; 59; 60 ] do
        let pattern = SparsityPattern.random 6 10 count (Key.create 1L)
        Assert.Equal(count, pattern.Count)
        Assert.Equal(pattern, SparsityPattern.random 6 10 count (Key.create 1L))

    let two = SparsityPattern.random 6 10 30 (Key.create 2L)
    Assert.NotEqual(two, SparsityPattern.random 6 10 30 (Key.create 1L))

[<Fact>]
let ``indices that are no pattern are refused by name`` () =
    for starts, columns, words in
        [ [| 0; 2; 3 |], [| 1; 0; 2 |], "row 0 has column 0 behind column 1"
          [| 0; 2; 3 |], [| 1; 1; 2 |], "row 0 has column 1 twice"
          [| 0; 1; 3 |], [| 1; 0; 3 |], "row 1 has a non-zero in column 3 of 3"
          [| 0; 3 |], [| 1; 0; 2 |], "2 row starts do not fit 2 rows, which have one each and the end of the last" ] do
        (fun () -> SparsityPattern.create 2 3 starts columns)
        |> Expect.refusal
            isValue
            [ $"SparsityPattern: no pattern of [2; 3]: {words}"
              "  hint  ascending columns from 0 in every row, each at most once, and a start for each row" ]

[<Fact>]
let ``more non-zeros than places are refused, and masks that are none`` () =
    (fun () -> SparsityPattern.random 2 3 7 (Key.create 1L))
    |> Expect.refusal
        isValue
        [ "SparsityPattern: 7 more non-zeros than 0 in [2; 3]"
          "  hint  0 or more, and at most one for each of the 6 places" ]

    (fun () -> SparsityPattern.ofMask dense)
    |> Expect.refusal isValue [ "SparsityPattern: [2; 3] float64 is no mask"; "  hint  truth values [rows; columns]" ]

    (fun () -> SparsityPattern.keep (tensor [ true ]) pattern)
    |> Expect.refusal
        isValue
        [ "SparsityPattern: [1] bool does not say which of 3 non-zeros to keep"; "  hint  a truth value for each" ]

    (fun () -> pattern.FoundIn(SparsityPattern.create 2 4 [| 0; 0; 0 |] [||]))
    |> Expect.refusal
        isValue
        [ "SparsityPattern: the patterns are of matrices [2; 3] and [2; 4]"; "  hint  patterns of one size" ]

[<Fact>]
let ``operands that do not fit are refused`` () =
    (fun () -> Tensor.sparseProduct pattern values (Tensor.zeros [ 5; 2 ]))
    |> Expect.refusal
        isShape
        [ "sparseProduct: the last axis of [5; 2] is not of length 3"
          "  values [3]   matrix [5; 2]"
          "  rule  values [3] and [b, 3] give [b, 2]" ]

    (fun () -> Tensor.sparseProduct pattern (Tensor.zeros [ 4 ]) (Tensor.zeros [ 5; 3 ]))
    |> Expect.refusal
        isShape
        [ "sparseProduct: the last axis of [4] is not of length 3"
          "  values [4]   matrix [5; 3]"
          "  rule  values [3] and [b, 3] give [b, 2]" ]

    (fun () -> Tensor.sampledProduct pattern (Tensor.zeros [ 5; 2 ]) (Tensor.zeros [ 4; 3 ]))
    |> Expect.refusal
        isShape
        [ "sampledProduct: the numbers of rows differ"
          "  left  [5; 2]   right [4; 3]"
          "  rule  [b, 2] and [b, 3] give [3]" ]

    let single = Tensor.cast DType.Float32 values
    Assert.True (Expect.error (fun () -> Tensor.sparseProduct pattern single (Tensor.zeros [ 5; 3 ]))).Error.IsDType
    let whole = Tensor.cast DType.Int64 values
    let x = Tensor.cast DType.Int64 (Tensor.zeros [ 5; 3 ])
    Assert.True (Expect.error (fun () -> Tensor.sparseProduct pattern whole x)).Error.IsDType

[<Fact>]
let ``examples with patterns of their own are refused`` () =
    let patterns = pattern |> Tree.mapAll (fun leaf -> Tensor.stack 0 [ leaf; leaf ])

    (fun () -> vmap (fun pattern -> Tensor.sparseProduct pattern values (Tensor.zeros [ 3 ])) patterns)
    |> Expect.refusal
        isValue
        [ "SparsityPattern: a pattern of non-zeros is the same for all examples"
          "  hint  use the layer from outside of the function, and map over its inputs alone" ]

[<Fact>]
let ``what is put in the place of a pattern is checked when it is used`` () =
    let spoiled = pattern |> Tree.mapAll (fun leaf -> if leaf.Length = 2 then tensor [ 3; 3 ] else leaf)

    (fun () -> spoiled.Count)
    |> Expect.refusal
        isValue
        [ "SparsityPattern: the pattern is of size [3; 3], not [2; 3]"; "  hint  load what was saved of such a layer" ]

    let backward = pattern |> Tree.mapAll (Tensor.flip [ 0 ])
    Assert.Throws<RiemannException>(fun () -> backward.Count |> ignore) |> ignore
    Assert.Equal(pattern, pattern |> Tree.mapAll (fun leaf -> leaf + tensor 0))
