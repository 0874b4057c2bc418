/// Fourier transforms against sums, closed forms and their own laws.
module Riemann.FSharp.Tests.FourierTests

open System
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Tests.Expect

/// Every kind of length: one pass, several, each radix, divided lines, primes with and without passes of their own.
let lengths: obj[] seq =
    seq {
        for n in [ 1; 2; 3; 4; 5; 7; 8; 9; 11; 13; 17; 30; 64; 77; 100; 101; 143; 256; 1000; 1009; 4100; 8192 ] ->
            [| n |]
    }

let private random shape seed = Random.normal shape (Key.create seed)
let private complex shape seed = ComplexTensor.create (random shape seed) (random shape (seed + 100L))

/// Elements k of the transform of one line by its definition, some fifty of them.
let private slow sign (z: ComplexTensor) =
    let real, imaginary = numbers z.Real, numbers z.Imaginary
    let n = real.Length

    [| for k in 0 .. max 1 (n / 50) .. n - 1 ->
           let angle j = sign * 2.0 * Math.PI * float (int64 j * int64 k % int64 n) / float n
           let at j = struct (cos (angle j), sin (angle j))

           let sum (part: float -> float -> float -> float -> float) =
               Array.sum [| for j in 0 .. n - 1 -> let struct (c, s) = at j in part real[j] imaginary[j] c s |]

           k, sum (fun x y c s -> x * c - y * s), sum (fun x y c s -> x * s + y * c) |]

/// The difference from the definition, relative to the root mean square of the elements.
let private distance sign z (found: ComplexTensor) =
    let real, imaginary = numbers found.Real, numbers found.Imaginary
    let size = numbers (ComplexTensor.squaredAbs z) |> Array.sum |> sqrt
    slow sign z |> Array.map (fun (k, x, y) -> max (abs (real[k] - x)) (abs (imaginary[k] - y)) / size) |> Array.max

let private sameComplex (expected: ComplexTensor) (actual: ComplexTensor) =
    same expected.Real actual.Real
    same expected.Imaginary actual.Imaginary

let private row i (z: ComplexTensor) = ComplexTensor.slice [ Slice.At i ] z

[<Theory; MemberData(nameof lengths)>]
let ``a transform is the sum that defines it`` (n: int) =
    // One line, fewer than a vector holds, and more.
    for lines in [ 1; 3; 9; 17 ] do
        let z = complex [ lines; n ] (int64 n)
        let last = lines - 1
        let tolerance = 1e-15 * sqrt (float n) + 2e-14 // the error of the plain sum included
        Assert.InRange(distance -1.0 (row last z) (row last (Fourier.forward -1 z)), 0.0, tolerance)
        Assert.InRange(distance 1.0 (row last z) (row last (Fourier.inverse 1 z) * float n), 0.0, tolerance)
        let across = z |> ComplexTensor.map Tensor.transpose |> Fourier.forward 0 |> ComplexTensor.map Tensor.transpose
        sameComplex (Fourier.forward 1 z) across
        let single = z |> ComplexTensor.map (Tensor.cast DType.Float32)
        Assert.InRange(distance -1.0 (row last single) (row last (Fourier.forward 1 single)), 0.0, 2e-6)

[<Theory; MemberData(nameof lengths)>]
let ``real numbers have half a spectrum`` (n: int) =
    for lines in [ 1; 3; 17 ] do
        let x = random [ lines; n ] (int64 n)
        let half = Fourier.real 1 x
        let whole = Fourier.forward 1 (ComplexTensor.ofReal x)
        sameComplex (ComplexTensor.slice [ Slice.All; Slice.Range(0, n / 2) ] whole) half
        same x (Fourier.inverseReal 1 n half)
        sameComplex half (Fourier.real 0 (Tensor.transpose x) |> ComplexTensor.map Tensor.transpose)
        same (Tensor.transpose x) (Fourier.inverseReal 0 n (half |> ComplexTensor.map Tensor.transpose))
        let single = Tensor.cast DType.Float32 x
        near 2e-6 (numbers single) (Fourier.inverseReal 1 n (Fourier.real 1 single))

[<Fact>]
let ``a shifted impulse is a wave, and a wave an impulse`` () =
    for n in [ 12; 17; 128 ] do
        for place in [ 0; 1; n - 1 ] do
            let impulse = Tensor.set [ Slice.At place ] (tensor 1.0) (Tensor.zeros [ n ])
            let angle = Tensor.arange n * (-2.0 * Math.PI * float place / float n)
            let wave = ComplexTensor.polar (Tensor.ones [ n ]) angle
            sameComplex wave (Fourier.forward 0 (ComplexTensor.ofReal impulse))
            sameComplex (ComplexTensor.ofReal impulse) (Fourier.inverse 0 wave)

