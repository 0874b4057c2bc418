/// Parts, copies and other orders of elements.
module Riemann.FSharp.Tests.RearrangementTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Tests.Expect

let private x = Tensor.reshape [ 2; 3; 4 ] (Tensor.arange 24)
let private at i j k = float (i * 12 + j * 4 + k)

let private lengths axis parts = parts |> List.map (fun (part: Tensor) -> part.Shape[axis])

[<Fact>]
let ``parts joined are the whole`` () =
    for axis in [ 0; 1; 2; -1; -3 ] do
        Expect.same x (Tensor.concatenate axis (Tensor.splitEvenly axis 1 x))
        Expect.same x (Tensor.concatenate axis (Tensor.chunk axis 2 x))
        Expect.same x (Tensor.stack axis (Tensor.unstack axis x))

    let parts = Tensor.split -1 [ 1; 0; 3 ] x
    Assert.Equal<int list>([ 1; 0; 3 ], lengths 2 parts)
    Expect.same x[*, *, 1..] parts[2]
    Expect.same x (Tensor.concatenate 2 parts)
    Expect.same x[*, *, 2..] (Tensor.splitEvenly 2 2 x |> List.last)
    Expect.same x[*, 1] (Tensor.unstack 1 x |> List.item 1)
    Assert.Empty(Tensor.unstack 0 (Tensor.zeros [ 0; 2 ]))
    Assert.Equal<int list>([ 0; 0 ], lengths 0 (Tensor.splitEvenly 0 2 (Tensor.zeros [ 0 ])))

[<Fact>]
let ``chunks have the lengths of PyTorch's`` () =
    // torch.chunk(torch.arange(n), k), torch 1.13
    for n, k, expected in
        [ 7, 4, [ 2; 2; 2; 1 ]; 7, 5, [ 2; 2; 2; 1 ]; 6, 3, [ 2; 2; 2 ]; 2, 5, [ 1; 1 ]; 0, 3, [ 0; 0; 0 ] ] do
        Assert.Equal<int list>(expected, lengths 0 (Tensor.chunk 0 k (Tensor.arange n)))

[<Fact>]
let ``flip and roll`` () =
    Expect.same (build [ 2; 3; 4 ] (fun p -> at (1 - p[0]) p[1] (3 - p[2]))) (Tensor.flip [ 0; -1 ] x)
    Expect.same x (Tensor.flip [] x)
    Assert.Equal<int list>([ 0; 2 ], (Tensor.flip [ 0 ] (Tensor.zeros [ 0; 2 ])).Shape)

    for shift in [ -9; -4; -1; 0; 1; 3; 4; 11 ] do
        let source k = ((k - shift) % 4 + 4) % 4
        Expect.same (build [ 2; 3; 4 ] (fun p -> at p[0] p[1] (source p[2]))) (Tensor.roll shift 2 x)

    Assert.Equal<int list>([ 0 ], (Tensor.roll 3 0 (Tensor.zeros [ 0 ])).Shape)

[<Fact>]
let ``repeat and tile`` () =
    Expect.same (build [ 2; 9; 4 ] (fun p -> at p[0] (p[1] / 3) p[2])) (Tensor.repeat 1 3 x)
    Expect.values [ 1.0; 1.0; 2.0; 2.0 ] (Tensor.repeat -1 2 (tensor [ 1.0; 2.0 ]))
    Assert.Equal<int list>([ 2; 0; 4 ], (Tensor.repeat 1 0 x).Shape)
    Expect.same (build [ 4; 3; 12 ] (fun p -> at (p[0] % 2) p[1] (p[2] % 4))) (Tensor.tile [ 2; 1; 3 ] x)
    Expect.same (build [ 2; 6; 4 ] (fun p -> at p[0] (p[1] % 3) p[2])) (Tensor.tile [ 2; 1 ] x)
    Expect.same (tensor [ [ 1; 2; 1; 2 ]; [ 1; 2; 1; 2 ] ]) (Tensor.tile [ 2; 2 ] (tensor [ 1; 2 ]))
    Expect.same (tensor [ 3.0; 3.0 ]) (Tensor.tile [ 2 ] (tensor 3.0))
    Assert.Equal<int list>([ 0; 3; 4 ], (Tensor.tile [ 0; 1; 1 ] x).Shape)

[<Fact>]
let ``axes are stretched, moved and dropped`` () =
    let column = tensor [ [ 1.0 ]; [ 2.0 ] ]
    Expect.same (build [ 3; 2; 4 ] (fun p -> float (p[1] + 1))) (Tensor.expand [ 3; -1; 4 ] column)
    Expect.same x (Tensor.expand [ -1; -1; -1 ] x)
    Expect.same (build [ 4; 2; 3 ] (fun p -> at p[1] p[2] p[0])) (Tensor.moveAxis -1 0 x)
    Expect.same (build [ 3; 4; 2 ] (fun p -> at p[2] p[0] p[1])) (Tensor.moveAxis 0 2 x)
    Expect.same x (Tensor.moveAxis 1 1 x)
    Assert.Equal<int list>([ 2; 0 ], (Tensor.squeezeAll (Tensor.zeros [ 1; 2; 1; 0; 1 ])).Shape)
    Expect.number 5.0 (Tensor.squeezeAll (tensor [ [ 5.0 ] ]))

[<Fact>]
let ``a grid repeats its coordinates`` () =
    match Tensor.meshgrid [ tensor [ 1.0; 2.0 ]; tensor [ 3.0; 4.0; 5.0 ] ] with
    | [ rows; columns ] ->
        Expect.same (build [ 2; 3 ] (fun p -> float (p[0] + 1))) rows
        Expect.same (build [ 2; 3 ] (fun p -> float (p[1] + 3))) columns
    | other -> Assert.Fail $"{other.Length} tensors"

    Assert.Empty(Tensor.meshgrid [])
    Assert.Equal<int list>([ 2; 0 ], (Tensor.meshgrid [ Tensor.zeros [ 2 ]; Tensor.zeros [ 0 ] ]).Head.Shape)

[<Fact>]
let ``derivatives`` () =
    let x = Random.normal [ 3; 4 ] (Key.create 1L)
    let squares (parts: Tensor list) = parts |> List.mapi (fun i part -> float (i + 1) * part * part)
    Check.assertDerivatives (Tensor.split 1 [ 1; 0; 3 ] >> squares) x
    Check.assertDerivatives (Tensor.chunk 1 3 >> squares) x
    Check.assertDerivatives (Tensor.unstack 0 >> squares) x
    Check.assertDerivatives (fun x -> Tensor.flip [ 1 ] x * x) x
    Check.assertDerivatives (fun x -> Tensor.roll 1 1 x * x) x
    Check.assertDerivatives (fun x -> sin (Tensor.repeat 0 2 x)) x
    Check.assertDerivatives (fun x -> sin (Tensor.tile [ 2; 1; 2 ] x)) x
    Check.assertDerivatives (fun (x: Tensor) -> Tensor.meshgrid [ x[0]; x[1] ] |> List.reduce (*)) x

[<Fact>]
let ``under vmap the axes are those of an example`` () =
    let f x =
        Tensor.roll 1 0 (Tensor.repeat 0 2 x)
        * Tensor.concatenate 0 (Tensor.tile [ 2; 1 ] x |> Tensor.unstack 0 |> List.map (Tensor.insertAxis 0))

    Expect.same (Tensor.stack 0 (Tensor.unstack 0 x |> List.map f)) (vmap f x)
