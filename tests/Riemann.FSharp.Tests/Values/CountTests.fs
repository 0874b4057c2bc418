/// Counts drawn from the Poisson and the binomial distribution, by the test of chi square, and distributions made of
/// gamma numbers.
module Riemann.FSharp.Tests.CountTests

open System
open Xunit
open Riemann.FSharp

let private key = Key.create 42L
let private n = 40_000

/// Pearson's statistic of the sample against probabilities of the counts, with classes of at least 10 expected ones
/// and the rest as one; and the number of classes.
let private chiSquare (probability: int -> float) (sample: Tensor) =
    let counts = Expect.numbers sample |> Array.countBy int |> Map
    let total = float sample.Length

    let isClass count = total * probability count >= 10.0
    let range = [ (counts |> Map.keys |> Seq.min) .. (counts |> Map.keys |> Seq.max) ] |> List.filter isClass
    let seen count = counts |> Map.tryFind count |> Option.defaultValue 0 |> float

    let pairs = [ for count in range -> seen count, total * probability count ]
    let rest = total - List.sumBy fst pairs, total - List.sumBy snd pairs
    let classes = if snd rest >= 1.0 then rest :: pairs else pairs
    classes |> List.sumBy (fun (seen, expected) -> (seen - expected) ** 2.0 / expected), float classes.Length

/// At most five standard deviations above the mean of the statistic; the samples are always the same.
let private follows name probability sample =
    let statistic, classes = chiSquare probability sample
    Assert.True(statistic < classes + 5.0 * sqrt (2.0 * classes), $"{name}: {statistic} for {classes} classes")

let private logFactorial (k: int) = (Tensor.lgamma (tensor (float k + 1.0))).ToFloat()
let private poisson rate k = if k < 0 then 0.0 else exp (float k * log rate - rate - logFactorial k)

let private binomial trials p k =
    if k < 0 || k > trials then
        0.0
    else
        let ways = logFactorial trials - logFactorial k - logFactorial (trials - k)
        exp (ways + float k * log p + float (trials - k) * log (1.0 - p))

[<Theory>]
[<InlineData(0.1)>]
[<InlineData(1.0)>]
[<InlineData(9.9)>]
[<InlineData(10.0)>]
[<InlineData(14.5)>]
[<InlineData(150.0)>]
[<InlineData(5000.0)>]
let ``Poisson numbers follow their distribution`` (rate: float) =
    for dtype in [ DType.Float64; DType.Float32 ] do
        let sample = Random.poisson (Tensor.full dtype [ n ] rate) key
        Assert.Equal(DType.Int64, sample.DType)

        follows
            $"poisson {rate}"
            (poisson (float (if dtype = DType.Float32 then float (float32 rate) else rate)))
            sample

[<Theory>]
[<InlineData(1, 0.3)>]
[<InlineData(12, 0.5)>]
[<InlineData(40, 0.2)>]
[<InlineData(40, 0.9)>]
[<InlineData(60, 0.5)>]
[<InlineData(1000, 0.013)>]
[<InlineData(100000, 0.75)>]
let ``binomial numbers follow their distribution`` (trials: int, p: float) =
    let sample = Random.binomial (tensor trials) (Tensor.full DType.Float64 [ n ] p) key
    Assert.Equal(DType.Int64, sample.DType)
    follows $"binomial {trials} {p}" (binomial trials p) sample

[<Fact>]
let ``huge parameters keep mean and variance`` () =
    for rate in [ 1e9; 1e15 ] do
        let centred = Tensor.cast DType.Float64 (Random.poisson (Tensor.full DType.Float64 [ n ] rate) key) - rate
        Assert.InRange((Tensor.mean centred).ToFloat() / sqrt rate, -0.02, 0.02)
        Assert.InRange((Tensor.variance centred).ToFloat() / rate, 0.97, 1.03)

    let draws = Random.binomial (tensor 1000000000000L) (Tensor.full DType.Float64 [ n ] 0.25) key
    let centred = Tensor.cast DType.Float64 draws - 0.25e12
    Assert.InRange((Tensor.variance centred).ToFloat() / 0.1875e12, 0.97, 1.03)

[<Fact>]
let ``certain counts, rates apart, and float32`` () =
    Expect.same (tensor [ 0L; 0L ]) (Random.poisson (tensor [ 0.0; 0.0 ]) key)
    let trials = tensor [ 0; 7; 7; 1000; 1000 ]
    Expect.same (tensor [ 0L; 0L; 7L; 0L; 1000L ]) (Random.binomial trials (tensor [ 0.5; 0.0; 1.0; 0.0; 1.0 ]) key)
    // A count depends on its key, its place and its own rate only.
    let rates = tensor [ 0.5; 30.0; 4.0; 800.0 ]
    let other = Tensor.set [ Slice.At 1 ] (tensor 3.0) rates
    let first, second = Random.poisson rates key, Random.poisson other key
    Expect.same first[0] second[0]
    Expect.same first[2..3] second[2..3]
    Expect.same first[0..1] (Random.poisson rates[0..1] key)
    Assert.Equal<int list>([ 2; 3 ], (Random.binomial (tensor [ [ 5 ]; [ 6 ] ]) (tensor [ 0.1; 0.2; 0.3 ]) key).Shape)
    Assert.Equal<int list>([ 0 ], (Random.poisson (Tensor.zeros [ 0 ]) key).Shape)

