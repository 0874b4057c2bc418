/// What the settings of losses do, at the edges too, and what is refused. PyTorch's numbers for settings inside their
/// ranges are in tests/agreement.
module Riemann.FSharp.Learning.Tests.LossSettingTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private logits = tensor [ [ 1.0; 2.0; -1.0 ]; [ 0.5; -3.0; 4.0 ]; [ 0.0; 0.0; 0.0 ] ]
let private apart = [ 0.34901221676818633; 3.530635179426975; log 3.0 ] // for the labels 1, 0 and 2

[<Fact>]
let ``reductions are the mean, the sum, the sum over the first axis' length, and none`` () =
    let x, zeros = tensor [ [ 1.0; 2.0 ]; [ 3.0; 4.0 ]; [ 5.0; 6.0 ] ], Tensor.zeros [ 3; 2 ]
    let loss reduction = Loss.absoluteErrorWith reduction zeros x
    Numbers.equal [ 3.5 ] (loss Reduction.Mean)
    Numbers.equal [ 21.0 ] (loss Reduction.Sum)
    Numbers.equal [ 7.0 ] (loss Reduction.BatchMean)
    Assert.Equal<int list>([ 3; 2 ], (loss Reduction.None).Shape)

[<Fact>]
let ``a mean over nothing is refused, a sum is 0`` () =
    let none = Tensor.zeros [ 0; 3 ]
    let labels = Tensor.ofArray [ 0 ] ([||]: int64[])

    for reduction in [ Reduction.Mean; Reduction.BatchMean ] do
        Numbers.refused "Loss.meanSquaredError" "the mean of no losses" (fun () ->
            Loss.meanSquaredErrorWith reduction none none)

        for weight in [ None; Some(Tensor.ones [ 3 ]) ] do
            let settings = { CrossEntropy.defaults with Reduction = reduction; Weight = weight }

            Numbers.refused "Loss.crossEntropy" "the mean of no losses" (fun () ->
                Loss.crossEntropyWith settings labels none)

    Numbers.equal [ 0.0 ] (Loss.meanSquaredErrorWith Reduction.Sum none none)
    Numbers.equal [ 0.0 ] (Loss.crossEntropyWith { CrossEntropy.defaults with Reduction = Reduction.Sum } labels none)

    Numbers.refused "Loss.absoluteError" "a batch of one loss without axes" (fun () ->
        Loss.absoluteErrorWith Reduction.BatchMean (tensor 1.0) (tensor 2.0))

[<Fact>]
let ``ignored labels count neither above nor below the line, and have no gradient`` () =
    let labels = tensor [ 1L; -100L; 2L ]
    Numbers.equal [ (apart[0] + apart[2]) / 2.0 ] (Loss.crossEntropy labels logits)
    let gradient = grad (Loss.crossEntropy labels) logits
    Numbers.equal [ 0.0; 0.0; 0.0 ] gradient[1]

    let chosen = { CrossEntropy.defaults with IgnoreIndex = 0L; Reduction = Reduction.None }
    Numbers.equal [ apart[0]; 0.0; apart[2] ] (Loss.crossEntropyWith chosen (tensor [ 1L; 0L; 2L ]) logits)

    let spoilt = tensor [ [ 1.0; 2.0; -1.0 ]; [ nan; infinity; 4.0 ]; [ 0.0; 0.0; 0.0 ] ]
    Numbers.equal [ (apart[0] + apart[2]) / 2.0 ] (Loss.crossEntropy labels spoilt)

[<Fact>]
let ``where every label is ignored the mean is NaN, and the sum is 0`` () =
    let labels = tensor [ -100L; -100L; -100L ]
    let logProbabilities = Activation.logSoftmax 1 logits
    Assert.True(System.Double.IsNaN(float (Loss.crossEntropy labels logits)))
    Assert.True(System.Double.IsNaN(float (Loss.negativeLogLikelihood labels logProbabilities)))
    let sum = { NegativeLogLikelihood.defaults with Reduction = Reduction.Sum }
    Numbers.equal [ 0.0 ] (Loss.negativeLogLikelihoodWith sum labels logProbabilities)