[<Fact>]
let ``a sine has two elements`` () =
    let x = sin (Tensor.arange 16 * (2.0 * Math.PI * 3.0 / 16.0))
    let spectrum = Fourier.forward 0 (ComplexTensor.ofReal x)
    near 1e-14 [ for k in 0..15 -> 0.0 * float k ] spectrum.Real

    near
        1e-14
        [ for k in 0..15 ->
              (if k = 3 then -8.0
               elif k = 13 then 8.0
               else 0.0) ]
        spectrum.Imaginary

[<Fact>]
let ``sums of squares are kept`` () =
    for n in [ 15; 64; 101 ] do
        let z = complex [ 3; n ] 5L
        let energy (z: ComplexTensor) = Tensor.sum (ComplexTensor.squaredAbs z)
        let settings = { Fourier.defaults with Normalisation = Normalisation.Ortho }
        same (energy z) (energy (Fourier.forwardWith settings [ 0; 1 ] z))
        same (energy z * float n) (energy (Fourier.forward 1 z))

[<Fact>]
let ``normalisations undo each other`` () =
    let x = random [ 6; 5 ] 1L
    let z = complex [ 6; 5 ] 2L

    for normalisation in [ Normalisation.Backward; Normalisation.Ortho; Normalisation.Forward ] do
        let settings = { Normalisation = normalisation; Lengths = [ 5; 6 ] }
        sameComplex z (Fourier.forwardWith settings [ 1; 0 ] z |> Fourier.inverseWith settings [ 1; 0 ])
        same x (Fourier.realWith settings [ -1; 0 ] x |> Fourier.inverseRealWith settings [ -1; 0 ])

[<Fact>]
let ``several axes are one after the other`` () =
    let z = complex [ 3; 4; 5 ] 3L
    sameComplex (z |> Fourier.forward 0 |> Fourier.forward 2) (Fourier.forwardOver [ 0; -1 ] z)
    sameComplex z (Fourier.forwardOver [ 0; 1; 2 ] z |> Fourier.inverseOver [ 2; 1; 0 ])
    let x = random [ 3; 4; 5 ] 4L
    sameComplex (Fourier.real 1 x |> Fourier.forward 0) (Fourier.realOver [ 0; 1 ] x)
    same x (Fourier.inverseRealOver [ 0; 2 ] 5 (Fourier.realOver [ 0; 2 ] x))

[<Fact>]
let ``lengths pad with zeros and cut`` () =
    let x = random [ 2; 5 ] 6L
    let lengths n = { Fourier.defaults with Lengths = [ n ] }
    sameComplex (Fourier.real 1 (Tensor.pad [ 0, 0; 0, 3 ] x)) (Fourier.realWith (lengths 8) [ 1 ] x)
    sameComplex (Fourier.real 1 x[*, ..2]) (Fourier.realWith (lengths 3) [ 1 ] x)
    let z = complex [ 2; 4 ] 7L
    let cut = ComplexTensor.slice [ Slice.All; Slice.Range(0, 2) ] z
    same (Fourier.inverseReal 1 5 cut) (Fourier.inverseRealWith (lengths 5) [ 1 ] z)
    same (Fourier.inverseReal 1 6 z) (Fourier.inverseRealWith Fourier.defaults [ 1 ] z)

[<Fact>]
let ``imaginary parts that real numbers do not make are ignored`` () =
    let z = Fourier.real 0 (random [ 6 ] 8L)
    let wrong = { z with Imaginary = z.Imaginary + tensor [ 7.0; 0.0; 0.0; nan ] }
    same (Fourier.inverseReal 0 6 z) (Fourier.inverseReal 0 6 wrong)

[<Fact>]
let ``views and empty batches`` () =
    let z = complex [ 4; 6 ] 9L
    let flipped = z |> ComplexTensor.map (Tensor.flip [ 1 ])
    sameComplex (Fourier.forward 1 (flipped |> ComplexTensor.map (fun x -> x + 0.0))) (Fourier.forward 1 flipped)
    let repeated = Tensor.broadcastTo [ 3; 6 ] z.Real[0]
    sameComplex (Fourier.real 1 (repeated + 0.0)) (Fourier.real 1 repeated)
    let none = complex [ 0; 6 ] 9L
    Assert.Equal<int list>([ 0; 6 ], (Fourier.forward 1 none).Shape)
    Assert.Equal<int list>([ 0; 4 ], (Fourier.real 1 none.Real).Shape)
    Assert.Equal<int list>([ 0; 7 ], (Fourier.inverseReal 1 7 (Fourier.real 1 (Tensor.zeros [ 0; 7 ]))).Shape)

