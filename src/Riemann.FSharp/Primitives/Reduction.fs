namespace Riemann.FSharp

open System
open Riemann.Kernels

/// Reductions over axes that are counted from 0 and ascend. The sum is in Core/Tensor.fs.
module internal ReductionPrimitives =
    let private reduced (axes: int list) (operands: Aval[]) =
        Rules.reshaped (Shapes.without axes operands[0].Shape) operands

    let private nonEmpty (axes: int list) (operands: Aval[]) =
        let shape = operands[0].Shape

        if axes |> List.exists (fun axis -> shape[axis] = 0) then
            Error(RiemannError.Empty(shape, axes))
        else
            reduced axes operands

    let private shift (axes: int list) = axes |> List.map ((+) 1)

    /// The reduced value stretched back over the axes it was reduced over.
    let private spread axes (shape: Shape) (y: Tensor) =
        Structure.broadcastTo shape (Structure.reshape (Shapes.keep axes shape) y)

    /// A reduction that moves with each element by a weight.
    let rec private weighted name rule kernel weight (axes: int list) : Primitive =
        let wanted = List.toArray axes

        { Name = name
          Parameters = [ Axes axes ]
          Domain = [ Domain.Distinct ]
          Shape = rule axes
          Kernel = Kernel.General(fun x -> kernel x[0] wanted)
          Derivative =
            fun x y _ ->
                let x = x[0]
                let shape = x.Aval.Shape
                let weigh t = Primitive.apply2 Arithmetic.multiplyOrZero t (weight axes x (spread axes shape y))
                LinearMap.create (weigh >> Structure.sum axes) (spread axes shape >> weigh)
          Batch =
            BatchRule.Rule(fun x ->
                Batched.Whole(Primitive.apply1 (weighted name rule kernel weight (shift axes)) x[0].Value)) }

    /// Equal shares for all elements that reach the extreme.
    let private share axes (x: Tensor) (y: Tensor) =
        let reached = Tensor.equal x y |> Tensor.cast x.DType
        reached / spread axes x.Aval.Shape (Structure.sum axes reached)

    let max axes = weighted "max" nonEmpty (fun x axes -> Reduction.Max(x, ReadOnlySpan axes, false)) share axes

    let min axes = weighted "min" nonEmpty (fun x axes -> Reduction.Min(x, ReadOnlySpan axes, false)) share axes

    /// Where every element is minus infinity the differences are not taken: no NaN arises from them, and the
    /// weights are 0.
    let private softmax _ (x: Tensor) (y: Tensor) =
        exp (x - Tensor.where (Tensor.equal y (Tensor.Weak(-infinity, y))) (Tensor.Weak(0.0, y)) y)

    let logSumExp axes =
        let rule axes operands = Rules.floats operands |> Result.bind (fun _ -> reduced axes operands)
        weighted "logSumExp" rule (fun x axes -> Reduction.LogSumExp(x, ReadOnlySpan axes, false)) softmax axes

    /// The sum of the squared distances from the mean. The mean may be taken as constant: they add up to 0.
    let rec squaredDeviations (axes: int list) : Primitive =
        let wanted = List.toArray axes

        let distance (x: Tensor) =
            let shape = x.Aval.Shape
            let count = axes |> List.fold (fun count axis -> count * shape[axis]) 1
            x - spread axes shape (Structure.sum axes x / float count)

        { Name = "squaredDeviations"
          Parameters = [ Axes axes ]
          Domain = [ Domain.Real ]
          Shape = fun operands -> Rules.floats operands |> Result.bind (fun _ -> reduced axes operands)
          Kernel = Kernel.General(fun x -> Normalisation.SquaredDeviations(x[0], ReadOnlySpan wanted))
          Derivative =
            fun operands _ _ ->
                let x = operands[0]

                LinearMap.create (fun t -> Structure.sum axes (t * distance x) * 2.0) (fun c ->
                    spread axes x.Aval.Shape (c * 2.0) * distance x)
          Batch = BatchRule.Rule(fun x -> Batched.Whole(Primitive.apply1 (squaredDeviations (shift axes)) x[0].Value)) }

    let rec private position name kernel (axis: int) : Primitive =
        { Name = name
          Parameters = [ Axis axis ]
          Domain = [ Domain.Distinct ]
          Shape = fun x -> nonEmpty [ axis ] x |> Result.map (fun y -> { y with DType = DType.Int64 })
          Kernel = Kernel.General(fun x -> kernel x[0] axis)
          Derivative = fun _ _ _ -> LinearMap.zero
          Batch = BatchRule.Rule(fun x -> Batched.Whole(Primitive.apply1 (position name kernel (axis + 1)) x[0].Value)) }

    let argMax axis = position "argMax" (fun x axis -> Reduction.ArgMax(x, axis, false)) axis
    let argMin axis = position "argMin" (fun x axis -> Reduction.ArgMin(x, axis, false)) axis

    let rec private truth name kernel (axes: int list) : Primitive =
        let wanted = List.toArray axes

        { Name = name
          Parameters = [ Axes axes ]
          Domain = [ Domain.Truth ]
          Shape = fun x -> Rules.truths x |> Result.bind (fun _ -> reduced axes x)
          Kernel = Kernel.General(fun x -> kernel x[0] wanted)
          Derivative = fun _ _ _ -> LinearMap.zero
          Batch = BatchRule.Rule(fun x -> Batched.Whole(Primitive.apply1 (truth name kernel (shift axes)) x[0].Value)) }

    let any axes = truth "any" (fun x axes -> Reduction.Any(x, ReadOnlySpan axes, false)) axes
    let all axes = truth "all" (fun x axes -> Reduction.All(x, ReadOnlySpan axes, false)) axes

