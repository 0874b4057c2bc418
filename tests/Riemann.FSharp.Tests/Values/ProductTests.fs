/// Products of vectors, matrices and tensors, by name.
module Riemann.FSharp.Tests.ProductTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Tests.Expect

let private draw shape seed = Random.normal shape (Key.create seed)

[<Fact>]
let ``dot, vecdot and inner`` () =
    let u, v = tensor [ 1.0; 2.0; 3.0 ], tensor [ 4.0; -5.0; 6.0 ]
    Expect.number 12.0 (Tensor.dot u v)
    Expect.number 0.0 (Tensor.dot (Tensor.zeros [ 0 ]) (Tensor.zeros [ 0 ]))
    Assert.True(System.Double.IsNaN((Tensor.dot u (tensor [ 0.0; nan; 0.0 ])).ToFloat()))
    Expect.same (tensor 12) (Tensor.vecdot 0 (tensor [ 1; 2; 3 ]) (tensor [ 4; -5; 6 ]))
    let a, b = draw [ 2; 1; 3 ] 1L, draw [ 4; 3 ] 2L
    Expect.same (Tensor.einsum "aij,kj->ak" [ a; b ]) (Tensor.vecdot -1 a b)
    Expect.same (Tensor.einsum "aij,kj->aik" [ a; b ]) (Tensor.inner a b)
    Expect.number 12.0 (Tensor.inner u v)

[<Fact>]
let ``a product on top of something`` () =
    for a, b, c in
        [ [ 5; 7 ], [ 7; 33 ], [ 33 ]
          [ 1; 7 ], [ 7; 33 ], [ 1; 33 ]
          [ 5; 7 ], [ 7; 1 ], []
          [ 3; 0 ], [ 0; 4 ], [ 3; 1 ]
          [ 2; 3; 4 ], [ 4; 5 ], [ 5 ]
          [ 2; 3; 4 ], [ 2; 4; 5 ], [ 3; 5 ]
          [ 3; 4 ], [ 4; 5 ], [ 2; 1; 1 ]
          [ 300; 600 ], [ 600; 40 ], [ 40 ] ] do
        let a, b, c = draw a 1L, draw b 2L, draw c 3L
        Expect.same (a *@ b + c) (Tensor.addMatmul c a b)

    let a, b = draw [ 5; 7 ] 1L, draw [ 7; 3 ] 2L
    Assert.True (Expect.error (fun () -> Tensor.addMatmul (draw [ 4 ] 3L) a b)).Error.IsShape
    Assert.True (Expect.error (fun () -> Tensor.addMatmul (tensor 1.0f) a b)).Error.IsDType
    Assert.True (Expect.error (fun () -> Tensor.addMatmul (tensor 1.0) a a)).Error.IsShape

[<Fact>]
let ``outer and kron`` () =
    let a, b = draw [ 2; 3 ] 1L, draw [ 4 ] 2L
    Expect.same (Tensor.einsum "ij,k->ijk" [ a; b ]) (Tensor.outer a b)
    Expect.same (tensor [ [ 3; 4 ]; [ 6; 8 ] ]) (Tensor.outer (tensor [ 1; 2 ]) (tensor [ 3; 4 ]))
    Expect.same (2.0 * b) (Tensor.outer (tensor 2.0) b)
    // numpy.kron
    Expect.same
        (tensor [ [ 0; 5; 0; 10 ]; [ 6; 7; 12; 14 ]; [ 0; 15; 0; 20 ]; [ 18; 21; 24; 28 ] ])
        (Tensor.kron (tensor [ [ 1; 2 ]; [ 3; 4 ] ]) (tensor [ [ 0; 5 ]; [ 6; 7 ] ]))

    Expect.same (build [ 2; 12 ] (fun p -> (numbers a)[3 * p[0] + p[1] / 4] * (numbers b)[p[1] % 4])) (Tensor.kron a b)
    Assert.Equal<int list>([ 0; 6 ], (Tensor.kron (Tensor.zeros [ 0; 2 ]) (Tensor.zeros [ 2; 3 ])).Shape)

