module Riemann.FSharp.Learning.Tests.GradientTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Walks

let private gradient = tensor [ 3.0; -4.0 ], (Frozen(tensor [ 1e9 ]), tensor [ [ 12.0 ] ])
let private norm (gradient: 'P) = float (Gradient.norm 2.0 gradient)

[<Fact>]
let ``the norm is that of all trained numbers together`` () =
    for p, expected in [ 1.0, 19.0; 2.0, 13.0; 3.0, 1819.0 ** (1.0 / 3.0); infinity, 12.0 ] do
        Numbers.equal [ expected ] (Gradient.norm p gradient)

    Assert.Equal(0.0, norm (tensor [ 1L ], Buffer(tensor [ 1.0 ])))
    Assert.Equal(0.0, norm (Tensor.zeros [ 0; 3 ]))
    Assert.Equal(5.0, float (Gradient.norm infinity (Tensor.zeros [ 0 ], tensor [ -5.0 ])))
    Assert.True(System.Double.IsNaN(norm (tensor [ 1.0 ], tensor [ nan ])))
    Assert.Equal(DType.Float32, (Gradient.norm 2.0 (tensor [ 1.0f ])).DType)
    Assert.Equal(DType.Float64, (Gradient.norm 2.0 (tensor [ 1.0f ], tensor [ 2.0 ])).DType)

[<Fact>]
let ``the norm of views`` () =
    let x = Tensor.ofArray [ 3; 4 ] [| 1.0 .. 12.0 |]
    let root (numbers: float list) = sqrt (List.sumBy (fun x -> x * x) numbers)
    Numbers.equal [ root [ 1.0 .. 12.0 ] ] (Gradient.norm 2.0 (Tensor.transpose x))
    Numbers.equal [ root [ 1.0 .. 12.0 ] ] (Gradient.norm 2.0 (Tensor.flip [ 0; 1 ] x))
    Numbers.equal [ root (List.replicate 10 2.0) ] (Gradient.norm 2.0 (Tensor.full DType.Float64 [ 10 ] 2.0))

[<Fact>]
let ``clipping shortens what is longer, to a part in a million`` () =
    let clipped = Gradient.clipByNorm 1.3 gradient
    Numbers.equal [ 3.0 * 1.3 / 13.000001; -4.0 * 1.3 / 13.000001 ] (fst clipped)
    same (fst (snd gradient)) (fst (snd clipped))
    Assert.True(norm clipped <= 1.3)
    let largest = Gradient.clipByNormWith { ClipByNorm.defaults with Order = infinity; MaxNorm = 6.0 } gradient
    Numbers.equal [ 12.0 * 6.0 / 12.000001 ] (snd (snd largest))

[<Fact>]
let ``what is short enough is not copied`` () =
    let x = tensor [ 3.0; -4.0 ]
    Assert.Same(x, Gradient.clipByNorm 6.0 x)
    Assert.Same(x, Gradient.addDecay 0.0 (tensor [ 1.0; 1.0 ]) x)

[<Fact>]
let ``clipping is idempotent`` () =
    let byValue = Gradient.clipByValue 2.0 gradient
    same byValue (Gradient.clipByValue 2.0 byValue)
    let byNorm = Gradient.clipByNorm 1.3 gradient
    Assert.True(apart byNorm (Gradient.clipByNorm 1.3 byNorm) < 1e-6)

[<Fact>]
let ``clipping by value keeps NaN and cuts infinities`` () =
    Numbers.equal [ 1.0; -1.0; 0.5 ] (Gradient.clipByValue 1.0 (tensor [ infinity; -3.0; 0.5 ]))
    Assert.True(System.Double.IsNaN(Gradient.clipByValue 1.0 (tensor nan) |> float))

[<Fact>]
let ``a norm that is not finite passes as in PyTorch, or is an error`` () =
    let found = Gradient.clipByNorm 1.0 (tensor [ infinity; 2.0 ]) |> Numbers.floats
    Assert.True(System.Double.IsNaN found[0])
    Assert.Equal(0.0, found[1])

    for value in [ nan; infinity; -infinity ] do
        Numbers.refused "Gradient.clipByNormWith" $"the norm of the gradient is {System.Math.Abs value}" (fun () ->
            Gradient.clipByNormWith { ClipByNorm.defaults with ErrorIfNonFinite = true } (tensor [ 1.0; value ]))

        Assert.False(Gradient.isFinite (tensor [ 1.0; 2.0 ], tensor [ 1.0; value ]))

    Assert.True(Gradient.isFinite model)
    Assert.True(Gradient.isFinite (tensor [ 1e308; 1e308 ]))

[<Fact>]
let ``decay adds a part of the parameters`` () =
    Numbers.equal [ 3.1; -3.8 ] (Gradient.addDecay 0.1 (tensor [ 1.0; 2.0 ]) (tensor [ 3.0; -4.0 ]))

    Numbers.refused "Gradient.addDecay" "the trees do not fit at Weight" (fun () ->
        let linear: Linear = { Weight = tensor [ [ 1.0 ] ]; Bias = None }
        Gradient.addDecay 0.1 linear { linear with Weight = tensor [ 1.0; 2.0 ] })

    Numbers.refused "Gradient.addDecay" "the trees differ" (fun () ->
        Gradient.addDecay 0.1 [ tensor 1.0 ] [ tensor 1.0; tensor 2.0 ])

[<Fact>]
let ``clipping can be differentiated and mapped`` () =
    for x in [ tensor [ 3.0; -4.0 ]; tensor [ 0.3; 0.1 ] ] do
        for order in [ 1.0; 2.0; 3.0 ] do
            let clip = Gradient.clipByNormWith { ClipByNorm.defaults with Order = order }
            Numbers.checkGradient (fun x -> Tensor.sum (clip x * tensor [ 1.0; 2.0 ])) x

    let rows = tensor [ [ 3.0; -4.0 ]; [ 0.3; 0.1 ] ]
    let expected = Tensor.stack 0 [ for i in 0..1 -> Gradient.clipByNorm 1.0 rows[i] ]
    Numbers.equal (List.ofSeq (Numbers.floats expected)) (vmap (Gradient.clipByNorm 1.0) rows)

[<Fact>]
let ``settings out of range are refused`` () =
    let x = tensor [ 1.0 ]
    Numbers.refused "Gradient.norm" "p is 0" (fun () -> Gradient.norm 0.0 x)
    Numbers.refused "Gradient.norm" "p is NaN" (fun () -> Gradient.norm nan x)
    Numbers.refused "Gradient.clipByNorm" "MaxNorm is -1" (fun () -> Gradient.clipByNorm -1.0 x)
    Numbers.refused "Gradient.clipByValue" "bound is NaN" (fun () -> Gradient.clipByValue nan x)

    Numbers.refused "Gradient.clipByNormWith" "Order is 0" (fun () ->
        Gradient.clipByNormWith { ClipByNorm.defaults with Order = 0.0 } x)
