/// Operations that move elements and change none, against positions worked out by hand.
module Riemann.FSharp.Tests.StructureTests

open Xunit
open Riemann.FSharp

let private x = Tensor.reshape [ 2; 3; 4 ] (Tensor.arange 24)

let private at i j k = float (i * 12 + j * 4 + k)

[<Fact>]
let ``slices take what they name`` () =
    Expect.same (Expect.build [ 3; 4 ] (fun p -> at 1 p[0] p[1])) x[1]
    Expect.same (Expect.build [ 3; 4 ] (fun p -> at 1 p[0] p[1])) x[-1]
    Expect.same (tensor 23.0) x[1, 2, 3]
    Expect.same (tensor 23.0) x[-1, -1, -1]
    Expect.same (Expect.build [ 1; 3 ] (fun p -> at 1 p[1] 3)) x[1.., *, 3]
    Expect.same (Expect.build [ 2; 2; 4 ] (fun p -> at p[0] (1 + p[1]) p[2])) x[*, 1..2, *]
    Expect.same (Expect.build [ 2; 2; 4 ] (fun p -> at p[0] (1 + p[1]) p[2])) x[*, 1..2]
    Expect.same (Expect.build [ 2; 2 ] (fun p -> at p[0] 0 p[1])) x[*, 0, ..1]
    Expect.same (Expect.build [ 2; 3; 2 ] (fun p -> at p[0] p[1] (1 + p[2]))) x[*, *, 1 .. -2]
    Expect.same (Expect.build [ 2; 3; 2 ] (fun p -> at p[0] p[1] (2 + p[2]))) x[*, *, -2 ..]
    Expect.same x x[*, *, *]
    Expect.same x (Tensor.slice [ Slice.Range(0, -1); Slice.All ] x)

[<Fact>]
let ``empty ranges are empty`` () =
    Assert.Equal<int list>([ 0; 3; 4 ], x[2..].Shape)
    Assert.Equal<int list>([ 0; 3; 4 ], x[1..0].Shape)
    Assert.Equal<int list>([ 2; 0; 4 ], x[*, 3.., *].Shape)
    Assert.Equal<int list>([ 2; 0; 4 ], (Tensor.slice [ Slice.All; Slice.Empty ] x).Shape)
    let none = 0
    Assert.Equal<int list>([ 0; 3; 4 ], x[.. none - 1].Shape)
    let empty = Tensor.zeros [ 0; 3 ]
    Expect.same empty empty[*]
    Expect.same empty empty[0..]
    Expect.same empty empty[.. -1]

[<Fact>]
let ``stepped slices go forwards and backwards`` () =
    let v = Tensor.arange 7
    let take first last step = Tensor.slice [ Slice.Step(first, last, step) ] v
    Expect.values [ 0.0; 2.0; 4.0; 6.0 ] (take 0 -1 2)
    Expect.values [ 1.0; 4.0 ] (take 1 5 3)
    Expect.values [ 6.0; 5.0; 4.0; 3.0; 2.0; 1.0; 0.0 ] (take -1 0 -1)
    Expect.values [ 5.0; 2.0 ] (take 5 1 -3)
    Expect.values [ 3.0 ] (take 3 3 -1)
    Expect.values [ 2.0 ] (take 2 3 100)

    for first, last, step in [ 0, 3, -1; 3, 0, 1; 2, 1, 2; 1, 2, -5 ] do
        Assert.Equal<int list>([ 0 ], (take first last step).Shape)

    Expect.same
        (Expect.build [ 3; 2 ] (fun p -> at 1 (2 - p[0]) (2 * p[1])))
        (Tensor.slice [ Slice.At -1; Slice.Step(-1, 0, -1); Slice.Step(0, -1, 2) ] x)

[<Fact>]
let ``slices of slices, reversed views and transposed views agree with positions`` () =
    let backwards = Tensor.slice [ Slice.All; Slice.Step(-1, 0, -1) ] x
    Expect.same (Expect.build [ 2; 2 ] (fun p -> at p[0] (2 - p[1]) 1)) backwards[*, 0..1, 1]
    let turned = Tensor.permute [ 2; 0; 1 ] x
    Expect.same (Expect.build [ 2; 3 ] (fun p -> at p[0] p[1] 2)) turned[2]
    Expect.same (Expect.build [ 24 ] (fun p -> at (p[0] / 3 % 2) (p[0] % 3) (p[0] / 6))) (Tensor.flatten turned)

