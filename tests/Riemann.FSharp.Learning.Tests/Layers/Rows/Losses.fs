module Riemann.FSharp.Learning.Tests.Layers.Rows.Losses

open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Layers.Table

let private reductions = [ Reduction.Mean; Reduction.Sum; Reduction.BatchMean; Reduction.None ]

/// Tensors of one shape: numbers, and what they are squeezed into.
let private a, b, c = real 1L [ 3; 4 ], real 2L [ 3; 4 ], real 3L [ 3; 4 ]
let private positive = exp c
let private share x = 0.1 + 0.8 * Tensor.sigmoid x

let private signs seed shape = index seed 2 shape * 2.0 - 1.0

let private weights = tensor [ 0.5; 1.5; 1.0; 2.0 ]

let private distances =
    [ row "Loss.meanSquaredError" (fun (y, x) -> Loss.meanSquaredError y x) (a, b)
      row "Loss.absoluteError" (fun (y, x) -> Loss.absoluteError y x) (a, b)
      row "Loss.huber" (fun (y, x) -> Loss.huber y x) (a, b)
      row "Loss.smoothL1" (fun (y, x) -> Loss.smoothL1 y x) (a, b)
      for reduction in reductions do
          row "Loss.meanSquaredErrorWith" (fun (y, x) -> Loss.meanSquaredErrorWith reduction y x) (a, b)
          row "Loss.absoluteErrorWith" (fun (y, x) -> Loss.absoluteErrorWith reduction y x) (a, b)
          row "Loss.huberWith" (fun (y, x) -> Loss.huberWith { Reduction = reduction; Delta = 0.7 } y x) (a, b)

          for beta in [ 0.0; 0.7 ] do
              row
                  "Loss.smoothL1With"
                  (fun (y, x) -> Loss.smoothL1With { Reduction = reduction; Beta = beta } y x)
                  (a, b) ]

let private classes =
    [ row "Loss.crossEntropy" (fun (y, x) -> Loss.crossEntropy y x) (index 1L 4 [ 3 ], a)
      row "Loss.negativeLogLikelihood" (fun (y, x) -> Loss.negativeLogLikelihood y x) (index 1L 4 [ 3 ], a)
      for reduction in reductions do
          for ignored in [ -100L; 1L ] do
              for labels, logits in [ [ 6 ], [ 6; 4 ]; [ 2; 3 ], [ 2; 4; 3 ] ] do
                  let settings: NegativeLogLikelihood =
                      { Reduction = reduction; Weight = Some weights; IgnoreIndex = ignored }

                  let x = index 5L 4 labels, real 6L logits
                  row "Loss.negativeLogLikelihoodWith" (fun (y, x) -> Loss.negativeLogLikelihoodWith settings y x) x

                  for smoothing in [ 0.0; 0.2 ] do
                      let settings =
                          { Reduction = reduction; Weight = None; IgnoreIndex = ignored; LabelSmoothing = smoothing }

                      // The weights move too.
                      let weighted (w, y, x) = Loss.crossEntropyWith { settings with Weight = Some w } y x
                      row "Loss.crossEntropyWith" (fun (y, x) -> Loss.crossEntropyWith settings y x) x
                      row "Loss.crossEntropyWith" weighted (weights, fst x, snd x)

                      if ignored < 0L then row "Loss.crossEntropyWith" weighted (weights, share (snd x), real 7L logits) ]

let private binary =
    [ row "Loss.binaryCrossEntropy" (fun (y, x) -> Loss.binaryCrossEntropy y x) (share a, share b)
      row "Loss.binaryCrossEntropyOfLogits" (fun (y, x) -> Loss.binaryCrossEntropyOfLogits y x) (share a, b)
      row "Loss.multiLabelSoftMargin" (fun (y, x) -> Loss.multiLabelSoftMargin y x) (share a, b)
      for reduction in reductions do
          let plain (w, y, x) = Loss.binaryCrossEntropyWith { Reduction = reduction; Weight = Some w } y x

          let ofLogits (w, p, y, x) =
              let settings = { Reduction = reduction; Weight = Some w; PositiveWeight = Some p }
              Loss.binaryCrossEntropyOfLogitsWith settings y x

          let multi (w, y, x) = Loss.multiLabelSoftMarginWith { Reduction = reduction; Weight = Some w } y x
          row "Loss.binaryCrossEntropyWith" plain (weights, share a, share b)
          row "Loss.binaryCrossEntropyOfLogitsWith" ofLogits (weights, 2.0 * weights, share a, b)
          row "Loss.multiLabelSoftMarginWith" multi (weights, share a, b) ]

