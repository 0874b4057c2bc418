/// Equations that are none, and operands that do not fit theirs.
module Riemann.FSharp.Tests.EinsumErrorTests

open Xunit
open Riemann.FSharp

let private x = Tensor.zeros [ 2; 3 ]

let private refused problem equation (operands: Tensor list) =
    Expect.refusal
        _.IsValue
        [ $"einsum: {problem} in \"{equation}\""
          "  hint  letters, commas, \"...\" and one \"->\", as in \"bij,bjk->bik\"" ]
        (fun () -> Tensor.einsum equation operands)

[<Fact>]
let ``the position of what is wrong is named`` () =
    refused "'1' at position 1 is out of place" "i1->i" [ x ]
    refused "'.' at position 0 is out of place" "..ij" [ x ]
    refused "'-' at position 2 is out of place" "ij-i" [ x ]
    refused "'-' at position 5 is out of place" "ij->i->j" [ x ]
    refused "',' at position 6 is out of place" "ij-> i,j" [ x ]
    refused "k at position 4 is in no operand" "ij->k" [ x ]
    refused "... at position 4 is in no operand" "ij->..." [ x ]
    refused "a second i at position 5" "ij->ii" [ x ]
    refused "a second ... at position 4" "...i..." [ x ]

[<Fact>]
let ``operands and terms are as many`` () =
    refused "1 operands for 2 terms" "ij,jk" [ x ]
    refused "0 operands for 1 terms" "" []

[<Fact>]
let ``terms name the axes of their operands`` () =
    Expect.refusal
        _.IsShape
        [ "einsum: \"ij,k\" names 1 axes of operand 1, which has 2"
          "  operand 1 [2; 3]"
          "  rule  a letter for each axis; \"...\" stands for any number of axes" ]
        (fun () -> Tensor.einsum "ij,k" [ x; x ])

    Assert.True (Expect.error (fun () -> Tensor.einsum "ijk..." [ x ])).Error.IsShape

[<Fact>]
let ``axes of one name have one length`` () =
    Expect.refusal
        _.IsShape
        [ "einsum: axis i has lengths 2 and 3"
          "  operand 0 [2; 3]"
          "  rule  axes of one name have one length; those of an ellipsis may be 1" ]
        (fun () -> Tensor.einsum "ii" [ x ])

    Assert.True (Expect.error (fun () -> Tensor.einsum "ij,jk" [ x; Tensor.zeros [ 1; 2 ] ])).Error.IsShape

    let message = (Expect.error (fun () -> Tensor.einsum "...,..." [ x; Tensor.zeros [ 2 ] ])).Message
    Assert.StartsWith("einsum: axis -1 of the ellipsis has lengths 3 and 2", message)

[<Fact>]
let ``operands are floats of one type`` () =
    Assert.True (Expect.error (fun () -> Tensor.einsum "ii" [ tensor [ [ 1 ] ] ])).Error.IsDType
    Assert.True (Expect.error (fun () -> Tensor.einsum "i,i" [ tensor [ 1.0 ]; tensor [ 1.0f ] ])).Error.IsDType
