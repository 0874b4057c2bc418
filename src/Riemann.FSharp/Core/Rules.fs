namespace Riemann.FSharp

open Riemann.Kernels

/// The shape and element type rules that several primitives share.
module internal Rules =
    /// What the operands are called in messages.
    let names count =
        match count with
        | 1 -> [ "operand" ]
        | 2 -> [ "left"; "right" ]
        | _ -> List.init count (fun i -> $"operand {i}")

    let private types (operands: Aval[]) = List.zip (names operands.Length) [ for x in operands -> x.DType ]

    let private shapes (operands: Aval[]) = List.zip (names operands.Length) [ for x in operands -> x.Shape ]

    let private refuse problem hint operands = Error(RiemannError.DType(problem, types operands, hint))

    /// The element type that holds the values of all operands.
    let widest (operands: Aval[]) =
        [ DType.Float64; DType.Float32; DType.Int64; DType.Int32; DType.UInt8; DType.Bool ]
        |> List.find (fun dtype -> operands |> Array.exists (fun x -> x.DType = dtype))

    /// The one element type of the operands.
    let sameType (operands: Aval[]) =
        let first = operands[0].DType

        if operands |> Array.exists (fun x -> x.DType <> first) then
            refuse "the element types differ" $"Tensor.cast DType.{widest operands} the other operand" operands
        else
            Ok first

    /// All operands stretched to one shape.
    let broadcast (operands: Aval[]) =
        let join (a: Result<Shape, RiemannError>) (b: Aval) =
            a
            |> Result.bind (fun a ->
                match Shape.Broadcast(a, b.Shape) with
                | null ->
                    let rule = "aligned at the last axis, lengths are equal or one of them is 1"
                    Error(RiemannError.Shape("the shapes do not broadcast", shapes operands, rule))
                | shape -> Ok shape)

        Array.fold join (Ok operands[0].Shape) operands[1..]

    let private elementwise accepts wanted example operands =
        sameType operands
        |> Result.bind (fun dtype ->
            if accepts dtype then
                broadcast operands |> Result.map (fun shape -> { Shape = shape; DType = dtype })
            else
                refuse $"the operands must hold {wanted}" $"Tensor.cast DType.{example} the operands" operands)

    /// Floats in, floats of the broadcast shape out.
    let floats operands = elementwise (fun t -> t.IsFloat()) "floats" DType.Float64 operands

    /// Numbers in, numbers of the broadcast shape out.
    let numbers operands = elementwise (fun t -> t <> DType.Bool) "numbers" DType.Float64 operands

    /// Truth values in, truth values of the broadcast shape out.
    let truths operands = elementwise (fun t -> t = DType.Bool) "truth values" DType.Bool operands

    /// Any one type in, truth values of the broadcast shape out.
    let comparison operands =
        elementwise (fun _ -> true) "values" DType.Float64 operands
        |> Result.map (fun r -> { r with DType = DType.Bool })

    /// One operand of any type, keeping the type and giving it this shape.
    let reshaped (shape: Shape) (operands: Aval[]) = Ok { operands[0] with Shape = shape }

    /// As many elements as the shape holds.
    let reshape (shape: Shape) (operands: Aval[]) =
        let from = operands[0].Shape

        if from.Length = shape.Length then
            reshaped shape operands
        else
            let problem = $"{from.Length} elements do not fill {shape.Length} places"
            Error(RiemannError.Shape(problem, [ "from", from; "to", shape ], "the number of elements stays the same"))

    /// An operand that stretches to the shape.
    let broadcastTo (shape: Shape) (operands: Aval[]) =
        match Shape.Broadcast(operands[0].Shape, shape) with
        | both when not (isNull both) && both.Equals shape -> reshaped shape operands
        | _ ->
            let rule = "aligned at the last axis, lengths are equal or the operand's is 1"
            let shapes = [ "from", operands[0].Shape; "to", shape ]
            Error(RiemannError.Shape("the operand does not stretch to the shape", shapes, rule))

    /// Numbers, without the axes that are summed over.
    let sum (axes: int list) (operands: Aval[]) =
        if operands[0].DType = DType.Bool then
            refuse "truth values have no sum" "Tensor.cast DType.Int64 them first" operands
        else
            reshaped (Shapes.without axes operands[0].Shape) operands

    /// One element, to be read as a number.
    let number (x: Aval) =
        if x.Shape.Length = 1 then
            Ok()
        else
            let hint = "reduce it, or take one element such as x[0]"
            Error(RiemannError.Value($"{x.Shape.Length} elements are not one number", hint))

    /// The element type a number takes beside a tensor: any number fits floats, whole ones in range fit integers.
    let weak (number: float) (dtype: DType) =
        let isWholeBetween low high = number >= low && number <= high && number = System.Math.Floor number

        let fits =
            match dtype with
            | DType.Bool -> false
            | DType.UInt8 -> isWholeBetween 0.0 255.0
            | DType.Int32 -> isWholeBetween -2147483648.0 2147483647.0
            | DType.Int64 -> isWholeBetween -9223372036854775808.0 9223372036854774784.0
            | _ -> true

        if fits then
            Ok dtype
        else
            let hint = "Tensor.cast DType.Float64 the tensor first"
            Error(RiemannError.DType($"{string number} does not fit {dtype.Name()}", [ "tensor", dtype ], hint))
