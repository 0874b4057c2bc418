namespace Riemann.FSharp

open Riemann.Kernels

/// Reductions of the elements that are numbers. What is NaN has no weight, no derivative, and passes none on.
[<AutoOpen>]
module NanReduction =
    let private sorted operation (axes: int list) (x: Tensor) =
        Shapes.axes x.Aval.Shape axes |> Fail.get operation |> List.sort

    let private every (x: Tensor) = [ 0 .. x.Rank - 1 ]

    /// How many elements along the axes are numbers, exactly.
    let private count axes (x: Tensor) =
        Tensor.sumOver axes (Tensor.cast DType.Int64 (Tensor.logicalNot (Tensor.isNaN x)))

    let private orNaN condition (x: Tensor) = Tensor.where condition x (Tensor.Weak(nan, x))

    /// An extreme among numbers: others are replaced by what loses against all of them.
    let private extreme operation (over: int list -> Tensor -> Tensor) loser axes (x: Tensor) =
        let axes = sorted operation axes x
        let isNumber = Tensor.logicalNot (Tensor.isNaN x)
        orNaN (Tensor.anyOver axes isNumber) (over axes (Tensor.where isNumber x (Tensor.Weak(loser, x))))

    type Tensor with
        /// `Tensor.nanSumOver axes x` is the sum along these axes of what is not NaN; 0 where nothing is.
        static member nanSumOver (axes: int list) (x: Tensor) =
            Tensor.sumOver (sorted "nanSum" axes x) (Tensor.replaceNaN 0.0 x)

        /// `Tensor.nanSum x` is the sum of all elements that are not NaN.
        static member nanSum(x: Tensor) = Tensor.nanSumOver (every x) x

        /// `Tensor.nanMeanOver axes x` is the mean along these axes of what is not NaN; NaN where nothing is.
        static member nanMeanOver (axes: int list) (x: Tensor) =
            let axes = sorted "nanMean" axes x
            Tensor.nanSumOver axes x / Tensor.cast x.DType (count axes x)

        /// `Tensor.nanMean x` is the mean of all elements that are not NaN.
        static member nanMean(x: Tensor) = Tensor.nanMeanOver (every x) x

        /// `Tensor.nanVarianceOver correction axes x` is `Tensor.varianceOver` of what is not NaN along these axes; NaN
        /// where there are no more such elements than the correction.
        static member nanVarianceOver (correction: int) (axes: int list) (x: Tensor) =
            let axes = sorted "nanVariance" axes x
            let mean = Structure.reshape (Shapes.keep axes x.Aval.Shape) (Tensor.nanMeanOver axes x)
            let weight = Tensor.cast x.DType (count axes x) - float correction
            let isEnough = Tensor.greater weight (Tensor.Weak(0.0, weight))
            let divisor = Tensor.where isEnough weight (Tensor.Weak(1.0, weight))
            orNaN isEnough (Tensor.nanSumOver axes (Tensor.square (x - mean)) / divisor)

        /// `Tensor.nanVariance x` is the unbiased variance of all elements that are not NaN.
        static member nanVariance(x: Tensor) = Tensor.nanVarianceOver 1 (every x) x

        /// `Tensor.nanStandardDeviationOver correction axes x` is the square root of `Tensor.nanVarianceOver`. Its
        /// derivative where all numbers are equal is 0.
        static member nanStandardDeviationOver (correction: int) (axes: int list) (x: Tensor) =
            let variance = Tensor.nanVarianceOver correction axes x
            let isZero = Tensor.equal variance (Tensor.Weak(0.0, variance))
            Tensor.where isZero variance (sqrt (Tensor.where isZero (Tensor.Weak(1.0, variance)) variance))

        /// `Tensor.nanStandardDeviation x` is the square root of the unbiased variance of all elements that are not NaN.
        static member nanStandardDeviation(x: Tensor) = Tensor.nanStandardDeviationOver 1 (every x) x

        /// `Tensor.nanMaxOver axes x` is the largest element along these axes that is not NaN; NaN where all are.
        /// Elements that tie share the derivative.
        static member nanMaxOver (axes: int list) (x: Tensor) = extreme "nanMax" Tensor.maxOver -infinity axes x

        /// `Tensor.nanMax x` is the largest of all elements that are not NaN.
        static member nanMax(x: Tensor) = Tensor.nanMaxOver (every x) x

        /// `Tensor.nanMinOver axes x` is the smallest element along these axes that is not NaN; NaN where all are.
        /// Elements that tie share the derivative.
        static member nanMinOver (axes: int list) (x: Tensor) = extreme "nanMin" Tensor.minOver infinity axes x

        /// `Tensor.nanMin x` is the smallest of all elements that are not NaN.
        static member nanMin(x: Tensor) = Tensor.nanMinOver (every x) x

        /// `Tensor.nanQuantile q axis x` is `Tensor.quantile` of what is not NaN along the axis; NaN where nothing is.
        /// Raises where q is outside [0, 1] and where the axis is empty.
        static member nanQuantile (q: float) (axis: int) (x: Tensor) =
            let axis = (sorted "nanQuantile" [ axis ] x).Head

            if not (q >= 0.0 && q <= 1.0) then
                let problem = $"{string q} is not between 0 and 1"
                Fail.raise "nanQuantile" (RiemannError.Value(problem, "0.5 is the median, 0.95 the 95th percentile"))

            if x.Aval.Shape[axis] = 0 then Fail.raise "nanQuantile" (RiemannError.Empty(x.Aval.Shape, [ axis ]))

            // Sorted, NaN is behind the numbers, of which each row may have another number.
            let sorted = Tensor.sort axis x
            let last = Tensor.insertAxis axis (count [ axis ] x |> Tensor.cast DType.Float64) - 1.0
            let place = Tensor.clampMin 0.0 (last * q)
            let low = floor place
            let share = Tensor.cast x.DType (place - low)
            let at (place: Tensor) = Tensor.gather axis (Tensor.cast DType.Int64 place) sorted
            let first, second = at low, at (Tensor.minimum (low + 1.0) (Tensor.clampMin 0.0 last))
            let isWhole = Tensor.equal share (Tensor.Weak(0.0, share))
            let between = Tensor.where isWhole first ((1.0 - share) * first + share * second)
            Tensor.squeeze axis (orNaN (Tensor.greaterOrEqual last (tensor 0.0)) between)

        /// `Tensor.nanMedian axis x` is the median of what is not NaN along the axis; NaN where nothing is.
        static member nanMedian (axis: int) (x: Tensor) = Tensor.nanQuantile 0.5 axis x
