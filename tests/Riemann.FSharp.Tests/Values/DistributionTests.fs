/// Distributions: their distribution functions by the test of Kolmogorov and Smirnov, moments, and choices.
module Riemann.FSharp.Tests.DistributionTests

open System
open Xunit
open Riemann.FSharp

let private key = Key.create 42L
let private n = 20_000

/// The largest distance of the sample's distribution function from another. Above 1.95 / sqrt n for one sample in
/// a thousand; the samples here are always the same.
let private distance (cdf: float -> float) (sample: Tensor) =
    let sorted = Expect.numbers (Tensor.sort 0 (Tensor.flatten sample))
    let count = float sorted.Length

    sorted
    |> Array.mapi (fun i x -> max (abs (cdf x - float i / count)) (abs (cdf x - float (i + 1) / count)))
    |> Array.max

let private follows name cdf sample =
    let distance = distance cdf sample
    Assert.True(distance < 1.95 / sqrt (float (Tensor.flatten sample).Length), $"{name}: {distance}")

/// The gamma distribution with a whole shape: a sum of exponentials (Erlang).
let private erlang shape x =
    let terms =
        Seq.init shape (fun k -> exp (float k * log x - x - Seq.sum (Seq.init k (fun i -> log (float (i + 1))))))

    1.0 - Seq.sum terms

let private continuous: (string * (DType -> int list -> Key -> Tensor) * (float -> float)) list =
    [ "exponential", Random.exponentialOf, (fun x -> 1.0 - exp -x)
      "gumbel", Random.gumbelOf, (fun x -> exp -(exp -x))
      "laplace", Random.laplaceOf, (fun x -> if x < 0.0 then 0.5 * exp x else 1.0 - 0.5 * exp -x)
      "cauchy", Random.cauchyOf, (fun x -> 0.5 + atan x / Math.PI) ]

[<Fact>]
let ``samples follow their distributions in both precisions`` () =
    for name, draw, cdf in continuous do
        for dtype in [ DType.Float64; DType.Float32 ] do
            let sample = draw dtype [ 100; n / 100 ] key
            Assert.Equal(dtype, sample.DType)
            Assert.All(Expect.numbers sample, fun v -> Assert.True(Double.IsFinite v))
            follows $"{name} {dtype}" cdf sample

    Expect.same (Random.exponentialOf DType.Float64 [ 3 ] key) (Random.exponential [ 3 ] key)
    Expect.same (Random.gumbelOf DType.Float64 [ 3 ] key) (Random.gumbel [ 3 ] key)
    Expect.same (Random.laplaceOf DType.Float64 [ 3 ] key) (Random.laplace [ 3 ] key)
    Expect.same (Random.cauchyOf DType.Float64 [ 3 ] key) (Random.cauchy [ 3 ] key)

[<Fact>]
let ``truncated normal numbers follow the normal distribution between their bounds`` () =
    let phi (x: float) = 0.5 + 0.5 * (Tensor.erf (tensor (x / sqrt 2.0))).ToFloat()

    for low, high in [ -2.0, 2.0; 1.0, 3.0; -infinity, -0.5; -infinity, infinity ] do
        let cdf x = (phi x - phi low) / (phi high - phi low)

        for dtype in [ DType.Float64; DType.Float32 ] do
            let sample = Random.truncatedNormalOf dtype low high [ n ] key
            Assert.Equal(dtype, sample.DType)
            Assert.All(Expect.numbers sample, fun v -> Assert.True(v >= low && v <= high && Double.IsFinite v))
            follows $"truncated normal {low} {high}" cdf sample

    Expect.same (Random.truncatedNormalOf DType.Float64 -1.0 1.0 [ 3 ] key) (Random.truncatedNormal -1.0 1.0 [ 3 ] key)

    for low, high in [ 1.0, 1.0; 2.0, -2.0; nan, 1.0; 9.0, infinity ] do
        Assert.True (Expect.error (fun () -> Random.truncatedNormal low high [ 3 ] key)).Error.IsValue

