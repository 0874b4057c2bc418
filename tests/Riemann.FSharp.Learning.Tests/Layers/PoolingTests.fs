module Riemann.FSharp.Learning.Tests.PoolingTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private largest kernel : MaxPool = { MaxPool.defaults with Kernel = kernel }
let private mean kernel : AveragePool = { AveragePool.defaults with Kernel = kernel }

let private x =
    tensor [ [ [ 1.0; 5.0; 2.0; 0.0; -1.0 ]; [ 3.0; 4.0; 9.0; 7.0; 8.0 ]; [ -2.0; 6.0; 10.0; 11.0; -3.0 ] ] ]

[<Fact>]
let ``windows lie side by side, and what is left over is left out`` () =
    let values, indices = MaxPool2d.applyWithIndices (largest [ 2 ]) x
    Assert.Equal<int list>([ 1; 1; 2 ], values.Shape)
    Numbers.equal [ 5.0; 9.0 ] values
    Assert.Equal(DType.Int64, indices.DType)
    Numbers.equal [ 1.0; 7.0 ] indices
    Numbers.equal [ 3.25; 4.5 ] (AvgPool2d.apply (mean [ 2 ]) x)

[<Fact>]
let ``in ceiling mode the last windows see what is left over`` () =
    Numbers.equal [ 5.0; 9.0; 8.0; 6.0; 11.0; -3.0 ] (MaxPool2d.apply { largest [ 2 ] with CeilMode = true } x)
    let means = AvgPool2d.apply { mean [ 2 ] with CeilMode = true } x
    Numbers.equal [ 3.25; 4.5; 3.5; 2.0; 10.5; -3.0 ] means

[<Fact>]
let ``padding counts in means if it is to, and is never largest`` () =
    let row = tensor [ [ -1.0; -2.0; -3.0 ] ]
    Numbers.equal [ -1.0; -2.0 ] (MaxPool1d.apply { largest [ 2 ] with Padding = [ 1 ] } row)
    Numbers.equal [ -0.5; -2.5 ] (AvgPool1d.apply { mean [ 2 ] with Padding = [ 1 ] } row)
    Numbers.equal [ -1.0; -2.5 ] (AvgPool1d.apply { mean [ 2 ] with Padding = [ 1 ]; CountIncludePad = false } row)
    Numbers.equal [ -1.0 ] (AvgPool1d.apply { mean [ 2 ] with DivisorOverride = Some 3 } row)

[<Fact>]
let ``dilated windows skip elements`` () =
    let row = tensor [ [ 5.0; 1.0; 2.0; 3.0 ] ]
    Numbers.equal [ 5.0; 3.0 ] (MaxPool1d.apply { largest [ 2 ] with Stride = [ 1 ]; Dilation = [ 2 ] } row)

[<Fact>]
let ``adaptive pooling shares elements between bins`` () =
    let row = tensor [ [ 1.0; 2.0; 4.0; 8.0; 16.0 ] ]
    Numbers.equal [ 7.0 / 3.0; 28.0 / 3.0 ] (AdaptiveAvgPool1d.apply [ Some 2 ] row)
    let values, indices = AdaptiveMaxPool1d.applyWithIndices [ Some 2 ] row
    Numbers.equal [ 4.0; 16.0 ] values
    Numbers.equal [ 2.0; 4.0 ] indices
    Numbers.equal [ 1.0; 2.0; 4.0; 8.0; 16.0 ] (AdaptiveAvgPool1d.apply [ None ] row)
    Assert.Equal<int list>([ 1; 7; 5 ], (AdaptiveMaxPool2d.apply [ Some 7; None ] x).Shape)

[<Fact>]
let ``derivatives go to the first of equal elements, and to all that share a largest one`` () =
    let row = tensor [ [ 1.0; 3.0; 3.0; 2.0; 4.0 ] ]
    let pool = MaxPool1d.apply { largest [ 3 ] with Stride = [ 1 ] }
    Numbers.equal [ 0.0; 2.0; 0.0; 0.0; 1.0 ] (grad (pool >> Tensor.sum) row)

