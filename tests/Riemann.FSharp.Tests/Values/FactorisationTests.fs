/// Triangular systems, and factors of matrices.
module Riemann.FSharp.Tests.FactorisationTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Tests.Expect

let private draw shape seed = Random.normal shape (Key.create seed)

let private regular n = draw [ n; n ] 3L + float n * Tensor.eye n

let private transposed = { Triangle.lower with Transposed = true }

/// By the definition: the part of a that is solved with.
let private part triangle (a: Tensor) =
    let part = if triangle.Upper then Tensor.triu 0 a else Tensor.tril 0 a
    let size = a.Shape[0]
    let part = if triangle.UnitDiagonal then part - Tensor.diag 0 (Tensor.diagonal 0 part) + Tensor.eye size else part
    if triangle.Transposed then Tensor.transpose part else part

[<Theory; InlineData(1); InlineData(5); InlineData(17); InlineData(40); InlineData(131)>]
let ``triangular systems of every size and kind`` (n: int) =
    let a = regular n / float n

    for upper in [ false; true ] do
        for turned in [ false; true ] do
            for unit in [ false; true ] do
                let triangle = { Upper = upper; Transposed = turned; UnitDiagonal = unit }
                // Dominant even with a diagonal of ones.
                let a = if unit then a / float n else a

                for a in [ a; Tensor.transpose a; Tensor.slice [ Slice.Step(-1, 0, -1); Slice.Step(-1, 0, -1) ] a ] do
                    for b in [ draw [ n; 1 ] 4L; draw [ n; 9 ] 4L; Tensor.transpose (draw [ 33; n ] 4L) ] do
                        Expect.same b (part triangle a *@ Tensor.triangularSolve triangle a b)

                    let b = draw [ n ] 4L
                    Expect.same b (part triangle a *@ Tensor.triangularSolve triangle a b)

[<Fact>]
let ``what is not in the triangle is not read`` () =
    let a = tensor [ [ 2.0; nan ]; [ 1.0; 4.0 ] ]
    Expect.values [ 1.0; 0.5 ] (Tensor.triangularSolve Triangle.lower a (tensor [ 2.0; 3.0 ]))
    Expect.values [ 1.25; 0.75 ] (Tensor.triangularSolve transposed a (tensor [ 3.25; 3.0 ]))
    let unit = { Triangle.lower with UnitDiagonal = true }

    Expect.values
        [ 2.0; 1.0 ]
        (Tensor.triangularSolve unit (tensor [ [ 0.0; 1.0 ]; [ 1.0; nan ] ]) (tensor [ 2.0; 3.0 ]))

    Expect.values [ nan; 0.25 ] (Tensor.triangularSolve Triangle.upper a (tensor [ 1.0; 1.0 ]))

[<Fact>]
let ``Cholesky of a matrix and of its symmetric part`` () =
    let a = tensor [ [ 4.0; 1.0; -0.5 ]; [ 1.0; 3.0; 0.75 ]; [ -0.5; 0.75; 2.0 ] ]
    // torch.linalg.cholesky
    let expected = [ 2.0; 0.0; 0.0; 0.5; 1.6583123951777; 0.0; -0.25; 0.5276448530110863; 1.2880570286640687 ]
    Expect.values expected (Tensor.cholesky a)
    let skew = tensor [ [ 0.0; 1.0; 2.0 ]; [ -1.0; 0.0; 3.0 ]; [ -2.0; -3.0; 0.0 ] ]
    Expect.values expected (Tensor.cholesky (a + skew))
    let b = draw [ 3; 2 ] 1L
    Expect.same b (a *@ Tensor.choleskySolve (Tensor.cholesky a) b)
    Expect.near 1e-6 expected (Tensor.cholesky (Tensor.cast DType.Float32 a))
    Assert.Equal(DType.Float32, (Tensor.cholesky (Tensor.cast DType.Float32 a)).DType)

[<Theory; InlineData(1); InlineData(16); InlineData(17); InlineData(100); InlineData(201)>]
let ``large factors multiply to the matrix`` (n: int) =
    let a = draw [ n; n ] 2L
    let positive = a *@ Tensor.transpose a / float n + Tensor.eye n
    let l = Tensor.cholesky positive
    Expect.same positive (l *@ Tensor.transpose l)
    Expect.same l (Tensor.tril 0 l)

    for a in [ a; Tensor.transpose a; draw [ n; n / 2 ] 5L; draw [ n / 2; n ] 6L ] do
        let p, l, u = Tensor.lu a
        Expect.same a (p *@ l *@ u)
        Expect.same l (Tensor.tril 0 l)
        Expect.same u (Tensor.triu 0 u)
        Assert.True((numbers l |> Array.map abs |> Array.fold max 0.0) <= 1.0)

[<Fact>]
let ``P, L and U of rectangles`` () =
    let tall = tensor [ [ 1.0; 4.0 ]; [ 3.0; 2.0 ]; [ -6.0; 5.0 ] ]
    let p, l, u = Tensor.lu tall
    // torch.linalg.lu
    Expect.values [ 0.0; 1.0; 0.0; 0.0; 0.0; 1.0; 1.0; 0.0; 0.0 ] p
    Expect.values [ 1.0; 0.0; -0.16666666666666666; 1.0; -0.5; 0.9310344827586208 ] l
    Expect.values [ -6.0; 5.0; 0.0; 4.833333333333333 ] u
    let p, l, u = Tensor.lu (Tensor.transpose tall)
    Expect.values [ 0.0; 1.0; 1.0; 0.0 ] p
    Expect.values [ 1.0; 0.0; 0.25; 1.0 ] l
    Expect.values [ 4.0; 2.0; 5.0; 0.0; 2.5; -7.25 ] u