[<Fact>]
let ``a mean over labels counts each by its weight`` () =
    let settings = { CrossEntropy.defaults with Weight = Some(tensor [ 4.0; 2.0; 1.0 ]) }
    let expected = (2.0 * apart[0] + 4.0 * apart[1] + apart[2]) / 7.0
    Numbers.equal [ expected ] (Loss.crossEntropyWith settings (tensor [ 1L; 0L; 2L ]) logits)

[<Fact>]
let ``probabilities of one label are that label, and impossible classes add nothing`` () =
    let wanted = tensor [ [ 0.0; 1.0; 0.0 ]; [ 1.0; 0.0; 0.0 ]; [ 0.0; 0.0; 1.0 ] ]
    Numbers.equal [ List.average apart ] (Loss.crossEntropy wanted logits)
    let impossible = tensor [ -infinity; 0.0; 0.0 ]
    Numbers.equal [ log 2.0 ] (Loss.crossEntropy (tensor [ 0.0; 0.5; 0.5 ]) impossible)
    Numbers.equal [ 0.0; 0.0; 0.0 ] (grad (Loss.crossEntropy (tensor [ 0.0; 0.5; 0.5 ])) impossible)

    Numbers.equal
        [ log 2.0 ]
        (Loss.kullbackLeiblerWith
            { KullbackLeibler.defaults with Reduction = Reduction.Sum }
            (tensor [ 0.0; 1.0 ])
            (tensor [ -infinity; -(log 2.0) ]))

[<Fact>]
let ``what does not fit the classes is refused`` () =
    let wrong words settings wanted =
        Numbers.refused "Loss.crossEntropy" words (fun () -> Loss.crossEntropyWith settings wanted logits)

    let settings, labels = CrossEntropy.defaults, tensor [ 1L; 0L; 2L ]
    wrong "weight does not fit" { settings with Weight = Some(tensor [ 1.0; 2.0 ]) } labels
    wrong "weight does not fit" { settings with Weight = Some(Tensor.ones [ 3; 3 ]) } labels
    wrong "the element types differ" { settings with Weight = Some(tensor [ 1.0f; 2.0f; 3.0f ]) } labels
    wrong "label 2 is 3" settings (tensor [ 1L; -100L; 3L ])
    wrong "labels run from 0 to 2" { settings with IgnoreIndex = 7L } (tensor [ 7L; 8L; 0L ])
    wrong "the element types differ" settings (Tensor.cast DType.Float32 logits)
    wrong "no label to ignore" { settings with IgnoreIndex = 0L } logits

    Numbers.refused "Loss.crossEntropy" "the loss is of floats" (fun () ->
        Loss.crossEntropy labels (Tensor.cast DType.Int64 logits))

    // Labels stay visible to the check when the logits are traced.
    Numbers.refused "Loss.crossEntropy" "label 1 is 5" (fun () ->
        grad (Loss.crossEntropy (tensor [ 1L; 5L; 0L ])) logits)

[<Fact>]
let ``nothing broadcasts, and types are not mixed`` () =
    let column, row = Tensor.zeros [ 3; 1 ], Tensor.zeros [ 3 ]
    let fails name words action = Numbers.refused $"Loss.{name}" words (fun () -> action () |> ignore)
    fails "meanSquaredError" "predicted and wanted do not fit" (fun () -> Loss.meanSquaredError column row)

    fails "meanSquaredError" "the element types differ" (fun () ->
        Loss.meanSquaredError (tensor [ 1.0f ]) (tensor [ 1.0 ]))

    fails "meanSquaredError" "the loss is of floats" (fun () -> Loss.meanSquaredError (tensor [ 1L ]) (tensor [ 1L ]))
    fails "binaryCrossEntropy" "do not fit" (fun () -> Loss.binaryCrossEntropy column row)
    fails "kullbackLeibler" "do not fit" (fun () -> Loss.kullbackLeibler column row)
    fails "poissonLikelihood" "do not fit" (fun () -> Loss.poissonLikelihood column row)
    fails "gaussianLikelihood" "do not fit" (fun () -> Loss.gaussianLikelihood row row (Tensor.zeros [ 2 ]))
    fails "marginRanking" "do not fit" (fun () -> Loss.marginRanking (tensor 1L) row row)
    fails "cosineEmbedding" "signs and rows do not fit" (fun () -> Loss.cosineEmbedding (tensor [ 1L ]) column column)
    fails "tripletMargin" "do not fit" (fun () -> Loss.tripletMargin row row column)
    fails "squaredError" "do not fit" (fun () -> Loss.squaredError column row)

