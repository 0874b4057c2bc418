/// What the tests share: tensors compared with plain numbers, and errors compared with their text.
module Riemann.FSharp.Tests.Expect

open System
open Xunit
open Riemann.FSharp

/// The elements of a tensor of any type, in row-major order.
let numbers (x: Tensor) = (Tensor.cast DType.Float64 x).ToArray<float>()

let private isClose (tolerance: float) (expected: float) (actual: float) =
    expected.Equals actual || abs (expected - actual) <= tolerance * max 1.0 (abs expected)

/// The elements agree up to a relative error; NaN agrees with NaN, infinity with infinity.
let near tolerance (expected: float seq) (actual: Tensor) =
    let expected, found = Array.ofSeq expected, numbers actual

    if expected.Length <> found.Length || not (Array.forall2 (isClose tolerance) expected found) then
        Assert.Fail $"expected %A{expected}\nfound    %A{found}"

/// The elements agree to twelve digits.
let values (expected: float seq) (actual: Tensor) = near 1e-12 expected actual

/// Shape, element type and elements agree.
let same (expected: Tensor) (actual: Tensor) =
    Assert.Equal<int list>(expected.Shape, actual.Shape)
    Assert.Equal(expected.DType, actual.DType)
    near 1e-10 (numbers expected) actual

/// One number agrees to twelve digits.
let number (expected: float) (actual: Tensor) =
    Assert.Equal<int list>([], actual.Shape)
    values [ expected ] actual

/// The error that the action raises.
let error (action: unit -> 'T) : RiemannException = Assert.Throws<RiemannException>(fun () -> action () |> ignore)

let private isPlace (line: string) = line.StartsWith "  at    "

/// The action raises an error of this case with these lines, whatever line of a program follows them.
let refusal (case: RiemannError -> bool) (expected: string list) (action: unit -> 'T) =
    let error = error action
    let lines = error.Message.Split '\n' |> Array.filter (isPlace >> not)
    Assert.Equal(String.Join('\n', expected), String.Join('\n', lines))
    Assert.True(case error.Error, $"%A{error.Error} is another case")

/// The points of a function of one number where its tensor form is compared with it.
let points = [ -1.7; -0.3; 0.4; 1.2; 2.5 ]

/// The tensor with this shape whose element at each position is given.
let build (shape: int list) (element: int list -> float) =
    let rec positions shape =
        match shape with
        | [] -> [ [] ]
        | length :: rest ->
            [ for i in 0 .. length - 1 do
                  for p in positions rest -> i :: p ]

    Tensor.reshape shape (tensor (positions shape |> List.map element))
