/// The text of tensors, exactly.
module Riemann.FSharp.Tests.PrintTests

open System
open System.Globalization
open Xunit
open Riemann.FSharp

let private shows (lines: string list) (x: Tensor) = Assert.Equal(String.Join('\n', lines), string x)

[<Fact>]
let ``scalars stand on one line`` () =
    shows [ "tensor 0.1 (float64)" ] (tensor 0.1)
    shows [ "tensor 0.3333 (float64)" ] (tensor (1.0 / 3.0))
    shows [ "tensor -2.5 (float32)" ] (tensor -2.5f)
    shows [ "tensor 7 (int32)" ] (tensor 7)
    shows [ "tensor true (bool)" ] (tensor true)
    shows [ "tensor nan (float64)" ] (tensor nan)
    shows [ "tensor 1.0000e-05 (float64)" ] (tensor 1e-5)

[<Fact>]
let ``columns are aligned`` () =
    shows
        [ "tensor [2; 2] float64"; "[[  1.00 -20.25]"; " [300.50   4.00]]" ]
        (tensor [ [ 1.0; -20.25 ]; [ 300.5; 4.0 ] ])

    shows [ "tensor [2; 2] int32"; "[[  1 -20]"; " [300   4]]" ] (tensor [ [ 1; -20 ]; [ 300; 4 ] ])
    shows [ "tensor [1; 2] bool"; "[[ true false]]" ] (tensor [ [ true; false ] ])
    shows [ "tensor [3] uint8"; "[  0  10 255]" ] (tensor [ 0uy; 10uy; 255uy ])

[<Fact>]
let ``as many decimals are shown as the numbers need, up to four`` () =
    shows [ "tensor [2] float64"; "[1.0 2.0]" ] (tensor [ 1.0; 2.0 ])
    shows [ "tensor [2] float64"; "[1.25 2.00]" ] (tensor [ 1.25; 2.0 ])
    shows [ "tensor [2] float64"; "[  0.3333 100.0000]" ] (tensor [ 1.0 / 3.0; 100.0 ])
    shows [ "tensor [2] float64"; "[   0.001 5000.000]" ] (tensor [ 0.001; 5000.0 ])
    shows [ "tensor [2] float64"; "[0.3 0.1]" ] (tensor [ 0.1 + 0.2; 0.1 ])
    shows [ "tensor [2] float32"; "[0.1 0.2]" ] (tensor [ 0.1f; 0.2f ])
    shows [ "tensor [2] float32"; "[   0.004 5000.000]" ] (tensor [ 0.004f; 5000.0f ])

[<Fact>]
let ``numbers that spread far have exponents`` () =
    shows [ "tensor [2] float64"; "[1.0000e-10 1.0000e+10]" ] (tensor [ 1e-10; 1e10 ])
    shows [ "tensor [2] float64"; "[-1.0000e+08  1.0000e+00]" ] (tensor [ -1e8; 1.0 ])

[<Fact>]
let ``numbers that are not finite are named and change no format`` () =
    shows [ "tensor [4] float64"; "[ nan  inf -inf  1.5]" ] (tensor [ nan; infinity; -infinity; 1.5 ])
    shows [ "tensor [2] float64"; "[nan nan]" ] (tensor [ nan; nan ])

[<Fact>]
let ``empty tensors show their brackets`` () =
    shows [ "tensor [0] float64"; "[]" ] (Tensor.zeros [ 0 ])
    shows [ "tensor [2; 0] float64"; "[[]"; " []]" ] (Tensor.zeros [ 2; 0 ])
    shows [ "tensor [0; 2] float64"; "[]" ] (Tensor.zeros [ 0; 2 ])

[<Fact>]
let ``blocks are a line apart`` () =
    shows
        [ "tensor [2; 2; 1] float64"; "[[[0.0]"; "  [1.0]]"; ""; " [[2.0]"; "  [3.0]]]" ]
        (Tensor.reshape [ 2; 2; 1 ] (Tensor.arange 4))

[<Fact>]
let ``long axes are cut in the middle`` () =
    shows [ "tensor [2000] float64"; "[   0.0    1.0    2.0 ... 1997.0 1998.0 1999.0]" ] (Tensor.arange 2000)

    shows
        [ "tensor [400; 3] int64"
          "[[   0    1    2]"
          " [   3    4    5]"
          " [   6    7    8]"
          " ..."
          " [1191 1192 1193]"
          " [1194 1195 1196]"
          " [1197 1198 1199]]" ]
        (Tensor.arange 1200 |> Tensor.cast DType.Int64 |> Tensor.reshape [ 400; 3 ])

[<Fact>]
let ``a thousand elements are shown whole`` () =
    Assert.DoesNotContain("...", string (Tensor.zeros [ 1000 ]))
    Assert.Contains("...", string (Tensor.zeros [ 1001 ]))

[<Fact>]
let ``views show their own elements`` () =
    let x = tensor [ [ 1.0; 2.0 ]; [ 3.0; 4.0 ] ]
    shows [ "tensor [2; 2] float64"; "[[1.0 3.0]"; " [2.0 4.0]]" ] (Tensor.transpose x)
    shows [ "tensor [2] float64"; "[4.0 3.0]" ] (Tensor.slice [ Slice.At 1; Slice.Step(-1, 0, -1) ] x)
    shows [ "tensor [3] float64"; "[2.0 2.0 2.0]" ] (Tensor.broadcastTo [ 3 ] x[0, 1])

[<Fact>]
let ``the text is the same in every culture`` () =
    let before = CultureInfo.CurrentCulture

    try
        let commas = CultureInfo.InvariantCulture.Clone() :?> CultureInfo
        commas.NumberFormat.NumberDecimalSeparator <- ","
        CultureInfo.CurrentCulture <- commas
        Assert.Equal("0,5", (0.5).ToString())
        shows [ "tensor 0.5 (float64)" ] (tensor 0.5)
        shows [ "tensor [2] float64"; "[1.0000e-09 1.0000e+00]" ] (tensor [ 1e-9; 1.0 ])
        Assert.StartsWith("arithmetic: 0.5 does not", (Expect.error (fun () -> tensor 1 + 0.5)).Message)
    finally
        CultureInfo.CurrentCulture <- before

[<Fact>]
let ``F#'s own printing shows the same text`` () =
    let x = tensor [ 1.0; 2.0 ]
    Assert.Equal(string x, sprintf "%O" x)
    Assert.Equal(string x, sprintf "%A" x)
    Assert.Equal(string x, $"{x}")