[<Fact>]
let ``weights broadcast to the losses, and never the losses to the weights`` () =
    let settings: BinaryCrossEntropy = { Reduction = Reduction.Sum; Weight = Some(tensor [ 1.0; 2.0 ]) }
    let half = Tensor.full DType.Float64 [ 3; 2 ] 0.5
    Numbers.equal [ 9.0 * log 2.0 ] (Loss.binaryCrossEntropyWith settings half half)

    Numbers.refused "Loss.binaryCrossEntropy" "weight does not fit" (fun () ->
        Loss.binaryCrossEntropyWith { settings with Weight = Some(Tensor.ones [ 4; 3; 2 ]) } half half)

    Numbers.refused "Loss.binaryCrossEntropyOfLogits" "positive weight does not fit" (fun () ->
        let settings = { BinaryCrossEntropyOfLogits.defaults with PositiveWeight = Some(Tensor.ones [ 3 ]) }
        Loss.binaryCrossEntropyOfLogitsWith settings half half)

[<Fact>]
let ``logits in place of probabilities are refused, in training too`` () =
    let wanted = tensor [ 1.0; 0.0 ]

    for wrong in [ tensor [ 0.5; 1.5 ]; tensor [ -0.5; 0.5 ] ] do
        Numbers.refused "Loss.binaryCrossEntropy" "a predicted probability is" (fun () ->
            Loss.binaryCrossEntropy wanted wrong)

        Numbers.refused "Loss.binaryCrossEntropy" "a predicted probability is" (fun () ->
            grad (Loss.binaryCrossEntropy wanted) wrong)

    Assert.True(System.Double.IsNaN(float (Loss.binaryCrossEntropy wanted (tensor [ nan; 0.5 ]))))

[<Fact>]
let ``logarithms are held at -100, and logits overflow nowhere`` () =
    Numbers.equal [ 100.0 ] (Loss.binaryCrossEntropy (tensor [ 1.0; 0.0 ]) (tensor [ 0.0; 1.0 ]))
    Numbers.equal [ 0.0 ] (Loss.binaryCrossEntropy (tensor [ 1.0; 0.0 ]) (tensor [ 1.0; 0.0 ]))
    Numbers.equal [ 0.0; 0.0 ] (grad (Loss.binaryCrossEntropy (tensor [ 1.0; 0.0 ])) (tensor [ 0.0; 1.0 ]))
    let far = tensor [ 1e4; -1e4 ]
    Numbers.equal [ 1e4 ] (Loss.binaryCrossEntropyOfLogits (tensor [ 0.0; 1.0 ]) far)
    Numbers.equal [ 0.5; -0.5 ] (grad (Loss.binaryCrossEntropyOfLogits (tensor [ 0.0; 1.0 ])) far)
    Numbers.equal [ 0.0 ] (Loss.binaryCrossEntropyOfLogits (tensor [ 1.0; 0.0 ]) far)
    Numbers.equal [ 1e4 ] (Loss.softMargin (tensor [ -1L; 1L ]) far)

