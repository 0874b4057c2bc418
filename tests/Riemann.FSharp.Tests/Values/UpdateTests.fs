/// Tensors with some elements replaced.
module Riemann.FSharp.Tests.UpdateTests

open Xunit
open Riemann.FSharp

let private x = Tensor.reshape [ 2; 3 ] (Tensor.arange 6)

[<Fact>]
let ``set and addAt change what slices take`` () =
    let rows first second = tensor [ first; second ]
    Expect.same (rows [ 0.0; 1.0; 2.0 ] [ 7.0; 8.0; 9.0 ]) (Tensor.set [ Slice.At 1 ] (tensor [ 7.0; 8.0; 9.0 ]) x)
    Expect.same (rows [ 0.0; 1.0; 9.0 ] [ 3.0; 4.0; 9.0 ]) (Tensor.set [ Slice.All; Slice.At -1 ] (tensor 9.0) x)
    Expect.same (rows [ 0.0; 1.0; 2.0 ] [ 3.0; 4.0; 50.0 ]) (Tensor.set [ Slice.At 1; Slice.At 2 ] (tensor 50.0) x)

    Expect.same
        (rows [ 8.0; 1.0; 7.0 ] [ 8.0; 4.0; 7.0 ])
        (Tensor.set [ Slice.All; Slice.Step(-1, 0, -2) ] (tensor [ 7.0; 8.0 ]) x)

    Expect.same
        (rows [ 0.0; 11.0; 22.0 ] [ 3.0; 14.0; 25.0 ])
        (Tensor.addAt [ Slice.All; Slice.Range(1, 2) ] (tensor [ 10.0; 20.0 ]) x)

    Expect.same x (Tensor.set [ Slice.Empty ] (tensor 9.0) x)
    Expect.same (Tensor.onesLike x) (Tensor.set [] (tensor 1.0) x)
    Expect.same (tensor [ true; true ]) (Tensor.set [ Slice.At 0 ] (tensor true) (tensor [ false; true ]))
    Expect.same (Tensor.reshape [ 2; 3 ] (Tensor.arange 6)) x

[<Fact>]
let ``of updates to one place the last stays`` () =
    let scatter axis (indices: Tensor) updates x = Tensor.scatter axis indices (tensor (updates: float list list)) x

    Expect.same
        (tensor [ [ 20.0; 1.0; 2.0 ]; [ 3.0; 4.0; 40.0 ] ])
        (scatter 1 (tensor [ [ 0; 0 ]; [ 2; -1 ] ]) [ [ 10.0; 20.0 ]; [ 30.0; 40.0 ] ] x)

    Expect.same
        (tensor [ [ 30.0; 1.0; 2.0 ]; [ 3.0; 20.0; 5.0 ] ])
        (scatter 0 (tensor [ [ 0L; 1L; 0L ]; [ 0L; 1L; 0L ] ]) [ [ 10.0; 20.0; 2.0 ]; [ 30.0; 20.0; 2.0 ] ] x)

    let none: Tensor = Tensor.cast DType.Int64 (Tensor.zeros [ 2; 0 ])
    Expect.same x (Tensor.scatter 1 none (Tensor.zeros [ 2; 0 ]) x)
    Expect.same (tensor [ 5; 1 ]) (Tensor.scatter 0 (tensor [ 0 ]) (tensor [ 5 ]) (tensor [ 3; 1 ]))

[<Fact>]
let ``scatter agrees with a loop`` () =
    for trial in 0L .. 20L do
        let k1, k2 = Key.split (Key.create trial)
        let indices = Random.integers -5L 5L [ 3; 8 ] k1
        let updates, target = Random.normal [ 3; 8 ] k2, Tensor.ones [ 3; 5 ]
        let expected = Expect.numbers target
        let places, values = Expect.numbers indices, Expect.numbers updates

        for row in 0..2 do
            for column in 0..7 do
                expected[5 * row + (int places[8 * row + column] + 5) % 5] <- values[8 * row + column]

        Expect.same (Tensor.ofArray [ 3; 5 ] expected) (Tensor.scatter 1 indices updates target)

        Expect.same
            (Tensor.ofArray [ 3; 5 ] expected)
            (Tensor.scatter 0 (Tensor.transpose indices) (Tensor.transpose updates) (Tensor.transpose target)
             |> Tensor.transpose)

[<Fact>]
let ``derivatives in the tensor and in the value`` () =
    let x, v = Random.normal [ 2; 3 ] (Key.create 4L), Random.normal [ 2; 4 ] (Key.create 5L)
    let indices = tensor [ [ 0; 2; 0; -1 ]; [ 1; 1; 1; 1 ] ]
    let slices = [ Slice.All; Slice.Step(2, 0, -2) ]
    Check.assertDerivatives (fun (x, v: Tensor) -> sin (Tensor.set slices v[*, 1..2] x)) (x, v)
    Check.assertDerivatives (fun (x, v: Tensor) -> sin (Tensor.set slices v[0, 1] x)) (x, v)
    Check.assertDerivatives (fun (x, v: Tensor) -> sin (Tensor.addAt slices v[0, 1] x)) (x, v)
    Check.assertDerivatives (fun (x, v) -> sin (Tensor.scatter 1 indices v x)) (x, v)
    let ofX, ofV = grad (fun (x, v) -> Tensor.sum (Tensor.scatter 1 indices v x)) (x, v)
    Expect.same (tensor [ [ 0.0; 1.0; 0.0 ]; [ 1.0; 0.0; 1.0 ] ]) ofX
    Expect.same (tensor [ [ 0.0; 0.0; 1.0; 1.0 ]; [ 0.0; 0.0; 0.0; 1.0 ] ]) ofV

[<Fact>]
let ``under vmap, whatever is batched`` () =
    let values = Random.normal [ 4; 2 ] (Key.create 6L)
    let indices = Random.integers -3L 3L [ 4; 2 ] (Key.create 7L)
    let set value = Tensor.set [ Slice.At 0; Slice.Range(1, 2) ] value x
    Expect.same (Tensor.stack 0 (Tensor.unstack 0 values |> List.map set)) (vmap set values)
    let rows = Random.normal [ 4; 3 ] (Key.create 8L)
    let scatter (i, v) = Tensor.scatter 0 i v (tensor [ 7.0; 8.0; 9.0 ])
    let each = List.zip (Tensor.unstack 0 indices) (Tensor.unstack 0 values)
    Expect.same (Tensor.stack 0 (List.map scatter each)) (vmap scatter (indices, values))
    let into row = Tensor.scatter 0 indices[0] values[0] row
    Expect.same (Tensor.stack 0 (Tensor.unstack 0 rows |> List.map into)) (vmap into rows)
