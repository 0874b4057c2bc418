namespace Riemann.FSharp

open Riemann.Kernels

module internal ContractionPrimitives =
    let refusal (left: Shape) (right: Shape) problem =
        RiemannError.Shape(problem, [ "left", left; "right", right ], "[.., m, k] @ [.., k, n] -> [.., m, n]")

    let private rule (operands: Aval[]) =
        let left, right = operands[0].Shape, operands[1].Shape
        let refuse problem = Error(refusal left right problem)

        Rules.sameType operands
        |> Result.bind (fun dtype ->
            if not (dtype.IsFloat()) then
                let hint = "Tensor.cast DType.Float64 the operands"
                Error(RiemannError.DType("the operands must hold floats", [ "operands", dtype ], hint))
            elif left.Rank < 2 || right.Rank < 2 then
                refuse "a matrix has two axes or more"
            elif left[left.Rank - 1] <> right[right.Rank - 2] then
                refuse $"inner dimensions differ: {left[left.Rank - 1]} and {right[right.Rank - 2]}"
            else
                let outer (shape: Shape) = Shapes.without [ shape.Rank - 2; shape.Rank - 1 ] shape

                match Shape.Broadcast(outer left, outer right) with
                | null -> refuse "the leading axes do not broadcast"
                | batch ->
                    let dimensions =
                        [| yield! batch.Dimensions.ToArray(); left[left.Rank - 2]; right[right.Rank - 1] |]

                    Shapes.ofArray dimensions |> Result.map (fun shape -> { Shape = shape; DType = dtype }))

    let private isTransposed (x: Tensor) =
        isNull x.Tracer && x.Value.Strides[x.Rank - 2] = 1 && x.Value.Strides[x.Rank - 1] <> 1

    let rec matmul: Primitive =
        { Name = "matmul"
          Parameters = []
          Domain = Domains.pair
          Shape = rule
          Kernel = Kernel.General(fun x -> Contraction.MatMul(x[0], x[1]))
          Derivative =
            fun operands _ i ->
                let a, b = operands[0], operands[1]

                if i = 0 then
                    let own, product = a.Aval.Shape, laidOutLike a

                    LinearMap.create (fun t -> Primitive.apply2 matmul t b) (fun c ->
                        Structure.sumTo own (product c (Tensor.transpose b)))
                else
                    let own, product = b.Aval.Shape, laidOutLike b

                    LinearMap.create (fun t -> Primitive.apply2 matmul a t) (fun c ->
                        Structure.sumTo own (product (Tensor.transpose a) c))
          Batch = BatchRule.Broadcasts }

    /// The matrix product that gives an operand's cotangent, in the layout of the operand: a matrix that was transposed
    /// for the product gets a gradient which, transposed back, is contiguous.
    and private laidOutLike (operand: Tensor) : Tensor -> Tensor -> Tensor =
        if isTransposed operand then
            fun left right ->
                Primitive.apply2 matmul (Tensor.transpose right) (Tensor.transpose left) |> Tensor.transpose
        else
            Primitive.apply2 matmul

    /// Operands a, b and c: a @ b + c, c broadcast to the product.
    let addMatmul: Primitive =
        { Name = "addMatmul"
          Parameters = []
          Domain = [ Domain.Real; Domain.Real; Domain.Real ]
          Shape =
            fun operands ->
                Rules.sameType operands
                |> Result.bind (fun _ -> rule operands[..1])
                |> Result.bind (fun product ->
                    Rules.broadcastTo product.Shape operands[2..] |> Result.map (fun _ -> product))
          Kernel = Kernel.General(fun x -> Contraction.AddMatMul(x[2], x[0], x[1]))
          Derivative =
            fun operands z i ->
                if i < 2 then
                    matmul.Derivative operands z i
                else
                    let own, whole = operands[2].Aval.Shape, z.Aval.Shape
                    LinearMap.create (Structure.broadcastTo whole) (Structure.sumTo own)
          Batch =
            BatchRule.Rule(fun operands ->
                let own (x: Batched) = if x.IsBatched then x.Value.Rank - 1 else x.Value.Rank
                let rank = 1 + (operands |> Array.map own |> Array.max)
                let deep (x: Batched) = if x.IsBatched then Structure.deepen rank x.Value else x.Value
                Batched.Whole(Primitive.apply2 matmul (deep operands[0]) (deep operands[1]) + deep operands[2])) }

[<AutoOpen>]
module Contractions =
    type Tensor with
        /// `Tensor.matmul a b` is the matrix product [.., m, k] @ [.., k, n] -> [.., m, n]; leading axes
        /// broadcast. A vector on the left is a row, on the right a column, and its axis disappears.
        static member matmul (a: Tensor) (b: Tensor) : Tensor =
            let left, right = a.Aval.Shape, b.Aval.Shape

            match a.Rank, b.Rank with
            | 0, _
            | _, 0 ->
                let shapes = [ "left", left; "right", right ]
                Fail.raise "matmul" (RiemannError.Shape("a scalar has no matrix product", shapes, "use *"))
            | 1, _
            | _, 1 when left[left.Rank - 1] <> right[max 0 (right.Rank - 2)] ->
                let problem = $"inner dimensions differ: {left[left.Rank - 1]} and {right[max 0 (right.Rank - 2)]}"
                Fail.raise "matmul" (ContractionPrimitives.refusal left right problem)
            | 1, 1 -> Tensor.matmul (Tensor.insertAxis 0 a) b |> Tensor.squeeze 0
            | 1, _ -> Tensor.matmul (Tensor.insertAxis 0 a) b |> Tensor.squeeze -2
            | _, 1 -> Tensor.matmul a (Tensor.insertAxis 1 b) |> Tensor.squeeze -1
            | rank, 2 when rank > 2 && List.last a.Shape = b.Shape[0] && a.Length > 0 ->
                // One matrix for all leading axes: one product, and one for each derivative.
                let rows = Tensor.reshape [ -1; List.last a.Shape ] a

                Primitive.apply2 ContractionPrimitives.matmul rows b
                |> Tensor.reshape (List.take (rank - 1) a.Shape @ [ b.Shape[1] ])
            | _ -> Primitive.apply2 ContractionPrimitives.matmul a b

        /// `Tensor.addMatmul c a b` is c + a @ b, by the rules of both. For matrices and c that stretches to their product,
        /// and for [.., m, k], one matrix [k, n] and a vector c, the product is added up on top of c.
        static member addMatmul (c: Tensor) (a: Tensor) (b: Tensor) : Tensor =
            let apply a = Primitive.apply ContractionPrimitives.addMatmul [| a; b; c |]
            let fits () = Result.isOk (ContractionPrimitives.addMatmul.Shape [| a.Aval; b.Aval; c.Aval |])

            if a.Rank = 2 && b.Rank = 2 && fits () then
                apply a
            elif a.Rank > 2 && b.Rank = 2 && c.Rank < 2 && List.last a.Shape = b.Shape[0] && a.Length > 0 then
                Tensor.reshape [ -1; List.last a.Shape ] a
                |> apply
                |> Tensor.reshape (List.take (a.Rank - 1) a.Shape @ [ b.Shape[1] ])
            else
                c + Tensor.matmul a b

    /// `a *@ b` is the matrix product, `Tensor.matmul a b`.
    let ( *@ ) (a: Tensor) (b: Tensor) = Tensor.matmul a b