[<Fact>]
let ``axes are exchanged, added and removed`` () =
    Expect.same (Expect.build [ 4; 2; 3 ] (fun p -> at p[1] p[2] p[0])) (Tensor.permute [ 2; 0; 1 ] x)
    Expect.same (Expect.build [ 4; 2; 3 ] (fun p -> at p[1] p[2] p[0])) (Tensor.permute [ -1; 0; -2 ] x)
    Expect.same (Expect.build [ 2; 4; 3 ] (fun p -> at p[0] p[2] p[1])) (Tensor.transpose x)
    Expect.same (Expect.build [ 4; 3; 2 ] (fun p -> at p[2] p[1] p[0])) (Tensor.swapAxes 0 -1 x)
    Assert.Equal<int list>([ 1; 2; 3; 4 ], (Tensor.insertAxis 0 x).Shape)
    Assert.Equal<int list>([ 2; 3; 4; 1 ], (Tensor.insertAxis -1 x).Shape)
    Expect.same x (Tensor.squeeze 1 (Tensor.insertAxis 1 x))
    Assert.Equal<int list>([ 2; 12 ], (Tensor.flattenFrom 1 x).Shape)
    Assert.Equal<int list>([ 2; 3; 4 ], (Tensor.flattenFrom -1 x).Shape)
    Assert.Equal<int list>([ 24 ], (Tensor.flatten x).Shape)
    Assert.Equal<int list>([ 1 ], (Tensor.flatten (tensor 1.0)).Shape)
    Assert.Equal<int list>([ 0 ], (Tensor.flatten (Tensor.zeros [ 3; 0 ])).Shape)

[<Fact>]
let ``reshape works out one dimension`` () =
    Expect.same (Expect.build [ 4; 6 ] (fun p -> float (p[0] * 6 + p[1]))) (Tensor.reshape [ 4; -1 ] x)
    Assert.Equal<int list>([ 0; 3 ], (Tensor.reshape [ -1; 3 ] (Tensor.zeros [ 0 ])).Shape)
    Assert.Equal<int list>([ 1; 1 ], (Tensor.reshape [ 1; -1 ] (tensor 1.0)).Shape)
    Assert.Equal<int list>([], (Tensor.reshape [] (tensor [ 1.0 ])).Shape)

[<Fact>]
let ``padding puts zeros around`` () =
    let padded = Tensor.pad [ (1, 0); (0, 2) ] (tensor [ [ 1.0; 2.0 ]; [ 3.0; 4.0 ] ])
    Expect.same (tensor [ [ 0.0; 0.0; 0.0; 0.0 ]; [ 1.0; 2.0; 0.0; 0.0 ]; [ 3.0; 4.0; 0.0; 0.0 ] ]) padded
    Expect.same (tensor [ 0; 0; 0 ]) (Tensor.pad [ (1, 2) ] (tensor ([]: int list)))
    Expect.number 5.0 (Tensor.pad [] (tensor 5.0))

[<Fact>]
let ``tensors are joined along an old or a new axis`` () =
    let a, b = tensor [ [ 1; 2 ] ], tensor [ [ 3; 4 ]; [ 5; 6 ] ]
    Expect.same (tensor [ [ 1; 2 ]; [ 3; 4 ]; [ 5; 6 ] ]) (Tensor.concatenate 0 [ a; b ])
    Expect.same (tensor [ [ 3; 4; 3; 4 ]; [ 5; 6; 5; 6 ] ]) (Tensor.concatenate -1 [ b; b ])

    Expect.same
        (tensor [ [ 3; 5 ]; [ 4; 6 ]; [ 1; 1 ]; [ 2; 2 ] ])
        (Tensor.concatenate 0 [ Tensor.transpose b; Tensor.transpose (Tensor.concatenate 0 [ a; a ]) ])

    Expect.same a (Tensor.concatenate 0 [ a; Tensor.cast DType.Int32 (Tensor.zeros [ 0; 2 ]) ])
    let u, v = tensor [ 1.0; 2.0 ], tensor [ 3.0; 4.0 ]
    Expect.same (tensor [ [ 1.0; 2.0 ]; [ 3.0; 4.0 ] ]) (Tensor.stack 0 [ u; v ])
    Expect.same (tensor [ [ 1.0; 3.0 ]; [ 2.0; 4.0 ] ]) (Tensor.stack 1 [ u; v ])
    Expect.same (tensor [ [ 1.0; 3.0 ]; [ 2.0; 4.0 ] ]) (Tensor.stack -1 [ u; v ])
    Expect.same (tensor [ 1.0; 2.0 ]) (Tensor.stack 0 [ tensor 1.0; tensor 2.0 ])

