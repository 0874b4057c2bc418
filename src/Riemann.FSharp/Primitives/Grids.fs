namespace Riemann.FSharp

open Riemann.Kernels

/// Functions known at points along an axis: differences, integrals, and values between the points.
[<AutoOpen>]
module Grids =
    let private along axis first length (x: Tensor) = Parts.along axis first length x
    let private column axis rank (x: Tensor) = Tensor.reshape (List.init rank (fun i -> if i = axis then -1 else 1)) x

    let private requirePoints operation least (axis: int) (x: Tensor) =
        let length = x.Aval.Shape[axis]

        if length < least then
            let problem = $"{length} points along axis {axis}"
            Fail.raise operation (RiemannError.Value(problem, $"at least {least}"))

    /// Points along an axis of y, which are a vector of its length.
    let private requireFit operation (axis: int) (points: Tensor) (y: Tensor) =
        if points.Rank <> 1 || points.Length <> y.Aval.Shape[axis] then
            let shapes = [ "points", points.Aval.Shape; "values", y.Aval.Shape ]
            let rule = $"a vector with the length of axis {axis}"
            Fail.raise operation (RiemannError.Shape("the points do not fit", shapes, rule))

    /// All elements along the axis but the last, and all but the first.
    let private neighbours (axis: int) (x: Tensor) =
        let length = x.Aval.Shape[axis]
        let count = max 0 (length - 1)
        along axis 0 count x, along axis (length - count) count x

    let private differences axis x = let before, after = neighbours axis x in after - before

    /// The areas of the trapezoids between neighbours.
    let private areas operation points axis (y: Tensor) =
        requireFit operation axis points y
        let before, after = neighbours axis y
        column axis y.Rank (differences 0 points) * (before + after) * 0.5

    type Tensor with
        /// `Tensor.diff n axis x` are the n-th differences along the axis, which becomes n shorter: for 1 each element
        /// less the one before it. Raises for a negative n; no elements are left where n is the length or more.
        static member diff (order: int) (axis: int) (x: Tensor) =
            let axis = Parts.known "diff" axis x

            if order < 0 then Fail.raise "diff" (RiemannError.Value($"the order is {order}", "orders are 0, 1, 2, ..."))

            Seq.fold (fun x _ -> differences axis x) x (seq { 1..order })

        /// `Tensor.centralDifferences points axis y` are estimates of the derivative along the axis of a function with
        /// values y at the points, a vector in order with the axis's length of at least 2: of second order inside, for
        /// unequal steps too, and the slope of the first and last step at the ends. As numpy.gradient.
        static member centralDifferences (points: Tensor) (axis: int) (y: Tensor) =
            let axis = Parts.known "centralDifferences" axis y
            requireFit "centralDifferences" axis points y
            requirePoints "centralDifferences" 2 axis y
            let steps = column axis y.Rank (differences 0 points)
            let slopes = differences axis y / steps
            let count = slopes.Aval.Shape[axis]
            let stepsBefore, stepsAfter = neighbours axis steps
            let slopesBefore, slopesAfter = neighbours axis slopes
            // Each slope weighs as much as the step on the other side is long.
            let inner = (stepsAfter * slopesBefore + stepsBefore * slopesAfter) / (stepsBefore + stepsAfter)
            Tensor.concatenate axis [ along axis 0 1 slopes; inner; along axis (count - 1) 1 slopes ]

        /// `Tensor.trapezoid points axis y` is the integral along the axis, without it, of a function with values y at
        /// the points, a vector of the axis's length, by the trapezoidal rule. 0 for fewer than two points.
        static member trapezoid (points: Tensor) (axis: int) (y: Tensor) =
            let axis = Parts.known "trapezoid" axis y
            Tensor.sumOver [ axis ] (areas "trapezoid" points axis y)

        /// `Tensor.cumulativeTrapezoid points axis y` are the integrals along the axis from the first point to each
        /// point, of which the first is 0, in the shape of y. Otherwise as `Tensor.trapezoid`.
        static member cumulativeTrapezoid (points: Tensor) (axis: int) (y: Tensor) =
            let axis = Parts.known "cumulativeTrapezoid" axis y
            let sums = Tensor.cumSum axis (areas "cumulativeTrapezoid" points axis y)

            if y.Aval.Shape[axis] = 0 then
                sums
            else
                Tensor.concatenate axis [ Tensor.zerosLike (along axis 0 1 y); sums ]

        /// `Tensor.lerp a b t` is a + t (b - a): a for t = 0 and b for t = 1. The shapes broadcast.
        static member lerp (a: Tensor) (b: Tensor) (t: Tensor) = a + t * (b - a)

        /// `Tensor.interp points values x` is at each x the piecewise linear function through the points, a vector in
        /// ascending order, with these values, a vector of its length; the first and the last value beyond them, and
        /// NaN where x is. Moves with all three; at a point the slope is the one on its right. Raises for no points.
        static member interp (points: Tensor) (values: Tensor) (x: Tensor) =
            if points.Rank <> 1 || not (points.Aval.Shape.Equals values.Aval.Shape) then
                let shapes = [ "points", points.Aval.Shape; "values", values.Aval.Shape ]
                let rule = "two vectors of one length"
                Fail.raise "interp" (RiemannError.Shape("points and values do not fit", shapes, rule))

            requirePoints "interp" 1 0 points
            let last = points.Length - 1
            // The point on the right, of at least two where there are as many.
            let place = Tensor.clamp 1.0 (float (max 1 last)) (Tensor.searchSortedRight points x)
            let at (source: Tensor) (place: Tensor) = Tensor.at [ Tensor.clampMax (float last) place ] source
            let left = at points (place - 1.0)
            let width = at points place - left
            let isFlat = Tensor.equal width (Tensor.Weak(0.0, width))
            let share = (x - left) / Tensor.where isFlat (Tensor.Weak(1.0, width)) width
            let inside = Tensor.lerp (at values (place - 1.0)) (at values place) share
            let beyond = Tensor.where (Tensor.greaterOrEqual x points[last]) values[last] inside
            let known = Tensor.where (Tensor.less x points[0]) values[0] beyond
            Tensor.where (Tensor.isNaN x) x known

        /// `Tensor.polyval coefficients x` is the polynomial with these coefficients, a vector with that of the highest
        /// power first, at each x (Horner 1819). 0 without coefficients.
        static member polyval (coefficients: Tensor) (x: Tensor) =
            if coefficients.Rank <> 1 then
                let shapes = [ "coefficients", coefficients.Aval.Shape ]
                Fail.raise "polyval" (RiemannError.Shape("the coefficients are no vector", shapes, "coefficients [n]"))

            Tensor.unstack 0 coefficients |> List.fold (fun sum c -> sum * x + c) (Tensor.zerosLike x)

        /// `Tensor.vander n x` are the powers n - 1, n - 2, ..., 0 of each element along a new last axis.
        static member vander (count: int) (x: Tensor) =
            Shapes.ofList "vander" [ count ] |> ignore
            let powers = List.scan (fun power _ -> power * x) (Tensor.onesLike x) [ 2..count ]

            if count = 0 then
                Tensor.reshape (x.Shape @ [ 0 ]) (Tensor.slice [ Slice.Empty ] (Tensor.flatten x))
            else
                Tensor.stack -1 (List.rev powers)
