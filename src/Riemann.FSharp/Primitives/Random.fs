namespace Riemann.FSharp

open System
open Riemann.Kernels

/// Random tensors. Every function takes its key last.
[<RequireQualifiedAccess>]
module Random =
    let private draw (primitive: Primitive) (key: Key) = Primitive.apply1 primitive key.Bits

    let private float operation (dtype: DType) =
        if not (dtype.IsFloat()) then
            let hint = "draw floats, or use Random.integers"
            Fail.raise operation (RiemannError.DType("the distribution is continuous", [ "wanted", dtype ], hint))

        dtype

    /// `uniformOf dtype [2; 3] key` are floats from the interval [0, 1).
    let uniformOf (dtype: DType) (dimensions: int list) (key: Key) =
        draw (RandomPrimitives.uniform (float "uniform" dtype) (Shapes.ofList "uniform" dimensions)) key

    /// `uniform [2; 3] key` are float64 numbers from the interval [0, 1).
    let uniform (dimensions: int list) (key: Key) = uniformOf DType.Float64 dimensions key

    /// `normalOf dtype [2; 3] key` are floats from the normal distribution with mean 0 and variance 1, by
    /// inversion of its distribution function (Wichura 1988, AS 241).
    let normalOf (dtype: DType) (dimensions: int list) (key: Key) =
        draw (RandomPrimitives.normal (float "normal" dtype) (Shapes.ofList "normal" dimensions)) key

    /// `normal [2; 3] key` are float64 numbers from the normal distribution with mean 0 and variance 1.
    let normal (dimensions: int list) (key: Key) = normalOf DType.Float64 dimensions key

    /// `integers low high [2; 3] key` are int64 numbers n with low <= n < high, all equally likely.
    let integers (low: int64) (high: int64) (dimensions: int list) (key: Key) =
        if low >= high then
            Fail.raise "integers" (RiemannError.Value($"no integer n has {low} <= n < {high}", "low is less than high"))

        draw (RandomPrimitives.integers low high (Shapes.ofList "integers" dimensions)) key

    /// `permutation n key` are the int64 numbers 0 .. n - 1 in random order.
    let permutation (count: int) (key: Key) =
        Shapes.ofList "permutation" [ count ] |> ignore
        draw (RandomPrimitives.permutation count) key

    /// `bernoulli p [2; 3] key` are truth values, each true with probability p.
    let bernoulli (probability: float) (dimensions: int list) (key: Key) =
        if not (probability >= 0.0 && probability <= 1.0) then
            Fail.raise "bernoulli" (RiemannError.Value($"{string probability} is not a probability", "between 0 and 1"))

        Tensor.less (uniform dimensions key) (tensor probability)

    /// Uniform numbers between 0 and 1, and never 0: half of the smallest step in its place.
    let private positive operation (dtype: DType) dimensions key =
        let half = if dtype = DType.Float32 then Math.ScaleB(1.0, -25) else Math.ScaleB(1.0, -54)
        let uniform = draw (RandomPrimitives.uniform (float operation dtype) (Shapes.ofList operation dimensions)) key
        Tensor.maximum uniform (Tensor.full dtype [] half)

    /// `exponentialOf dtype [2; 3] key` are floats from the exponential distribution with mean 1, by inversion.
    let exponentialOf (dtype: DType) (dimensions: int list) (key: Key) =
        -(log (positive "exponential" dtype dimensions key))

    /// `exponential [2; 3] key` are float64 numbers from the exponential distribution with mean 1.
    let exponential (dimensions: int list) (key: Key) = exponentialOf DType.Float64 dimensions key

    /// `gumbelOf dtype [2; 3] key` are floats from the Gumbel distribution with location 0 and scale 1, by inversion.
    let gumbelOf (dtype: DType) (dimensions: int list) (key: Key) =
        -(log -(log (positive "gumbel" dtype dimensions key)))

    /// `gumbel [2; 3] key` are float64 numbers from the Gumbel distribution with location 0 and scale 1.
    let gumbel (dimensions: int list) (key: Key) = gumbelOf DType.Float64 dimensions key

    /// `laplaceOf dtype [2; 3] key` are floats from the Laplace distribution with location 0 and scale 1, by inversion.
    let laplaceOf (dtype: DType) (dimensions: int list) (key: Key) =
        let centred = positive "laplace" dtype dimensions key - 0.5
        -(Tensor.Sign centred) * Tensor.log1p (-2.0 * abs centred)

    /// `laplace [2; 3] key` are float64 numbers from the Laplace distribution with location 0 and scale 1.
    let laplace (dimensions: int list) (key: Key) = laplaceOf DType.Float64 dimensions key

    /// `cauchyOf dtype [2; 3] key` are floats from the Cauchy distribution with location 0 and scale 1, by inversion.
    let cauchyOf (dtype: DType) (dimensions: int list) (key: Key) =
        tan (Math.PI * (positive "cauchy" dtype dimensions key - 0.5))

    /// `cauchy [2; 3] key` are float64 numbers from the Cauchy distribution with location 0 and scale 1.
    let cauchy (dimensions: int list) (key: Key) = cauchyOf DType.Float64 dimensions key

    /// `truncatedNormalOf dtype low high [2; 3] key` are floats from the standard normal distribution between two
    /// bounds, by inversion of its distribution function there. Raises where less than 10^-9 of the distribution lies
    /// between them, as too little of it to invert.
    let truncatedNormalOf (dtype: DType) (low: float) (high: float) (dimensions: int list) (key: Key) =
        let dtype = float "truncatedNormal" dtype
        let position (bound: float) = (Tensor.erf (tensor (bound / sqrt 2.0))).ToFloat()
        let first, last = position low, position high

        if not (last - first >= 2e-9) then
            let problem = $"there is next to nothing of the normal distribution from {string low} to {string high}"
            Fail.raise "truncatedNormal" (RiemannError.Value(problem, "low is less than high, and one of them near 0"))

        let place = first + (last - first) * positive "truncatedNormal" DType.Float64 dimensions key
        let drawn = Tensor.cast dtype (sqrt 2.0 * Tensor.erfinv place)
        Tensor.minimum (Tensor.maximum drawn (Tensor.full dtype [] low)) (Tensor.full dtype [] high)

    /// `truncatedNormal low high [2; 3] key` are float64 numbers from the standard normal distribution between two
    /// bounds.
    let truncatedNormal (low: float) (high: float) (dimensions: int list) (key: Key) =
        truncatedNormalOf DType.Float64 low high dimensions key

    /// `categorical axis logits key` are int64 indices along the axis, without it, each drawn with a probability
    /// proportional to exp of its logit: the largest sum of a logit and a Gumbel number (Gumbel 1954). A logit of
    /// -infinity is never drawn beside finite ones; where one is NaN it is.
    let categorical (axis: int) (logits: Tensor) (key: Key) =
        Tensor.argMax axis (logits + gumbelOf logits.DType logits.Shape key)

    /// The number of rows, which must be some where any are drawn.
    let private rows operation count (x: Tensor) =
        Shapes.axis x.Aval.Shape 0 |> Fail.get operation |> ignore
        Shapes.ofList operation [ count ] |> ignore

        if x.Aval.Shape[0] = 0 && count > 0 then Fail.raise operation (RiemannError.Empty(x.Aval.Shape, [ 0 ]))

        x.Aval.Shape[0]

    let private first count (x: Tensor) = Primitive.apply1 (StructuralPrimitives.slice [| 0 |] [| count |] [| 1 |]) x

    let private requireEnough operation count available =
        if count > available then
            let problem = $"{count} cannot be drawn from {available} without drawing one twice"
            Fail.raise operation (RiemannError.Value(problem, $"draw at most {available}"))

    /// `choice n x key` are n rows of x along axis 0, all equally likely and independent of each other.
    let choice (count: int) (x: Tensor) (key: Key) =
        let available = rows "choice" count x
        Tensor.take 0 (integers 0L (int64 (max 1 available)) [ count ] key) x

    /// `choiceWithoutReplacement n x key` are n different rows of x along axis 0, in random order.
    let choiceWithoutReplacement (count: int) (x: Tensor) (key: Key) =
        let available = rows "choice" count x
        requireEnough "choice" count available
        Tensor.take 0 (first count (permutation available key)) x

    /// The weights of n rows: a vector, and where its values are at hand none negative, and some positive.
    let private checkedWeights count needed (weights: Tensor) =
        if weights.Rank <> 1 || weights.Length <> count || not (weights.DType.IsFloat()) then
            let problem = $"{weights.Aval} are not the weights of {count} rows"
            Fail.raise "choice" (RiemannError.Value(problem, $"floats of shape [{count}]"))

        if isNull weights.Tracer && needed > 0 then
            let values = (Tensor.cast DType.Float64 weights).ToArray<float>()
            let positive = values |> Array.filter (fun w -> w > 0.0) |> Array.length

            if values |> Array.exists (fun w -> not (w >= 0.0 && w < infinity)) || positive = 0 then
                let hint = "weights are 0 or more and finite, and not all 0; they need not add up to 1"
                Fail.raise "choice" (RiemannError.Value("the weights are no probabilities", hint))

            positive
        else
            count

    /// `weightedChoice weights n x key` are n rows of x along axis 0, independent of each other, each drawn with a
    /// probability proportional to its weight. Raises where known weights are negative, infinite, NaN or all 0.
    let weightedChoice (weights: Tensor) (count: int) (x: Tensor) (key: Key) =
        checkedWeights (rows "choice" count x) count weights |> ignore
        let sums = Tensor.cumSum 0 weights
        let total = Tensor.maxOver [ 0 ] sums
        let drawn = Tensor.searchSortedRight sums (total * uniformOf weights.DType [ count ] key)
        // A product that was rounded up to the total still means the last row with a weight.
        Tensor.take 0 (Tensor.minimum drawn (Tensor.searchSortedLeft sums total)) x

    /// `weightedChoiceWithoutReplacement weights n x key` are n different rows of x along axis 0, drawn one after
    /// another with probabilities proportional to the weights of those left: the largest sums of a logarithm of a
    /// weight and a Gumbel number (Efraimidis and Spirakis 2006, in logarithms). Raises as `weightedChoice`, and
    /// where fewer than n known weights are positive.
    let weightedChoiceWithoutReplacement (weights: Tensor) (count: int) (x: Tensor) (key: Key) =
        checkedWeights (rows "choice" count x) count weights |> requireEnough "choice" count
        let _, drawn = Tensor.topK count 0 (log weights + gumbelOf weights.DType weights.Shape key)
        Tensor.take 0 drawn x

    /// Rounds of rejection, each of which accepts with a probability above 0.95: all fail for one in 10^20 numbers,
    /// which is then the approximate median.
    let private gammaRounds = 16

    /// Logarithms of gamma numbers, which do not underflow for small shapes.
    let private logGamma operation (shape: Tensor) (key: Key) =
        let dtype, dimensions = float operation shape.DType, shape.Shape
        let shape = stopGradient shape
        let boost, key = Key.split key
        let isSmall = Tensor.less shape (Tensor.Weak(1.0, shape))
        let d = Tensor.where isSmall (shape + 1.0) shape - 1.0 / 3.0
        let c = Tensor.rsqrt (9.0 * d)
        let zero = Tensor.Weak(0.0, shape)

        let candidate key =
            let first, second = Key.split key
            let normal = normalOf dtype dimensions first
            let root = 1.0 + c * normal
            let isPositive = Tensor.greater root zero
            let logV = 3.0 * log (Tensor.where isPositive root (Tensor.Weak(1.0, shape)))
            let bound = 0.5 * Tensor.square normal + d * (1.0 - root * root * root + logV)
            let isBelow = Tensor.less (log (positive operation dtype dimensions second)) bound
            Tensor.logicalAnd isPositive isBelow, log d + logV

        let accepted =
            List.foldBack
                (fun key rest -> let isAccepted, value = candidate key in Tensor.where isAccepted value rest)
                (Key.splitMany gammaRounds key)
                (log d)

        let boosted = accepted - exponentialOf dtype dimensions boost / shape
        let drawn = Tensor.where isSmall boosted accepted
        Tensor.where (Tensor.greater shape zero) drawn (Tensor.Weak(nan, shape))

    /// `gamma shape key` are numbers from the gamma distributions with these shape parameters and scale 1, one for
    /// each, by the method of Marsaglia and Tsang (2000) in a fixed number of rounds: each element takes the first
    /// accepted of 16 candidates. NaN for shapes that are not positive. The numbers are constants for every derivative.
    let gamma (shape: Tensor) (key: Key) = exp (logGamma "gamma" shape key)

    /// `beta a b key` are numbers from the beta distributions with these parameters, which broadcast: X / (X + Y) of
    /// two gamma numbers, in logarithms so that small parameters give numbers too. NaN for parameters that are not
    /// positive. The numbers are constants for every derivative.
    let beta (a: Tensor) (b: Tensor) (key: Key) =
        let first, second = Key.split key
        let zeros = Tensor.zerosLike (a + b)
        Tensor.sigmoid (logGamma "beta" (a + zeros) first - logGamma "beta" (b + zeros) second)

    /// `chiSquare degrees key` are numbers from the chi-square distributions with these degrees of freedom, one for
    /// each: twice gamma numbers. NaN for degrees that are not positive. Constants for every derivative.
    let chiSquare (degrees: Tensor) (key: Key) = 2.0 * exp (logGamma "chiSquare" (degrees * 0.5) key)

    /// `studentT degrees key` are numbers from Student's t distributions with these degrees of freedom, one for each.
    /// NaN for degrees that are not positive. Constants for every derivative.
    let studentT (degrees: Tensor) (key: Key) =
        let first, second = Key.split key
        let half = stopGradient degrees * 0.5
        normalOf half.DType half.Shape first * exp (0.5 * (log half - logGamma "studentT" half second))

    /// `dirichlet weights key` are vectors from the Dirichlet distributions whose concentrations are on the last axis:
    /// shares that add up to 1, from gamma numbers in logarithms so that small concentrations give numbers too. NaN for
    /// concentrations that are not positive. Constants for every derivative.
    let dirichlet (concentrations: Tensor) (key: Key) =
        let parts = logGamma "dirichlet" concentrations key
        exp (parts - Tensor.insertAxis -1 (Tensor.logSumExpOver [ -1 ] parts))

    /// For stacked keys, parameters for each of them.
    let private forEach (key: Key) (parameters: Tensor) =
        Tensor.broadcastTo (key.Bits.Shape @ parameters.Shape) parameters

    /// `poisson rates key` are int64 numbers from the Poisson distributions with these rates, one for each. Raises for
    /// rates that are negative, NaN or above 1e18. Exact for small rates and large ones: by inversion below 10, above
    /// by transformed rejection (Hormann 1993, algorithm PTRS). Constants for every derivative.
    let poisson (rates: Tensor) (key: Key) = Primitive.apply2 RandomPrimitives.poisson key.Bits (forEach key rates)

    /// `binomial trials probabilities key` are int64 numbers of successes in so many trials, each with its probability
    /// of success. Trials are integers, and the shapes broadcast. Raises for negative trials, and where a probability is
    /// not between 0 and 1. By inversion where fewer than 10 are expected, above by transformed rejection (Hormann 1993,
    /// algorithm BTRS). Constants for every derivative.
    let binomial (trials: Tensor) (probabilities: Tensor) (key: Key) =
        if trials.DType.IsFloat() || trials.DType = DType.Bool then
            let hint = "Tensor.cast DType.Int64 the numbers of trials"
            Fail.raise "binomial" (RiemannError.DType("trials are whole numbers", [ "trials", trials.DType ], hint))

        let probabilities = Tensor.cast DType.Float64 probabilities
        let zeros = Tensor.zerosLike (Tensor.cast DType.Float64 trials + probabilities)
        let trials = forEach key (Tensor.cast DType.Float64 trials + zeros)
        Primitive.apply RandomPrimitives.binomial [| key.Bits; trials; forEach key (probabilities + zeros) |]

    /// `shuffle axis x key` is x with its parts along the axis in random order, all orders equally likely.
    let shuffle (axis: int) (x: Tensor) (key: Key) =
        let axis = Shapes.axis x.Aval.Shape axis |> Fail.get "shuffle"
        Tensor.take axis (permutation x.Aval.Shape[axis] key) x