[<Fact>]
let ``gamma follows its distribution, below and above a shape of 1`` () =
    for shape in [ 1; 2; 5 ] do
        follows $"gamma {shape}" (erlang shape) (Random.gamma (Tensor.full DType.Float64 [ n ] (float shape)) key)

    // Values of the distribution function by torch.special.gammainc.
    for shape, points in
        [ 0.3, [ 0.05, 0.4484368621065926; 0.5, 0.8138118046743924; 2.0, 0.977974019172853 ]
          0.5, [ 0.05, 0.24817036595415076; 0.5, 0.6826894921370859; 2.0, 0.9544997361036416 ]
          2.5, [ 0.5, 0.03743422675270362; 2.5, 0.5841198130044919; 5.0, 0.9247647538534879 ]
          30.0, [ 25.0, 0.18210391575658647; 30.0, 0.5242830135558119; 40.0, 0.9567713178482644 ] ] do
        for dtype in [ DType.Float64; DType.Float32 ] do
            let sample = Random.gamma (Tensor.full dtype [ n ] shape) key
            Assert.Equal(dtype, sample.DType)
            let numbers = Expect.numbers sample

            for point, expected in points do
                let share = float (numbers |> Array.filter (fun v -> v <= point) |> Array.length) / float n
                Assert.InRange(share, expected - 0.013, expected + 0.013)

            Assert.InRange(Array.average numbers / shape, 0.95, 1.05)
            Assert.InRange((Tensor.variance sample).ToFloat() / shape, 0.9, 1.1)

[<Fact>]
let ``beta follows its distribution, and small parameters give numbers`` () =
    let beta a b = Random.beta (tensor a) (Tensor.full DType.Float64 [ n ] b) key
    follows "beta 1 1" id (beta 1.0 1.0)
    follows "beta 3 1" (fun x -> x ** 3.0) (beta 3.0 1.0)
    follows "beta 1 4" (fun x -> 1.0 - (1.0 - x) ** 4.0) (beta 1.0 4.0)
    follows "beta 1/2 1/2" (fun x -> 2.0 / Math.PI * asin (sqrt x)) (beta 0.5 0.5)
    let extreme = Expect.numbers (beta 1e-4 1e-4)
    Assert.All(extreme, fun v -> Assert.InRange(v, 0.0, 1.0))
    Assert.InRange(Array.average extreme, 0.48, 0.52)

[<Fact>]
let ``shapes that are not positive give NaN, and draws are constants`` () =
    Random.gamma (tensor [ 0.0; -1.0; nan ]) key |> Expect.values [ nan; nan; nan ]
    grad (fun a -> Random.gamma a key) (tensor 2.0) |> Expect.number 0.0
    let shapes = tensor [ 0.5; 3.0 ]
    vmap (fun a -> Random.gamma a key) shapes |> fun drawn -> Assert.Equal<int list>([ 2 ], drawn.Shape)
    let looped = Tensor.stack 0 [ for key in Key.splitMany 4 key -> Random.gamma shapes key ]
    vmap (Random.gamma shapes) (Key.stack 4 key) |> Expect.same looped

/// How often each of the numbers below a length was drawn.
let private shares length drawn =
    Expect.numbers (Tensor.binCount length drawn) |> Array.map (fun count -> count / float drawn.Length)

let private areNear (expected: float list) (found: float[]) =
    List.iteri (fun i share -> Assert.InRange(found[i], share - 0.015, share + 0.015)) expected

[<Fact>]
let ``categories are drawn with their probabilities`` () =
    let probabilities = [ 0.1; 0.0; 0.6; 0.3 ]
    let logits = Tensor.broadcastTo [ n; 4 ] (log (tensor probabilities) + 5.0)
    let drawn = Random.categorical 1 logits key
    Assert.Equal<int list>([ n ], drawn.Shape)
    shares 4 drawn |> areNear probabilities
    Assert.Equal(0.0, (shares 4 drawn)[1])
    shares 4 (Random.categorical 0 (Tensor.transpose logits) key) |> areNear probabilities
    Assert.True (Expect.error (fun () -> Random.categorical 2 logits key)).Error.IsAxis
    Assert.True (Expect.error (fun () -> Random.categorical 0 (tensor [ 1; 2 ]) key)).Error.IsDType
    Assert.True (Expect.error (fun () -> Random.categorical 0 (Tensor.zeros [ 0 ]) key)).Error.IsEmpty

