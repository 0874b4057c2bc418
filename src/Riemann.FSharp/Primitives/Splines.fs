namespace Riemann.FSharp

open Riemann.Kernels

/// B-splines. The operands are x [.., a, b] and knots [a, b, k], which do not move.
module internal SplinePrimitives =
    let private rule degree (operands: Aval[]) =
        let x, knots = operands[0].Shape, operands[1].Shape

        let refuse problem =
            let rule = "x [.., in] with knots [in; k], and at least degree + 2 knots"
            Error(RiemannError.Shape(problem, [ "x", x; "knots", knots ], rule))

        Rules.sameType operands
        |> Result.bind (fun dtype ->
            let rank = knots.Rank - 1

            let isOfLast (i: int) = knots[i] = x[x.Rank - rank + i]
            let isSuffix () = rank <= x.Rank && Seq.forall isOfLast (seq { 0 .. rank - 1 })

            if not (dtype.IsFloat()) then
                let hint = "Tensor.cast DType.Float64 the operands"
                Error(RiemannError.DType("splines are of floats", [ "x", dtype; "knots", dtype ], hint))
            elif rank < 0 || not (isSuffix ()) then
                refuse "the knots are not of the last axes of x"
            elif knots[rank] < degree + 2 then
                refuse $"{knots[rank]} knots are too few for a spline of degree {degree}"
            else
                let shape = Array.append (x.Dimensions.ToArray()) [| knots[rank] - degree - 1 |]
                Shapes.ofArray shape |> Result.map (fun shape -> { Shape = shape; DType = dtype }))

    /// The derivatives of this order of the bases of this degree.
    let rec basis (degree: int) (order: int) : Primitive =
        { Name = "splineBasis"
          Parameters = [ Number("degree", degree); Number("order", order) ]
          Domain = [ Domain.Real; Domain.Real ]
          Shape = rule degree
          Kernel = Kernel.General(fun x -> SplineBasis.Apply(x[0], x[1], degree, order))
          Derivative =
            fun operands _ i ->
                if i = 1 || order >= degree then
                    LinearMap.zero
                else
                    let slope () = Primitive.apply (basis degree (order + 1)) operands

                    LinearMap.create (fun t -> slope () * Tensor.insertAxis -1 t) (fun c ->
                        Tensor.sumOver [ -1 ] (slope () * c))
          Batch = BatchRule.Rule(batched degree order) }

    /// A batch of knots goes to an axis before the features, so that they are still those of the last axes of x.
    and private batched degree order operands =
        let apply x knots = Primitive.apply (basis degree order) [| x; knots |]
        let x, knots = operands[0], operands[1].Value

        if operands[1].IsBatched then
            let x = Batching.spread (Batching.size operands) x
            let place = x.Rank + 1 - knots.Rank
            apply (Tensor.moveAxis 0 place x) knots |> Tensor.moveAxis place 0 |> Batched.Whole
        else
            Batched.Whole(apply x.Value knots)

[<AutoOpen>]
module Splines =
    let private requireFrom0 operation what highest value =
        if value < 0 || value > highest then
            Fail.raise operation (RiemannError.Value($"a {what} of {value}", $"a {what} from 0 to {highest}"))

    type Tensor with
        /// `Tensor.splineBasis degree order knots x` are the derivatives of this order, 0 being the values, of all B-splines
        /// of this degree on the knots: x [.., in] with knots [in; k], a row for each feature, gives [.., in; k - degree - 1].
        /// The knots may be of fewer features or of more axes, [k] or [a; b; k], as long as they are those of the last axes
        /// of x. All but degree + 1 of the bases are 0 at any x; only those are computed.
        ///
        /// Knots count in ascending order, and may repeat: the basis is then less smooth there, and no quotient 0 / 0 comes
        /// up. A basis is right-continuous; the last knot belongs to the interval before it, and x outside the knots gives
        /// 0. Derivatives of an order above the degree are 0. NaN in x, and in the knots of a feature, gives NaN.
        ///
        /// The derivative in x exists to every order, and at a knot where it jumps it is the one from the right. Knots are
        /// data, in which there is no derivative: it is 0. Raises where the shapes do not fit, for degrees above 100, and
        /// for integers. Source: Cox (1972); de Boor (1972), equations 6 to 8.
        static member splineBasis (degree: int) (order: int) (knots: Tensor) (x: Tensor) : Tensor =
            requireFrom0 "splineBasis" "degree" 100 degree
            requireFrom0 "splineBasis" "derivative's order" System.Int32.MaxValue order
            Primitive.apply (SplinePrimitives.basis degree order) [| x; stopGradient knots |]