[<Fact>]
let ``NaN is the largest, and spreads in means`` () =
    let row = tensor [ [ 1.0; nan; infinity; 2.0; -infinity; -infinity ] ]
    let values = Numbers.floats (MaxPool1d.apply (largest [ 2 ]) row)
    Assert.True(System.Double.IsNaN values[0] && values[1] = infinity && values[2] = -infinity)
    let means = Numbers.floats (AvgPool1d.apply (mean [ 2 ]) row)
    Assert.True(System.Double.IsNaN means[0] && means[1] = infinity && means[2] = -infinity)

[<Fact>]
let ``values are the same bits under a transformation as without`` () =
    let x = Random.normal [ 3; 4; 9; 7 ] (Key.create 1L)

    for settings in [ largest [ 2 ]; { largest [ 3 ] with Stride = [ 2 ]; Padding = [ 1 ] } ] do
        let alone, indices = MaxPool2d.applyWithIndices settings x
        let value, _ = vjp (MaxPool2d.apply settings) x
        Assert.Equal<float[]>(Numbers.floats alone, Numbers.floats value)
        let together = vmap (MaxPool2d.applyWithIndices settings) x
        Assert.Equal<float[]>(Numbers.floats alone, Numbers.floats (fst together))
        Assert.Equal<float[]>(Numbers.floats indices, Numbers.floats (snd together))

[<Fact>]
let ``no examples and no channels are pooled too`` () =
    for shape, wanted in [ [ 0; 3; 4; 4 ], [ 0; 3; 2; 2 ]; [ 2; 0; 4; 4 ], [ 2; 0; 2; 2 ]; [ 0; 4; 4 ], [ 0; 2; 2 ] ] do
        Assert.Equal<int list>(wanted, (MaxPool2d.apply (largest [ 2 ]) (Tensor.zeros shape)).Shape)
        Assert.Equal<int list>(wanted, (AvgPool2d.apply (mean [ 2 ]) (Tensor.zeros shape)).Shape)
        Assert.Equal<int list>(wanted, (AdaptiveAvgPool2d.apply [ Some 2 ] (Tensor.zeros shape)).Shape)
        Assert.Equal<int list>(shape, (grad (MaxPool2d.apply (largest [ 2 ]) >> Tensor.sum) (Tensor.zeros shape)).Shape)

[<Fact>]
let ``unpooling puts the largest elements back`` () =
    let values, indices = MaxPool2d.applyWithIndices (largest [ 2 ]) x
    let undo: MaxUnpool = { MaxUnpool.defaults with Kernel = [ 2 ]; OutputSize = [ 3; 5 ] }
    let back = MaxUnpool2d.apply undo indices values
    Assert.Equal<int list>([ 1; 3; 5 ], back.Shape)
    Numbers.equal [ 0; 5; 0; 0; 0; 0; 0; 9; 0; 0; 0; 0; 0; 0; 0 ] back
    let _, tiled = MaxPool1d.applyWithIndices (largest [ 2 ]) (tensor [ [ 1.0; 2.0; 4.0; 3.0 ] ])
    let undo: MaxUnpool = { MaxUnpool.defaults with Kernel = [ 2 ] }
    Numbers.equal [ 0.0; 7.0; 8.0; 0.0 ] (MaxUnpool1d.apply undo tiled (tensor [ [ 7.0; 8.0 ] ]))

[<Fact>]
let ``of two elements for one place the last one stays, and has the derivative`` () =
    let undo: MaxUnpool = { MaxUnpool.defaults with Kernel = [ 2 ] }
    let unpool = MaxUnpool1d.apply undo (tensor [ [ 1L; 1L ] ])
    Numbers.equal [ 0.0; 8.0; 0.0; 0.0 ] (unpool (tensor [ [ 7.0; 8.0 ] ]))
    Numbers.equal [ 0.0; 1.0 ] (grad (unpool >> Tensor.sum) (tensor [ [ 7.0; 8.0 ] ]))

let private refusedBy operation words settings shape =
    Numbers.refused operation words (fun () -> MaxPool2d.apply settings (Tensor.zeros shape))

