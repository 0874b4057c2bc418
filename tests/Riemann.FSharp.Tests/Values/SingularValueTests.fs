/// Orthogonal factors, singular values and what is made of them: against what defines them and numpy 1.24 (float64).
module Riemann.FSharp.Tests.SingularValueTests

open Xunit
open Riemann.FSharp
open Riemann.Kernels

let private key = Key.create 12L

let private near tolerance (expected: Tensor) (actual: Tensor) =
    Assert.Equal<int list>(expected.Shape, actual.Shape)
    Assert.Equal(expected.DType, actual.DType)
    Expect.near tolerance (Expect.numbers expected) actual

/// Matrices of every form, layout and rank, and both float types.
let private matrices =
    [ for x in
          [ Random.normal [ 5; 5 ] key
            Random.normal [ 1; 1 ] key
            Random.normal [ 7; 3 ] key
            Random.normal [ 3; 7 ] key
            Random.normal [ 1; 4 ] key
            Random.normal [ 4; 1 ] key
            Random.normal [ 2; 3; 6; 4 ] key
            Random.normal [ 80; 30 ] key
            Random.normal [ 30; 80 ] key
            Tensor.transpose (Random.normal [ 6; 4 ] key)
            Tensor.slice [ Slice.Step(-1, 0, -1); Slice.Step(6, 0, -2) ] (Random.normal [ 5; 7 ] key)
            Tensor.broadcastTo [ 4; 3 ] (Random.normal [ 3 ] key)
            Tensor.eye 5
            Tensor.zeros [ 3; 4 ]
            Tensor.zeros [ 4; 2 ]
            Tensor.zeros [ 0; 3 ]
            Tensor.zeros [ 3; 0 ]
            Tensor.zeros [ 0; 3; 2 ]
            Random.normal [ 4; 3 ] key * 1e-200
            Random.normal [ 3; 4 ] key * 1e200 ] do
          x
          if x.Length = 0 || (Tensor.max (abs x)).ToFloat() < 1e30 then Tensor.cast DType.Float32 x ]

let private tolerance (x: Tensor) = if x.DType = DType.Float32 then 1e-5 else 1e-12
let private scale (x: Tensor) = if x.Length = 0 then 1.0 else max 1e-300 ((Tensor.max (abs x)).ToFloat())

let private isOrthonormal (q: Tensor) =
    let k = List.last q.Shape
    let identity = Tensor.eyeOf q.DType k k |> Tensor.broadcastTo (List.take (q.Rank - 2) q.Shape @ [ k; k ])
    near (tolerance q) identity (Tensor.transpose q *@ q)

[<Fact>]
let ``Q is orthonormal, R upper triangular with no negative diagonal, and their product is the matrix`` () =
    for x in matrices do
        let q, r = Tensor.qr x
        isOrthonormal q
        near 1e-300 (Tensor.triu 0 r) r
        Assert.All(Expect.numbers (Tensor.diagonal 0 r), fun d -> Assert.True(d >= 0.0))
        near (10.0 * tolerance x) (x / scale x) (q *@ (r / scale x))

[<Fact>]
let ``singular vectors are orthonormal, values descend, and the product is the matrix`` () =
    for x in matrices do
        let u, s, vt = Tensor.svd x
        isOrthonormal u
        isOrthonormal (Tensor.transpose vt)
        near 1e-300 (Tensor.sortDescending -1 s) s
        Assert.All(Expect.numbers s, fun s -> Assert.True(s >= 0.0))
        near (20.0 * tolerance x) (x / scale x) (u *@ Tensor.diag 0 (s / scale x) *@ vt)
        near (10.0 * tolerance x) (s / scale x) (Tensor.singularValues x / scale x)

[<Fact>]
let ``the pseudo-inverse obeys the four equations of Penrose`` () =
    for x in matrices do
        let p = Tensor.pinv x
        let left, right = x *@ p, p *@ x
        let tolerance = 200.0 * tolerance x
        near tolerance (x / scale x) (left *@ (x / scale x))
        near tolerance (p * scale x) (right *@ (p * scale x))
        near tolerance (Tensor.transpose left) left
        near tolerance (Tensor.transpose right) right

