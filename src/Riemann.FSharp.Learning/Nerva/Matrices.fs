namespace Riemann.FSharp.Learning.Nerva

open Riemann.FSharp

/// The matrix operations that Nerva's equations are written in, as functions of tensors: all are differentiated, and NaN
/// stays NaN. Matrices are [m; n], column vectors [m; 1], row vectors [1; n]; what is made from sizes alone is float32.
/// The other operations of its table are operators: c X is `c * X`, X + Y, X - Y, and the product X Y is `X *@ Y`.
[<RequireQualifiedAccess>]
module Matrices =
    let private require operation isRight problem rule (operands: (string * Tensor) list) =
        if not isRight then
            let shapes = [ for name, x in operands -> name, x.Aval.Shape ]
            Fail.raise $"Matrices.{operation}" (RiemannError.Shape(problem, shapes, rule))

    let private requireMatrix operation (x: Tensor) =
        require operation (x.Rank = 2) "this is no matrix" "a matrix is [m; n]" [ "X", x ]

    let private requireVector operation (x: Tensor) =
        let isVector = x.Rank = 2 && (x.Shape[0] = 1 || x.Shape[1] = 1)
        require operation isVector "this is no vector" "a column [m; 1] or a row [1; n]" [ "x", x ]

    let private requireAlike operation (x: Tensor) (y: Tensor) =
        require operation (x.Shape = y.Shape) "the shapes differ" "both have one shape" [ "X", x; "Y", y ]

    /// `zeros m n` is the m x n matrix of zeros; `zeros m 1` is a column vector. Raises where a size is negative.
    let zeros (rows: int) (columns: int) : Tensor = Tensor.full DType.Float32 [ rows; columns ] 0.0

    /// `ones m n` is the m x n matrix of ones. Raises where a size is negative.
    let ones (rows: int) (columns: int) : Tensor = Tensor.full DType.Float32 [ rows; columns ] 1.0

    /// `identity n` is the n x n matrix with ones on its diagonal. Raises where the size is negative.
    let identity (size: int) : Tensor = Tensor.eyeOf DType.Float32 size size

    /// `transpose x` has the rows of the matrix x as columns. Raises where x is no matrix.
    let transpose (x: Tensor) : Tensor =
        requireMatrix "transpose" x
        Tensor.transpose x

    /// `dot x y` is the sum of the products of the elements of two columns, or of two rows: one number, []. Raises where
    /// they are no vectors or differ in shape.
    let dot (x: Tensor) (y: Tensor) : Tensor =
        requireVector "dot" x
        requireAlike "dot" x y
        Tensor.sum (x * y)

    /// `hadamard x y` has the products of the elements at the same places. Raises where the shapes differ.
    let hadamard (x: Tensor) (y: Tensor) : Tensor =
        requireAlike "hadamard" x y
        x * y

    /// `diagonal x` is the column vector of the diagonal: Nerva's diag. Raises where x is no matrix.
    let diagonal (x: Tensor) : Tensor =
        requireMatrix "diagonal" x
        Tensor.diagonal 0 x |> Tensor.insertAxis 1

    /// `ofDiagonal x` is the square matrix with a vector as its diagonal and zeros elsewhere: Nerva's Diag. Raises where x
    /// is no vector.
    let ofDiagonal (x: Tensor) : Tensor =
        requireVector "ofDiagonal" x
        Tensor.diag 0 (Tensor.reshape [ x.Length ] x)

    /// `sum x` is the sum of all elements: one number, [].
    let sum (x: Tensor) : Tensor = Tensor.sum x

    /// `repeatColumn n x` has n copies of the column vector x side by side. Raises where x is no column.
    let repeatColumn (count: int) (x: Tensor) : Tensor =
        require "repeatColumn" (x.Rank = 2 && x.Shape[1] = 1) "this is no column" "a column is [m; 1]" [ "x", x ]
        Tensor.expand [ x.Shape[0]; count ] x

    /// `repeatRow m x` has m copies of the row vector x one below the other. Raises where x is no row.
    let repeatRow (count: int) (x: Tensor) : Tensor =
        require "repeatRow" (x.Rank = 2 && x.Shape[0] = 1) "this is no row" "a row is [1; n]" [ "x", x ]
        Tensor.expand [ count; x.Shape[1] ] x

    /// What a reduction makes of each column, [1; n].
    let private ofColumns operation (reduce: int list -> Tensor -> Tensor) (x: Tensor) =
        requireMatrix operation x
        reduce [ 0 ] x |> Tensor.insertAxis 0

    /// What a reduction makes of each row, [m; 1].
    let private ofRows operation (reduce: int list -> Tensor -> Tensor) (x: Tensor) =
        requireMatrix operation x
        reduce [ 1 ] x |> Tensor.insertAxis 1

    /// `sumColumns x` is the row vector of the columns' sums. Raises where x is no matrix.
    let sumColumns (x: Tensor) : Tensor = ofColumns "sumColumns" Tensor.sumOver x

    /// `sumRows x` is the column vector of the rows' sums. Raises where x is no matrix.
    let sumRows (x: Tensor) : Tensor = ofRows "sumRows" Tensor.sumOver x

    /// `maxColumns x` is the row vector of the columns' largest elements. Raises where x is no matrix or has no rows.
    let maxColumns (x: Tensor) : Tensor = ofColumns "maxColumns" Tensor.maxOver x

    /// `maxRows x` is the column vector of the rows' largest elements. Raises where x is no matrix or has no columns.
    let maxRows (x: Tensor) : Tensor = ofRows "maxRows" Tensor.maxOver x

    /// `meanColumns x` is the row vector of the columns' means. Raises where x is no matrix.
    let meanColumns (x: Tensor) : Tensor = ofColumns "meanColumns" Tensor.meanOver x

    /// `meanRows x` is the column vector of the rows' means. Raises where x is no matrix.
    let meanRows (x: Tensor) : Tensor = ofRows "meanRows" Tensor.meanOver x

    /// `map f x` has f of each element: a function from a number, [], to a number. Raises where x is no matrix.
    let map (f: Tensor -> Tensor) (x: Tensor) : Tensor =
        requireMatrix "map" x
        vmap (vmap f) x

    /// `exp x` has e to the power of each element.
    let exp (x: Tensor) : Tensor = exp x

    /// `log x` has the natural logarithm of each element.
    let log (x: Tensor) : Tensor = log x

    /// `reciprocal x` has 1 / x of each element.
    let reciprocal (x: Tensor) : Tensor = Tensor.reciprocal x

    /// `sqrt x` has the square root of each element.
    let sqrt (x: Tensor) : Tensor = sqrt x

    /// `inverseSqrt x` has 1 / sqrt x of each element.
    let inverseSqrt (x: Tensor) : Tensor = Tensor.rsqrt x

    /// `logSigmoid x` has the logarithm of the logistic function of each element, without overflow.
    let logSigmoid (x: Tensor) : Tensor = Riemann.FSharp.Learning.Activation.logSigmoid x
