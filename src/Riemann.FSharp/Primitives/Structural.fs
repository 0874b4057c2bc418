namespace Riemann.FSharp

open System
open Riemann.Kernels

/// Operations that move elements and change none: each one's adjoint moves them back.
module internal StructuralPrimitives =
    /// Axis i of the result is axis `order[i]` of the operand.
    let rec permute (order: int list) : Primitive =
        let inverse = order |> List.indexed |> List.sortBy snd |> List.map fst
        let axes = List.toArray order

        let rule (x: Aval[]) =
            let from = x[0].Shape
            Rules.reshaped (Shapes.ofDimensions [| for axis in order -> from[axis] |]) x

        Primitive.linear
            "permute"
            [ Axes order ]
            rule
            (fun x -> x.Permute(ReadOnlySpan axes))
            (fun _ -> Primitive.apply1 (permute inverse))
            (fun _ -> Primitive.apply1 (permute (0 :: (order |> List.map ((+) 1)))))

    let private numbers name (values: int[]) = Numbers(name, List.ofArray values)

    /// Element i of the result's axis is element `starts + i * steps` of the operand's.
    let rec slice (starts: int[]) (lengths: int[]) (steps: int[]) : Primitive =
        Primitive.linear
            "slice"
            [ numbers "starts" starts; numbers "lengths" lengths; numbers "steps" steps ]
            (Rules.reshaped (Shapes.ofDimensions lengths))
            (fun x -> x.Slice(ReadOnlySpan starts, ReadOnlySpan lengths, ReadOnlySpan steps))
            (fun x -> Primitive.apply1 (place x.Shape starts steps))
            (fun size ->
                Primitive.apply1 (slice [| 0; yield! starts |] [| size; yield! lengths |] [| 1; yield! steps |]))

    /// Zeros of a shape with the operand's element i at `starts + i * steps`: the adjoint of slice.
    and place (shape: Shape) (starts: int[]) (steps: int[]) : Primitive =
        Primitive.linear
            "place"
            [ Dimensions shape; numbers "starts" starts; numbers "steps" steps ]
            (Rules.reshaped shape)
            (fun x -> Indexing.Place(shape, x, ReadOnlySpan starts, ReadOnlySpan steps))
            (fun x -> Primitive.apply1 (slice starts (x.Shape.Dimensions.ToArray()) steps))
            (fun size ->
                Primitive.apply1 (place (Shapes.prepend size shape) [| 0; yield! starts |] [| 1; yield! steps |]))

    /// The first operand with the second in place of its elements `starts + i * steps`.
    let rec replace (starts: int[]) (steps: int[]) : Primitive =
        { Name = "set"
          Parameters = [ numbers "starts" starts; numbers "steps" steps ]
          Domain = Domains.pair
          Shape = fun x -> Rules.sameType x |> Result.map (fun _ -> x[0])
          Kernel = Kernel.General(fun x -> Indexing.Replace(x[0], x[1], ReadOnlySpan starts, ReadOnlySpan steps))
          Derivative =
            fun operands _ i ->
                let whole, part = operands[0].Aval.Shape, operands[1].Aval

                if i = 0 then
                    let zero = Tensor(NDArray.Full(part.DType, part.Shape, 0.0), null)
                    LinearMap.self (fun t -> Primitive.apply2 (replace starts steps) t zero)
                else
                    LinearMap.create
                        (Primitive.apply1 (place whole starts steps))
                        (Primitive.apply1 (slice starts (part.Shape.Dimensions.ToArray()) steps))
          Batch =
            BatchRule.Rule(fun operands ->
                operands
                |> Array.map (Batching.spread (Batching.size operands))
                |> Primitive.apply (replace [| 0; yield! starts |] [| 1; yield! steps |])
                |> Batched.Whole) }

    let private concatenateRule axis (operands: Aval[]) =
        let first = operands[0]
        let others (shape: Shape) = Shapes.without [ axis ] shape

        let isAlike (x: Aval) = x.Shape.Rank = first.Shape.Rank && (others x.Shape).Equals(others first.Shape)

        if operands |> Array.exists (fun x -> x.DType <> first.DType) then
            let types = [ for i, x in Array.indexed operands -> $"operand {i}", x.DType ]

            Error(
                RiemannError.DType(
                    "the element types differ",
                    types,
                    $"Tensor.cast DType.{Rules.widest operands} the others"
                )
            )
        elif not (Array.forall isAlike operands) then
            let shapes = [ for i, x in Array.indexed operands -> $"operand {i}", x.Shape ]
            Error(RiemannError.Shape("the shapes do not join", shapes, $"all axes but axis {axis} have equal lengths"))
        else
            let length = operands |> Array.sumBy (fun x -> int64 x.Shape[axis])

            if length > int64 System.Int32.MaxValue then
                let problem = $"an axis of {length} elements has more than 2147483647 elements"
                Error(RiemannError.Value(problem, "split the tensor"))
            else
                let dimensions = first.Shape.Dimensions.ToArray()
                dimensions[axis] <- int length
                Shapes.ofArray dimensions |> Result.map (fun shape -> { first with Shape = shape })

    /// The operands one after the other along an axis.
    let rec concatenate (axis: int) : Primitive =
        { Name = "concatenate"
          Parameters = [ Axis axis ]
          Domain = Domains.pair
          Shape = concatenateRule axis
          Kernel = Kernel.General(fun operands -> Indexing.Concatenate(ReadOnlySpan operands, axis))
          Derivative =
            fun operands result i ->
                let own, whole = operands[i].Aval.Shape, result.Aval.Shape
                let starts = Array.zeroCreate own.Rank
                starts[axis] <- operands |> Array.take i |> Array.sumBy (fun x -> x.Aval.Shape[axis])
                let steps = Array.create own.Rank 1

                LinearMap.create
                    (Primitive.apply1 (place whole starts steps))
                    (Primitive.apply1 (slice starts (own.Dimensions.ToArray()) steps))
          Batch =
            BatchRule.Rule(fun operands ->
                let size = Batching.size operands

                operands
                |> Array.map (Batching.spread size)
                |> Primitive.apply (concatenate (axis + 1))
                |> Batched.Whole) }
