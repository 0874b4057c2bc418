namespace Riemann.FSharp

open System
open Riemann.Kernels

/// The arithmetic of shapes and axes. Every check of a user's shapes goes through here.
module internal Shapes =
    /// What is computed, unless a shape in it has more elements than a tensor can have.
    let inline limited operation ([<InlineIfLambda>] compute: unit -> 'T) =
        try
            compute ()
        with :? ElementLimitException as error ->
            Fail.raise operation (RiemannError.Value(error.Message, "split the tensor"))

    /// The shape with these dimensions, which are not negative.
    let ofDimensions (dimensions: int[]) = limited "shape" (fun () -> Shape.Of(ReadOnlySpan dimensions))

    /// The dimensions as an F# list.
    let toList (shape: Shape) = List.init shape.Rank (fun axis -> shape[axis])

    /// The shape with these dimensions, checked.
    let ofArray (dimensions: int[]) : Result<Shape, RiemannError> =
        let text = "[" + String.concat "; " (Array.map string dimensions) + "]"

        if dimensions |> Array.exists (fun d -> d < 0) then
            Error(RiemannError.Value($"a dimension of {text} is negative", "every dimension is 0 or more"))
        elif dimensions |> Array.exists ((=) 0) then
            Ok(ofDimensions dimensions)
        elif dimensions |> Array.fold (fun n d -> n * bigint d) 1I > bigint Int32.MaxValue then
            Error(RiemannError.Value($"{text} has more than 2147483647 elements", "split the tensor"))
        else
            Ok(ofDimensions dimensions)

    /// The shape with these dimensions, or the error raised in the operation's name.
    let ofList operation (dimensions: int list) = ofArray (List.toArray dimensions) |> Fail.get operation

    /// The axis counted from 0, given one that may be counted from the end.
    let axis (shape: Shape) (axis: int) : Result<int, RiemannError> =
        if axis >= -shape.Rank && axis < shape.Rank then
            Ok(if axis < 0 then axis + shape.Rank else axis)
        else
            Error(RiemannError.Axis($"there is no axis {axis}", shape))

    /// The axes counted from 0, each checked and none twice, in the order given.
    let axes (shape: Shape) (wanted: int list) : Result<int list, RiemannError> =
        let rec go seen rest =
            match rest with
            | [] -> Ok(List.rev seen)
            | first :: rest ->
                match axis shape first with
                | Error error -> Error error
                | Ok known when List.contains known seen ->
                    Error(RiemannError.Axis($"axis {first} is named twice", shape))
                | Ok known -> go (known :: seen) rest

        go [] wanted

    /// The shape without some axes.
    let without (axes: int list) (shape: Shape) =
        ofDimensions
            [| for axis in 0 .. shape.Rank - 1 do
                   if not (List.contains axis axes) then shape[axis] |]

    /// The shape with some axes of length 1.
    let keep (axes: int list) (shape: Shape) =
        ofDimensions [| for axis in 0 .. shape.Rank - 1 -> if List.contains axis axes then 1 else shape[axis] |]

    /// The shape with an axis of the given length put in front.
    let prepend (length: int) (shape: Shape) = ofDimensions [| length; yield! shape.Dimensions.ToArray() |]

    /// The shape without its first axis.
    let tail (shape: Shape) = ofDimensions (shape.Dimensions.Slice(1).ToArray())

    /// The axes along which `small` is stretched to become `large`, counted in `large`.
    let stretched (small: Shape) (large: Shape) =
        let extra = large.Rank - small.Rank

        [ for axis in 0 .. large.Rank - 1 do
              if axis < extra || (small[axis - extra] = 1 && large[axis] <> 1) then axis ]