[<AutoOpen>]
module Reductions =
    /// The axes counted from 0, ascending.
    let private sorted operation (axes: int list) (x: Tensor) =
        Shapes.axes x.Aval.Shape axes |> Fail.get operation |> List.sort

    let private requireFloats operation (x: Tensor) = Rules.floats [| x.Aval |] |> Fail.get operation |> ignore
    let private every (x: Tensor) = [ 0 .. x.Rank - 1 ]
    let private over name primitive axes (x: Tensor) = Primitive.apply1 (primitive (sorted name axes x)) x

    type Tensor with
        /// `Tensor.sum x` is the sum of all elements. The sum of none is 0.
        static member sum(x: Tensor) = Structure.sum (every x) x

        /// `Tensor.sumOver axes x` is x without these axes, summed along them.
        static member sumOver (axes: int list) (x: Tensor) = Structure.sum (sorted "sum" axes x) x

        /// `Tensor.meanOver axes x` is x without these axes, averaged along them.
        static member meanOver (axes: int list) (x: Tensor) =
            requireFloats "mean" x
            let axes = sorted "mean" axes x
            let shape = x.Aval.Shape
            let count = axes |> List.fold (fun count axis -> count * shape[axis]) 1

            if count = 0 then Fail.raise "mean" (RiemannError.Empty(shape, axes))

            Structure.sum axes x / float count

        /// `Tensor.mean x` is the mean of all elements.
        static member mean(x: Tensor) = Tensor.meanOver (every x) x

        /// `Tensor.varianceOver correction axes x` is the mean squared distance from the mean along these axes,
        /// the sum divided by n - correction: 1 for the unbiased estimate of a sample, 0 for a population.
        static member varianceOver (correction: int) (axes: int list) (x: Tensor) =
            requireFloats "variance" x
            let axes = sorted "variance" axes x
            let shape = x.Aval.Shape
            let count = axes |> List.fold (fun count axis -> count * shape[axis]) 1

            if count <= correction then
                let problem = $"{count} elements less a correction of {correction} leave nothing to divide by"
                Fail.raise "variance" (RiemannError.Value(problem, "reduce over more elements, or use correction 0"))

            Primitive.apply1 (ReductionPrimitives.squaredDeviations axes) x / float (count - correction)

        /// `Tensor.variance x` is the unbiased variance of all elements.
        static member variance(x: Tensor) = Tensor.varianceOver 1 (every x) x

        /// `Tensor.maxOver axes x` is the largest element along these axes; NaN where there is one. Elements
        /// that tie share the derivative.
        static member maxOver (axes: int list) (x: Tensor) = over "max" ReductionPrimitives.max axes x

        /// `Tensor.max x` is the largest of all elements.
        static member max(x: Tensor) = Tensor.maxOver (every x) x

        /// `Tensor.minOver axes x` is the smallest element along these axes; NaN where there is one. Elements
        /// that tie share the derivative.
        static member minOver (axes: int list) (x: Tensor) = over "min" ReductionPrimitives.min axes x

        /// `Tensor.min x` is the smallest of all elements.
        static member min(x: Tensor) = Tensor.minOver (every x) x

        /// `Tensor.logSumExpOver axes x` is log (sum (exp x)) along these axes, without overflow.
        static member logSumExpOver (axes: int list) (x: Tensor) = over "logSumExp" ReductionPrimitives.logSumExp axes x

        /// `Tensor.logSumExp x` is log (sum (exp x)) over all elements.
        static member logSumExp(x: Tensor) = Tensor.logSumExpOver (every x) x

        /// `Tensor.argMax axis x` is the index of the first largest element along the axis, as int64.
        static member argMax (axis: int) (x: Tensor) =
            Primitive.apply1 (ReductionPrimitives.argMax (sorted "argMax" [ axis ] x).Head) x

        /// `Tensor.argMin axis x` is the index of the first smallest element along the axis, as int64.
        static member argMin (axis: int) (x: Tensor) =
            Primitive.apply1 (ReductionPrimitives.argMin (sorted "argMin" [ axis ] x).Head) x

        /// `Tensor.anyOver axes x` is true where one of the truth values along these axes is.
        static member anyOver (axes: int list) (x: Tensor) = over "any" ReductionPrimitives.any axes x

        /// `Tensor.allOver axes x` is true where all truth values along these axes are.
        static member allOver (axes: int list) (x: Tensor) = over "all" ReductionPrimitives.all axes x
