module Riemann.FSharp.Learning.Tests.FitErrorTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

type Decay = { Amplitude: Tensor; Rate: Tensor }

let private decay p (x: Tensor) = p.Amplitude * exp (-p.Rate * x)
let private start = { Amplitude = tensor 1.0; Rate = tensor 1.0 }
let private x = tensor [ 0.0; 1.0; 2.0; 3.0 ]
let private y = tensor [ 3.0; 1.5; 0.8; 0.4 ]

/// Asserts the whole message, but for the place in this file.
let private refused (expected: string list) (action: unit -> 'T) =
    let error = Assert.Throws<RiemannException>(fun () -> action () |> ignore)
    let lines = error.Message.Split '\n' |> Array.filter (fun line -> not (line.StartsWith "  at "))
    Assert.Equal(String.concat "\n" expected, String.concat "\n" lines)

let private settings = Fit.defaults<Decay>
let private fitting settings () = Fit.curveWith settings decay start x y

[<Fact>]
let ``fewer data than parameters`` () =
    refused
        [ "Fit.curve: there are 1 data for 2 parameters"; "  hint  a fit takes no fewer data than parameters" ]
        (fun () -> Fit.curve decay start (tensor [ 1.0 ]) (tensor [ 2.0 ]))

    refused
        [ "Fit.curve: there are 0 data for 2 parameters"; "  hint  a fit takes no fewer data than parameters" ]
        (fun () -> Fit.curve decay start (Tensor.zeros [ 0 ]) (Tensor.zeros [ 0 ]))

    refused
        [ "Fit.curveWith: there are 1 data for 2 parameters"; "  hint  a fit takes no fewer data than parameters" ]
        (fitting { settings with Weighting = Weighting.Weights(tensor [ 0.0; 0.0; 1.0; 0.0 ]) })

[<Fact>]
let ``NaN and infinity in the data`` () =
    refused [ "Fit.curve: y[2] is NaN"; "  hint  fit finite data, or leave these out" ] (fun () ->
        Fit.curve decay start x (tensor [ 3.0; 1.5; nan; 0.4 ]))

    refused [ "Fit.curve: x[1] is Infinity"; "  hint  fit finite data, or leave these out" ] (fun () ->
        Fit.curve decay start (tensor [ 0.0; infinity; 2.0; 3.0 ]) y)

    refused [ "Fit.curve: the start of Rate is NaN"; "  hint  fit finite data, or leave these out" ] (fun () ->
        Fit.curve decay { start with Rate = tensor nan } x y)

[<Fact>]
let ``a model of another shape than the data`` () =
    refused
        [ "Fit.curve: the model does not give one value for each of the data"
          "  model [4]   y     [3]"
          "  rule  model parameters x has the shape of y" ]
        (fun () -> Fit.curve decay start x (tensor [ 3.0; 1.5; 0.8 ]))

[<Fact>]
let ``float32 is refused`` () =
    refused [ "Fit.curve: y must be float64"; "  y     float32"; "  hint  Tensor.cast DType.Float64 it" ] (fun () ->
        Fit.curve decay start x (Tensor.cast DType.Float32 y))

    refused
        [ "Fit.curve: the start of Rate must be float64"
          "  the start of Rate float32"
          "  hint  Tensor.cast DType.Float64 it" ]
        (fun () -> Fit.curve decay { start with Rate = tensor 1.0f } x y)

[<Fact>]
let ``a start outside its bounds, and bounds that cross`` () =
    let bounds amplitude rate = Some { Amplitude = tensor (amplitude: float); Rate = tensor (rate: float) }

    refused
        [ "Fit.curveWith: the start of Amplitude is 1, outside its bounds 2 and Infinity"
          "  hint  start between the bounds" ]
        (fitting { settings with Lower = bounds 2.0 0.0 })

    refused
        [ "Fit.curveWith: the bounds of Rate are 2 and 1"
          "  hint  the lower bound is not above the upper one; infinities stand for none" ]
        (fitting { settings with Lower = bounds 0.0 2.0; Upper = bounds 5.0 1.0 })

    refused
        [ "Fit.curveWith: the bounds of Amplitude are NaN and Infinity"
          "  hint  the lower bound is not above the upper one; infinities stand for none" ]
        (fitting { settings with Lower = bounds nan 0.0 })

[<Fact>]
let ``bounds of another shape`` () =
    refused
        [ "Fit.curveWith: the bounds do not fit the parameters at Rate"
          "  start []   upper [2]"
          "  rule  the shape stays the same" ]
        (fitting { settings with Upper = Some { start with Rate = tensor [ 2.0; 3.0 ] } })

[<Fact>]
let ``weights and errors that are none`` () =
    refused
        [ "Fit.curveWith: weights[1] is -1"; "  hint  weights are 0 or more and finite" ]
        (fitting { settings with Weighting = Weighting.Weights(tensor [ 1.0; -1.0; 1.0; 1.0 ]) })

    refused
        [ "Fit.curveWith: errors[3] is 0"; "  hint  errors are more than 0 and finite" ]
        (fitting { settings with Weighting = Weighting.Errors(tensor [ 1.0; 1.0; 1.0; 0.0 ]) })

    refused
        [ "Fit.curveWith: the weights do not fit the data"
          "  y     [4]   weights [2]"
          "  rule  one for each of the data" ]
        (fitting { settings with Weighting = Weighting.Weights(tensor [ 1.0; 1.0 ]) })

[<Fact>]
let ``settings out of range`` () =
    refused
        [ "Fit.curveWith: OffsetTolerance is NaN"; "  hint  OffsetTolerance is 0 or more, and finite" ]
        (fitting { settings with OffsetTolerance = nan })

    refused
        [ "Fit.curveWith: MaxEvaluations is 0"; "  hint  MaxEvaluations is 1 or more" ]
        (fitting { settings with MaxEvaluations = 0 })

    refused
        [ "Fit.curveWith: the scale of the loss is 0"; "  hint  the scale of the loss is more than 0 and finite" ]
        (fitting { settings with Loss = RobustLoss.Huber 0.0 })

    refused [ "Fit.confidenceIntervals: level is 95"; "  hint  level is between 0 and 1" ] (fun () ->
        Fit.confidenceIntervals 95.0 (Fit.curve decay start x y))

[<Fact>]
let ``a model or derivative that is not finite at the start`` () =
    refused
        [ "Fit.curve: the model is NaN at the start, for y[0]"; "  hint  start where the model is finite" ]
        (fun () -> Fit.curve (fun (p: Tensor) (x: Tensor) -> sqrt p * x) (tensor -1.0) x y)

    refused
        [ "Fit.curve: a derivative of the model is Infinity at the start"
          "  hint  start where the model can be differentiated" ]
        (fun () -> Fit.curve (fun (p: Tensor) (x: Tensor) -> sqrt p + x) (tensor 0.0) x y)

[<Fact>]
let ``a tree without parameters`` () =
    let error = Assert.Throws<RiemannException>(fun () -> Fit.curve (fun _ x -> x) "none" x y |> ignore)
    Assert.StartsWith("Fit.curve: the argument holds no tensor to differentiate by", error.Message)