[<Fact>]
let ``signs are those of the left vectors`` () =
    let u, s, vt = Tensor.svd (tensor [ [ 0.0; -2.0 ]; [ 1.0; 0.0 ] ])
    Expect.values [ 1.0; 0.0; 0.0; 1.0 ] u
    Expect.values [ 2.0; 1.0 ] s
    Expect.values [ 0.0; -1.0; 1.0; 0.0 ] vt
    let q, r = Tensor.qr (tensor [ [ 0.0; 2.0 ]; [ -3.0; 1.0 ] ])
    Expect.values [ 0.0; 1.0; -1.0; 0.0 ] q
    Expect.values [ 3.0; -1.0; 0.0; 2.0 ] r

[<Fact>]
let ``norms, rank and condition agree with numpy`` () =
    // numpy.linalg.norm (x, p), .cond (x) and .matrix_rank (x)
    let x = tensor [ [ 1.0; -2.0; 3.0 ]; [ 4.0; 5.0; -6.0 ]; [ 7.0; 8.0; 10.0 ]; [ 0.5; 0.0; -1.0 ] ]
    let norm p = Tensor.matrixNorm p x
    norm 1.0 |> Expect.number 20.0
    norm -1.0 |> Expect.number 12.5
    norm infinity |> Expect.number 25.0
    norm -infinity |> Expect.number 1.5
    norm 2.0 |> Expect.number 14.683437246230772
    norm -2.0 |> Expect.number 1.9278852743303128
    Tensor.frobeniusNorm x |> Expect.number 17.471405209656147
    Tensor.nuclearNorm x |> Expect.number 25.881162271334734
    Tensor.conditionNumber x |> Expect.number 7.61634389853999
    let low = tensor [ [ 1.0; 2.0 ]; [ 2.0; 4.0 ] ]
    Tensor.conditionNumber (Tensor.eye 3) |> Expect.number 1.0
    Tensor.conditionNumber (tensor [ [ 1.0; 0.0 ]; [ 0.0; 0.0 ] ]) |> Expect.number infinity
    Tensor.conditionNumber (Tensor.zeros [ 2; 2 ]) |> Expect.number infinity

    Tensor.matrixRank (Tensor.stack 0 [ low; Tensor.eye 2; Tensor.zeros [ 2; 2 ] ])
    |> Expect.same (tensor [ 1L; 2L; 0L ])

    Tensor.matrixRankWithin 0.6 (tensor [ [ 2.0; 0.0 ]; [ 0.0; 1.0 ] ]) |> Expect.same (tensor 1L)
    Tensor.matrixRank (Tensor.zeros [ 2; 0; 3 ]) |> Expect.same (tensor [ 0L; 0L ])
    Tensor.nuclearNorm (Tensor.zeros [ 0; 3 ]) |> Expect.number 0.0

[<Fact>]
let ``norms have right gradients where singular values are equal or 0`` () =
    grad Tensor.nuclearNorm (2.0 * Tensor.eye 3) |> near 1e-14 (Tensor.eye 3)
    let low = tensor [ [ 3.0; 0.0; 0.0 ]; [ 0.0; 0.0; 0.0 ] ]
    Assert.All(Expect.numbers (grad Tensor.nuclearNorm low), fun g -> Assert.True(System.Double.IsFinite g))
    grad (Tensor.matrixNorm 2.0) low |> Expect.values [ 1.0; 0.0; 0.0; 0.0; 0.0; 0.0 ]
    grad (fun x -> Tensor.sum (Tensor.singularValues x ** 2.0)) low |> near 1e-13 (2.0 * low)

    let ofSvd x =
        let _, s, _ = Tensor.svd x
        Tensor.sum s

    grad ofSvd (2.0 * Tensor.eye 3) |> near 1e-14 (Tensor.eye 3)

