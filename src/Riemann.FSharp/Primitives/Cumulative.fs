namespace Riemann.FSharp

open System
open Riemann.Kernels

/// Operations along an axis whose result at a place depends on the elements before it. All but the sum are
/// differentiated by one linear recurrence, which is its own derivative (Blelloch 1990, section 1.4, on recurrences
/// as scans), so the family is closed.
module internal CumulativePrimitives =
    let private flag name value = Number(name, (if value then 1L else 0L))

    /// The sums so far; reversed, the sums from each place on.
    let rec cumSum (axis: int) (reverse: bool) : Primitive =
        Primitive.linear
            "cumSum"
            [ Axis axis; flag "reverse" reverse ]
            (Rules.sum [])
            (fun x -> Scan.Sum(x, axis, reverse))
            (fun _ -> Primitive.apply1 (cumSum axis (not reverse)))
            (fun _ -> Primitive.apply1 (cumSum (axis + 1) reverse))

    /// The element before each place along the axis, and 0 before the first; reversed, the element after it.
    let previous (axis: int) reverse (x: Tensor) =
        let shape = x.Aval.Shape

        if shape[axis] = 0 then
            x
        else
            let starts, steps = Array.zeroCreate shape.Rank, Array.create shape.Rank 1
            let one = starts |> Array.mapi (fun i _ -> if i = axis then 1 else 0)
            let lengths = Array.map2 (-) (shape.Dimensions.ToArray()) one
            let first, last = if reverse then one, starts else starts, one

            x
            |> Primitive.apply1 (StructuralPrimitives.slice first lengths steps)
            |> Primitive.apply1 (StructuralPrimitives.place shape last steps)

    let private orZero (x: Tensor) (y: Tensor) = Primitive.apply2 Arithmetic.multiplyOrZero x y

    let private sameShape (operands: Aval[]) =
        if operands[0].Shape.Equals operands[1].Shape then
            Rules.floats operands
        else
            let shapes = [ "factors", operands[0].Shape; "summands", operands[1].Shape ]
            Error(RiemannError.Shape("factors and summands differ", shapes, "each place has one of both"))

    let private spreadBoth (operands: Batched[]) = operands |> Array.map (Batching.spread (Batching.size operands))

    /// Operands a and b: s at i is a at i times s at i - 1, plus b at i; s before the first place is 0. A product
    /// with 0 is 0.
    let rec recurrence (axis: int) (reverse: bool) : Primitive =
        { Name = "recurrence"
          Parameters = [ Axis axis; flag "reverse" reverse ]
          Domain = Domains.pair
          Shape = sameShape
          Kernel = Kernel.General(fun x -> Scan.Recurrence(x[0], x[1], axis, reverse))
          Derivative =
            fun operands s i ->
                let a = operands[0]
                let run b = Primitive.apply2 (recurrence axis reverse) a b

                let back c = Primitive.apply2 (recurrence axis (not reverse)) (previous axis (not reverse) a) c

                if i = 1 then
                    LinearMap.create run back
                else
                    let weigh t = orZero t (previous axis reverse s)
                    LinearMap.create (weigh >> run) (back >> weigh)
          Batch = BatchRule.Rule(fun x -> Batched.Whole(Primitive.apply (recurrence (axis + 1) reverse) (spreadBoth x))) }

    /// A scan y of x with the derivative dy at i = a(x, y) at i times dy at i - 1, plus b(x, y) at i times dx at i.
    let private recurring p axis reverse coefficients =
        { p with
            Derivative =
                fun x y _ ->
                    let a, b = coefficients x[0] y
                    let map = (recurrence axis reverse).Derivative [| a; b |] y 1
                    LinearMap.create (fun t -> map.Push(orZero t b)) (fun c -> orZero (map.Pull c) b) }

    let private scan name axis (reverse: bool) rule kernel next : Primitive =
        { Name = name
          Parameters = [ Axis axis; flag "reverse" reverse ]
          Domain = [ Domain.Real ]
          Shape = rule
          Kernel = Kernel.General(fun x -> kernel x[0])
          Derivative = fun _ _ _ -> LinearMap.zero
          Batch = BatchRule.Rule(fun x -> Batched.Whole(Primitive.apply1 (next ()) x[0].Value)) }

    /// The products so far; reversed, the products from each place on.
    let rec cumProd (axis: int) (reverse: bool) : Primitive =
        let next () = cumProd (axis + 1) reverse
        let kernel x = Scan.Product(x, axis, reverse)

        recurring (scan "cumProd" axis reverse Rules.numbers kernel next) axis reverse (fun x _ ->
            x, productBefore axis reverse x)

    /// The product of the elements before each place, and 1 before the first.
    and productBefore (axis: int) reverse (x: Tensor) : Tensor =
        let shape = x.Aval.Shape

        if shape[axis] = 0 then
            x
        else
            let starts = Array.zeroCreate shape.Rank
            if reverse then starts[axis] <- shape[axis] - 1

            let ones =
                Tensor.onesLike (Structure.sum [ axis ] x)
                |> Structure.reshape (Shapes.keep [ axis ] shape)
                |> Primitive.apply1 (StructuralPrimitives.place shape starts (Array.create shape.Rank 1))

            Primitive.apply1 (cumProd axis reverse) (previous axis reverse x + ones)

    /// The product along one axis. Its derivative in an element is the product of all others, never a quotient.
    let rec prod (axis: int) : Primitive =
        { Name = "prod"
          Parameters = [ Axis axis ]
          Domain = [ Domain.Real ]
          Shape =
            fun x -> Rules.numbers x |> Result.bind (fun _ -> Rules.reshaped (Shapes.without [ axis ] x[0].Shape) x)
          Kernel = Kernel.General(fun x -> Reduction.Product(x[0], ReadOnlySpan [| axis |], false))
          Derivative =
            fun x _ _ ->
                let x = x[0]
                let shape = x.Aval.Shape
                let others = productBefore axis false x * productBefore axis true x
                let spread c = Structure.broadcastTo shape (Structure.reshape (Shapes.keep [ axis ] shape) c)
                LinearMap.create (fun t -> Structure.sum [ axis ] (orZero t others)) (fun c -> orZero (spread c) others)
          Batch = BatchRule.Rule(fun x -> Batched.Whole(Primitive.apply1 (prod (axis + 1)) x[0].Value)) }

    /// Differences are not taken where a logarithm is minus infinity, so that no NaN arises from them.
    let private shareOf (y: Tensor) (part: Tensor) =
        exp (part - Tensor.where (Tensor.equal y (Tensor.Weak(-infinity, y))) (Tensor.Weak(0.0, y)) y)

    /// log (sum (exp x)) so far. The shares that count are at most 1: nothing overflows.
    let rec logCumSumExp (axis: int) : Primitive =
        let next () = logCumSumExp (axis + 1)
        let kernel x = Scan.LogSumExp(x, axis)

        recurring (scan "logCumSumExp" axis false Rules.floats kernel next) axis false (fun x y ->
            shareOf y (previous axis false y), shareOf y x)

    let rec private position name kernel (axis: int) : Primitive =
        { Name = name
          Parameters = [ Axis axis ]
          Domain = [ Domain.Distinct ]
          Shape = fun x -> Rules.numbers x |> Result.map (fun y -> { y with DType = DType.Int64 })
          Kernel = Kernel.General(fun x -> kernel x[0] axis)
          Derivative = fun _ _ _ -> LinearMap.zero
          Batch = BatchRule.Rule(fun x -> Batched.Whole(Primitive.apply1 (position name kernel (axis + 1)) x[0].Value)) }

    let argCumMax axis = position "argCumMax" (fun x axis -> Scan.ArgMax(x, axis)) axis
    let argCumMin axis = position "argCumMin" (fun x axis -> Scan.ArgMin(x, axis)) axis

