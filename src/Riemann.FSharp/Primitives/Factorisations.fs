namespace Riemann.FSharp

open Riemann.Kernels

/// Which triangle of a matrix a system is solved with.
type Triangle =
    {
        /// The upper triangle, or the lower one. The other is not read.
        Upper: bool
        /// Whether the system is that of the transposed matrix.
        Transposed: bool
        /// Whether the diagonal is taken to be ones, and is not read.
        UnitDiagonal: bool
    }

[<RequireQualifiedAccess>]
module Triangle =
    /// The lower triangle with its diagonal.
    let lower = { Upper = false; Transposed = false; UnitDiagonal = false }

    /// The upper triangle with its diagonal.
    let upper = { lower with Upper = true }

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
            RiemannError.Value(problem, "Tensor.leastSquares and Tensor.pinv take any matrix"))

    let times (a: Tensor) (b: Tensor) = Primitive.apply2 ContractionPrimitives.matmul a b

/// Factors of matrices, and systems with triangular ones.
module internal FactorisationPrimitives =
    open MatrixRules

    let private flag name value = Number(name, (if value then 1L else 0L))

    /// Operands a and b: X with T X = b.
    let rec triangularSolve (triangle: Triangle) : Primitive =
        let { Upper = upper; Transposed = transposed; UnitDiagonal = unit } = triangle

        let part (x: Tensor) =
            if upper then Tensor.triu (if unit then 1 else 0) x else Tensor.tril (if unit then -1 else 0) x

        let turned (x: Tensor) = if transposed then Tensor.transpose x else x

        { Name = "triangularSolve"
          Parameters = [ flag "upper" upper; flag "transposed" transposed; flag "unitDiagonal" unit ]
          Domain = Domains.pair
          Shape = fun x -> system x[0] x[1]
          Kernel =
            Kernel.General(fun x ->
                if not unit then refuseZeroDiagonal "triangularSolve" x[0]
                Triangular.Solve(x[0], x[1], upper, transposed, unit))
          Derivative =
            fun operands x i ->
                let a, own = operands[0], operands[i].Aval.Shape
                let solve b = Primitive.apply2 (triangularSolve triangle) a b
                let back c = Primitive.apply2 (triangularSolve { triangle with Transposed = not transposed }) a c

                if i = 1 then
                    LinearMap.create solve (back >> Structure.sumTo own)
                else
                    LinearMap.create (fun t -> -(solve (times (turned (part t)) x))) (fun c ->
                        -(times (back c) (Tensor.transpose x)) |> turned |> part |> Structure.sumTo own)
          Batch = BatchRule.Broadcasts }

    let private solveLower = Primitive.apply2 (triangularSolve Triangle.lower)

    let private solveLowerTransposed = Primitive.apply2 (triangularSolve { Triangle.lower with Transposed = true })

    let private symmetric (x: Tensor) = 0.5 * (x + Tensor.transpose x)

    /// The lower triangle with half of the diagonal: of a symmetric matrix, what it is made of with its transpose.
    let private lowerHalf (x: Tensor) = 0.5 * (Tensor.tril 0 x + Tensor.tril -1 x)

    /// The lower factor of the symmetric part. Differentiated as in I. Murray, 2016, "Differentiation of the Cholesky
    /// decomposition", equations 8 and 10.
    let cholesky: Primitive =
        { Name = "cholesky"
          Parameters = []
          Domain = [ Domain.Real ]
          Shape = fun x -> square x[0]
          Kernel =
            Kernel.General(fun x ->
                let factor = Cholesky.Factor x[0]
                let isWrong = Elementwise.LessEqual(factor.Diagonal 0, NDArray.Scalar(factor.DType, 0.0))

                refuseWhere "cholesky" isWrong (fun place example ->
                    let problem =
                        $"the matrix is not positive definite{example}: the leading {place} by {place} block is not"

                    RiemannError.Value(problem, "add a small multiple of the identity, or use Tensor.lu"))

                factor)
          Derivative =
            fun _ l _ ->
                let push t =
                    let both = solveLower l (symmetric t) |> Tensor.transpose |> solveLower l
                    times l (lowerHalf both)

                let pull c =
                    let inner = symmetric (lowerHalf (times (Tensor.transpose l) c))
                    solveLowerTransposed l inner |> Tensor.transpose |> solveLowerTransposed l

                LinearMap.create push pull
          Batch = BatchRule.Broadcasts }

    /// A block of each matrix: its first row and column, and how many there are.
    let block (firstRow: int, firstColumn: int) (rows: int, columns: int) (x: Tensor) =
        let outer = (leading x.Aval.Shape).Dimensions.ToArray()
        let starts = [| yield! Array.map (fun _ -> 0) outer; firstRow; firstColumn |]
        let lengths = [| yield! outer; rows; columns |]
        Primitive.apply1 (StructuralPrimitives.slice starts lengths (Array.create x.Rank 1)) x

    /// For each row of P A the row of A that it is: [.., m, 1], of int64.
    let order (factors: Tensor) =
        let shape = factors.Aval.Shape
        let rows, columns = shape[shape.Rank - 2], shape[shape.Rank - 1]
        block (0, columns - 1) (rows, 1) factors |> Tensor.cast DType.Int64

    /// P A = L U as `Factorisation` holds it: [.., m, n] -> [.., m, n + 1].
    let luFactor: Primitive =
        { Name = "lu"
          Parameters = []
          Domain = [ Domain.Real ]
          Shape =
            fun x ->
                matrix x[0]
                |> Result.bind (fun x ->
                    let last = x.Shape.Rank - 1

                    x.Shape.Dimensions.ToArray()
                    |> Array.updateAt last (x.Shape[last] + 1)
                    |> Shapes.ofArray
                    |> Result.map (fun shape -> { x with Shape = shape }))
          Kernel = Kernel.General(fun x -> Factorisation.Factor x[0])
          Derivative =
            fun operands factors _ ->
                let shape = operands[0].Aval.Shape
                let m, n = shape[shape.Rank - 2], shape[shape.Rank - 1]
                let k = min m n
                let square, right, below = block (0, 0) (k, k), block (0, k) (k, n - k), block (k, 0) (m - k, k)
                let corner = square factors

                let solveLeft = Primitive.apply2 (triangularSolve { Triangle.lower with UnitDiagonal = true }) corner

                let solveRight b =
                    Tensor.transpose b
                    |> Primitive.apply2 (triangularSolve { Triangle.upper with Transposed = true }) corner
                    |> Tensor.transpose

                LinearMap.ofPush operands[0] (fun t ->
                    let t = Tensor.gather (shape.Rank - 2) (Tensor.broadcastTo t.Shape (order factors)) t
                    let inner = square t |> solveLeft |> solveRight
                    let inLower, inUpper = Tensor.tril -1 inner, Tensor.triu 0 inner
                    let lower = inLower + times (Tensor.tril -1 corner) inLower
                    let upper = times inUpper (Tensor.triu 0 corner)

                    let parts =
                        if m > k then
                            let below = solveRight (below t) - times (below factors) inUpper
                            Tensor.concatenate -2 [ lower + upper; below ]
                        else
                            let right = solveLeft (right t) - times inLower (right factors)
                            Tensor.concatenate -1 [ lower + upper; right ]

                    Tensor.concatenate -1 [ parts; Tensor.zerosLike (block (0, n) (m, 1) factors) ])
          Batch = BatchRule.Broadcasts }

