namespace Riemann.FSharp

open Riemann.Kernels

/// Values held within bounds.
module internal BoundsPrimitives =
    let private isFinite (x: float) = System.Double.IsFinite x

    /// The nearest number in [low, high]. A bound may be infinite, for integers too.
    let clamp (low: float) (high: float) : Primitive =
        let bounds = [ low; high ] |> List.filter isFinite

        let rule operands =
            Rules.numbers operands
            |> Result.bind (fun x ->
                let fit found bound = found |> Result.bind (fun _ -> Rules.weak bound x.DType)
                bounds |> List.fold fit (Ok x.DType) |> Result.map (fun _ -> x))

        let kernel (x: NDArray) =
            let x = if isFinite low then Elementwise.Maximum(x, Scalars.array low x.DType) else x
            if isFinite high then Elementwise.Minimum(x, Scalars.array high x.DType) else x

        { Primitive.unary "clamp" Domain.Real kernel Slope.Zero with
            Parameters = [ Real("low", low); Real("high", high) ]
            Shape = rule
            Derivative =
                fun x y _ ->
                    let x = x[0]
                    LinearMap.self (fun t -> Tensor.where (Tensor.equal x y) t (Tensor.Weak(0.0, t))) }

[<AutoOpen>]
module Bounds =
    open BoundsPrimitives

    let private clamp name low high (x: Tensor) =
        if not (low <= high) then
            let problem = $"no number lies between {string low} and {string high}"
            Fail.raise name (RiemannError.Value(problem, "the lower bound comes first; no bound is NaN"))

        Primitive.apply1 (clamp low high) x

    type Tensor with
        /// `Tensor.clamp low high x` is x held between low and high; NaN stays. Its derivative is 1 from low to high,
        /// both included, and 0 outside. Raises where low > high. For numbers of any type that holds the bounds.
        static member clamp (low: float) (high: float) (x: Tensor) = clamp "clamp" low high x

        /// `Tensor.clampMin low x` is x or low, whichever is larger: `Tensor.clamp` without an upper bound.
        static member clampMin (low: float) (x: Tensor) = clamp "clampMin" low infinity x

        /// `Tensor.clampMax high x` is x or high, whichever is smaller: `Tensor.clamp` without a lower bound.
        static member clampMax (high: float) (x: Tensor) = clamp "clampMax" -infinity high x

        /// `Tensor.replaceNaN value x` is x with NaN replaced by a number, of which the derivative is 0.
        static member replaceNaN (value: float) (x: Tensor) = Tensor.where (Tensor.isNaN x) (Tensor.Weak(value, x)) x
