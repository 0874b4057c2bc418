namespace Riemann.FSharp

open System
open Riemann.Kernels

/// Dropout, which is linear, and keeps for its derivatives the key in place of the draws.
module internal DropoutPrimitives =
    /// Operands keys and x, whose first axes are those of the keys; its last `together` axes are dropped as one.
    let rec dropout (probability: float) (together: int) : Primitive =
        let fits (operands: Aval[]) =
            let keys, shape = operands[0].Shape, operands[1].Shape

            if
                shape.Rank - together >= keys.Rank
                && keys.Dimensions.SequenceEqual(shape.Dimensions.Slice(0, keys.Rank))
            then
                Rules.floats operands[1..]
            else
                let shapes = [ "keys", keys; "tensor", shape ]
                Error(RiemannError.Shape("the keys do not fit", shapes, "the first axes are those of the keys"))

        { Name = "dropout"
          Parameters = [ Parameter.Real("probability", probability); Number("together", together) ]
          Domain = [ Domain.Key; Domain.Real ]
          Shape = fits
          Kernel = Kernel.General(fun x -> Dropout.Apply(x[0], x[1], probability, together))
          Derivative =
            fun operands _ i ->
                if i = 0 then
                    LinearMap.zero
                else
                    let keys = operands[0]
                    LinearMap.self (fun t -> Primitive.apply2 (dropout probability together) keys t)
          Batch =
            BatchRule.Rule(fun x ->
                x
                |> Array.map (Batching.spread (Batching.size x))
                |> Primitive.apply (dropout probability together)
                |> Batched.Whole) }

[<AutoOpen>]
module Dropping =
    let private drop operation (together: int) (probability: float) (key: Key) (x: Tensor) =
        if not (probability >= 0.0 && probability <= 1.0) then
            let problem = $"{string probability} is not a probability"
            Fail.raise operation (RiemannError.Value(problem, "between 0 and 1"))

        if probability = 0.0 then x else Primitive.apply2 (DropoutPrimitives.dropout probability together) key.Bits x

    type Tensor with
        /// `Tensor.dropout 0.5 key x` is x with each element 0 with this probability, and x / (1 - probability) where it
        /// stays, so that the mean stays: 0 for NaN and infinities as well. What stays depends on the key and the
        /// element's place only, and derivatives keep no more than the key. Raises for a probability outside 0 to 1.
        /// Source: Hinton, Srivastava, Krizhevsky, Sutskever and Salakhutdinov (2012), section 1.
        static member dropout (probability: float) (key: Key) (x: Tensor) = drop "dropout" 0 probability key x

        /// `Tensor.featureDropout axes probability key x` is `Tensor.dropout` of parts: the elements along the last
        /// `axes` axes, such as those of a channel, are 0 or stay together. Raises where x has fewer axes.
        /// Source: Tompson, Goroshin, Jain, LeCun and Bregler (2015), section 3.2.
        static member featureDropout (axes: int) (probability: float) (key: Key) (x: Tensor) =
            if axes < 0 || axes > x.Rank then
                let problem = $"a part of {axes} axes of {x.Rank}"
                Fail.raise "featureDropout" (RiemannError.Value(problem, $"0 to {x.Rank} axes"))

            drop "featureDropout" axes probability key x
