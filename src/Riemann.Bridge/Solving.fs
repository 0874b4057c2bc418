namespace Riemann.Bridge

open Riemann.FSharp

/// Linear algebra.
module internal Solving =
    let private pair (a, b) = struct (a, b)
    let private triple (a, b, c) = struct (a, b, c)

    let Solve (a: Tensor, b: Tensor) = Tensor.solve a b
    let Inverse (a: Tensor) = Tensor.inverse a
    let Determinant (a: Tensor) = Tensor.determinant a
    let SignedLogDeterminant (a: Tensor) = Tensor.signedLogDeterminant a |> pair

    let TriangularSolve (a: Tensor, b: Tensor, upper: bool, transposed: bool, unit: bool) =
        Tensor.triangularSolve { Upper = upper; Transposed = transposed; UnitDiagonal = unit } a b

    let Cholesky (a: Tensor) = Tensor.cholesky a
    let CholeskySolve (l: Tensor, b: Tensor) = Tensor.choleskySolve l b
    let Lu (a: Tensor) = Tensor.lu a |> triple
    let MatrixExponential (a: Tensor) = Tensor.matrixExponential a
    let MatrixPower (a: Tensor, n: int) = Tensor.matrixPower n a
    let Qr (a: Tensor) = Tensor.qr a |> pair
    let Lstsq (a: Tensor, b: Tensor) = Tensor.lstsq a b
    let Eigh (a: Tensor) = Tensor.eigh a |> pair
    let Eigvalsh (a: Tensor) = Tensor.eigvalsh a
    let Eig (a: Tensor) = let values, vectors = Tensor.eig a in struct (pair values, pair vectors)
    let Eigvals (a: Tensor) = Tensor.eigvals a |> pair
    let Svd (a: Tensor) = Tensor.svd a |> triple
    let SingularValues (a: Tensor) = Tensor.singularValues a
    let Pinv (a: Tensor) = Tensor.pinv a
    let PinvWithin (a: Tensor, tolerance: float) = Tensor.pinvWithin tolerance a
    let MatrixRank (a: Tensor) = Tensor.matrixRank a
    let MatrixRankWithin (a: Tensor, tolerance: float) = Tensor.matrixRankWithin tolerance a
    let ConditionNumber (a: Tensor) = Tensor.conditionNumber a
    let MatrixNorm (a: Tensor, p: float) = Tensor.matrixNorm p a
    let FrobeniusNorm (a: Tensor) = Tensor.frobeniusNorm a
    let NuclearNorm (a: Tensor) = Tensor.nuclearNorm a
