/// Data that is no tensor.
module Riemann.FSharp.Tests.LiteralErrorTests

open System
open Xunit
open Riemann.FSharp

let private refused problem hint (data: 'T) =
    Expect.refusal _.IsValue [ $"tensor: {problem}"; $"  hint  {hint}" ] (fun () -> tensor data)

[<Fact>]
let ``ragged rows are refused`` () =
    let hint = "rows of a tensor have equal lengths"
    refused "row 1 has shape [2], row 0 has [1]" hint [ [ 1.0 ]; [ 1.0; 2.0 ] ]
    refused "row 2 has shape [0], row 0 has [1]" hint [| [ 1 ]; [ 2 ]; [] |]
    refused "row 1 has shape [1; 1], row 0 has [1; 2]" hint [ [ [ 1.0; 2.0 ] ]; [ [ 1.0 ] ] ]
    refused "row 1 has shape [], row 0 has [1]" hint [ box [ 1.0 ]; box 2.0 ]

[<Fact>]
let ``elements of several types are refused`` () =
    let hint = "one type of element"
    refused "float and int side by side" hint [ box 1.0; box 1 ]
    refused "int64 and int side by side" hint [ box 1L; box 1 ]
    refused "float32 and boolean side by side" hint [ [ box 1.0f ]; [ box true ] ]

[<Fact>]
let ``text and nothing are refused`` () =
    let hint = "numbers, truth values, or nested sequences of them"
    refused "text is not a number" hint "1.0"
    refused "text is not a number" hint [ "1.0" ]
    refused "there is no value" hint (null: float[])
    refused "there is no value" hint [ [| 1.0 |]; null ]

[<Fact>]
let ``types that no tensor holds are refused`` () =
    let hint = "float, float32, int, int64, byte or bool"
    refused "no tensor holds char" hint [ 'a' ]
    refused "no tensor holds decimal" hint 1m
    refused "no tensor holds int16" hint [ 1s ]
    refused "no tensor holds string" hint ([]: string list)
    refused "no tensor holds datetime" hint DateTime.MinValue

[<Fact>]
let ``tensors in a list are joined by stack`` () =
    refused "a tensor is not a number" "Tensor.stack 0 or Tensor.concatenate 0 joins tensors" [ tensor 1.0; tensor 2.0 ]

[<Fact>]
let ``as many elements as places`` () =
    Expect.refusal
        _.IsShape
        [ "ofArray: 3 elements do not fill 4 places"; "  shape [2; 2]"; "  rule  as many elements as places" ]
        (fun () -> Tensor.ofArray [ 2; 2 ] [| 1.0; 2.0; 3.0 |])

[<Fact>]
let ``data of every kind becomes a tensor`` () =
    let check dtype shape (values: float list) (found: Tensor) =
        Assert.Equal(dtype, found.DType)
        Assert.Equal<int list>(shape, found.Shape)
        Expect.values values found

    check DType.Float64 [] [ 1.5 ] (tensor 1.5)
    check DType.Float32 [] [ 1.5 ] (tensor 1.5f)
    check DType.Int32 [ 2 ] [ 1.0; 2.0 ] (tensor [ 1; 2 ])
    check DType.Int64 [ 2 ] [ 1.0; 2.0 ] (tensor [| 1L; 2L |])
    check DType.UInt8 [ 1; 2 ] [ 1.0; 255.0 ] (tensor [ [ 1uy; 255uy ] ])

    check
        DType.Bool
        [ 2 ]
        [ 1.0; 0.0 ]
        (tensor (
            seq {
                true
                false
            }
        ))

    check DType.Float64 [ 2; 2 ] [ 1.0; 2.0; 3.0; 4.0 ] (tensor (array2D [ [ 1.0; 2.0 ]; [ 3.0; 4.0 ] ]))
    check DType.Float64 [ 2; 1; 2 ] [ 1.0; 2.0; 3.0; 4.0 ] (tensor [ [ [| 1.0; 2.0 |] ]; [ [| 3.0; 4.0 |] ] ])
    check DType.Float64 [ 0 ] [] (tensor ([]: float list))
    check DType.Float32 [ 2; 0 ] [] (tensor [ ([]: float32 list); [] ])
    check DType.Int32 [ 0; 3 ] [] (tensor (Array2D.zeroCreate<int> 0 3))
    let x = tensor [ 1.0 ]
    Assert.Same(x, tensor x)
