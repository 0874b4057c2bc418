namespace Riemann.FSharp

open Riemann.Kernels

/// Comparisons that forgive rounding, and those of whole tensors. Truth values do not move.
[<AutoOpen>]
module Closeness =
    let private every (x: Tensor) = [ 0 .. x.Rank - 1 ]

    type Tensor with
        /// `Tensor.any x` is true where one of all truth values is.
        static member any(x: Tensor) = Tensor.anyOver (every x) x

        /// `Tensor.all x` is true where all truth values are.
        static member all(x: Tensor) = Tensor.allOver (every x) x

        /// `Tensor.isInfinite x` is true where x is infinity or -infinity.
        static member isInfinite(x: Tensor) = Tensor.equal (abs x) (Tensor.Weak(infinity, x))

        /// `Tensor.isClose relative absolute x y` is true where |x - y| <= absolute + relative |y|, and where both are
        /// the same infinity; false where one is NaN. The shapes broadcast. NumPy's tolerances are 1e-5 and 1e-8.
        static member isClose (relative: float) (absolute: float) (x: Tensor) (y: Tensor) =
            if not (relative >= 0.0 && absolute >= 0.0) then
                let problem = $"the tolerances are {string relative} and {string absolute}"
                Fail.raise "isClose" (RiemannError.Value(problem, "tolerances of 0 or more"))

            let isWithin = Tensor.lessOrEqual (abs (x - y)) (abs y * relative + absolute)
            Tensor.logicalOr (Tensor.equal x y) (Tensor.logicalAnd (Tensor.isFinite y) isWithin)

        /// `Tensor.allClose relative absolute x y` is one truth value: whether `Tensor.isClose` holds everywhere.
        static member allClose (relative: float) (absolute: float) (x: Tensor) (y: Tensor) =
            Tensor.all (Tensor.isClose relative absolute x y)

        /// `Tensor.allEqual x y` is one truth value: whether x = y everywhere, false for two shapes. NaN differs from
        /// everything.
        static member allEqual (x: Tensor) (y: Tensor) =
            if x.Aval.Shape.Equals y.Aval.Shape then Tensor.all (Tensor.equal x y) else tensor false

        /// `Tensor.isIn values x` is true where x is one of the values, which may have any shape. NaN is in nothing.
        static member isIn (values: Tensor) (x: Tensor) =
            Tensor.anyOver [ -1 ] (Tensor.equal (Tensor.insertAxis -1 x) (Tensor.flatten values))
