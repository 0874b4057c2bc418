/// Distances, covariances, closeness, and tensors put together, against numpy 1.24, scipy 1.10 and torch 1.13.
module Riemann.FSharp.Tests.RelationTests

open Xunit
open Riemann.FSharp

let private a = tensor [ [ 0.0; 1.0 ]; [ 2.0; -1.0 ]; [ 0.5; 0.5 ] ]
let private b = tensor [ [ 1.0; 1.0 ]; [ 0.0; 1.0 ] ]
let private y = tensor [ [ 1.0; 3.0; -2.0; 5.0 ]; [ 2.0; 2.0; 7.0; -1.0 ] ]

[<Fact>]
let ``pairwise distances`` () =
    for p, expected in
        [ 1.0, [ 1.0; 0.0; 3.0; 4.0; 1.0; 1.0 ]
          2.0, [ 1.0; 0.0; 2.23606797749979; 2.8284271247461903; 0.7071067811865476; 0.7071067811865476 ]
          3.0, [ 1.0; 0.0; 2.080083823051904; 2.5198420997897464; 0.6299605249474366; 0.6299605249474366 ]
          infinity, [ 1.0; 0.0; 2.0; 2.0; 0.5; 0.5 ] ] do
        let found = Tensor.pairwiseDistances p a b
        Assert.Equal<int list>([ 3; 2 ], found.Shape)
        Expect.values expected found

    let batch = Tensor.pairwiseDistances 2.0 (Tensor.stack 0 [ a; 2.0 * a ]) b
    Expect.same (Tensor.pairwiseDistances 2.0 (2.0 * a) b) batch[1]
    Assert.Equal<int list>([ 3; 0 ], (Tensor.pairwiseDistances 2.0 a (Tensor.zeros [ 0; 2 ])).Shape)
    // A row's distance from itself is 0, where the norm has a corner.
    let slope = grad (fun a -> Tensor.sum (Tensor.pairwiseDistances 2.0 a a)) a
    Assert.All(Expect.numbers slope, fun d -> Assert.True(System.Double.IsFinite d))
    Check.assertDerivatives (fun (a, b) -> Tensor.pairwiseDistances 2.0 (a + 0.1) b) (a, b)

[<Fact>]
let ``covariance and correlation`` () =
    Expect.near 1e-12 [ 8.916666666666666; -9.5; -9.5; 11.0 ] (Tensor.covariance 1 y)
    Expect.near 1e-12 [ 6.6875; -7.125; -7.125; 8.25 ] (Tensor.covariance 0 y)
    Expect.near 1e-12 [ 1.0; -0.9592371650574887; -0.9592371650574887; 1.0 ] (Tensor.correlation y)
    Expect.number -0.23128442344214895 (Tensor.cosineSimilarity 0 y[0] y[1])
    Expect.values [ nan ] (Tensor.cosineSimilarity 1 (Tensor.zeros [ 1; 4 ]) y[0..0, *])
    Check.assertDerivatives (Tensor.covariance 1) y
    Check.assertDerivatives Tensor.correlation y
    Check.assertDerivatives (fun (y: Tensor) -> Tensor.cosineSimilarity 0 y[0] y[1]) y
    let batch = Tensor.stack 0 [ y; y * y ]
    Expect.same (Tensor.correlation batch) (vmap Tensor.correlation batch)

[<Fact>]
let ``softmax`` () =
    let expected = [ 0.015863700808511537; 0.11721777521074328; 0.0007898071567207025; 0.8661287168240246 ]
    Expect.values expected (Tensor.softmax 0 y[0])
    Expect.values (List.map log expected) (Tensor.logSoftmax -1 y[0])
    Expect.values [ 1.0; 0.0 ] (Tensor.softmax 0 (tensor [ 1000.0; -1000.0 ]))
    Expect.same (Tensor.transpose (Tensor.softmax 1 y)) (Tensor.softmax 0 (Tensor.transpose y))
    Check.assertDerivatives (Tensor.softmax 1) y
    Check.assertDerivatives (Tensor.logSoftmax 0) y

[<Fact>]
let ``closeness`` () =
    let x = tensor [ 1.0; 1.0; infinity; infinity; -infinity; nan; 0.0 ]
    let near = tensor [ 1.0 + 1e-9; 1.1; infinity; 1.0; infinity; nan; 1e-10 ]
    Expect.same (tensor [ true; false; true; false; false; false; true ]) (Tensor.isClose 1e-5 1e-8 x near)
    Expect.same (tensor false) (Tensor.allClose 1e-5 1e-8 x near)
    Expect.same (tensor true) (Tensor.allClose 1e-5 1e-8 y (y + 1e-9))

    Expect.same
        (tensor [ true; false ])
        (vmap (Tensor.allClose 0.0 0.5 y[0]) (Tensor.stack 0 [ y[0] + 0.4; y[0] + 0.6 ]))

    Expect.same (tensor true) (Tensor.allEqual y y)
    Expect.same (tensor false) (Tensor.allEqual y y[0])
    Expect.same (tensor false) (Tensor.allEqual (tensor nan) (tensor nan))
    Expect.same (tensor [ false; true; true; false ]) (Tensor.isInfinite (tensor [ 1.0; infinity; -infinity; nan ]))
    Expect.same (tensor [ true; false; true; false ]) (Tensor.isIn (tensor [ 3; 1 ]) (tensor [ 1; 2; 3; 4 ]))
    Expect.same (tensor [ false ]) (Tensor.isIn (Tensor.zeros [ 0 ]) (tensor [ 1.0 ]))
    Expect.same (tensor true) (Tensor.any (tensor [ [ false ]; [ true ] ]))
    Expect.same (tensor false) (Tensor.all (tensor [ [ false ]; [ true ] ]))