[<Fact>]
let ``NaN and infinity stay in their line`` () =
    for n in [ 6; 7; 17; 100 ] do
        for bad in [ nan; infinity ] do
            let x = Tensor.set [ Slice.At 1; Slice.At 2 ] (tensor bad) (random [ 3; n ] 10L)
            let found = (Fourier.forward 1 (ComplexTensor.ofReal x)).Real
            let isFinite = numbers (Tensor.isFinite found)
            Assert.All(isFinite[.. n - 1], fun ok -> Assert.Equal(1.0, ok))
            Assert.All(isFinite[n .. 2 * n - 1], fun ok -> Assert.Equal(0.0, ok))
            Assert.All(isFinite[2 * n ..], fun ok -> Assert.Equal(1.0, ok))
            let back = Fourier.inverseReal 1 n (Fourier.real 1 x) |> Tensor.isFinite |> numbers
            Assert.All(back[.. n - 1], fun ok -> Assert.Equal(1.0, ok))
            Assert.All(back[n .. 2 * n - 1], fun ok -> Assert.Equal(0.0, ok))

[<Fact>]
let ``frequencies and shifts`` () =
    values [ 0.0; 1.0; 2.0; -2.0; -1.0 ] (Fourier.frequencies 5 0.2)
    values [ 0.0; 2.5; -5.0; -2.5 ] (Fourier.frequencies 4 0.1)
    values [ 0.0; 1.0; 2.0 ] (Fourier.realFrequencies 5 0.2)
    values [ 0.0; 2.5; 5.0 ] (Fourier.realFrequencies 4 0.1)
    values [ -2.0; -1.0; 0.0; 1.0; 2.0 ] (Fourier.shift [ 0 ] (Fourier.frequencies 5 0.2))
    let x = random [ 4; 5 ] 11L
    same x (Fourier.inverseShift [ 0; 1 ] (Fourier.shift [ 0; 1 ] x))

[<Fact>]
let ``convolution`` () =
    let slow (x: float[]) (y: float[]) =
        [ for k in 0 .. x.Length + y.Length - 2 ->
              Seq.sum [ for j in max 0 (k - y.Length + 1) .. min k (x.Length - 1) -> x[j] * y[k - j] ] ]

    for a, b in [ 1, 1; 5, 3; 3, 5; 8, 8; 20, 4; 1, 6 ] do
        let x, y = random [ a ] 12L, random [ b ] 13L
        let full = slow (numbers x) (numbers y)
        near 1e-13 full (Fourier.convolve Overlap.Full x y)
        near 1e-13 (full |> List.skip ((b - 1) / 2) |> List.take a) (Fourier.convolve Overlap.Same x y)
        let valid = full |> List.skip (min a b - 1) |> List.take (abs (a - b) + 1)
        near 1e-13 valid (Fourier.convolve Overlap.Valid x y)

    let x, y = random [ 2; 1; 6 ] 14L, random [ 3; 4 ] 15L
    let whole = Fourier.convolve Overlap.Same x y
    Assert.Equal<int list>([ 2; 3; 6 ], whole.Shape)
    same (Fourier.convolve Overlap.Same x[1, 0] y[2]) whole[1, 2]
    Check.assertDerivatives (fun (x, y) -> Fourier.convolve Overlap.Valid x y) (x, y)

[<Fact>]
let ``under vmap, with the batch anywhere`` () =
    let z = complex [ 3; 4; 5 ] 16L

    for batch in 0..2 do
        let moved = z |> ComplexTensor.map (Tensor.moveAxis 0 batch)
        let f (z: ComplexTensor) = Fourier.forwardOver [ 0; 1 ] z
        let expected = f >> (fun z -> z.Real) |> fun f -> [ for i in 0..2 -> f (row i z) ] |> Tensor.stack 0
        same expected (vmapOver [ batch; batch ] [ 0 ] (fun z -> (f z).Real) moved)
        let half = fun (x: Tensor) -> Fourier.real 0 x |> Fourier.inverseReal 0 4 |> sin
        same (sin z.Real) (vmap half z.Real)

[<Fact>]
let ``derivatives`` () =
    let z = complex [ 2; 5 ] 17L
    Check.assertDerivatives (fun z -> ComplexTensor.abs (Fourier.forward 1 z)) z
    Check.assertDerivatives (fun x -> ComplexTensor.squaredAbs (Fourier.realOver [ 0; 1 ] x)) z.Real
    let lengths = { Normalisation = Normalisation.Ortho; Lengths = [ 7 ] }
    Check.assertDerivatives (fun z -> sin (Fourier.inverseRealWith lengths [ 1 ] z)) z