[<Fact>]
let ``gather, take and scatterAdd follow their indices`` () =
    let m = tensor [ [ 1.0; 2.0; 3.0 ]; [ 4.0; 5.0; 6.0 ] ]
    Expect.same (tensor [ [ 3.0; 3.0 ]; [ 4.0; 6.0 ] ]) (Tensor.gather 1 (tensor [ [ 2L; -1L ]; [ 0L; 2L ] ]) m)
    Expect.same (tensor [ [ 4.0; 2.0; 6.0 ] ]) (Tensor.gather 0 (tensor [ [ 1; 0; -1 ] ]) m)
    Expect.same (tensor [ [ 3.0; 1.0; 1.0 ]; [ 6.0; 4.0; 4.0 ] ]) (Tensor.take -1 (tensor [ 2; 0; -3 ]) m)
    Expect.same (tensor [ [ 4.0; 5.0; 6.0 ] ]) (Tensor.take 0 (tensor [ 1L ]) m)

    Expect.same
        (tensor [ [ 111.0; 2.0; 3.0 ]; [ 4.0; 5.0; 36.0 ] ])
        (Tensor.scatterAdd 1 (tensor [ [ 0; 0 ]; [ 2; -1 ] ]) (tensor [ [ 10.0; 100.0 ]; [ 10.0; 20.0 ] ]) m)

    Assert.Equal<int list>([ 2; 0 ], (Tensor.take 1 (tensor ([]: int64 list)) m).Shape)

[<Fact>]
let ``tensors are made of numbers in order`` () =
    Expect.values [ 0.0; 1.0; 2.0 ] (Tensor.arange 3)
    Expect.values [] (Tensor.arange 0)
    Expect.values [ -1.0; -0.5; 0.0; 0.5; 1.0 ] (Tensor.linspace -1.0 1.0 5)
    Expect.values [ 3.0 ] (Tensor.linspace 3.0 9.0 1)
    Expect.values [] (Tensor.linspace 3.0 9.0 0)
    Expect.same (tensor [ [ 1.0; 0.0 ]; [ 0.0; 1.0 ] ]) (Tensor.eye 2)
    Expect.same (tensor [ [ 7; 7 ] ]) (Tensor.full DType.Int32 [ 1; 2 ] 7.0)
    Expect.same (tensor [ 0.0f; 0.0f ]) (Tensor.zerosLike (tensor [ 1.0f; 2.0f ]))
    Expect.same (tensor [ 1L; 1L ]) (Tensor.onesLike (tensor [ 5L; 6L ]))
    Expect.same (tensor [ [ 1; 2 ]; [ 3; 4 ] ]) (Tensor.ofArray [ 2; 2 ] [| 1; 2; 3; 4 |])

[<Fact>]
let ``a tensor made of an array does not follow the array`` () =
    let values = [| 1.0; 2.0 |]
    let x, y = Tensor.ofArray [ 2 ] values, tensor values
    values[0] <- 9.0
    Expect.values [ 1.0; 2.0 ] x
    Expect.values [ 1.0; 2.0 ] y
    let copy = x.ToArray<float>()
    copy[0] <- 9.0
    Expect.values [ 1.0; 2.0 ] x

[<Fact>]
let ``matrix products agree with loops`` () =
    let loop (a: Tensor) (b: Tensor) =
        let m, k, n = a.Shape[0], a.Shape[1], b.Shape[1]
        let a, b = Expect.numbers a, Expect.numbers b
        Expect.build [ m; n ] (fun p -> Seq.sum (seq { for l in 0 .. k - 1 -> a[p[0] * k + l] * b[l * n + p[1]] }))

    let random shape = Random.normal shape (Key.create (int64 (List.sum shape)))

    for m, k, n in [ 1, 1, 1; 2, 3, 4; 7, 1, 5; 1, 9, 1; 17, 33, 9; 4, 0, 3; 0, 2, 3 ] do
        let a, b = random [ m; k ], random [ k; n ]
        Expect.same (loop a b) (a *@ b)
        Expect.same (loop a b) (Tensor.transpose (Tensor.transpose b *@ Tensor.transpose a))
        Expect.same (loop a b) ((Tensor.stack 0 [ a; a ] *@ b)[1])
        Expect.same (loop a b) ((Tensor.insertAxis 0 a *@ Tensor.stack 0 [ b; b ])[0])

    let v, w = tensor [ 1.0; 2.0 ], tensor [ 3.0; 4.0 ]
    let m = tensor [ [ 1.0; 2.0 ]; [ 3.0; 4.0 ] ]
    Expect.number 11.0 (v *@ w)
    Expect.values [ 11.0; 25.0 ] (m *@ w)
    Expect.values [ 7.0; 10.0 ] (v *@ m)
    Assert.Equal<int list>([ 5; 2 ], (v *@ Tensor.zeros [ 5; 2; 2 ]).Shape)
    Assert.Equal<int list>([ 5; 2 ], (Tensor.zeros [ 5; 2; 2 ] *@ v).Shape)