[<AutoOpen>]
module Factorisations =
    open FactorisationPrimitives

    /// A function of columns [.., n, k], of a vector [n] as well.
    let internal ofColumns (f: Tensor -> Tensor) (b: Tensor) =
        if b.Rank = 1 then f (Tensor.insertAxis 1 b) |> Tensor.squeeze -1 else f b

    type Tensor with
        /// `Tensor.triangularSolve triangle a b` is X with T X = b, T being a triangle of a: [.., n, n] and [.., n, k] give
        /// [.., n, k], a vector [n] a vector, and the leading axes broadcast. `Triangle.lower` and `Triangle.upper` name
        /// T; with `Transposed` it is transposed, with `UnitDiagonal` its diagonal is ones. What is not in T is not read
        /// and has derivative 0. Raises for a zero on the diagonal; NaN gives NaN.
        static member triangularSolve (triangle: Triangle) (a: Tensor) (b: Tensor) =
            ofColumns (Primitive.apply2 (triangularSolve triangle) a) b

        /// `Tensor.cholesky a` is the lower triangular L with L L' = a, for symmetric positive definite matrices
        /// [.., n, n]. Of a matrix that is not symmetric the symmetric part (a + a')/2 is taken, so that the gradient is
        /// symmetric. Raises where a matrix is not positive definite, naming the first leading block that is not; NaN gives
        /// NaN. (I. Murray, 2016, "Differentiation of the Cholesky decomposition".)
        static member cholesky(a: Tensor) = Primitive.apply1 cholesky a

        /// `Tensor.choleskySolve l b` is X with L L' X = b, given the lower factor that `Tensor.cholesky` makes: for many
        /// right sides, one after the other. Shapes and errors are those of `Tensor.triangularSolve`.
        static member choleskySolve (l: Tensor) (b: Tensor) =
            Tensor.triangularSolve Triangle.lower l b
            |> Tensor.triangularSolve { Triangle.lower with Transposed = true } l

        /// `Tensor.lu a` are P, L and U with a = P L U, by elimination with partial pivoting: [.., m, n] give a
        /// permutation [.., m, m], L [.., m, k] with ones on its diagonal, and U [.., k, n], k being the smaller of m and n.
        /// A singular matrix has a zero on the diagonal of U; its factors have no derivative, and asking for one raises.
        /// NaN gives NaN.
        static member lu(a: Tensor) : Tensor * Tensor * Tensor =
            let factors = Primitive.apply1 luFactor a
            let m, n = a.Aval.Shape[a.Rank - 2], a.Aval.Shape[a.Rank - 1]
            let k = min m n
            let rowsOfA = Tensor.squeeze -1 (order factors)
            let permutation = Tensor.oneHot m rowsOfA |> Tensor.cast a.DType |> Tensor.transpose
            let lower = Tensor.tril -1 (block (0, 0) (m, k) factors)
            permutation, lower + Tensor.eyeOf a.DType m k, Tensor.triu 0 (block (0, 0) (k, n) factors)
