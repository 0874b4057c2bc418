/// Systems of equations, inverses, determinants and functions of matrices.
module Riemann.FSharp.Tests.LinearSystemTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Tests.Expect

let private draw shape seed = Random.normal shape (Key.create seed)

let private a = tensor [ [ 2.0; -1.0; 0.5 ]; [ 1.0; 3.0; -2.0 ]; [ 0.25; 1.0; 4.0 ] ]

[<Fact>]
let ``reference values`` () =
    // torch.linalg
    Expect.values
        [ 0.1992337164750958; -0.2068965517241379; 0.7892720306513411 ]
        (Tensor.solve a (tensor [ 1.0; -2.0; 3.0 ]))

    Expect.values
        [ 0.4291187739463601
          0.13793103448275862
          0.015325670498084289
          -0.13793103448275862
          0.24137931034482757
          0.13793103448275862
          0.007662835249042144
          -0.06896551724137931
          0.21455938697318008 ]
        (Tensor.inverse a)

    Expect.number 32.625 (Tensor.determinant a)
    let sign, log = Tensor.signedLogDeterminant (Tensor.slice [ Slice.Step(-1, 0, -1) ] a)
    Expect.number -1.0 sign
    Expect.number (System.Math.Log 32.625) log

[<Theory; InlineData(1); InlineData(7); InlineData(8); InlineData(9); InlineData(33); InlineData(200)>]
let ``systems of every size`` (n: int) =
    let a = draw [ n; n ] 1L
    let views = [ a; Tensor.transpose a; Tensor.slice [ Slice.Step(-1, 0, -1); Slice.All ] a ]

    for a in views do
        for b in [ draw [ n ] 2L; draw [ n; 3 ] 2L; Tensor.transpose (draw [ 40; n ] 2L) ] do
            Expect.near 1e-7 (numbers b) (a *@ Tensor.solve a b)

        Expect.near 1e-7 (numbers (Tensor.eye n)) (a *@ Tensor.inverse a)

    let single = Tensor.cast DType.Float32 (a + 30.0 * Tensor.eye n)
    let x = Tensor.solve single (Tensor.full DType.Float32 [ n ] 1.0)
    Assert.Equal(DType.Float32, x.DType)
    Expect.near 1e-4 (List.replicate n 1.0) (single *@ x)

[<Fact>]
let ``batches broadcast`` () =
    let a, b = draw [ 2; 1; 3; 3 ] 1L, draw [ 4; 3; 2 ] 2L
    let x = Tensor.solve a b
    Assert.Equal<int list>([ 2; 4; 3; 2 ], x.Shape)

    for i in 0..1 do
        for j in 0..3 do
            Expect.same (Tensor.solve a[i, 0] b[j]) x[i, j]

    Expect.same (Tensor.stack 0 [ Tensor.solve a[0, 0] b[0, *, 0]; Tensor.solve a[1, 0] b[0, *, 0] ])
    <| Tensor.solve (Tensor.squeeze 1 a) b[0, *, 0]

    let whole = draw [ 300; 4; 4 ] 3L
    let each f = Tensor.unstack 0 whole |> List.map f |> Tensor.stack 0
    Expect.same (each Tensor.inverse) (Tensor.inverse whole)
    Expect.same (each Tensor.determinant) (vmap Tensor.determinant whole)
    let still = draw [ 4 ] 4L
    Expect.same (each (fun a -> Tensor.solve a still)) (vmap (fun a -> Tensor.solve a still) whole)
    Expect.same (Tensor.solve whole[0] whole[1]) (vmapOver [ 1 ] [ 1 ] (Tensor.solve whole[0]) whole[1])

[<Fact>]
let ``determinants are sums over permutations`` () =
    let a = draw [ 3; 3 ] 1L
    let at i j = (a[i, j]: Tensor).ToFloat()
    let minor i j k = at 0 i * (at 1 j * at 2 k - at 1 k * at 2 j)
    Expect.number (minor 0 1 2 - minor 1 0 2 + minor 2 0 1) (Tensor.determinant a)
    Expect.number -1.0 (Tensor.determinant (Tensor.slice [ Slice.Step(-1, 0, -1) ] (Tensor.eye 3)))
    let sign, log = Tensor.signedLogDeterminant (1e-30 * Tensor.eye 100)
    Expect.number 1.0 sign
    Expect.number (-3000.0 * System.Math.Log 10.0) log

[<Fact>]
let ``empty matrices and batches`` () =
    let none = Tensor.zeros [ 0; 0 ]
    Expect.number 1.0 (Tensor.determinant none)
    Expect.number 0.0 (snd (Tensor.signedLogDeterminant none))
    Expect.same (Tensor.ones [ 2 ]) (Tensor.determinant (Tensor.zeros [ 2; 0; 0 ]))
    Expect.same none (Tensor.inverse none)
    Expect.same none (Tensor.matrixExponential none)
    Expect.same none (grad Tensor.determinant none)
    Expect.same (Tensor.zeros [ 0; 3 ]) (Tensor.solve (Tensor.zeros [ 0; 3; 3 ]) (tensor [ 1.0; 2.0; 3.0 ]))
    Expect.same (Tensor.zeros [ 3; 0 ]) (Tensor.solve a (Tensor.zeros [ 3; 0 ]))
    Expect.same (Tensor.zeros [ 0; 2; 2 ]) (Tensor.matrixExponential (Tensor.zeros [ 0; 2; 2 ]))

