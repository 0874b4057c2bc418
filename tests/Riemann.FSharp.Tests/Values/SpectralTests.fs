/// Eigenvalues and eigenvectors, against what defines them and closed forms.
module Riemann.FSharp.Tests.SpectralTests

open Xunit
open Riemann.FSharp
open Riemann.Kernels

let private key = Key.create 11L
let private symmetric (x: Tensor) = 0.5 * (x + Tensor.transpose x)

let private near tolerance (expected: Tensor) (actual: Tensor) =
    Assert.Equal<int list>(expected.Shape, actual.Shape)
    Assert.Equal(expected.DType, actual.DType)
    Expect.near tolerance (Expect.numbers expected) actual

/// Square matrices of every layout and both float types.
let private matrices =
    [ for x in
          [ Random.normal [ 5; 5 ] key
            Random.normal [ 1; 1 ] key
            Random.normal [ 2; 3; 4; 4 ] key
            Random.normal [ 40; 40 ] key
            Tensor.transpose (Random.normal [ 6; 6 ] key)
            Tensor.slice [ Slice.Step(-1, 0, -1); Slice.Step(6, 0, -2) ] (Random.normal [ 4; 7 ] key)
            Tensor.broadcastTo [ 4; 4 ] (Random.normal [ 4 ] key)
            Tensor.eye 5
            Tensor.zeros [ 3; 3 ]
            Tensor.zeros [ 0; 0 ]
            Tensor.zeros [ 0; 3; 3 ]
            Random.normal [ 4; 4 ] key * 1e-200
            Random.normal [ 4; 4 ] key * 1e200 ] do
          x
          if x.Length = 0 || (Tensor.max (abs x)).ToFloat() < 1e30 then Tensor.cast DType.Float32 x ]

let private tolerance (x: Tensor) = if x.DType = DType.Float32 then 1e-5 else 1e-12
let private scale (x: Tensor) = if x.Length = 0 then 1.0 else max 1e-300 ((Tensor.max (abs x)).ToFloat())

let private isAscending (x: Tensor) = near 1e-300 (Tensor.sort -1 x) x

let private identityLike (x: Tensor) =
    Tensor.eyeOf x.DType x.Shape[x.Rank - 1] x.Shape[x.Rank - 1] |> Tensor.broadcastTo x.Shape

[<Fact>]
let ``eigenvectors of symmetric matrices are orthonormal and give the symmetric part back`` () =
    for x in matrices do
        let values, vectors = Tensor.eigh x
        isAscending values
        near (tolerance x) (identityLike x) (Tensor.transpose vectors *@ vectors)
        let whole = vectors *@ Tensor.diag 0 (values / scale x) *@ Tensor.transpose vectors
        near (10.0 * tolerance x) (symmetric (x / scale x)) whole
        near 1e-300 values (Tensor.eigvalsh x)

[<Fact>]
let ``the sign of a vector is that of its leading component`` () =
    let _, vectors = Tensor.eigh (tensor [ [ 2.0; 1.0 ]; [ 1.0; 2.0 ] ])
    let half = sqrt 0.5
    near 1e-15 (tensor [ [ half; half ]; [ -half; half ] ]) vectors
    let _, vectors = Tensor.eigh (tensor [ [ 2.0; -1.0 ]; [ -1.0; 2.0 ] ])
    near 1e-15 (tensor [ [ half; half ]; [ half; -half ] ]) vectors

[<Fact>]
let ``eigenvalues agree with closed forms`` () =
    // Second differences: 2 - 2 cos (pi k / (n + 1)).
    let n = 30
    let off = Tensor.full DType.Float64 [ n - 1 ] -1.0
    let x = Tensor.diag 1 off + Tensor.diag -1 off + 2.0 * Tensor.eye n
    let expected = [ for k in 1..n -> 2.0 - 2.0 * cos (System.Math.PI * float k / float (n + 1)) ]
    Tensor.eigvalsh x |> Expect.near 1e-14 expected
    // A cycle of five: the fifth roots of one.
    let re, im = Tensor.eigvals (Tensor.roll 1 1 (Tensor.eye 5))
    let root k = 2.0 * System.Math.PI * float k / 5.0
    re |> Expect.near 1e-14 [ for k in [ 2; 2; 1; 1; 0 ] -> cos (root k) ]
    im |> Expect.near 1e-14 [ -sin(root 2); sin (root 2); -sin(root 1); sin (root 1); 0.0 ]

[<Fact>]
let ``eigenvectors of general matrices are what defines them`` () =
    for x in matrices do
        let (re, im), (vr, vi) = Tensor.eig x
        isAscending re
        let size = scale x
        let re', im' = Tensor.insertAxis -2 (re / size), Tensor.insertAxis -2 (im / size)
        let left v = (x / size) *@ v
        near (20.0 * tolerance x) (vr * re' - vi * im') (left vr)
        near (20.0 * tolerance x) (vr * im' + vi * re') (left vi)
        let lengths = Tensor.sumOver [ -2 ] (vr * vr + vi * vi)
        near (tolerance x) (Tensor.onesLike lengths) lengths
        let ofValues = Tensor.eigvals x
        near 1e-300 re (fst ofValues)
        near 1e-300 im (snd ofValues)

