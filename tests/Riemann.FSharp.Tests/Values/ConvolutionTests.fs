/// Convolution with its options, and its derivatives for many examples at once.
module Riemann.FSharp.Tests.ConvolutionTests

open Xunit
open Riemann.FSharp

let private x = tensor [ [ 1.0; 2.0; 3.0; 4.0 ] ]
let private w = tensor [ [ [ 10.0; 1.0 ] ] ]

let private plain = Convolution.defaults

[<Fact>]
let ``a filter slides over the input without being reversed`` () =
    for settings, expected in
        [ plain, [ 12.0; 23.0; 34.0 ]
          { plain with Stride = [ 2 ] }, [ 12.0; 34.0 ]
          { plain with Dilation = [ 3 ] }, [ 14.0 ]
          { plain with Padding = [ 1, 0 ] }, [ 1.0; 12.0; 23.0; 34.0 ]
          { plain with Padding = [ 0, 2 ] }, [ 12.0; 23.0; 34.0; 40.0; 0.0 ] ] do
        Expect.same (tensor [ expected ]) (Tensor.convolution settings w x)
        Expect.same (tensor [ [ expected ] ]) (Tensor.convolution settings w (Tensor.insertAxis 0 x))
        Expect.same (tensor [ expected ] + 0.5) (Tensor.addConvolution settings (tensor [ 0.5 ]) w x)

[<Fact>]
let ``two axes, two groups: each filter sees the channels of its group`` () =
    let x = tensor [ [ [ 1.0; 2.0 ]; [ 3.0; 4.0 ] ]; [ [ 5.0; 6.0 ]; [ 7.0; 8.0 ] ] ]
    let w = tensor [ [ [ [ 1.0; 0.0 ] ] ]; [ [ [ 0.0; 1.0 ] ] ] ]
    let y = Tensor.convolution { plain with Groups = 2 } w x
    Expect.same (tensor [ [ [ 1.0 ]; [ 3.0 ] ]; [ [ 6.0 ]; [ 8.0 ] ] ]) y

[<Fact>]
let ``three axes`` () =
    let x = Tensor.reshape [ 1; 1; 2; 2; 2 ] (Tensor.arange 8 |> Tensor.cast DType.Float64)
    Expect.same (tensor [ [ [ [ [ 28.0 ] ] ] ] ]) (Tensor.convolution plain (Tensor.ones [ 1; 1; 2; 2; 2 ]) x)

[<Fact>]
let ``the transposed convolution is the adjoint`` () =
    let settings = { plain with Stride = [ 2; 1 ]; Padding = [ (1, 0); (0, 1) ]; Dilation = [ 1; 2 ]; Groups = 2 }
    let x = Random.normal [ 2; 4; 6; 5 ] (Key.create 1L)
    let w = Random.normal [ 6; 2; 3; 2 ] (Key.create 2L)
    let y, pull = vjp (Tensor.convolution settings w) x

    let transposed =
        { TransposedConvolution.defaults with
            Stride = settings.Stride
            Padding = settings.Padding
            Dilation = settings.Dilation
            Groups = 2 }

    Expect.same (pull y) (Tensor.transposedConvolution transposed w y)

[<Fact>]
let ``gradients of each example in the filter come from one call, and are those of the example`` () =
    let settings = { plain with Padding = [ 1, 1 ]; Groups = 2 }
    let xs = Random.normal [ 3; 4; 5; 4 ] (Key.create 1L)
    let w = Random.normal [ 2; 2; 3; 3 ] (Key.create 2L)
    let loss x w = Tensor.convolution settings w x |> tanh |> Tensor.sum
    let together = vmap (fun x -> grad (loss x) w) xs
    Expect.same (Tensor.stack 0 [ for i in 0..2 -> grad (loss xs[i]) w ]) together

[<Fact>]
let ``inputs under one vmap and filters under another`` () =
    let xs = Random.normal [ 2; 2; 2; 5 ] (Key.create 1L)
    let ws = Random.normal [ 3; 4; 1; 2 ] (Key.create 2L)
    let settings = { plain with Groups = 2 }
    let apply w x = Tensor.convolution settings w x
    let expected = Tensor.stack 0 [ for i in 0..1 -> Tensor.stack 0 [ for j in 0..2 -> apply ws[j] xs[i] ] ]
    Expect.same expected (vmap (fun x -> vmap (fun w -> apply w x) ws) xs)
    Expect.same (Tensor.swapAxes 0 1 expected) (vmap (fun w -> vmap (apply w) xs) ws)

[<Fact>]
let ``a vmap over no examples, and a batch of none`` () =
    let empty = Tensor.zeros [ 0; 1; 4 ]
    Assert.Equal<int list>([ 0; 1; 3 ], (Tensor.convolution plain w empty).Shape)
    Assert.Equal<int list>([ 0; 1; 3 ], (vmap (Tensor.convolution plain w) empty).Shape)
    let noFilters = Tensor.zeros [ 0; 1; 1; 2 ]
    Assert.Equal<int list>([ 0; 1; 3 ], (vmap (fun w -> Tensor.convolution plain w x) noFilters).Shape)
    let sum w x = Tensor.sum (Tensor.convolution plain w x)
    Assert.Equal<int list>([ 0; 1; 1; 2 ], (vmap (fun x -> grad (fun w -> sum w x) w) empty).Shape)
    Expect.same (Tensor.zeros [ 1; 1; 2 ]) (grad (fun w -> sum w empty) w)

[<Fact>]
let ``third derivatives of a product of convolutions`` () =
    // c(w) = a w^3 for a filter of one element, so that the third derivative is 6 a.
    let x = tensor [ [ 1.5 ] ]

    let cubed (w: Tensor) =
        let filter = Tensor.reshape [ 1; 1; 1 ] w
        x |> Tensor.convolution plain filter |> Tensor.convolution plain filter |> Tensor.convolution plain filter

    Expect.number 9.0 (derivative (derivative (derivative (cubed >> Tensor.sum))) (tensor 0.7))

[<Fact>]
let ``strided views, reversed ones and repeated ones are convolved as what they show`` () =
    let x = Random.normal [ 3; 4; 2; 2 ] (Key.create 1L)
    let w = Random.normal [ 2; 2; 2; 2 ] (Key.create 2L)
    let views = [ Tensor.permute [ 2; 3; 0; 1 ] x; Tensor.flip [ 0; 3 ] (Tensor.permute [ 3; 2; 1; 0 ] x) ]

    for view in views @ [ Tensor.broadcastTo [ 5; 2; 3; 4 ] (views[0].[0]) ] do
        let copy = Tensor.ofArray view.Shape (Expect.numbers view)
        Expect.same (Tensor.convolution plain w copy) (Tensor.convolution plain w view)

[<Fact>]
let ``float32 stays float32`` () =
    let y = Tensor.convolution plain (Tensor.cast DType.Float32 w) (Tensor.cast DType.Float32 x)
    Assert.Equal(DType.Float32, y.DType)
    Expect.values [ 12.0; 23.0; 34.0 ] y