[<Fact>]
let ``signs are 1 and -1`` () =
    for wrong in [ tensor [ 1L; 0L ]; tensor [ 2L; 1L ] ] do
        Numbers.refused "Loss.hingeEmbedding" "a sign is neither 1 nor -1" (fun () ->
            Loss.hingeEmbedding wrong (tensor [ 1.0; 2.0 ]))

    Numbers.equal [ 0.75 ] (Loss.hingeEmbedding (tensor [ 1.0; -1.0 ]) (tensor [ 1.0; 0.5 ]))

    Numbers.equal
        [ 0.0; 2.0 ]
        (Loss.cosineEmbeddingWith
            { CosineEmbedding.defaults with Reduction = Reduction.None }
            (tensor [ 1L; 1L ])
            (tensor [ [ 3.0; 4.0 ]; [ 1.0; 0.0 ] ] * 1e4)
            (tensor [ [ 6.0; 8.0 ]; [ -2.0; 0.0 ] ]))

[<Fact>]
let ``a variance below epsilon counts as epsilon and still moves; a negative one is refused`` () =
    let settings: GaussianLikelihood = { Reduction = Reduction.Sum; Full = false; Epsilon = 0.5 }
    let loss = Loss.gaussianLikelihoodWith settings (tensor [ 0.0 ]) (tensor [ 1.0 ])
    Numbers.equal [ 0.5 * (log 0.5 + 2.0) ] (loss (tensor [ 0.25 ]))
    Numbers.equal [ 0.5 * (2.0 - 4.0) ] (grad loss (tensor [ 0.25 ]))
    Numbers.refused "Loss.gaussianLikelihood" "a variance is -1" (fun () -> loss (tensor [ -1.0 ]))

[<Fact>]
let ``wrong settings of margins are refused`` () =
    Numbers.refused "Loss.multiMargin" "a power of 3" (fun () ->
        Loss.multiMarginWith { MultiMargin.defaults with Power = 3 } (tensor 1L) logits[0])

    Numbers.refused "Loss.multiMargin" "label 0 is -1" (fun () -> Loss.multiMargin (tensor -1L) logits[0])

    Numbers.refused "Loss.multiMargin" "too many axes" (fun () ->
        Loss.multiMargin (tensor 1L) (Tensor.zeros [ 1; 2; 3 ]))

    Numbers.refused "Loss.tripletMargin" "a norm of order 0" (fun () ->
        Loss.tripletMarginWith { TripletMargin.defaults with Norm = 0.0 } logits logits logits)

[<Fact>]
let ``sums over examples and classes are those of their names`` () =
    let wanted = tensor [ [ 0.0; 1.0 ]; [ 1.0; 0.0 ] ]
    let p = tensor [ [ 0.0; 0.25 ]; [ 0.5; 0.0 ] ]
    Numbers.equal [ 0.5625 + 0.25 ] (Loss.squaredError wanted p)
    Numbers.equal [ log 8.0 ] (Loss.probabilityCrossEntropy wanted p)
    Numbers.equal [ log 8.0 ] (Loss.negativeLogProbability wanted p)
    let y = tensor [ [ 0.0; log 3.0 ]; [ 0.0; 1e4 ] ]
    Numbers.equal [ log (4.0 / 3.0) + log 2.0 ] (Loss.logisticCrossEntropy wanted y)
    Numbers.equal [ log (4.0 / 3.0) + 1e4 ] (Loss.softmaxCrossEntropy wanted y)

[<Fact>]
let ``float32 stays float32, and strided views are read`` () =
    let x = Tensor.cast DType.Float32 logits
    let weighted = { CrossEntropy.defaults with Weight = Some(tensor [ 1.0f; 2.0f; 3.0f ]) }
    Assert.Equal(DType.Float32, (Loss.crossEntropyWith weighted (tensor [ 1L; -100L; 2L ]) x).DType)
    Assert.Equal(DType.Float32, (Loss.huber x (x + 1.0)).DType)
    Assert.Equal(DType.Float32, (Loss.hingeEmbedding (Tensor.onesLike x) x).DType)
    let labels = tensor [ 1L; 0L; 2L ]

    let same =
        Loss.crossEntropy (Tensor.flip [ 0 ] labels) (Tensor.flip [ 0 ] (Tensor.transpose (Tensor.transpose logits)))

    Numbers.equal [ List.average apart ] same
