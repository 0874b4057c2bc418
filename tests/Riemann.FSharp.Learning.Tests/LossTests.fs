module Riemann.FSharp.Learning.Tests.LossTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private logits = tensor [ [ 1.0; 2.0; -1.0 ]; [ 0.5; -3.0; 4.0 ] ]
let private labels = tensor [ 1L; 0L ]

[<Fact>]
let ``cross entropy is that of PyTorch, however it is reduced`` () =
    // torch.nn.functional.cross_entropy in float64
    let apart = [ 0.34901221676818633; 3.530635179426975 ]
    let loss settings = Loss.crossEntropyWith settings labels logits
    Numbers.equal [ 1.9398236980975805 ] (Loss.crossEntropy labels logits)
    Numbers.equal [ 3.879647396195161 ] (loss { CrossEntropy.defaults with Reduction = Reduction.Sum })
    Numbers.equal apart (loss { CrossEntropy.defaults with Reduction = Reduction.None })
    Numbers.equal [ 2.006490364764247 ] (loss { CrossEntropy.defaults with LabelSmoothing = 0.1 })

[<Fact>]
let ``labels may be of any integer type, and one label has one row`` () =
    for same in [ tensor [ 1; 0 ]; tensor [ 1uy; 0uy ] ] do
        Numbers.equal [ 1.9398236980975805 ] (Loss.crossEntropy same logits)

    Numbers.equal [ 3.530635179426975 ] (Loss.crossEntropy (tensor 0L) logits[1])

[<Fact>]
let ``cross entropy does not overflow`` () =
    let far = tensor [ [ 1000.0; -1000.0 ]; [ 5000.0; 5000.0 ] ]
    Numbers.equal [ (2000.0 + log 2.0) / 2.0 ] (Loss.crossEntropy (tensor [ 1L; 0L ]) far)
    Numbers.equal [ 0.5; -0.5; -0.25; 0.25 ] (grad (Loss.crossEntropy (tensor [ 1L; 0L ])) far)

[<Fact>]
let ``the gradient of cross entropy is that by differences`` () =
    Numbers.checkGradient (Loss.crossEntropy labels) logits
    let smooth = { CrossEntropy.defaults with LabelSmoothing = 0.3; Reduction = Reduction.Sum }
    Numbers.checkGradient (Loss.crossEntropyWith smooth labels) logits

[<Fact>]
let ``under vmap every example has its own loss, and labels are checked`` () =
    Numbers.equal [ 0.34901221676818633; 3.530635179426975 ] (vmap2 Loss.crossEntropy labels logits)

    let alone = [ for i in 0..1 -> grad (Loss.crossEntropy labels[i]) logits[i] ]
    let together = vmap2 (fun label row -> grad (Loss.crossEntropy label) row) labels logits
    Numbers.equal (List.ofArray (Numbers.floats (Tensor.stack 0 alone))) together

    Numbers.refused "Loss.crossEntropy" "label 0 is -1" (fun () -> vmap2 Loss.crossEntropy (tensor [ -1L; 0L ]) logits)

[<Fact>]
let ``a label that is no class is named`` () =
    for wrong in [ 3L; -1L; 255L ] do
        Numbers.refused "Loss.crossEntropy" $"label 1 is {wrong}" (fun () ->
            Loss.crossEntropy (tensor [ 0L; wrong ]) logits)

    Numbers.refused "Loss.crossEntropy" "labels run from 0 to 2" (fun () ->
        Loss.crossEntropy (tensor [ 0uy; 200uy ]) logits)

[<Fact>]
let ``labels and logits that do not fit are refused`` () =
    let fails labels logits =
        Numbers.refused "Loss.crossEntropy" "labels and predicted do not fit" (fun () ->
            Loss.crossEntropy labels logits)

    fails (tensor [ 1L; 0L; 2L ]) logits
    fails (tensor [ [ 1L; 0L ] ]) logits
    fails (tensor 1L) logits
    Numbers.refused "Loss.crossEntropy" "there is no axis of classes" (fun () -> Loss.crossEntropy labels (tensor 1.0))
    fails labels (Tensor.zeros [ 2; 3; 4 ])

    Numbers.refused "Loss.crossEntropy" "the labels must be integers" (fun () ->
        Loss.crossEntropy (tensor [ 1.0; 0.0 ]) logits)

    for smoothing in [ -0.1; 1.5; nan ] do
        Numbers.refused "Loss.crossEntropy" "label smoothing" (fun () ->
            Loss.crossEntropyWith { CrossEntropy.defaults with LabelSmoothing = smoothing } labels logits)