[<Fact>]
let ``the derivative of the pseudo-inverse is right where singular values are equal, and in lower rank`` () =
    // Of an invertible matrix it is - P dA P.
    let direction = Random.normal [ 3; 3 ] key
    jvp Tensor.pinv (2.0 * Tensor.eye 3) direction |> snd |> near 1e-14 (-0.25 * direction)
    // Along a path of rank 1, u(t) v', the pseudo-inverse is v u(t)' / (|u|^2 |v|^2).
    let u, du, v = tensor [ 1.0; 2.0; 2.0 ], tensor [ 0.5; -1.0; 3.0 ], tensor [ 3.0; 4.0 ]
    let closed u = Tensor.outer v u / (25.0 * Tensor.sum (u * u))
    let found (u: Tensor) = Tensor.pinv (Tensor.outer u v)
    let twice f = jvp (fun u -> snd (jvp f u du)) u du
    near 1e-13 (closed u) (found u)
    near 1e-12 (fst (twice closed)) (fst (twice found))
    near 1e-11 (snd (twice closed)) (snd (twice found))

[<Fact>]
let ``least squares agree with the normal equations, and of many solutions is the smallest`` () =
    let a, b = Random.normal [ 2; 6; 3 ] key, Random.normal [ 2; 6; 2 ] (Key.create 13L)
    let x = Tensor.lstsq a b
    near 1e-11 (Tensor.transpose a *@ b) (Tensor.transpose a *@ a *@ x)
    near 1e-12 x (Tensor.lstsqFullRank a b)
    let vector = b[0, *, 0]
    near 1e-12 x[0, *, 0] (Tensor.lstsq a[0] vector)
    near 1e-12 x[0, *, 0] (Tensor.lstsqFullRank a[0] vector)
    // x + y = 2 and 2 x + 2 y = 4.
    Tensor.lstsq (tensor [ [ 1.0; 1.0 ]; [ 2.0; 2.0 ] ]) (tensor [ 2.0; 4.0 ]) |> Expect.values [ 1.0; 1.0 ]
    Tensor.lstsq (tensor [ [ 1.0; 1.0 ] ]) (tensor [ 2.0 ]) |> Expect.values [ 1.0; 1.0 ]

    let loss solve (a, b) =
        let x: Tensor = solve a b
        Tensor.sum (x * x)

    let ga, gb = grad (loss Tensor.lstsq) (a, b)
    let ga', gb' = grad (loss Tensor.lstsqFullRank) (a, b)
    near 1e-11 ga ga'
    near 1e-11 gb gb'

[<Fact>]
let ``what does not fit is refused`` () =
    let norm = Tensor.matrixNorm 1.0

    let takers =
        [ "qr", Tensor.qr >> fst; "singularValues", Tensor.singularValues; "pinv", Tensor.pinv; "matrixNorm", norm ]

    for name, f in takers do
        Expect.refusal
            _.IsShape
            [ $"{name}: a matrix has two axes or more"; "  operand [3]"; "  rule  [.., m, n]" ]
            (fun () -> f (Tensor.zeros [ 3 ]))

        Assert.True (Expect.error (fun () -> f (Tensor.cast DType.Int64 (Tensor.eye 2)))).Error.IsDType

    Expect.refusal
        _.IsValue
        [ "matrixNorm: there is no matrix norm 3"
          "  hint  p is 1, 2, infinity or one of their negatives; see frobeniusNorm and nuclearNorm" ]
        (fun () -> Tensor.matrixNorm 3.0 (Tensor.eye 2))

    Expect.refusal
        _.IsValue
        [ "pinv: the tolerance is -1"; "  hint  singular values up to the tolerance times the largest count as 0" ]
        (fun () -> Tensor.pinvWithin -1.0 (Tensor.eye 2))

    Expect.refusal
        _.IsShape
        [ "lstsq: the numbers of rows differ"
          "  a     [4; 2]   b     [3]"
          "  rule  [.., m, n] with [.., m, k] or [m]" ]
        (fun () -> Tensor.lstsq (Tensor.zeros [ 4; 2 ]) (Tensor.zeros [ 3 ]))

    Assert.True
        (Expect.error (fun () -> Tensor.lstsqFullRank (Tensor.zeros [ 2; 3 ]) (Tensor.zeros [ 2 ]))).Error.IsShape

    Assert.True (Expect.error (fun () -> Tensor.conditionNumber (Tensor.zeros [ 0; 2 ]))).Error.IsEmpty
