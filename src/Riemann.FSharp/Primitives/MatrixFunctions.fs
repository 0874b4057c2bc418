namespace Riemann.FSharp

open Riemann.Kernels

/// Functions of square matrices.
module internal MatrixFunctionPrimitives =
    open FactorisationPrimitives

    /// The exponential. It moves along E by the upper right block of the exponential of [[A, E]; [0, A]] (N. Higham, 2008,
    /// "Functions of Matrices", theorem 3.6), which has a derivative of the same kind.
    let rec matrixExponential: Primitive =
        { Name = "matrixExponential"
          Parameters = []
          Domain = [ Domain.Real ]
          Shape = fun x -> MatrixRules.square x[0]
          Kernel = Kernel.General(fun x -> MatrixExponential.Of x[0])
          Derivative =
            fun operands _ _ ->
                let size = operands[0].Aval.Shape[operands[0].Rank - 1]

                let along (a: Tensor) (e: Tensor) =
                    let top = Tensor.concatenate -1 [ a; e ]
                    let bottom = Tensor.concatenate -1 [ Tensor.zerosLike a; a ]

                    Tensor.concatenate -2 [ top; bottom ]
                    |> Primitive.apply1 matrixExponential
                    |> block (0, size) (size, size)

                LinearMap.create (along operands[0]) (along (Tensor.transpose operands[0]))
          Batch = BatchRule.Broadcasts }

[<AutoOpen>]
module MatrixFunctions =
    type Tensor with
        /// `Tensor.matrixExponential a` is the sum of a^k / k! over all k, for matrices [.., n, n]. By scaling and squaring
        /// (N. Higham, 2005, "The scaling and squaring method for the matrix exponential revisited"). NaN and infinity
        /// give NaN.
        static member matrixExponential(a: Tensor) = Primitive.apply1 MatrixFunctionPrimitives.matrixExponential a

        /// `Tensor.matrixPower n a` is the product of n matrices a [.., m, m], by repeated squaring: the identity for
        /// n = 0, and for n < 0 the power of the inverse, which raises where a matrix is singular.
        static member matrixPower (n: int) (a: Tensor) : Tensor =
            MatrixRules.square a.Aval |> Fail.get "matrixPower" |> ignore
            let size = a.Aval.Shape[a.Rank - 1]

            let rec power (n: int64) (a: Tensor) =
                if n = 1L then
                    a
                else
                    let half = power (n / 2L) a
                    let even = MatrixRules.times half half
                    if n % 2L = 0L then even else MatrixRules.times even a

            if n = 0 then Tensor.broadcastTo a.Shape (Tensor.eyeOf a.DType size size)
            elif n > 0 then power (int64 n) a
            else power -(int64 n) (Tensor.inverse a)