[<Fact>]
let ``no examples have no mean loss`` () =
    let none = Tensor.ofArray [ 0 ] ([||]: int64[])
    Assert.Throws<RiemannException>(fun () -> Loss.crossEntropy none (Tensor.zeros [ 0; 3 ]) |> ignore)

let private targets = tensor [ 1.0; 2.0; 3.0; 4.0 ]
let private prediction = tensor [ 1.5; 2.0; 0.0; 4.25 ]
let private huber delta = Loss.huberWith { Huber.defaults with Delta = delta }
let private smooth beta = Loss.smoothL1With { SmoothL1.defaults with Beta = beta }

[<Fact>]
let ``errors are means over all elements`` () =
    Numbers.equal [ (0.25 + 9.0 + 0.0625) / 4.0 ] (Loss.meanSquaredError targets prediction)
    Numbers.equal [ (0.5 + 3.0 + 0.25) / 4.0 ] (Loss.absoluteError targets prediction)
    Numbers.equal [ (0.125 + 2.5 + 0.03125) / 4.0 ] (Loss.huber targets prediction)
    Numbers.equal [ (0.4 * 0.3 + 0.4 * 2.8 + 0.03125) / 4.0 ] (huber 0.4 targets prediction)
    Numbers.equal [ (0.125 + 2.5 + 0.03125) / 4.0 ] (Loss.smoothL1 targets prediction)
    Numbers.equal [ (0.3 + 2.8 + 0.078125) / 4.0 ] (smooth 0.4 targets prediction)
    Numbers.equal [ (0.5 + 3.0 + 0.25) / 4.0 ] (smooth 0.0 targets prediction)

[<Fact>]
let ``gradients of the errors are those by differences, and 0 where nothing differs`` () =
    let away = tensor [ 1.5; 2.2; 0.0; 4.25 ]

    for loss in [ Loss.meanSquaredError; Loss.absoluteError; Loss.huber; huber 0.4; smooth 0.4; smooth 0.0 ] do
        Numbers.checkGradient (loss targets) away
        Numbers.equal [ 0.0; 0.0; 0.0; 0.0 ] (grad (loss targets) targets)

    Numbers.equal [ 0.25; 0.0; -0.25; 0.0625 ] (grad (Loss.huber targets) (tensor [ 2.0; 2.0; 2.0; 4.25 ]))

[<Fact>]
let ``errors do not broadcast`` () =
    let wrong = tensor [ [ 1.0 ]; [ 2.0 ]; [ 3.0 ]; [ 4.0 ] ]
    let fails name loss = Numbers.refused name "do not fit" (fun () -> loss targets wrong)
    fails "Loss.meanSquaredError" Loss.meanSquaredError
    fails "Loss.absoluteError" Loss.absoluteError
    fails "Loss.huber" Loss.huber
    fails "Loss.smoothL1" Loss.smoothL1

    for delta in [ 0.0; -1.0; nan ] do
        Numbers.refused "Loss.huber" "delta" (fun () -> huber delta targets prediction)

    for beta in [ -0.1; nan ] do
        Numbers.refused "Loss.smoothL1" "beta" (fun () -> smooth beta targets prediction)

[<Fact>]
let ``accuracy counts the largest logits`` () =
    Assert.Equal(0.5, Metrics.accuracy (tensor [ 1L; 1L ]) logits)
    Assert.Equal(1.0, Metrics.accuracy (tensor [ 1uy; 2uy ]) logits)

    Numbers.refused "Metrics.accuracy" "do not fit" (fun () -> Metrics.accuracy (tensor [ 1L ]) logits)

    Assert.Throws<RiemannException>(fun () ->
        Metrics.accuracy (Tensor.ofArray [ 0 ] ([||]: int64[])) (Tensor.zeros [ 0; 3 ]) |> ignore)