[<Fact>]
let ``under vmap, whatever is batched`` () =
    let rates = tensor [ [ 0.5; 30.0 ]; [ 12.0; 3.0 ] ]
    let keys = Key.splitMany 2 key
    let each rate = Tensor.stack 0 (List.mapi (fun i key -> Random.poisson (rate i) key) keys)
    Expect.same (each (fun i -> rates[i])) (vmap (fun (r, k) -> Random.poisson r k) (rates, Key.stack 2 key))
    Expect.same (each (fun _ -> rates)) (vmap (Random.poisson rates) (Key.stack 2 key))
    Expect.same (each (fun _ -> rates)) (Random.poisson rates (Key.stack 2 key))

    Expect.same
        (Tensor.stack 0 [ Random.poisson rates[0] key; Random.poisson rates[1] key ])
        (vmap (fun r -> Random.poisson r key) rates)

    let trials = tensor 50
    let p = tensor [ 0.2; 0.7 ]
    let looped = Tensor.stack 0 (List.map (Random.binomial trials p) keys)
    Expect.same looped (vmap (Random.binomial trials p) (Key.stack 2 key))
    Expect.number 0.0 (grad (fun r -> Tensor.cast DType.Float64 (Random.poisson r key)) (tensor 5.0))

[<Fact>]
let ``parameters that mean nothing are refused`` () =
    for rate in [ -1.0; nan; infinity ] do
        Expect.refusal _.IsValue [ "poisson: a rate is negative, NaN or too large"; "  hint  0 to 1E+18" ] (fun () ->
            Random.poisson (tensor [ 1.0; rate ]) key)

    for p in [ -0.1; 1.1; nan ] do
        Expect.refusal
            _.IsValue
            [ "binomial: a probability is negative, NaN or too large"; "  hint  0 to 1" ]
            (fun () -> Random.binomial (tensor 3) (tensor p) key)

    Assert.True (Expect.error (fun () -> Random.binomial (tensor -3) (tensor 0.5) key)).Error.IsValue
    Assert.True (Expect.error (fun () -> Random.binomial (tensor 3.0) (tensor 0.5) key)).Error.IsDType
    Assert.True (Expect.error (fun () -> Random.poisson (tensor 3) key)).Error.IsDType

/// The largest distance of the sample's distribution function from another, at most 1.95 / sqrt n.
let private isFrom (cdf: float -> float) (sample: Tensor) =
    let sorted = Expect.numbers (Tensor.sort 0 (Tensor.flatten sample))
    let count = float sorted.Length
    let apart i x = max (abs (cdf x - float i / count)) (abs (cdf x - float (i + 1) / count))
    Assert.InRange(sorted |> Array.mapi apart |> Array.max, 0.0, 1.95 / sqrt count)

[<Fact>]
let ``chi square, Student and Dirichlet`` () =
    let full = Tensor.full DType.Float64 [ n ]
    // Two degrees: exponential. One degree: the square of a normal number. Closed forms for t from Student (1908).
    Random.chiSquare (full 2.0) key |> isFrom (fun x -> 1.0 - exp (-x / 2.0))
    Random.chiSquare (full 1.0) key |> isFrom (fun x -> (Tensor.erf (tensor (sqrt (x / 2.0)))).ToFloat())
    Random.studentT (full 1.0) key |> isFrom (fun x -> 0.5 + atan x / Math.PI)
    Random.studentT (full 2.0) key |> isFrom (fun x -> 0.5 + x / (2.0 * sqrt (2.0 + x * x)))
    let shares = Random.dirichlet (Tensor.broadcastTo [ n; 3 ] (tensor [ 1.0; 1.0; 1.0 ])) key
    Expect.near 1e-12 (Array.replicate n 1.0) (Tensor.sumOver [ -1 ] shares)
    // The first of three uniform shares: 1 - (1 - x)^2.
    shares[*, 0] |> isFrom (fun x -> 1.0 - (1.0 - x) ** 2.0)
    Expect.values [ 1.0 ] (Tensor.sum (Random.dirichlet (tensor [ 1e-5; 1e-5; 1e-5 ]) key))
    Random.chiSquare (tensor [ 0.0; -1.0 ]) key |> Expect.values [ nan; nan ]
    Assert.Equal(DType.Float32, (Random.studentT (tensor [ 3.0f ]) key).DType)
    Expect.number 0.0 (grad (fun d -> Random.studentT d key) (tensor 5.0))

[<Fact>]
let ``a shuffle has the same parts in another order`` () =
    let x = Tensor.reshape [ 3; 40 ] (Tensor.arange 120)
    let shuffled = Random.shuffle 1 x key
    Assert.NotEqual<float[]>(Expect.numbers x, Expect.numbers shuffled)
    Expect.same x (Tensor.sort 1 shuffled)
    Expect.same (Tensor.broadcastTo [ 40 ] (tensor 40.0)) (shuffled[1, *] - shuffled[0, *])
    Assert.True (Expect.error (fun () -> Random.shuffle 2 x key)).Error.IsAxis