[<AutoOpen>]
module Cumulative =
    open CumulativePrimitives

    let private along operation (primitive: int -> Primitive) (axis: int) (x: Tensor) =
        Primitive.apply1 (primitive (Shapes.axis x.Aval.Shape axis |> Fail.get operation)) x

    type Tensor with
        /// `Tensor.cumSum axis x` are the sums along the axis up to each place, in the shape of x. float32 sums are
        /// taken in double precision.
        static member cumSum (axis: int) (x: Tensor) = along "cumSum" (fun axis -> cumSum axis false) axis x

        /// `Tensor.cumSumReversed axis x` are the sums along the axis from each place to the end.
        static member cumSumReversed (axis: int) (x: Tensor) = along "cumSum" (fun axis -> cumSum axis true) axis x

        /// `Tensor.cumSumExclusive axis x` are the sums along the axis before each place; the first is 0.
        static member cumSumExclusive (axis: int) (x: Tensor) =
            Tensor.cumSum axis (previous (Shapes.axis x.Aval.Shape axis |> Fail.get "cumSum") false x)

        /// `Tensor.cumProd axis x` are the products along the axis up to each place. The derivative divides by
        /// nothing and is exact where elements are 0.
        static member cumProd (axis: int) (x: Tensor) = along "cumProd" (fun axis -> cumProd axis false) axis x

        /// `Tensor.cumMax axis x` are the largest elements along the axis up to each place; NaN from the first NaN
        /// on. Of elements that tie, the first has the derivative.
        static member cumMax (axis: int) (x: Tensor) = Tensor.gather axis (along "cumMax" argCumMax axis x) x

        /// `Tensor.cumMin axis x` are the smallest elements along the axis up to each place; NaN from the first NaN
        /// on. Of elements that tie, the first has the derivative.
        static member cumMin (axis: int) (x: Tensor) = Tensor.gather axis (along "cumMin" argCumMin axis x) x

        /// `Tensor.argCumMax axis x` are the int64 indices of the elements that `cumMax` gives.
        static member argCumMax (axis: int) (x: Tensor) = along "argCumMax" argCumMax axis x

        /// `Tensor.argCumMin axis x` are the int64 indices of the elements that `cumMin` gives.
        static member argCumMin (axis: int) (x: Tensor) = along "argCumMin" argCumMin axis x

        /// `Tensor.logCumSumExp axis x` is log (sum (exp x)) along the axis up to each place, without overflow.
        static member logCumSumExp (axis: int) (x: Tensor) = along "logCumSumExp" logCumSumExp axis x

        /// `Tensor.prodOver axes x` is x without these axes, multiplied along them. The product of none is 1. The
        /// derivative in an element is the product of the others, whichever of them are 0.
        static member prodOver (axes: int list) (x: Tensor) =
            let axes = Shapes.axes x.Aval.Shape axes |> Fail.get "prod" |> List.sortDescending
            axes |> List.fold (fun x axis -> Primitive.apply1 (prod axis) x) x

        /// `Tensor.prod x` is the product of all elements.
        static member prod(x: Tensor) = Tensor.prodOver [ 0 .. x.Rank - 1 ] x