[<Fact>]
let ``rows are chosen evenly, or by weight`` () =
    let rows = tensor [ 0L; 1L; 2L; 3L ]
    shares 4 (Random.choice n rows key) |> areNear [ 0.25; 0.25; 0.25; 0.25 ]
    let weights = tensor [ 2.0; 0.0; 6.0; 0.0 ]
    let drawn = Random.weightedChoice weights n rows key
    shares 4 drawn |> areNear [ 0.25; 0.0; 0.75; 0.0 ]
    Assert.Equal(0.0, (shares 4 drawn)[3])
    shares 4 (Random.weightedChoice (Tensor.cast DType.Float32 weights) n rows key) |> areNear [ 0.25; 0.0; 0.75; 0.0 ]
    let matrix = Tensor.reshape [ 4; 2 ] (Tensor.arange 8)
    Assert.Equal<int list>([ 3; 2 ], (Random.choice 3 matrix key).Shape)

[<Fact>]
let ``rows drawn without replacement differ, and heavy ones come first`` () =
    let rows = Tensor.cast DType.Int64 (Tensor.arange 50)
    let drawn = Expect.numbers (Random.choiceWithoutReplacement 20 rows key)
    Assert.Equal(20, (Array.distinct drawn).Length)
    let all = Expect.numbers (Random.choiceWithoutReplacement 50 rows key)
    Assert.Equal<float[]>(Array.init 50 float, Array.sort all)
    let weights = tensor [ 1.0; 2.0; 0.0; 5.0 ]
    let rows = tensor [ 0L; 1L; 2L; 3L ]
    let draw = Random.weightedChoiceWithoutReplacement weights 2 rows
    let pairs = vmap draw (Key.stack n key)
    shares 4 pairs[*, 0] |> areNear [ 0.125; 0.25; 0.0; 0.625 ]
    // The second one: the sum over the first ones of P(first) w / (8 - w of the first).
    shares 4 pairs[*, 1] |> areNear [ 0.25; 0.4524; 0.0; 0.2976 ]
    Assert.False(Seq.exists2 (=) (Expect.numbers pairs[*, 0]) (Expect.numbers pairs[*, 1]))

[<Fact>]
let ``choices that cannot be made are refused`` () =
    let rows = tensor [ 1.0; 2.0; 3.0 ]
    let weights = tensor [ 1.0; 0.0; 1.0 ]
    let hint = "  hint  weights are 0 or more and finite, and not all 0; they need not add up to 1"

    for wrong in [ [ -1.0; 1.0; 1.0 ]; [ nan; 1.0; 1.0 ]; [ 0.0; 0.0; 0.0 ]; [ infinity; 0.0; 1.0 ] ] do
        Expect.refusal _.IsValue [ "choice: the weights are no probabilities"; hint ] (fun () ->
            Random.weightedChoice (tensor wrong) 2 rows key)

    Expect.refusal
        _.IsValue
        [ "choice: [2] float64 are not the weights of 3 rows"; "  hint  floats of shape [3]" ]
        (fun () -> Random.weightedChoice (tensor [ 1.0; 2.0 ]) 2 rows key)

    Expect.refusal
        _.IsValue
        [ "choice: 3 cannot be drawn from 2 without drawing one twice"; "  hint  draw at most 2" ]
        (fun () -> Random.weightedChoiceWithoutReplacement weights 3 rows key)

    Assert.True (Expect.error (fun () -> Random.choiceWithoutReplacement 4 rows key)).Error.IsValue
    Assert.True (Expect.error (fun () -> Random.choice 1 (Tensor.zeros [ 0; 2 ]) key)).Error.IsEmpty
    Assert.True (Expect.error (fun () -> Random.choice -1 rows key)).Error.IsValue
    Assert.True (Expect.error (fun () -> Random.choice 1 (tensor 1.0) key)).Error.IsAxis
    Assert.Equal<int list>([ 0; 2 ], (Random.choice 0 (Tensor.zeros [ 0; 2 ]) key).Shape)
    Assert.Equal<int list>([ 0 ], (Random.weightedChoice weights 0 rows key).Shape)
    Assert.True (Expect.error (fun () -> Random.exponentialOf DType.Int32 [ 2 ] key)).Error.IsDType
    Assert.True (Expect.error (fun () -> Random.gamma (tensor [ 1 ]) key)).Error.IsDType