[<Fact>]
let ``factors of singular, empty and NaN matrices`` () =
    let p, l, u = Tensor.lu (tensor [ [ 0.0; 2.0 ]; [ 0.0; 4.0 ] ])
    Expect.values [ 0.0; 2.0; 0.0; 4.0 ] (p *@ l *@ u)
    let _, _, u = Tensor.lu (tensor [ [ nan; 2.0 ]; [ 1.0; 4.0 ] ])
    Expect.values [ nan; 2.0; 0.0; nan ] u
    Expect.values [ nan; 0.0; nan; nan ] (Tensor.cholesky (tensor [ [ nan; 1.0 ]; [ 1.0; 2.0 ] ]))
    Expect.values [ 2.0; 0.0; nan; nan ] (Tensor.cholesky (tensor [ [ 4.0; nan ]; [ 1.0; 2.0 ] ]))

    for shape in [ [ 0; 0 ]; [ 0; 3 ]; [ 3; 0 ]; [ 2; 0; 3 ]; [ 0; 3; 3 ] ] do
        let p, l, u = Tensor.lu (Tensor.zeros shape)
        Expect.same (Tensor.zeros shape) (p *@ l *@ u)

    Assert.Equal<int list>([ 0; 3; 3 ], (Tensor.cholesky (Tensor.zeros [ 0; 3; 3 ])).Shape)

[<Fact>]
let ``derivatives of the factors`` () =
    let whole (p: Tensor, l: Tensor, u: Tensor) = l, u + 0.0 * Tensor.sum p

    for shape in [ [ 3; 3 ]; [ 4; 2 ]; [ 2; 4 ]; [ 2; 3; 2 ] ] do
        Check.assertDerivatives (Tensor.lu >> whole) (draw shape 9L)

    let spread (x: Tensor) = Tensor.cholesky (x *@ Tensor.transpose x + Tensor.eye 3)
    Check.assertDerivatives spread (draw [ 2; 3; 3 ] 9L)
    Check.assertDerivatives (fun (a, b) -> Tensor.choleskySolve (spread a) b) (draw [ 3; 3 ] 9L, draw [ 3 ] 8L)

[<Fact>]
let ``the gradient of a Cholesky factor is symmetric`` () =
    let a = tensor [ [ 4.0; 1.0 ]; [ 1.0; 3.0 ] ]
    // L = [r 0; b/r s] with r = sqrt a and s = sqrt(c - b^2/a), each differentiated by a, b/2 twice, and c.
    let s = sqrt 2.75
    let off = 0.25 - 1.0 / (8.0 * s)

    Expect.values
        [ 0.25 - 0.0625 + 1.0 / (32.0 * s); off; off; 1.0 / (2.0 * s) ]
        (grad (Tensor.cholesky >> Tensor.sum) a)

let private value lines action = Expect.refusal _.IsValue lines action

[<Fact>]
let ``matrices that are not positive definite are refused`` () =
    let hint = "  hint  add a small multiple of the identity, or use Tensor.lu"

    value [ "cholesky: the matrix is not positive definite: the leading 2 by 2 block is not"; hint ] (fun () ->
        Tensor.cholesky (tensor [ [ 1.0; 2.0; 0.0 ]; [ 2.0; 1.0; 0.0 ]; [ 0.0; 0.0; -1.0 ] ]))

    let bad = Tensor.stack 0 [ Tensor.eye 20; Tensor.eye 20 - Tensor.diag 0 (Tensor.oneHot 20 (tensor 18)) ]
    let expected = "cholesky: the matrix is not positive definite in example [1]: the leading 19 by 19 block is not"
    value [ expected; hint ] (fun () -> Tensor.cholesky bad)
    value [ expected; hint ] (fun () -> vmap Tensor.cholesky bad)
    Assert.True (Expect.error (fun () -> Tensor.cholesky (Tensor.zeros [ 1; 1 ]))).Error.IsValue

[<Fact>]
let ``operands that do not fit are refused`` () =
    let shape (action: unit -> Tensor) = Assert.True (Expect.error action).Error.IsShape
    let x, square = Tensor.zeros [ 2; 3 ], Tensor.eye 3
    shape (fun () -> Tensor.cholesky x)
    shape (fun () -> Tensor.cholesky (tensor 1.0))
    shape (fun () -> let p, _, _ = Tensor.lu (tensor [ 1.0 ]) in p)
    shape (fun () -> Tensor.triangularSolve Triangle.lower x square)
    shape (fun () -> Tensor.triangularSolve Triangle.lower square (tensor 1.0))
    Assert.True (Expect.error (fun () -> Tensor.cholesky (tensor [ [ 1 ] ]))).Error.IsDType

    Expect.refusal
        _.IsShape
        [ "triangularSolve: the right side has not as many rows as the matrix"
          "  matrix [3; 3]   right [2; 3]"
          "  rule  [.., n, n] and [.., n, k] -> [.., n, k]; a vector [n] is one column" ]
        (fun () -> Tensor.triangularSolve Triangle.lower square x)

    value
        [ "triangularSolve: the matrix is singular: pivot 2 is zero"; "  hint  Tensor.pinv takes any matrix" ]
        (fun () -> Tensor.triangularSolve Triangle.lower (tensor [ [ 1.0; 0.0 ]; [ 1.0; 0.0 ] ]) (tensor [ 1.0; 1.0 ]))
