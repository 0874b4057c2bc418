namespace Riemann.FSharp

open System
open Riemann.Kernels

/// What the decompositions share: floats [.., m, n] become parts that lie side by side on one flat last axis behind
/// the batch axes, so that a decomposition with several results is a primitive with one.
module internal Packing =
    let rows (x: Aval) = x.Shape[x.Shape.Rank - 2]
    let columns (x: Aval) = x.Shape[x.Shape.Rank - 1]
    let outer (x: Aval) = x.Shape.Dimensions.Slice(0, x.Shape.Rank - 2).ToArray()

    let private shaped known (dimensions: int -> int -> int[]) (operands: Aval[]) =
        known operands[0]
        |> Result.bind (fun x -> Shapes.ofArray [| yield! outer x; yield! dimensions (rows x) (columns x) |])
        |> Result.bind (fun shape -> Rules.reshaped shape operands)

    /// Matrices in; the dimensions behind the batch axes are a function of rows and columns.
    let rule dimensions = shaped MatrixRules.matrix dimensions

    /// As `rule`, of square matrices only.
    let squareRule dimensions = shaped MatrixRules.square dimensions

    /// A decomposition of each matrix on the last two axes.
    let decomposition name parameters shape (kernel: NDArray -> NDArray) derivative : Primitive =
        let run (x: NDArray[]) =
            try
                kernel x[0]
            with :? ArithmeticException as error ->
                Fail.raise name (RiemannError.Value(error.Message, "scale the matrix, or add a little to its diagonal"))

        let rec p =
            { Name = name
              Parameters = parameters
              Domain = [ Domain.Real ]
              Shape = shape
              Kernel = Kernel.General run
              Derivative = fun operands result _ -> derivative operands[0] result
              Batch = BatchRule.Rule(fun x -> Batched.Whole(Primitive.apply1 p x[0].Value)) }

        p

    /// The part with these dimensions that begins at this place of the last axis.
    let part start (dimensions: int list) (packed: Tensor) =
        let shape = packed.Aval.Shape.Dimensions.ToArray()
        let last = shape.Length - 1
        let starts = Array.init shape.Length (fun axis -> if axis = last then start else 0)
        let lengths = Array.updateAt last (List.fold (*) 1 dimensions) shape

        packed
        |> Primitive.apply1 (StructuralPrimitives.slice starts lengths (Array.create shape.Length 1))
        |> Structure.reshape (Shapes.ofDimensions [| yield! shape[.. last - 1]; yield! dimensions |])

    /// Parts, each with the number of its axes behind the batch axes, side by side.
    let pack (parts: (Tensor * int) list) =
        let flat (x: Tensor, axes) =
            let outer, own = List.splitAt (x.Rank - axes) x.Shape
            Structure.reshape (Shapes.ofDimensions [| yield! outer; List.fold (*) 1 own |]) x

        Tensor.concatenate -1 (List.map flat parts)

    let orZero (x: Tensor) (y: Tensor) = Primitive.apply2 Arithmetic.multiplyOrZero x y

    let private isZero (x: Tensor) = Tensor.equal x (Tensor.Weak(0.0, x))

    /// 1 / x, and 0 where x is 0.
    let reciprocalOrZero (x: Tensor) =
        Tensor.where (isZero x) (Tensor.Weak(0.0, x)) (1.0 / Tensor.where (isZero x) (Tensor.Weak(1.0, x)) x)

    /// At i and j: the value at j minus the value at i.
    let differences (x: Tensor) = Tensor.insertAxis -2 x - Tensor.insertAxis -1 x

    let symmetricPart (x: Tensor) = 0.5 * (x + Tensor.transpose x)
