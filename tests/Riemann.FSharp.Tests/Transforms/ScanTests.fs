/// Loops that carry a state over rows.
module Riemann.FSharp.Tests.ScanTests

open System
open Xunit
open Riemann.FSharp
open Riemann.Kernels

let private x = tensor [ 0.3; -0.2; 0.5 ]
let private rows = Tensor.stack 0 [ x; 2.0 * x; sin x; x - 1.0; x * x ]

/// One step that uses its carry, its row, and a captured value.
let private step (w: Tensor) (c: Tensor) (row: Tensor) =
    let next = tanh (w * c + row)
    next, sin next * row

let private plain w (carry: Tensor) =
    let mutable c = carry

    let ys =
        [ for i in 0..4 do
              let next, y = step w c rows[i, *]
              c <- next
              y ]

    c + Tensor.sumOver [ 0 ] (Tensor.stack 0 ys * Tensor.reshape [ 5; 1 ] (tensor [ 1.0; 2.0; 3.0; 4.0; 5.0 ]))

let private summed (c: Tensor, ys: Tensor) =
    c + Tensor.sumOver [ 0 ] (ys * Tensor.reshape [ 5; 1 ] (tensor [ 1.0; 2.0; 3.0; 4.0; 5.0 ]))

[<Fact>]
let ``a scan is its loop under every transformation`` () =
    Modes.same (fun x -> plain x x) (fun x -> scan (step x) x rows |> summed)

[<Theory; InlineData 1; InlineData 2; InlineData 5; InlineData 9>]
let ``a checkpointed scan is its loop under every transformation`` (every: int) =
    Modes.same (fun x -> plain x x) (fun x -> scanCheckpointed every (step x) x rows |> summed)

[<Fact>]
let ``derivatives by the rows`` () =
    let loss scan (xs: Tensor) = scan (step x) x xs |> summed |> Tensor.sum
    let found = grad (loss scan) rows
    grad (loss (scanCheckpointed 2)) rows |> Expect.same found
    Assert.True (Check.derivatives (fun xs -> scan (step x) x xs |> summed) rows).IsOk

[<Fact>]
let ``trees of carries, rows and results`` () =
    let f (c: Tensor, n: Tensor) (row: Tensor, isAdded: Tensor) =
        let c = cond isAdded (fun (c, row) -> c + row) fst (c, row)
        (c, n + 1.0), {| C = c; N = n |}

    let xs = tensor [ 1.0; 2.0; 3.0 ], tensor [ true; false; true ]

    for run in [ scan; scanCheckpointed 2 ] do
        let (c, n), ys = run f (tensor 0.0, tensor 0L) xs
        Expect.number 4.0 c
        Expect.number 3.0 n
        Expect.values [ 1.0; 1.0; 4.0 ] ys.C
        Expect.values [ 0.0; 1.0; 2.0 ] ys.N
        Assert.Equal(DType.Int64, ys.N.DType)

[<Fact>]
let ``no rows`` () =
    let f (c: Tensor) (x: Tensor) = c, Tensor.outer x x

    for run in [ scan; scanCheckpointed 3 ] do
        let c, ys = run f (tensor 2.0) (Tensor.zeros [ 0; 3 ])
        Expect.number 2.0 c
        Assert.Equal<int list>([ 0; 3; 3 ], ys.Shape)

[<Fact>]
let ``many steps`` () =
    let n = 10000
    let xs = Tensor.full DType.Float64 [ n ] 1e-4
    let f (c: Tensor) (x: Tensor) = let c = c * (1.0 + x) in c, c
    let c, ys = scan f (tensor 1.0) xs
    Expect.near 1e-10 [ 1.0001 ** float n ] c
    Assert.Equal<int list>([ n ], ys.Shape)
    let byRows = grad (fun xs -> scan f (tensor 1.0) xs |> fst) xs
    Expect.near 1e-9 (Array.create n (1.0001 ** float (n - 1))) byRows
    let gradient = grad (fun xs -> scanCheckpointed 100 f (tensor 1.0) xs |> fst) xs
    Expect.same byRows gradient

[<Fact>]
let ``ten thousand checkpointed steps hold a few hundred values`` () =
    let held = Collections.Generic.List<WeakReference>()
    let mutable most = 0
    let mutable calls = 0

    let kernel (x: NDArray) =
        let result = Elementwise.Sin x
        calls <- calls + 1
        held.Add(WeakReference result)

        if calls % 1000 = 0 then
            GC.Collect()
            held.RemoveAll(fun reference -> not reference.IsAlive) |> ignore
            most <- max most held.Count

        result

    let watch = Primitive.apply1 (Primitive.unary "watched" Domain.Real kernel (Slope.OfOperand cos))
    let xs = Tensor.full DType.Float64 [ 10000 ] 0.1
    let loss scan (w: Tensor) : Tensor = scan (fun c x -> watch (w * c + x), ()) (tensor 0.5) xs |> fst
    let found = grad (loss (scanCheckpointed 100)) (tensor 0.9)
    Assert.InRange(calls, 20000, 20200)
    Assert.InRange(most, 1, 400)
    most <- 0
    Expect.same (grad (loss scan) (tensor 0.9)) found
    Assert.InRange(most, 9000, 11000)

[<Fact>]
let ``misuse is reported in its name`` () =
    for name, run in [ "scan", scan; "scanCheckpointed", scanCheckpointed 2 ] do
        Expect.refusal
            _.IsShape
            [ $"{name}: the carry changes at 1"; "  before []   after [3]"; "  rule  the shape stays the same" ]
            (fun () -> run (fun (a: Tensor, b) row -> (a, b + row), a) (x, tensor 0.0) rows)

        Expect.refusal
            _.IsDType
            [ $"{name}: the carry changes at 0"
              "  before float64   after float32"
              "  hint  Tensor.cast DType.Float64 the second" ]
            (fun () -> run (fun (a, b) _ -> (Tensor.cast DType.Float32 a, b), a) (x, x) rows)

        Expect.refusal
            _.IsValue
            [ $"{name}: the trees differ: [0] and [0; 1]"; "  hint  both must hold tensors in the same places" ]
            (fun () ->
                match name with
                | "scan" -> scan (fun c row -> row :: c, row) [ x ] rows
                | _ -> scanCheckpointed 2 (fun c row -> row :: c, row) [ x ] rows)

    let refused lines xs = Expect.refusal _.IsShape lines (fun () -> scan (fun c (_: Tensor list) -> c, c) x xs)

    refused
        [ "scan: there are no common steps"
          "  0     [3]   1     [2]"
          "  rule  every tensor has the steps along axis 0, the same number in each" ]
        [ x; tensor [ 1.0; 2.0 ] ]

    refused
        [ "scan: there are no common steps"
          "  rule  every tensor has the steps along axis 0, the same number in each" ]
        []

    Expect.refusal
        _.IsShape
        [ "scan: the results differ"; "  first [0]   later [1]"; "  rule  the shape stays the same" ]
        (fun () ->
            scan (fun (n, c: Tensor) (row: Tensor) -> (n + 1.0, c), row[.. int (float n) - 1]) (tensor 0.0, x) rows)

    Expect.refusal
        _.IsValue
        [ "scanCheckpointed: there is no checkpoint every 0 steps"; "  hint  1 step or more" ]
        (fun () -> scanCheckpointed 0 (fun c (_: Tensor) -> c, c) x rows)

    let hidden = Expect.error (fun () -> scan (fun c (row: Tensor) -> c, seq { row }) x rows)
    Assert.Contains("scan: the function's result holds a sequence", hidden.Message)