[<Fact>]
let ``NaN and infinity spoil their own matrix only`` () =
    for bad in [ nan; infinity; -infinity ] do
        let x = Tensor.stack 0 [ Tensor.eye 2; tensor [ [ 1.0; bad ]; [ 0.0; 1.0 ] ]; 2.0 * Tensor.eye 2 ]
        Tensor.eigvalsh x |> Expect.values [ 1.0; 1.0; nan; nan; 2.0; 2.0 ]
        fst (Tensor.eigvals x) |> Expect.values [ 1.0; 1.0; nan; nan; 2.0; 2.0 ]
        Tensor.singularValues x |> Expect.values [ 1.0; 1.0; nan; nan; 2.0; 2.0 ]
        Tensor.matrixRank x |> Expect.values [ 2.0; 0.0; 2.0 ]

        for parts in [ snd (Tensor.eigh x); fst (snd (Tensor.eig x)); fst (Tensor.qr x); Tensor.pinv x ] do
            Expect.values [ nan; nan; nan; nan ] parts[1]
            Assert.All(Expect.numbers parts[0], fun v -> Assert.True(System.Double.IsFinite v))

[<Fact>]
let ``functions of equal eigenvalues have right gradients`` () =
    let sumOfSquares x = Tensor.sum (Tensor.eigvalsh x * Tensor.eigvalsh x)
    let x = 3.0 * Tensor.eye 4
    grad sumOfSquares x |> near 1e-13 (2.0 * x)
    // log det: the inverse.
    let y = tensor [ [ 2.0; 0.0; 0.0 ]; [ 0.0; 2.0; 0.0 ]; [ 0.0; 0.0; 5.0 ] ]
    grad (Tensor.eigvalsh >> log >> Tensor.sum) y |> Expect.values [ 0.5; 0.0; 0.0; 0.0; 0.5; 0.0; 0.0; 0.0; 0.2 ]
    grad (fun x -> Tensor.sum (exp (Tensor.eigvalsh x))) (Tensor.zeros [ 3; 3 ]) |> near 1e-13 (Tensor.eye 3)
    // Nearly equal ones, whose reciprocal difference is beyond the largest float.
    let z = tensor [ [ 1e-310; 0.0 ]; [ 0.0; 2e-310 ] ]
    grad sumOfSquares z |> Expect.near 1e-13 [ 0.0; 0.0; 0.0; 0.0 ]
    let _, moved = jvp Tensor.eigvalsh z (tensor [ [ 1.0; 1.0 ]; [ 1.0; 3.0 ] ])
    moved |> Expect.values [ 1.0; 3.0 ]

[<Fact>]
let ``an eigenvalue moves as the gradient of its determinant equation says`` () =
    // Real and complex pairs of [[a, b], [c, d]] by the quadratic formula.
    for values in [ [ [ 1.0; 2.0 ]; [ 3.0; -1.0 ] ]; [ [ 1.0; 2.0 ]; [ -3.0; 0.5 ] ] ] do
        let x = tensor values

        let formula (x: Tensor) =
            let half = 0.5 * Tensor.trace x
            let disc = half * half - (x[0, 0] * x[1, 1] - x[0, 1] * x[1, 0])

            if disc.ToFloat() > 0.0 then
                Tensor.stack 0 [ half - sqrt disc; half + sqrt disc ], Tensor.zeros [ 2 ]
            else
                Tensor.stack 0 [ half; half ], Tensor.stack 0 [ -(sqrt -disc); sqrt -disc ]

        for weights in [ tensor [ 1.0; 0.0 ]; tensor [ -2.0; 0.5 ] ] do
            let along (f: Tensor -> Tensor * Tensor) x =
                let re, im = f x
                Tensor.sum (weights * re) + Tensor.sum (weights * im * im)

            near 1e-12 (grad (along formula) x) (grad (along Tensor.eigvals) x)
            near 1e-11 (hessian (along formula) x) (hessian (along Tensor.eigvals) x)

[<Fact>]
let ``matrices that are not square are refused`` () =
    for name, f in [ "eigh", Tensor.eigh >> fst; "eig", Tensor.eigvals >> fst ] do
        Expect.refusal
            _.IsShape
            [ $"{name}: the matrix is not square"; "  operand [2; 3]"; "  rule  [.., n, n]" ]
            (fun () -> f (Tensor.zeros [ 2; 3 ]))

        Expect.refusal
            _.IsShape
            [ $"{name}: a matrix has two axes or more"; "  operand [3]"; "  rule  [.., m, n]" ]
            (fun () -> f (Tensor.zeros [ 3 ]))

        let error = Expect.error (fun () -> f (Tensor.cast DType.Int64 (Tensor.eye 2)))
        Assert.True error.Error.IsDType

[<Fact>]
let ``results do not depend on the number of threads`` () =
    let x = Random.normal [ 70; 70 ] key
    let before = MathNet.Numerics.Control.MaxDegreeOfParallelism

    let all () =
        [ yield! Expect.numbers (snd (Tensor.eigh x))
          yield! Expect.numbers (fst (Tensor.qr x))
          let u, _, _ = Tensor.svd x
          yield! Expect.numbers u ]

    try
        MathNet.Numerics.Control.MaxDegreeOfParallelism <- 1
        let one = all ()
        MathNet.Numerics.Control.MaxDegreeOfParallelism <- 4
        Assert.Equal<float list>(one, all ())
    finally
        MathNet.Numerics.Control.MaxDegreeOfParallelism <- before