let private likelihoods =
    [ row "Loss.kullbackLeibler" (fun (y, x) -> Loss.kullbackLeibler y x) (share a, b)
      row "Loss.poissonLikelihood" (fun (y, x) -> Loss.poissonLikelihood y x) (positive, b)
      row "Loss.gaussianLikelihood" (fun (y, x, v) -> Loss.gaussianLikelihood y x v) (a, b, positive)
      for reduction in reductions do
          for log in [ true; false ] do
              let kl (y, x) = Loss.kullbackLeiblerWith { Reduction = reduction; LogTarget = log } y x
              row "Loss.kullbackLeiblerWith" kl (positive, b)

              let poisson (y, x) =
                  let settings = { Reduction = reduction; LogInput = log; Full = true; Epsilon = 0.1 }
                  Loss.poissonLikelihoodWith settings y x

              row "Loss.poissonLikelihoodWith" poisson (positive, exp b)

          let gaussian (y, x, v) =
              Loss.gaussianLikelihoodWith { Reduction = reduction; Full = true; Epsilon = 1e-6 } y x v

          row "Loss.gaussianLikelihoodWith" gaussian (a, b, positive)
          row "Loss.gaussianLikelihoodWith" gaussian (a, b, exp (real 4L [ 3; 1 ])) ]

let private margins =
    [ row "Loss.marginRanking" (fun (s, x, y) -> Loss.marginRanking s x y) (signs 1L [ 3; 4 ], a, b)
      row "Loss.hingeEmbedding" (fun (s, x) -> Loss.hingeEmbedding s x) (signs 1L [ 3; 4 ], a)
      row "Loss.cosineEmbedding" (fun (s, x, y) -> Loss.cosineEmbedding s x y) (signs 1L [ 3 ], a, b)
      row "Loss.softMargin" (fun (s, x) -> Loss.softMargin s x) (signs 1L [ 3; 4 ], a)
      row "Loss.multiMargin" (fun (y, x) -> Loss.multiMargin y x) (index 1L 4 [ 3 ], a)
      row "Loss.tripletMargin" (fun (x, y, z) -> Loss.tripletMargin x y z) (a, b, c)
      for reduction in reductions do
          let settings = { Reduction = reduction; Margin = 0.3 }

          row
              "Loss.marginRankingWith"
              (fun (s, x, y) -> Loss.marginRankingWith settings s x y)
              (signs 1L [ 3; 4 ], a, b)

          row "Loss.hingeEmbeddingWith" (fun (s, x) -> Loss.hingeEmbeddingWith settings s x) (signs 1L [ 3; 4 ], a)

          row
              "Loss.cosineEmbeddingWith"
              (fun (s, x, y) -> Loss.cosineEmbeddingWith settings s x y)
              (signs 1L [ 3 ], a, b)

          row "Loss.softMarginWith" (fun (s, x) -> Loss.softMarginWith reduction s x) (signs 1L [ 3; 4 ], a)

          for power in [ 1; 2 ] do
              let multi (w, y, x) =
                  Loss.multiMarginWith { Reduction = reduction; Margin = 0.6; Power = power; Weight = Some w } y x

              row "Loss.multiMarginWith" multi (weights, index 1L 4 [ 3 ], a)

          for norm in [ 1.0; 2.0; 3.0 ] do
              let triplet (x, y, z) =
                  let settings = { Reduction = reduction; Margin = 2.0; Norm = norm; Epsilon = 0.01; Swap = norm = 2.0 }

                  Loss.tripletMarginWith settings x y z

              row "Loss.tripletMarginWith" triplet (a, b, c) ]

let private sums =
    [ row "Loss.squaredError" (fun (y, x) -> Loss.squaredError y x) (a, b)
      row "Loss.probabilityCrossEntropy" (fun (y, x) -> Loss.probabilityCrossEntropy y x) (share a, share b)
      row "Loss.logisticCrossEntropy" (fun (y, x) -> Loss.logisticCrossEntropy y x) (share a, b)
      row "Loss.softmaxCrossEntropy" (fun (y, x) -> Loss.softmaxCrossEntropy y x) (share a, b)
      row "Loss.negativeLogProbability" (fun (y, x) -> Loss.negativeLogProbability y x) (share a, share b) ]

let rows: Row list = distances @ classes @ binary @ likelihoods @ margins @ sums
