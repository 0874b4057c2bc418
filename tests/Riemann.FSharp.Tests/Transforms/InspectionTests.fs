/// Values looked at as they pass.
module Riemann.FSharp.Tests.InspectionTests

open System
open System.IO
open Xunit
open Riemann.FSharp

let private x = tensor [ 1.0; 2.0 ]

/// What `f` with a function that shows a value writes, as lines.
let private written (f: (Tensor -> Tensor) -> 'T) : string list =
    use writer = new StringWriter(NewLine = "\n")
    f (Tensor.debugTo writer "x") |> ignore
    writer.ToString().TrimEnd('\n').Split '\n' |> List.ofArray

let private value = [ "x: tensor [2] float64"; "[1.0 2.0]" ]

/// Twice the sum of squares, whose derivative by what is shown is 2 x and then 2 x more.
let private f show (x: Tensor) = let shown: Tensor = show x in Tensor.sum (shown * x)

let private isWritten (expected: string list) f = Assert.Equal<string list>(expected, written f)

[<Fact>]
let ``a value is itself, and written as it passes`` () =
    isWritten value (fun show -> Expect.same x (show x))
    isWritten [ "x: tensor 3.0 (float64)" ] (fun show -> show (tensor 3.0))
    isWritten [ "x: tensor [2] bool"; "[ true false]" ] (fun show -> show (tensor [ true; false ]))

[<Fact>]
let ``tangents and cotangents are written with their names`` () =
    isWritten (value @ [ "x tangent: tensor [2] float64"; "[0.5 0.5]" ]) (fun show ->
        jvp (f show) x (tensor [ 0.5; 0.5 ]))

    isWritten (value @ [ "x cotangent: tensor [2] float64"; "[1.0 2.0]" ]) (fun show -> grad (f show) x)

[<Fact>]
let ``under vmap all examples are written at once, saying so`` () =
    let rows = [ "[[1.0 2.0]"; " [2.0 3.0]]" ]
    let xs = Tensor.stack 0 [ x; x + 1.0 ]
    let batch = "x, a batch of 2: tensor [2; 2] float64" :: rows
    isWritten batch (fun show -> vmap (f show) xs)

    isWritten (batch @ ("x cotangent, a batch of 2: tensor [2; 2] float64" :: rows)) (fun show ->
        vmap (grad (f show)) xs)

[<Fact>]
let ``scan writes every step, and checkpoint once more on the way back`` () =
    let steps = [ "x: tensor 1.0 (float64)"; "x: tensor 3.0 (float64)" ]
    isWritten steps (fun show -> scan (fun c x -> show (c + x), x) (tensor 0.0) x)
    let back = "x cotangent: tensor [2] float64"
    isWritten (value @ value @ [ back; "[1.0 2.0]" ]) (fun show -> grad (checkpoint (f show)) x)

[<Fact>]
let ``long tensors are cut`` () =
    isWritten [ "x: tensor [2000] int64"; "[   0    1    2 ... 1997 1998 1999]" ] (fun show ->
        show (Tensor.ofArray [ 2000 ] (Array.init 2000 int64)))

[<Fact>]
let ``standard error is where debug writes`` () =
    let before = Console.Error
    use writer = new StringWriter(NewLine = "\n")

    try
        Console.SetError writer
        Expect.same x (Tensor.debug "here" x)
    finally
        Console.SetError before

    Assert.Contains("here: tensor [2] float64\n[1.0 2.0]\n", writer.ToString())

[<Fact>]
let ``inspect calls a function with every value, and with no direction`` () =
    let seen = ResizeArray<float list>()

    let look (x: Tensor) = Tensor.inspect (fun value -> seen.Add(List.ofArray (value.ToArray<float>()))) x

    Expect.values [ 2.0; 4.0 ] (grad (f look) x)
    jvp (f look) x x |> ignore
    vmap (f look) (Tensor.stack 0 [ x; x ]) |> ignore
    Assert.Equal<float list list>([ [ 1.0; 2.0 ]; [ 1.0; 2.0 ]; [ 1.0; 2.0; 1.0; 2.0 ] ], List.ofSeq seen)

[<Fact>]
let ``an exception of the function passes on`` () =
    let fail (_: Tensor) = invalidOp "seen"
    Assert.Throws<InvalidOperationException>(fun () -> grad (f (Tensor.inspect fail)) x |> ignore) |> ignore

[<Fact>]
let ``the laws of primitives hold`` () =
    for operand in [ x; tensor 1.5; Tensor.zeros [ 2; 0 ]; tensor [ 1; 2 ]; tensor [ 1.0f; 2.0f ] ] do
        Check.assertPrimitive (InspectionPrimitives.inspect (fun _ _ -> ()) "") [ operand ]