[<Fact>]
let ``NaN and infinity`` () =
    let x = tensor [ [ 1.0; nan ]; [ 2.0; 4.0 ] ]
    Expect.values [ nan; nan ] (Tensor.solve x (tensor [ 1.0; 1.0 ]))
    Expect.number nan (Tensor.determinant x)
    Expect.number nan (fst (Tensor.signedLogDeterminant x))
    Expect.values (List.replicate 4 nan) (Tensor.matrixExponential x)
    Expect.values (List.replicate 4 nan) (Tensor.matrixExponential (tensor [ [ infinity; 1.0 ]; [ 1.0; 1.0 ] ]))
    Expect.values [ nan; nan ] (Tensor.solve (Tensor.eye 2) (tensor [ nan; nan ]))
    Expect.number infinity (Tensor.determinant (infinity * Tensor.ones [ 1; 1 ]))

[<Fact>]
let ``singular matrices`` () =
    let singular = tensor [ [ 1.0; 2.0 ]; [ 2.0; 4.0 ] ]
    Expect.number 0.0 (Tensor.determinant singular)
    let sign, log = Tensor.signedLogDeterminant singular
    Expect.number 0.0 sign
    Expect.number -infinity log
    let hint = "  hint  Tensor.pinv takes any matrix"

    let refused words (action: unit -> Tensor) =
        Expect.refusal _.IsValue [ $"solve: the matrix is singular{words}: pivot 2 is zero"; hint ] action

    refused "" (fun () -> Tensor.solve singular (tensor [ 1.0; 2.0 ]))
    refused "" (fun () -> Tensor.inverse singular)
    refused "" (fun () -> grad (Tensor.signedLogDeterminant >> snd) singular)
    refused "" (fun () -> grad (grad Tensor.determinant >> Tensor.sum) singular)
    let two = Tensor.stack 0 [ Tensor.eye 2; singular ]
    refused " in example [1]" (fun () -> Tensor.inverse two)
    refused " in example [1]" (fun () -> vmap Tensor.inverse two)
    refused " in example [0; 1]" (fun () -> Tensor.inverse (Tensor.insertAxis 0 two))

[<Fact>]
let ``the gradient of a determinant is the adjugate, transposed`` () =
    let cofactors (a: Tensor) =
        let n = a.Shape[0]

        let without i =
            [ for j in 0 .. n - 1 do
                  if j <> i then j ]

        build [ n; n ] (fun p ->
            let rows = Tensor.take 0 (tensor (without p[0])) a
            let minor = Tensor.take 1 (tensor (without p[1])) rows
            (if (p[0] + p[1]) % 2 = 0 then 1.0 else -1.0) * (Tensor.determinant minor).ToFloat())

    let regular, lowRank = draw [ 4; 4 ] 1L, draw [ 4; 3 ] 2L *@ draw [ 3; 4 ] 3L

    let singular =
        [ lowRank
          tensor [ [ 0.0; 1.0 ]; [ 0.0; 0.0 ] ]
          Tensor.diag 1 (tensor [ 1.0; 2.0; 3.0 ])
          Tensor.diag -1 (tensor [ 1.0; 2.0; 3.0 ])
          tensor [ [ 1.0; 2.0; 3.0 ]; [ 2.0; 4.0; 6.0 ]; [ 0.0; 1.0; 5.0 ] ]
          tensor [ [ 1.0; 2.0; 3.0 ]; [ 2.0; 4.0; 6.0 ]; [ 3.0; 6.0; 9.0 ] ]
          Tensor.zeros [ 3; 3 ]
          tensor [ [ 1.0; 2.0; 3.0 ]; [ 4.0; 5.0; 6.0 ]; [ 7.0; 8.0; 9.0 ] ] ]

    for a in regular :: singular do
        Expect.same (cofactors a) (grad Tensor.determinant a)

    Expect.same (Tensor.ones [ 1; 1 ]) (grad Tensor.determinant (Tensor.zeros [ 1; 1 ]))
    let together = Tensor.stack 0 [ regular; singular[2]; lowRank; singular[3] ]

    Expect.same (Tensor.stack 0 (Tensor.unstack 0 together |> List.map cofactors))
    <| vmap (grad Tensor.determinant) together