[<Fact>]
let ``diagonals, blocks and turns`` () =
    let x = Tensor.reshape [ 2; 3 ] (Tensor.arange 6)
    Expect.same (tensor [ [ 9.0; 1.0; 2.0 ]; [ 3.0; 8.0; 5.0 ] ]) (Tensor.setDiagonal 0 (tensor [ 9.0; 8.0 ]) x)
    Expect.same (tensor [ [ 0.0; 7.0; 2.0 ]; [ 3.0; 4.0; 7.0 ] ]) (Tensor.setDiagonal 1 (tensor 7.0) x)
    Expect.same (tensor [ [ 0.0; 1.0; 2.0 ]; [ 6.0; 4.0; 5.0 ] ]) (Tensor.setDiagonal -1 (tensor [ 6.0 ]) x)
    Expect.same x (Tensor.setDiagonal 5 (tensor 7.0) x)
    Check.assertDerivatives (fun (v, x) -> sin (Tensor.setDiagonal 1 v x)) (tensor [ 9.0; 8.0 ], x)
    Expect.values [ 0.0; 0.0 ] (Tensor.diagonal 0 (grad (Tensor.setDiagonal 0 (tensor 1.0) >> Tensor.sum) (nan * x)))

    Expect.same
        (tensor [ [ 0.0; 1.0; 2.0; 0.0 ]; [ 3.0; 4.0; 5.0; 0.0 ]; [ 0.0; 0.0; 0.0; 7.0 ] ])
        (Tensor.blockDiag [ x; tensor [ [ 7.0 ] ] ])

    Assert.Equal<int list>([ 0; 0 ], (Tensor.blockDiag []).Shape)
    Assert.Equal<int list>([ 2; 4 ], (Tensor.blockDiag [ Tensor.zeros [ 0; 1 ]; x ]).Shape)
    Check.assertDerivatives (fun x -> sin (Tensor.blockDiag [ x; x * x ])) x
    Expect.same (tensor [ [ 2.0; 5.0 ]; [ 1.0; 4.0 ]; [ 0.0; 3.0 ] ]) (Tensor.rot90 1 0 1 x)
    Expect.same (tensor [ [ 3.0; 0.0 ]; [ 4.0; 1.0 ]; [ 5.0; 2.0 ] ]) (Tensor.rot90 -1 0 1 x)
    Expect.same (Tensor.flip [ 0; 1 ] x) (Tensor.rot90 6 0 1 x)
    Expect.same x (Tensor.rot90 4 0 1 x)
    Expect.same (Tensor.rot90 -1 0 1 x) (Tensor.rot90 1 1 0 x)
    Expect.same (Tensor.roll 1 0 (Tensor.roll -2 1 x)) (Tensor.rollMany [ 1, 0; -2, 1 ] x)
    Expect.same (tensor [ 1.0; -1.0 ]) (Tensor.maskedFill (tensor [ false; true ]) -1.0 (tensor [ 1.0; nan ]))

[<Fact>]
let ``what does not fit is refused`` () =
    Expect.refusal
        _.IsShape
        [ "pairwiseDistances: the rows differ in length"
          "  left  [3; 2]   right [2; 4]"
          "  rule  [.., m, d] and [.., n, d] -> [.., m, n]" ]
        (fun () -> Tensor.pairwiseDistances 2.0 a y)

    Expect.refusal
        _.IsValue
        [ "covariance: 1 observations less a correction of 1 leave nothing to divide by"
          "  hint  more observations, or correction 0" ]
        (fun () -> Tensor.covariance 1 y[*, 0..0])

    Expect.refusal _.IsShape [ "blockDiag: a block is not a matrix"; "  block [4]"; "  rule  blocks [m, n]" ] (fun () ->
        Tensor.blockDiag [ y; y[0] ])

    Assert.True (Expect.error (fun () -> Tensor.pairwiseDistances 2.0 a b[0])).Error.IsAxis
    Assert.True (Expect.error (fun () -> Tensor.covariance 1 y[0])).Error.IsAxis
    Assert.True (Expect.error (fun () -> Tensor.isClose -1.0 0.0 y y)).Error.IsValue
    Assert.True (Expect.error (fun () -> Tensor.setDiagonal 0 (tensor [ 1.0; 2.0; 3.0 ]) y)).Error.IsShape
    Assert.True (Expect.error (fun () -> Tensor.rot90 1 0 0 y)).Error.IsAxis
    Assert.True (Expect.error (fun () -> Tensor.softmax 2 y)).Error.IsAxis
