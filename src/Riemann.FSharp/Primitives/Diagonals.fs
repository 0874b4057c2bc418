namespace Riemann.FSharp

open Riemann.Kernels

/// Diagonals of the matrices on the last two axes.
module internal DiagonalPrimitives =
    let private outer (shape: Shape) count = shape.Dimensions.Slice(0, shape.Rank - count).ToArray()

    /// [.., m, n] to [.., k]. A positive offset is above the main diagonal.
    let rec diagonal (offset: int) : Primitive =
        let rule (x: Aval[]) =
            let shape = x[0].Shape
            let length = NDArray.DiagonalLength(shape[shape.Rank - 2], shape[shape.Rank - 1], offset)
            Rules.reshaped (Shapes.ofDimensions [| yield! outer shape 2; length |]) x

        Primitive.linear
            "diagonal"
            [ Number("offset", offset) ]
            rule
            _.Diagonal(offset)
            (fun x ->
                let rows, columns = x.Shape[x.Shape.Rank - 2], x.Shape[x.Shape.Rank - 1]
                Primitive.apply1 (placeDiagonal rows columns offset))
            (fun _ -> Primitive.apply1 (diagonal offset))

    /// Zeros [.., rows, columns] with the operand [.., k] on a diagonal: the adjoint of diagonal.
    and placeDiagonal (rows: int) (columns: int) (offset: int) : Primitive =
        let rule (x: Aval[]) =
            Shapes.ofArray [| yield! outer x[0].Shape 1; rows; columns |]
            |> Result.bind (fun shape -> Rules.reshaped shape x)

        Primitive.linear
            "diag"
            [ Number("rows", rows); Number("columns", columns); Number("offset", offset) ]
            rule
            (fun x -> Indexing.PlaceDiagonal(x, rows, columns, offset))
            (fun _ -> Primitive.apply1 (diagonal offset))
            (fun _ -> Primitive.apply1 (placeDiagonal rows columns offset))

[<AutoOpen>]
module Diagonals =
    let private requireMatrix operation (x: Tensor) =
        if x.Rank < 2 then Fail.raise operation (RiemannError.Axis("a matrix has two axes or more", x.Aval.Shape))

    /// True at and below the diagonal with this offset.
    let private lower offset rows columns =
        let count n = Tensor(Riemann.Kernels.Creation.Arange(DType.Int64, n, 0.0, 1.0), null)
        let edge = Tensor(NDArray.Full(DType.Int64, Shape.Scalar, int64 offset), null)
        Tensor.lessOrEqual (count columns) (Tensor.insertAxis 1 (count rows + edge))

    let private below operation offset (x: Tensor) =
        requireMatrix operation x
        lower offset x.Aval.Shape[x.Rank - 2] x.Aval.Shape[x.Rank - 1]

    type Tensor with
        /// `Tensor.diagonalOf k a b x` is x with a diagonal of the axes a and b in place of them, as last axis and as a
        /// view: the elements whose index along b is the one along a plus k. Outside x the diagonal is empty.
        static member diagonalOf (offset: int) (first: int) (second: int) (x: Tensor) =
            let axes = Shapes.axes x.Aval.Shape [ first; second ] |> Fail.get "diagonal"
            let others = List.except axes [ 0 .. x.Rank - 1 ]
            Primitive.apply1 (DiagonalPrimitives.diagonal offset) (Tensor.permute (others @ axes) x)

        /// `Tensor.diagonal k x` is a diagonal of the matrices on the last two axes, [.., m, n] -> [.., l], as a view: the
        /// main one for 0, above it for k > 0, below it for k < 0.
        static member diagonal (offset: int) (x: Tensor) =
            requireMatrix "diagonal" x
            Tensor.diagonalOf offset -2 -1 x

        /// `Tensor.diag k x` are square matrices with the vectors on the last axis of x on a diagonal, zero elsewhere:
        /// [.., l] -> [.., n, n] with n = l + |k|.
        static member diag (offset: int) (x: Tensor) =
            if x.Rank = 0 then Fail.raise "diag" (RiemannError.Axis("a vector has one axis or more", x.Aval.Shape))

            let size = x.Aval.Shape[x.Rank - 1] + max offset -offset
            Primitive.apply1 (DiagonalPrimitives.placeDiagonal size size offset) x

        /// `Tensor.trace x` is the sum of the main diagonal of the matrices on the last two axes, [.., m, n] -> [..].
        static member trace(x: Tensor) =
            requireMatrix "trace" x
            Tensor.sumOver [ -1 ] (Tensor.diagonal 0 x)

        /// `Tensor.tril k x` is x with zeros above the k-th diagonal of the matrices on its last two axes; NaN and
        /// infinity there disappear as well.
        static member tril (offset: int) (x: Tensor) = Tensor.where (below "tril" offset x) x (Tensor.zerosLike x)

        /// `Tensor.triu k x` is x with zeros below the k-th diagonal of the matrices on its last two axes; NaN and
        /// infinity there disappear as well.
        static member triu (offset: int) (x: Tensor) = Tensor.where (below "triu" (offset - 1) x) (Tensor.zerosLike x) x

        /// `Tensor.tri k m n` is the float64 m by n matrix of ones at and below the k-th diagonal, and zeros above.
        static member tri (offset: int) (rows: int) (columns: int) =
            Shapes.ofList "tri" [ rows; columns ] |> ignore
            Tensor.cast DType.Float64 (lower offset rows columns)