[<Fact>]
let ``the vector product`` () =
    let u, v = tensor [ 1.0; 2.0; 3.0 ], tensor [ 4.0; 5.0; 6.0 ]
    Expect.values [ -3.0; 6.0; -3.0 ] (Tensor.cross 0 u v)
    Expect.values [ 3.0; -6.0; 3.0 ] (Tensor.cross -1 v u)
    let a, b = draw [ 3; 5 ] 1L, draw [ 3; 5 ] 2L
    let columns = List.zip (Tensor.unstack 1 a) (Tensor.unstack 1 b)
    Expect.same (columns |> List.map (fun (a, b) -> Tensor.cross 0 a b) |> Tensor.stack 1) (Tensor.cross 0 a b)
    Expect.same (Tensor.cross 0 a b |> Tensor.transpose) (Tensor.cross 1 (Tensor.transpose a) (Tensor.transpose b))

    Expect.same
        (Tensor.cross -1 (Tensor.transpose a) (Tensor.broadcastTo [ 5; 3 ] u))
        (Tensor.cross -1 (Tensor.transpose a) u)

    Expect.near 1e-12 (List.replicate 5 0.0) (Tensor.vecdot 0 a (Tensor.cross 0 a b))

[<Fact>]
let ``tensordot pairs axes`` () =
    let a, b = draw [ 2; 3; 4 ] 1L, draw [ 4; 3; 5 ] 2L
    Expect.same (Tensor.einsum "aij,jik->ak" [ a; b ]) (Tensor.tensordot [ 1; 2 ] [ 1; 0 ] a b)
    Expect.same (Tensor.einsum "aij,jkl->aikl" [ a; b ]) (Tensor.tensordot [ -1 ] [ 0 ] a b)
    Expect.same (Tensor.outer a b) (Tensor.tensordot [] [] a b)
    Expect.number ((Tensor.sum (a * a)).ToFloat()) (Tensor.tensordot [ 0; 1; 2 ] [ 0; 1; 2 ] a a)

[<Fact>]
let ``derivatives`` () =
    let pair = draw [ 2; 3 ] 1L, draw [ 2; 3 ] 2L
    Check.assertDerivatives (fun (a: Tensor, b: Tensor) -> Tensor.dot a[0] b[1]) pair
    Check.assertDerivatives (fun (a, b) -> Tensor.vecdot 1 a b) pair
    Check.assertDerivatives (fun (a, b) -> Tensor.inner a b) pair
    Check.assertDerivatives (fun (a, b) -> Tensor.outer a b) pair
    Check.assertDerivatives (fun (a, b) -> Tensor.kron a b) pair
    Check.assertDerivatives (fun (a, b) -> Tensor.cross 1 a b) pair
    Check.assertDerivatives (fun (a, b) -> Tensor.tensordot [ 0 ] [ 0 ] a b) pair

[<Fact>]
let ``under vmap`` () =
    let a, b = draw [ 4; 3 ] 1L, draw [ 3 ] 2L
    let check f = Expect.same (Tensor.stack 0 (Tensor.unstack 0 a |> List.map f)) (vmap f a)
    [ Tensor.dot b; Tensor.cross 0 b; Tensor.outer b; Tensor.kron b; Tensor.inner b ] |> List.iter check

[<Fact>]
let ``operands that do not fit are refused`` () =
    let a, b = Tensor.zeros [ 2; 3 ], Tensor.zeros [ 4; 2 ]
    let shape (action: unit -> Tensor) = Assert.True (Expect.error action).Error.IsShape
    shape (fun () -> Tensor.dot a a)
    shape (fun () -> Tensor.dot (Tensor.zeros [ 2 ]) (Tensor.zeros [ 3 ]))
    shape (fun () -> Tensor.inner a b)
    shape (fun () -> Tensor.inner (tensor 1.0) a)
    shape (fun () -> Tensor.cross 0 a a)
    shape (fun () -> Tensor.tensordot [ 0 ] [] a b)

    Expect.refusal
        _.IsShape
        [ "tensordot: the axes [1] and [0] do not pair"
          "  left  [2; 3]   right [4; 2]"
          "  rule  axes of a pair have one length" ]
        (fun () -> Tensor.tensordot [ 1 ] [ 0 ] a b)

    Assert.True (Expect.error (fun () -> Tensor.tensordot [ 0; 0 ] [ 0; 1 ] a a)).Error.IsAxis
    Assert.True (Expect.error (fun () -> Tensor.dot (tensor [ 1 ]) (tensor [ 1 ]))).Error.IsDType
    Assert.True (Expect.error (fun () -> Tensor.dot (tensor [ 1.0 ]) (tensor [ 1.0f ]))).Error.IsDType
