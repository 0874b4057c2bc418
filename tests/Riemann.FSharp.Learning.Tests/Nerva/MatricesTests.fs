module Riemann.FSharp.Learning.Tests.Nerva.MatricesTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning.Nerva
open Riemann.FSharp.Learning.Tests

let private x = tensor [ [ 1.0; -2.0; 3.0 ]; [ 4.0; 5.0; -6.0 ] ]
let private column = tensor [ [ 1.0 ]; [ 2.0 ] ]
let private row = tensor [ [ 1.0; 2.0; 4.0 ] ]

let private holds shape (expected: float list) (actual: Tensor) =
    Assert.Equal<int list>(shape, actual.Shape)
    Numbers.equal expected actual

[<Fact>]
let ``matrices from sizes`` () =
    holds [ 2; 3 ] (List.replicate 6 0.0) (Matrices.zeros 2 3)
    holds [ 3; 1 ] (List.replicate 3 1.0) (Matrices.ones 3 1)
    holds [ 2; 2 ] [ 1.0; 0.0; 0.0; 1.0 ] (Matrices.identity 2)
    holds [ 0; 3 ] [] (Matrices.zeros 0 3)
    Assert.Equal(DType.Float32, (Matrices.identity 2).DType)

[<Fact>]
let ``products`` () =
    holds [ 3; 2 ] [ 1.0; 4.0; -2.0; 5.0; 3.0; -6.0 ] (Matrices.transpose x)
    holds [] [ 5.0 ] (Matrices.dot column column)
    holds [] [ 21.0 ] (Matrices.dot row row)
    holds [ 2; 3 ] [ 1.0; 4.0; 9.0; 16.0; 25.0; 36.0 ] (Matrices.hadamard x x)

[<Fact>]
let ``diagonals`` () =
    holds [ 2; 1 ] [ 1.0; 5.0 ] (Matrices.diagonal x)
    let matrix = [ 1.0; 0.0; 0.0; 2.0 ]
    holds [ 2; 2 ] matrix (Matrices.ofDiagonal column)
    holds [ 2; 2 ] matrix (Matrices.ofDiagonal (Matrices.transpose column))

[<Fact>]
let ``sums, largest elements and means`` () =
    holds [] [ 5.0 ] (Matrices.sum x)
    holds [ 1; 3 ] [ 5.0; 3.0; -3.0 ] (Matrices.sumColumns x)
    holds [ 2; 1 ] [ 2.0; 3.0 ] (Matrices.sumRows x)
    holds [ 1; 3 ] [ 4.0; 5.0; 3.0 ] (Matrices.maxColumns x)
    holds [ 2; 1 ] [ 3.0; 5.0 ] (Matrices.maxRows x)
    holds [ 1; 3 ] [ 2.5; 1.5; -1.5 ] (Matrices.meanColumns x)
    holds [ 2; 1 ] [ 2.0 / 3.0; 1.0 ] (Matrices.meanRows x)
    Assert.True(System.Double.IsNaN(float (Matrices.maxRows (tensor [ [ nan; 1.0 ] ]))))

[<Fact>]
let ``repeated vectors are products with ones`` () =
    let ones m n = Tensor.cast DType.Float64 (Matrices.ones m n)
    holds [ 2; 3 ] (List.ofArray (Numbers.floats (column *@ ones 1 3))) (Matrices.repeatColumn 3 column)
    holds [ 2; 3 ] (List.ofArray (Numbers.floats (ones 2 1 *@ row))) (Matrices.repeatRow 2 row)
    // A row that is a view with a stride.
    holds [ 2; 2 ] [ -2.0; 5.0; -2.0; 5.0 ] (Matrices.repeatRow 2 (Matrices.transpose x[*, 1..1]))

[<Fact>]
let ``functions of elements`` () =
    let positive = tensor [ [ 1.0; 4.0 ] ]
    holds [ 1; 2 ] [ exp 1.0; exp 4.0 ] (Matrices.exp positive)
    holds [ 1; 2 ] [ 0.0; log 4.0 ] (Matrices.log positive)
    holds [ 1; 2 ] [ 1.0; 0.25 ] (Matrices.reciprocal positive)
    holds [ 1; 2 ] [ 1.0; 2.0 ] (Matrices.sqrt positive)
    holds [ 1; 2 ] [ 1.0; 0.5 ] (Matrices.inverseSqrt positive)
    holds [ 2; 3 ] [ 3.0; 0.0; 5.0; 6.0; 7.0; -4.0 ] (Matrices.map (fun x -> x + 2.0) x)
    let extreme = tensor [ [ 0.0; -1000.0; 1000.0 ] ]
    holds [ 1; 3 ] [ -(log 2.0); -1000.0; 0.0 ] (Matrices.logSigmoid extreme)

[<Fact>]
let ``they are differentiated`` () =
    Numbers.checkGradient (fun x -> Matrices.dot (Matrices.sumRows x) (Matrices.maxRows x)) x
    Numbers.checkGradient (fun x -> Matrices.sum (Matrices.hadamard x (Matrices.map tanh x))) x

[<Fact>]
let ``shapes that do not fit are refused`` () =
    Numbers.refused "Matrices.hadamard" "the shapes differ" (fun () -> Matrices.hadamard x column)
    Numbers.refused "Matrices.dot" "no vector" (fun () -> Matrices.dot x x)
    Numbers.refused "Matrices.dot" "the shapes differ" (fun () -> Matrices.dot column row)
    Numbers.refused "Matrices.repeatRow" "no row" (fun () -> Matrices.repeatRow 2 column)
    Numbers.refused "Matrices.repeatColumn" "no column" (fun () -> Matrices.repeatColumn 2 row)
    Numbers.refused "Matrices.ofDiagonal" "no vector" (fun () -> Matrices.ofDiagonal (tensor [ 1.0 ]))
    Numbers.refused "Matrices.sumRows" "no matrix" (fun () -> Matrices.sumRows (tensor [ 1.0 ]))
