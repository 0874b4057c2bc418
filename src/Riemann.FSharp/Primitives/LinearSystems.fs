namespace Riemann.FSharp

open Riemann.Kernels

/// Systems of equations, inverses and determinants. A matrix a is factored once, for the value and for derivatives of
/// every order: the primitives take a, by which they move, and its factors f, which are data and do not move.
module internal LinearSystemPrimitives =
    open MatrixRules

    /// The factors of a, as data.
    let factorsOf (a: Tensor) = Primitive.apply1 FactorisationPrimitives.luFactor (stopGradient a)

    let private identity (a: Tensor) =
        let size = a.Aval.Shape[a.Rank - 1]
        Tensor.eyeOf a.DType size size

    /// One number for each matrix, as matrices [.., 1, 1].
    let private asMatrices (x: Tensor) = Tensor.insertAxis -1 x |> Tensor.insertAxis -1

    let private sumOfProducts (a: Tensor) (b: Tensor) = Tensor.sumOver [ -2; -1 ] (a * b)

    let private numbers (x: Aval[]) = square x[0] |> Result.map (fun a -> { a with Shape = leading a.Shape })

    let private together p (operands: Batched[]) =
        operands |> Array.map (Batching.spread (Batching.size operands)) |> Primitive.apply p |> Batched.Whole

    /// Operands a, f and b: X with a X = b, or with a transposed.
    let rec solve (transposed: bool) : Primitive =
        { Name = "solve"
          Parameters = [ Number("transposed", (if transposed then 1L else 0L)) ]
          Domain = [ Domain.Real ]
          Shape = fun x -> system x[0] x[2]
          Kernel =
            Kernel.General(fun x ->
                refuseZeroDiagonal "solve" x[1]
                Factorisation.Solve(x[1], x[2], transposed))
          Derivative =
            fun operands x i ->
                let a, f, own = operands[0], operands[1], operands[i].Aval.Shape
                let run b = Primitive.apply (solve transposed) [| a; f; b |]
                let back c = Primitive.apply (solve (not transposed)) [| a; f; c |]
                let turned t = if transposed then Tensor.transpose t else t

                match i with
                | 0 ->
                    LinearMap.create (fun t -> -(run (times (turned t) x))) (fun c ->
                        -(turned (times (back c) (Tensor.transpose x))) |> Structure.sumTo own)
                | 1 -> LinearMap.zero
                | _ -> LinearMap.create run (back >> Structure.sumTo own)
          Batch = BatchRule.Broadcasts }

    let private inverse transposed a f = Primitive.apply (solve transposed) [| a; f; identity a |]

    /// Operands a and f: det(a) a^-1, also of singular matrices.
    let rec adjugate: Primitive =
        { Name = "adjugate"
          Parameters = []
          Domain = [ Domain.Real ]
          Shape = fun x -> square x[0]
          Kernel = Kernel.General(fun x -> Adjugate.Of(x[0], x[1]))
          Derivative =
            fun operands adjugate i ->
                if i = 1 then
                    LinearMap.zero
                else
                    let inverse () = inverse false operands[0] operands[1]
                    let turned = Tensor.transpose adjugate

                    LinearMap.create
                        (fun t ->
                            let inverse = inverse ()
                            asMatrices (sumOfProducts turned t) * inverse - times (times adjugate t) inverse)
                        (fun c ->
                            let inverse = inverse ()

                            asMatrices (sumOfProducts c inverse) * turned
                            - times (times turned c) (Tensor.transpose inverse))
          Batch = BatchRule.Rule(fun x -> together adjugate x) }

    /// One number for each matrix a, computed from its factors f. `slope a f` is its derivative as a matrix, if it moves.
    let private number name (kernel: NDArray -> NDArray) (slope: (Tensor -> Tensor -> Tensor) option) : Primitive =
        let rec p =
            { Name = name
              Parameters = []
              Domain = [ Domain.Real ]
              Shape = numbers
              Kernel = Kernel.General(fun x -> kernel x[1])
              Derivative =
                fun operands _ i ->
                    match slope with
                    | Some slope when i = 0 ->
                        let slope () = slope operands[0] operands[1]
                        LinearMap.create (fun t -> sumOfProducts (slope ()) t) (fun c -> asMatrices c * slope ())
                    | _ -> LinearMap.zero
              Batch = BatchRule.Rule(fun x -> together p x) }

        p

    /// Operands a and f. Its derivative is the adjugate, transposed (C. Jacobi, 1841).
    let determinant =
        number "determinant" Determinant.Value (Some(fun a f -> Primitive.apply2 adjugate a f |> Tensor.transpose))

    /// Operands a and f: log |det a|. Its derivative is the inverse, transposed.
    let logDeterminant = number "signedLogDeterminant" Determinant.LogAbsolute (Some(inverse true))

    /// Operands a and f: the sign of det a.
    let determinantSign = number "determinantSign" Determinant.Sign None

[<AutoOpen>]
module LinearSystems =
    open LinearSystemPrimitives

    let private requireSquare operation (a: Tensor) = MatrixRules.square a.Aval |> Fail.get operation |> ignore

    type Tensor with
        /// `Tensor.solve a b` is X with a X = b: matrices [.., n, n] and [.., n, k] give [.., n, k], a vector [n] a vector,
        /// and the leading axes broadcast. a is factored once, by elimination with partial pivoting, for the value and all
        /// derivatives. Raises where a matrix is singular, with an exact zero for a pivot; NaN gives NaN. Where a matrix is
        /// nearly singular the result has few correct digits: see `Tensor.conditionNumber`.
        static member solve (a: Tensor) (b: Tensor) =
            requireSquare "solve" a
            let f = factorsOf a
            ofColumns (fun b -> Primitive.apply (solve false) [| a; f; b |]) b

        /// `Tensor.inverse a` are the inverses of matrices [.., n, n]. Raises where one is singular; NaN gives NaN. To
        /// multiply something by an inverse, `Tensor.solve` is faster and more accurate.
        static member inverse(a: Tensor) =
            requireSquare "inverse" a
            Tensor.solve a (Tensor.eyeOf a.DType a.Aval.Shape[a.Rank - 1] a.Aval.Shape[a.Rank - 1])

        /// `Tensor.determinant a` are the determinants of matrices [.., n, n] -> [..]; 1 for n = 0. The gradient is the
        /// adjugate, transposed, and right for singular matrices too; second derivatives raise there. The determinant of a
        /// large matrix leaves the range of floats: see `Tensor.signedLogDeterminant`.
        static member determinant(a: Tensor) =
            requireSquare "determinant" a
            Primitive.apply2 determinant a (factorsOf a)

        /// `Tensor.signedLogDeterminant a` are the signs of the determinants of matrices [.., n, n] -> [..] and the
        /// logarithms of their magnitudes: 0 and -infinity where a matrix is singular, whose derivative raises. The sign has
        /// derivative 0.
        static member signedLogDeterminant(a: Tensor) : Tensor * Tensor =
            requireSquare "signedLogDeterminant" a
            let f = factorsOf a
            Primitive.apply2 determinantSign a f, Primitive.apply2 logDeterminant a f
