namespace Riemann.FSharp

open Riemann.Kernels

/// What operations on matrices require of them.
module internal MatrixRules =
    /// Floats with two axes or more.
    let matrix (x: Aval) =
        Rules.floats [| x |]
        |> Result.bind (fun x ->
            if x.Shape.Rank < 2 then
                Error(RiemannError.Shape("a matrix has two axes or more", [ "operand", x.Shape ], "[.., m, n]"))
            else
                Ok x)

    /// Floats whose last two axes are equally long.
    let square (x: Aval) =
        matrix x
        |> Result.bind (fun x ->
            if x.Shape[x.Shape.Rank - 1] <> x.Shape[x.Shape.Rank - 2] then
                Error(RiemannError.Shape("the matrix is not square", [ "operand", x.Shape ], "[.., n, n]"))
            else
                Ok x)

    /// The leading axes.
    let leading (x: Shape) = Shapes.without [ x.Rank - 2; x.Rank - 1 ] x

    /// Square matrices a, and b with as many rows; the leading axes broadcast.
    let system (a: Aval) (b: Aval) =
        let refuse problem =
            let rule = "[.., n, n] and [.., n, k] -> [.., n, k]; a vector [n] is one column"
            Error(RiemannError.Shape(problem, [ "matrix", a.Shape; "right", b.Shape ], rule))

        square a
        |> Result.bind (fun _ -> Rules.sameType [| a; b |])
        |> Result.bind (fun dtype ->
            let rank = b.Shape.Rank

            if rank < 2 || b.Shape[rank - 2] <> a.Shape[a.Shape.Rank - 1] then
                refuse "the right side has not as many rows as the matrix"
            else
                match Shape.Broadcast(leading a.Shape, leading b.Shape) with
                | null -> refuse "the leading axes do not broadcast"
                | whole ->
                    [| yield! whole.Dimensions.ToArray(); b.Shape[rank - 2]; b.Shape[rank - 1] |]
                    |> Shapes.ofArray
                    |> Result.map (fun shape -> { Shape = shape; DType = dtype }))

    /// Raises where the condition holds on a diagonal of a matrix, saying where: the error is made from the number of
    /// the first such place, counted from 1, and the words that name the example.
    let refuseWhere operation (condition: NDArray) (error: int64 -> string -> RiemannError) =
        let found = Indexing.Positions condition

        if found.Length > 0 then
            let shape = condition.Shape
            let mutable rest = found.ToInt64 0
            let position = Array.zeroCreate shape.Rank

            for axis in shape.Rank - 1 .. -1 .. 0 do
                position[axis] <- rest % int64 shape[axis]
                rest <- rest / int64 shape[axis]

            let example = position |> Array.take (shape.Rank - 1) |> Array.map string |> String.concat "; "
            let words = if shape.Rank = 1 then "" else $" in example [{example}]"
            Fail.raise operation (error (Array.last position + 1L) words)

    /// Raises where a matrix has a zero on its diagonal.
    let refuseZeroDiagonal operation (x: NDArray) =
        let diagonal = x.Diagonal 0

        refuseWhere operation (Elementwise.Equal(diagonal, NDArray.Scalar(x.DType, 0.0))) (fun place example ->
            let problem = $"the matrix is singular{example}: pivot {place} is zero"
            RiemannError.Value(problem, "Tensor.pinv takes any matrix"))

    let times (a: Tensor) (b: Tensor) = Primitive.apply2 ContractionPrimitives.matmul a b
