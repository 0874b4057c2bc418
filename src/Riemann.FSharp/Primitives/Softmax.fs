namespace Riemann.FSharp

open Riemann.Kernels

/// Softmax and its logarithm along one axis, counted from 0, each with its gradient in one pass.
module internal SoftmaxPrimitives =
    let private batched (make: int -> Primitive) axis =
        BatchRule.Rule(fun operands ->
            let size = Batching.size operands
            Batched.Whole(Primitive.apply (make (axis + 1)) (operands |> Array.map (Batching.spread size))))

    /// An operation on whole rows of operands of one shape.
    let private alongAxis name domain kernel derivative make axis : Primitive =
        { Name = name
          Parameters = [ Axis axis ]
          Domain = domain
          Shape = Rules.floats
          Kernel = Kernel.General kernel
          Derivative = derivative
          Batch = batched make axis }

    let private sum axis (x: Tensor) = Structure.reshape (Shapes.keep [ axis ] x.Aval.Shape) (Structure.sum [ axis ] x)

    /// y (c - sum (c y)) of the operands y and c: the derivative of softmax, which is its own adjoint.
    let rec softmaxGradient axis : Primitive =
        let derivative (operands: Tensor[]) _ i =
            let y, c = operands[0], operands[1]
            let centred = c - sum axis (c * y)

            if i = 0 then
                LinearMap.create (fun t -> t * centred - y * sum axis (c * t)) (fun t ->
                    t * centred - c * sum axis (y * t))
            else
                LinearMap.self (Primitive.apply2 (softmaxGradient axis) y)

        let kernel (x: NDArray[]) = Normalisation.SoftmaxGradient(x[0], x[1], axis)
        alongAxis "softmaxGradient" Domains.pair kernel derivative softmaxGradient axis

    let rec softmax axis : Primitive =
        let derivative _ y _ = LinearMap.self (Primitive.apply2 (softmaxGradient axis) y)
        let kernel (x: NDArray[]) = Normalisation.Softmax(x[0], axis)
        alongAxis "softmax" [ Domain.Real ] kernel derivative softmax axis

    /// The derivative of log softmax along t, by its result.
    let private pushed axis (y: Tensor) (t: Tensor) = t - sum axis (exp y * t)

    /// c - exp y sum c of the operands y and c: the adjoint of the derivative of log softmax.
    let rec logSoftmaxGradient axis : Primitive =
        let derivative (operands: Tensor[]) _ i =
            let y, c = operands[0], operands[1]

            if i = 0 then
                LinearMap.self (fun t -> -t * exp y * sum axis c)
            else
                LinearMap.create (Primitive.apply2 (logSoftmaxGradient axis) y) (pushed axis y)

        let kernel (x: NDArray[]) = Normalisation.LogSoftmaxGradient(x[0], x[1], axis)
        alongAxis "logSoftmaxGradient" Domains.pair kernel derivative logSoftmaxGradient axis

    let rec logSoftmax axis : Primitive =
        let derivative _ y _ = LinearMap.create (pushed axis y) (Primitive.apply2 (logSoftmaxGradient axis) y)
        let kernel (x: NDArray[]) = Normalisation.LogSoftmax(x[0], axis)
        alongAxis "logSoftmax" [ Domain.Real ] kernel derivative logSoftmax axis

[<AutoOpen>]
module Softmax =
    let private along operation make axis (x: Tensor) =
        let axis = Shapes.axis x.Aval.Shape axis |> Fail.get operation
        Primitive.apply1 (make axis) x

    type Tensor with
        /// `Tensor.softmax axis x` is exp x divided by its sum along the axis, which does not overflow. NaN all along the axis where x holds NaN or +inf, or -inf alone.
        static member softmax (axis: int) (x: Tensor) = along "softmax" SoftmaxPrimitives.softmax axis x

        /// `Tensor.logSoftmax axis x` is log (softmax axis x), which does not overflow, and keeps its digits where that is
        /// close to 1.
        static member logSoftmax (axis: int) (x: Tensor) = along "logSoftmax" SoftmaxPrimitives.logSoftmax axis x
