namespace Riemann.FSharp

open System
open Riemann.Kernels

/// Norms, spreads, quantiles and counts, composed of reductions and sorting.
[<AutoOpen>]
module Statistics =
    let private requireFloats operation (x: Tensor) = Rules.floats [| x.Aval |] |> Fail.get operation |> ignore
    let private every (x: Tensor) = [ 0 .. x.Rank - 1 ]
    let private zero (x: Tensor) = Tensor.Weak(0.0, x)

    /// `f x` where x is not 0, and 0 where it is, with derivatives 0 there.
    let private unlessZero f (x: Tensor) =
        let isZero = Tensor.equal x (zero x)
        Tensor.where isZero (zero x) (f (Tensor.where isZero (Tensor.Weak(1.0, x)) x))

    type Tensor with
        /// `Tensor.standardDeviationOver correction axes x` is the square root of `Tensor.varianceOver`. Its derivative
        /// where all elements are equal is 0.
        static member standardDeviationOver (correction: int) (axes: int list) (x: Tensor) =
            unlessZero sqrt (Tensor.varianceOver correction axes x)

        /// `Tensor.standardDeviation x` is the square root of the unbiased variance of all elements.
        static member standardDeviation(x: Tensor) = Tensor.standardDeviationOver 1 (every x) x

        /// `Tensor.countNonZeroOver axes x` is the int64 number of elements along these axes that are not 0 or false.
        /// NaN is not 0.
        static member countNonZeroOver (axes: int list) (x: Tensor) =
            Tensor.sumOver axes (Tensor.cast DType.Int64 (Tensor.cast DType.Bool x))

        /// `Tensor.countNonZero x` is the int64 number of elements that are not 0 or false.
        static member countNonZero(x: Tensor) = Tensor.countNonZeroOver (every x) x

        /// `Tensor.normOver p axes x` is (sum |x|^p)^(1/p) along these axes; for p = infinity the largest |x|, for
        /// -infinity the smallest, for 0 the number of elements that are not 0. Where the norm is 0 its derivative is
        /// 0. Raises where p is NaN, and for infinite p where there are no elements.
        static member normOver (p: float) (axes: int list) (x: Tensor) =
            requireFloats "norm" x

            if Double.IsNaN p then
                Fail.raise "norm" (RiemannError.Value("the order of the norm is NaN", "2.0 is the Euclidean norm"))

            if p = 2.0 then unlessZero sqrt (Tensor.sumOver axes (Tensor.square x))
            elif p = 1.0 then Tensor.sumOver axes (abs x)
            elif p = infinity then Tensor.maxOver axes (abs x)
            elif p = -infinity then Tensor.minOver axes (abs x)
            elif p = 0.0 then Tensor.cast x.DType (Tensor.countNonZeroOver axes x)
            else unlessZero (fun sum -> sum ** (1.0 / p)) (Tensor.sumOver axes (abs x ** p))

        /// `Tensor.norm p x` is the norm of order p of all elements, as if x were a vector.
        static member norm (p: float) (x: Tensor) = Tensor.normOver p (every x) x

        /// `Tensor.quantile q axis x` is the q-quantile along the axis, without it: the element at q (n - 1) of the n
        /// sorted ones, interpolated linearly between its neighbours (Hyndman and Fan 1996, definition 7). NaN where
        /// one is. Raises where q is outside [0, 1] and where the axis is empty.
        static member quantile (q: float) (axis: int) (x: Tensor) =
            requireFloats "quantile" x
            let axis = Shapes.axis x.Aval.Shape axis |> Fail.get "quantile"
            let length = x.Aval.Shape[axis]

            if not (q >= 0.0 && q <= 1.0) then
                let problem = $"{string q} is not between 0 and 1"
                Fail.raise "quantile" (RiemannError.Value(problem, "0.5 is the median, 0.95 the 95th percentile"))

            if length = 0 then Fail.raise "quantile" (RiemannError.Empty(x.Aval.Shape, [ axis ]))

            let sorted = Tensor.sort axis x
            let at index = Tensor.slice (List.replicate axis Slice.All @ [ Slice.At index ]) sorted
            let place = q * float (length - 1)
            let low, share = int place, place - floor place
            let between = if share = 0.0 then at low else (1.0 - share) * at low + share * at (low + 1)
            Tensor.where (Tensor.isNaN (at -1)) (at -1) between

        /// `Tensor.median axis x` is the median along the axis, without it: the mean of the middle two of an even
        /// number. NaN where one is.
        static member median (axis: int) (x: Tensor) = Tensor.quantile 0.5 axis x

        /// `Tensor.binCount length indices` is how often each of 0 .. length - 1 occurs among the integers, as int64.
        /// They are indices: negative ones count from the end, and others outside are an error.
        static member binCount (length: int) (indices: Tensor) =
            Tensor.binCountWeighted length (Tensor.full DType.Int64 indices.Shape 1.0) indices

        /// `Tensor.binCountWeighted length weights indices` is for each of 0 .. length - 1 the sum of the weights at
        /// its occurrences among the integers. Weights and indices have one shape.
        static member binCountWeighted (length: int) (weights: Tensor) (indices: Tensor) =
            if not (weights.Aval.Shape.Equals indices.Aval.Shape) then
                let shapes = [ "weights", weights.Aval.Shape; "indices", indices.Aval.Shape ]

                Fail.raise
                    "binCount"
                    (RiemannError.Shape("weights and indices differ", shapes, "each index has its weight"))

            Tensor.full weights.DType (Shapes.toList (Shapes.ofList "binCount" [ length ])) 0.0
            |> Tensor.scatterAdd 0 (Tensor.flatten indices) (Tensor.flatten weights)

        /// `Tensor.histogram bins low high x` is how many elements fall into each of that many bins of equal width
        /// from low to high, as int64, and the edges of the bins, one more than there are bins. A bin includes its
        /// lower edge, the last one both. Elements outside and NaN are not counted.
        static member histogram (bins: int) (low: float) (high: float) (x: Tensor) =
            requireFloats "histogram" x

            if bins < 1 || not (low < high && Double.IsFinite(high - low)) then
                let problem = $"{bins} bins from {string low} to {string high}"
                Fail.raise "histogram" (RiemannError.Value(problem, "at least one bin, and low is less than high"))

            let lower = Tensor.slice [ Slice.Range(0, bins - 1) ] (Tensor.linspace low high (bins + 1))
            let edges = Tensor.concatenate 0 [ lower; tensor [ high ] ] |> Tensor.cast x.DType
            let first, last = edges[0], edges[bins]
            let isInside = Tensor.logicalAnd (Tensor.greaterOrEqual x first) (Tensor.lessOrEqual x last)
            let bin = Tensor.minimum (Tensor.searchSortedRight edges x - 1.0) (tensor (int64 (bins - 1)))
            let counted = Tensor.cast DType.Int64 isInside
            Tensor.binCountWeighted bins counted (Tensor.where isInside bin (tensor 0L)), edges
