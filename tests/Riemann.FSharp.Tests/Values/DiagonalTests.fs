/// Diagonals and triangles.
module Riemann.FSharp.Tests.DiagonalTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Tests.Expect

let private x = Tensor.reshape [ 3; 4 ] (Tensor.arange 12)
let private cube = Tensor.reshape [ 2; 3; 4 ] (Tensor.arange 24)

[<Fact>]
let ``diagonals`` () =
    Expect.values [ 0.0; 5.0; 10.0 ] (Tensor.diagonal 0 x)
    Expect.values [ 2.0; 7.0 ] (Tensor.diagonal 2 x)
    Expect.values [ 4.0; 9.0 ] (Tensor.diagonal -1 x)
    Expect.values [ 1.0; 6.0 ] (Tensor.diagonal 1 (Tensor.slice [ Slice.Range(0, 1) ] x))
    Expect.values [ 3.0; 6.0; 9.0 ] (Tensor.diagonal 0 (Tensor.flip [ 1 ] x))

    for offset in [ 4; 100; -3; -100; System.Int32.MinValue; System.Int32.MaxValue ] do
        Assert.Equal<int list>([ 0 ], (Tensor.diagonal offset x).Shape)

    Expect.same (build [ 2; 3 ] (fun p -> float (p[0] * 12 + p[1] * 4 + p[1] + 1))) (Tensor.diagonal 1 cube)
    Expect.same (build [ 3; 2 ] (fun p -> float (p[1] * 12 + p[0] * 4 + p[1]))) (Tensor.diagonalOf 0 0 2 cube)
    Expect.same (build [ 3; 1 ] (fun p -> float (12 + p[0] * 4))) (Tensor.diagonalOf 1 -1 0 cube)

[<Fact>]
let ``matrices of a diagonal`` () =
    let v = tensor [ 1; 2 ]
    Expect.same (tensor [ [ 1; 0 ]; [ 0; 2 ] ]) (Tensor.diag 0 v)
    Expect.same (tensor [ [ 0; 1; 0 ]; [ 0; 0; 2 ]; [ 0; 0; 0 ] ]) (Tensor.diag 1 v)
    Expect.same (tensor [ [ 0; 0; 0 ]; [ 1; 0; 0 ]; [ 0; 2; 0 ] ]) (Tensor.diag -1 v)
    Expect.same (build [ 3; 4; 4 ] (fun p -> if p[1] = p[2] then float (4 * p[0] + p[1]) else 0.0)) (Tensor.diag 0 x)
    Assert.Equal<int list>([ 2; 2 ], (Tensor.diag 2 (Tensor.zeros [ 0 ])).Shape)

    for offset in -3 .. 3 do
        Expect.same x (Tensor.diagonal offset (Tensor.diag offset x))

[<Fact>]
let ``traces`` () =
    Expect.number 15.0 (Tensor.trace x)
    Expect.values [ 15.0; 51.0 ] (Tensor.trace cube)
    Expect.same (tensor 5) (Tensor.trace (tensor [ [ 1; 2 ]; [ 3; 4 ] ]))
    Expect.number 0.0 (Tensor.trace (Tensor.zeros [ 0; 3 ]))

[<Fact>]
let ``triangles`` () =
    for offset in -4 .. 5 do
        let keep isKept = build [ 3; 4 ] (fun p -> if isKept p[0] p[1] then float (4 * p[0] + p[1]) else 0.0)
        Expect.same (keep (fun i j -> j <= i + offset)) (Tensor.tril offset x)
        Expect.same (keep (fun i j -> j >= i + offset)) (Tensor.triu offset x)

        Expect.same
            (keep (fun i j -> j <= i + offset) |> Tensor.notEqual (Tensor.zeros [ 3; 4 ]))
            (Tensor.cast DType.Bool (Tensor.tril offset x))

    Expect.same (tensor [ [ 1.0; 0.0 ]; [ 2.0; 3.0 ] ]) (Tensor.tril 0 (tensor [ [ 1.0; nan ]; [ 2.0; 3.0 ] ]))
    Expect.same (tensor [ [ true; true ]; [ false; true ] ]) (Tensor.triu 0 (tensor [ [ true; true ]; [ true; true ] ]))

[<Fact>]
let ``derivatives`` () =
    let x = Random.normal [ 2; 3; 3 ] (Key.create 3L)
    Check.assertDerivatives (fun x -> Tensor.diagonalOf 1 0 2 x |> sin) x
    Check.assertDerivatives (fun x -> Tensor.diag -1 (x * x)) x
    Check.assertDerivatives (fun x -> sin (Tensor.trace x)) x
    Check.assertDerivatives (fun x -> Tensor.tril -1 (sin x) + Tensor.triu 1 (cos x)) x
    Expect.same (Tensor.eye 3) (grad Tensor.trace (x[0]))

[<Fact>]
let ``under vmap the last axes are those of an example`` () =
    let f x = Tensor.diag 1 (Tensor.diagonal 0 x) + Tensor.tril 0 (Tensor.trace x * Tensor.tri 0 4 4)
    Expect.same (Tensor.stack 0 [ f cube[0]; f cube[1] ]) (vmap f cube)
