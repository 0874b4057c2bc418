/// Windows along an axis, and what surrounds a tensor.
module Riemann.FSharp.Tests.WindowTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Tests.Expect

let private x = Tensor.reshape [ 3; 7 ] (Tensor.arange 21)

[<Fact>]
let ``windows are neighbours`` () =
    for size, step in [ 1, 1; 3, 1; 3, 2; 2, 3; 7, 4 ] do
        let count = (7 - size) / step + 1
        let expected = build [ 3; count; size ] (fun p -> float (p[0] * 7 + p[1] * step + p[2]))
        Expect.same expected (Tensor.unfold 1 size step x)
        Expect.same (Tensor.moveAxis 0 1 expected) (Tensor.unfold 0 size step (Tensor.transpose x))
        let backwards = Tensor.flip [ 1 ] x
        Expect.same (Tensor.unfold 1 size step (backwards + 0.0)) (Tensor.unfold 1 size step backwards)

[<Fact>]
let ``the gradient of windows counts in how many an element is`` () =
    let counts size step = grad (fun x -> Tensor.sum (Tensor.unfold 0 size step x)) (Tensor.zeros [ 7 ])
    Expect.values [ 1.0; 2.0; 3.0; 3.0; 3.0; 2.0; 1.0 ] (counts 3 1)
    Expect.values [ 1.0; 1.0; 2.0; 1.0; 2.0; 1.0; 1.0 ] (counts 3 2)
    Expect.values [ 1.0; 1.0; 0.0; 1.0; 1.0; 0.0; 0.0 ] (counts 2 3)

[<Fact>]
let ``padding continues a tensor as NumPy does`` () =
    let v = tensor [ 1; 2; 3 ]
    let padded padding before after = Tensor.padWith padding [ (before, after) ] v
    // numpy.pad with reflect, edge and wrap
    Expect.same (tensor [ 1; 2; 3; 2; 1; 2; 3; 2; 1; 2; 3; 2 ]) (padded Padding.Reflect 4 5)
    Expect.same (tensor [ 1; 1; 1; 2; 3; 3; 3 ]) (padded Padding.Replicate 2 2)
    Expect.same (tensor [ 3; 1; 2; 3; 1; 2; 3; 1; 2; 3; 1; 2 ]) (padded Padding.Circular 4 5)
    Expect.same (tensor [ 9; 1; 2; 3; 9; 9 ]) (padded (Padding.Constant 9.0) 1 2)
    Expect.same (tensor [ 0; 1; 2; 3 ]) (padded (Padding.Constant 0.0) 1 0)
    Expect.same (tensor [ 5; 5; 5 ]) (Tensor.padWith Padding.Reflect [ (1, 1) ] (tensor [ 5 ]))

[<Fact>]
let ``corners are padded along both axes`` () =
    // torch.nn.functional.pad(torch.arange(1., 5.).reshape(1, 1, 2, 2), (1, 1, 1, 1), mode="reflect"), torch 1.13
    let expected =
        tensor [ [ 4.0; 3.0; 4.0; 3.0 ]; [ 2.0; 1.0; 2.0; 1.0 ]; [ 4.0; 3.0; 4.0; 3.0 ]; [ 2.0; 1.0; 2.0; 1.0 ] ]

    Expect.same expected (Tensor.padWith Padding.Reflect [ (1, 1); (1, 1) ] (tensor [ [ 1.0; 2.0 ]; [ 3.0; 4.0 ] ]))

[<Fact>]
let ``nothing can be surrounded by a number only`` () =
    let none = Tensor.zeros [ 0; 2 ]
    Expect.same (Tensor.full DType.Float64 [ 2; 2 ] 7.0) (Tensor.padWith (Padding.Constant 7.0) [ (1, 1); (0, 0) ] none)
    Assert.Equal<int list>([ 0; 4 ], (Tensor.padWith Padding.Circular [ (0, 0); (1, 1) ] none).Shape)

    Expect.refusal
        _.IsValue
        [ "pad: axis 0 has no elements to pad with"; "  hint  Padding.Constant takes none" ]
        (fun () -> Tensor.padWith Padding.Reflect [ (1, 0); (0, 0) ] none)

[<Fact>]
let ``derivatives`` () =
    let x = Random.normal [ 2; 3 ] (Key.create 2L)

    for padding in [ Padding.Constant 2.0; Padding.Reflect; Padding.Replicate; Padding.Circular ] do
        Check.assertDerivatives (fun x -> sin (Tensor.padWith padding [ (1, 0); (4, 2) ] x)) x

    Check.assertDerivatives (fun x -> Tensor.unfold 1 2 1 x |> sin |> Tensor.sumOver [ -1 ]) x

[<Fact>]
let ``under vmap`` () =
    let f =
        Tensor.padWith (Padding.Constant 1.0) [ (1, 1) ]
        >> Tensor.padWith Padding.Circular [ (2, 0) ]
        >> Tensor.unfold 0 3 2

    Expect.same (Tensor.stack 0 (Tensor.unstack 0 x |> List.map f)) (vmap f x)