[<Fact>]
let ``exponentials`` () =
    // mpmath.expm with 40 digits
    Expect.near 1e-12 [ -0.73575875814475308; 0.5518190996580977; -1.4715175990882605; 1.1036382407155726 ]
    <| Tensor.matrixExponential (tensor [ [ -49.0; 24.0 ]; [ -64.0; 31.0 ] ])

    let decay = tensor [ [ -30.0; 10.0 ]; [ 5.0; -20.0 ] ]

    Expect.near 1e-12 [ 1.6931254689947594; 4.6257041471850779; 2.3128520735925389; 6.3188296161798372 ]
    <| 1e8 * Tensor.matrixExponential decay

    let shift = Tensor.diag 1 (tensor [ 6.0; 6.0; 6.0 ])
    let powers = [ 1.0; 6.0; 18.0; 36.0; 0.0; 1.0; 6.0; 18.0; 0.0; 0.0; 1.0; 6.0; 0.0; 0.0; 0.0; 1.0 ]
    Expect.values powers (Tensor.matrixExponential shift)
    Expect.near 1e-5 powers (Tensor.matrixExponential (Tensor.cast DType.Float32 shift))
    // Each example is scaled for itself.
    let different = Tensor.stack 0 [ 1e-3 * shift; shift; 30.0 * Tensor.transpose shift; Tensor.zeros [ 4; 4 ] ]
    let each = Tensor.unstack 0 different |> List.map Tensor.matrixExponential |> Tensor.stack 0
    Expect.same each (Tensor.matrixExponential different)
    Expect.same (exp (tensor [ [ 3.0 ] ])) (Tensor.matrixExponential (tensor [ [ 3.0 ] ]))

[<Fact>]
let ``powers`` () =
    Expect.same (a *@ a *@ a *@ a *@ a) (Tensor.matrixPower 5 a)
    Expect.same (a *@ a) (Tensor.matrixPower 2 a)
    Expect.same a (Tensor.matrixPower 1 a)
    Expect.same (Tensor.eye 3) (Tensor.matrixPower 0 a)
    Expect.same (Tensor.inverse (a *@ a *@ a)) (Tensor.matrixPower -3 a)
    Expect.same (Tensor.stack 0 [ a *@ a; Tensor.eye 3 ]) (Tensor.matrixPower 2 (Tensor.stack 0 [ a; Tensor.eye 3 ]))

[<Fact>]
let ``derivatives`` () =
    let a, b = draw [ 2; 3; 3 ] 1L + 3.0 * Tensor.eye 3, draw [ 3 ] 2L
    Check.assertDerivatives (fun (a, b) -> Tensor.solve a b) (a, b)
    Check.assertDerivatives (fun (a: Tensor, b) -> Tensor.solve a[0] b) (a, Tensor.insertAxis 1 b)
    Check.assertDerivatives Tensor.inverse a
    Check.assertDerivatives Tensor.determinant a
    Check.assertDerivatives Tensor.signedLogDeterminant a
    Check.assertDerivatives (Tensor.matrixPower 3) a
    Check.assertDerivatives (Tensor.matrixPower -2) a
    Check.assertDerivatives Tensor.matrixExponential (0.3 * a)

[<Fact>]
let ``third derivatives`` () =
    // 1 / x, whose derivatives are known.
    let reciprocal (x: Tensor) = Tensor.sum (Tensor.inverse (Tensor.reshape [ 1; 1 ] x))
    Expect.number -6.0 (higherOrderGrad 3 reciprocal (tensor 1.0))
    // det(I + x A) is 1 + x tr A + ... + x^3 det A.
    let characteristic (x: Tensor) = Tensor.determinant (Tensor.eye 3 + x * a)
    Expect.near 1e-10 [ 6.0 * 32.625 ] (higherOrderGrad 3 characteristic (tensor 0.4))
    let exponential (x: Tensor) = Tensor.trace (Tensor.matrixExponential (x * a))
    let cubed = Tensor.trace (Tensor.matrixPower 3 a *@ Tensor.matrixExponential (0.5 * a))
    Expect.near 1e-10 (numbers cubed) (higherOrderGrad 3 exponential (tensor 0.5))

[<Fact>]
let ``operands that do not fit are refused`` () =
    let shape (action: unit -> Tensor) = Assert.True (Expect.error action).Error.IsShape
    let x = Tensor.zeros [ 2; 3 ]
    shape (fun () -> Tensor.solve x (tensor [ 1.0; 2.0 ]))
    shape (fun () -> Tensor.solve a (tensor [ 1.0; 2.0 ]))
    shape (fun () -> Tensor.solve a (tensor 1.0))
    shape (fun () -> Tensor.solve (Tensor.stack 0 [ a; a ]) (Tensor.zeros [ 3; 3; 1 ]))
    shape (fun () -> Tensor.inverse (tensor 1.0))
    shape (fun () -> Tensor.determinant x)
    shape (fun () -> Tensor.signedLogDeterminant x |> fst)
    shape (fun () -> Tensor.matrixExponential x)
    shape (fun () -> Tensor.matrixPower 0 x)
    Assert.True (Expect.error (fun () -> Tensor.inverse (tensor [ [ 1 ] ]))).Error.IsDType
    Assert.True (Expect.error (fun () -> Tensor.solve a (tensor [ 1.0f; 1.0f; 1.0f ]))).Error.IsDType

    Expect.refusal
        _.IsShape
        [ "inverse: the matrix is not square"; "  operand [2; 3]"; "  rule  [.., n, n]" ]
        (fun () -> Tensor.inverse x)