[<Fact>]
let ``windows that do not fit are refused with their spans`` () =
    let refused words settings shape = refusedBy "maxPool" words settings shape
    refused "the window spans 5 elements (kernel 3, dilation 2)" { largest [ 3 ] with Dilation = [ 2 ] } [ 1; 4; 4 ]

    refused
        "along spatial axis 1 the window spans 4 elements (kernel 4, dilation 1), the padded input has 3"
        (largest [ 4 ])
        [ 1; 1; 4; 3 ]

    refused "the padding 2 is more than half the kernel 3" { largest [ 3 ] with Padding = [ 2 ] } [ 1; 5; 5 ]
    refused "the padded input has 0" (largest [ 1 ]) [ 1; 0; 3 ]
    let alone = { largest [ 2; 1 ] with Stride = [ 1 ]; Padding = [ 1; 0 ]; Dilation = [ 3; 1 ] }
    refused "a window is on padding alone" alone [ 1; 2; 2 ]

[<Fact>]
let ``settings that make no sense are refused`` () =
    refusedBy "MaxPool2d.apply" "the kernel []" (largest []) [ 1; 4; 4 ]
    refusedBy "MaxPool2d.apply" "numbers for 2 spatial axes" (largest [ 1; 2; 3 ]) [ 1; 4; 4 ]
    refusedBy "MaxPool2d.apply" "the kernel [0] holds 0" (largest [ 0 ]) [ 1; 4; 4 ]
    refusedBy "MaxPool2d.apply" "the stride [0] holds 0" { largest [ 2 ] with Stride = [ 0 ] } [ 1; 4; 4 ]
    refusedBy "MaxPool2d.apply" "the padding [-1] holds -1" { largest [ 2 ] with Padding = [ -1 ] } [ 1; 4; 4 ]

    Numbers.refused "AvgPool2d.apply" "a divisor of 0" (fun () ->
        AvgPool2d.apply { mean [ 2 ] with DivisorOverride = Some 0 } x)

    Numbers.refused "AdaptiveAvgPool2d.apply" "holds 0" (fun () -> AdaptiveAvgPool2d.apply [ Some 0 ] x)
    Numbers.refused "AdaptiveMaxPool2d.apply" "2 spatial axes" (fun () -> AdaptiveMaxPool2d.apply [] x)
    Numbers.refused "maxPool" "pooling over 0 spatial axes" (fun () -> Tensor.maxPool MaxPool.defaults x)

[<Fact>]
let ``inputs of other ranks and of integers are refused`` () =
    refusedBy "MaxPool2d.apply" "the input has 2 axes for 2 spatial ones" (largest [ 2 ]) [ 4; 4 ]
    refusedBy "MaxPool2d.apply" "the input has 5 axes for 2 spatial ones" (largest [ 2 ]) [ 1; 1; 1; 4; 4 ]

    Numbers.refused "maxPool" "floats" (fun () ->
        MaxPool2d.apply (largest [ 2 ]) (Tensor.cast DType.Int64 (Tensor.zeros [ 1; 4; 4 ])))

[<Fact>]
let ``indices outside the plane, and sizes that no pooling had, are refused`` () =
    let undo: MaxUnpool = { MaxUnpool.defaults with Kernel = [ 2 ] }

    for indices in [ [ 1L; 4L ]; [ 0L; -1L ] ] do
        Numbers.refused "MaxUnpool1d.apply" $"index 1 is {indices[1]}" (fun () ->
            MaxUnpool1d.apply undo (tensor [ indices ]) (tensor [ [ 7.0; 8.0 ] ]))

    Numbers.refused "MaxUnpool1d.apply" "is that of no input" (fun () ->
        let undo = { undo with OutputSize = [ 6 ] }
        MaxUnpool1d.apply undo (tensor [ [ 0L; 1L ] ]) (tensor [ [ 7.0; 8.0 ] ]))

    Numbers.refused "maxUnpool" "the indices do not fit" (fun () ->
        MaxUnpool1d.apply undo (tensor [ [ 0L ] ]) (tensor [ [ 7.0; 8.0 ] ]))
