// Losses, by every reduction and setting that changes numbers.
#load "Calls.fsx"

open System
open Riemann.FSharp
open Riemann.FSharp.Learning
open Calls

let private reductions = [ Reduction.Mean, "mean"; Reduction.Sum, "sum"; Reduction.None, "none" ]

/// A fixed tensor in PyTorch's syntax and in ours, of numbers that both hold exactly.
let private fixedVector (values: float list) =
    let text = values |> List.map string |> String.concat ", "
    $"torch.tensor([{text}], dtype=torch.float64)", tensor values

let private classWeights = fixedVector [ 0.5; 1.0; 2.0; 0.25 ]

/// Weights, or none: PyTorch's and ours.
let private optional (theirs, ours) = [ "None", None; theirs, Some ours ]

let private crossEntropies =
    [ for reduction, name in reductions do
          for theirs, weight in optional classWeights do
              for smoothing in [ 0.0; 0.1; 1.0 ] do
                  let settings =
                      { CrossEntropy.defaults with Reduction = reduction; Weight = weight; LabelSmoothing = smoothing }

                  let options = $"weight={theirs}, reduction='{name}', label_smoothing={smoothing}"

                  for labels, logits in
                      [ [ 6 ], [ 6; 4 ]; [], [ 4 ]; [ 2; 3 ], [ 2; 4; 3 ]; [ 2; 3; 2 ], [ 2; 4; 3; 2 ] ] do
                      let label, x = index 4 labels, real logits
                      call2 $"F.cross_entropy(y, x, {options})" label x (Loss.crossEntropyWith settings)
                      let large wanted (x: Tensor) = Loss.crossEntropyWith settings wanted (x * 1e4)
                      call2 $"F.cross_entropy(y * 1e4, x, {options})" label x large

                      call2
                          $"F.cross_entropy(y, x, {options})"
                          (between 0.0 1.0 logits)
                          x
                          (Loss.crossEntropyWith settings)

                      if not labels.IsEmpty then
                          let ignoring = { settings with IgnoreIndex = 2L }
                          let theirs = $"F.cross_entropy(y, x, ignore_index=2, {options})"
                          call2 theirs label x (Loss.crossEntropyWith ignoring)

                  let shifted labels = Tensor.where (Tensor.equal labels (tensor 1L)) (tensor -100L) labels
                  let theirs = $"F.cross_entropy(y, x.masked_fill(x == 1, -100), {options})"

                  call2 theirs (index 4 [ 8 ]) (real [ 8; 4 ]) (fun labels ->
                      Loss.crossEntropyWith settings (shifted labels)) ]

let private likelihoodsOfLabels =
    [ for reduction, name in reductions do
          for theirs, weight in optional classWeights do
              for ignored in [ -100L; 1L ] do
                  let settings: NegativeLogLikelihood =
                      { Reduction = reduction; Weight = weight; IgnoreIndex = ignored }

                  let theirs = $"F.nll_loss(y, x, weight={theirs}, ignore_index={ignored}, reduction='{name}')"

                  for labels, logits in [ [ 6 ], [ 6; 4 ]; [ 2; 3 ], [ 2; 4; 3 ]; [ 2; 3; 2 ], [ 2; 4; 3; 2 ] ] do
                      call2 theirs (index 4 labels) (real logits) (Loss.negativeLogLikelihoodWith settings) ]

let private distances =
    [ for reduction, name in reductions do
          for shape in [ []; [ 5 ]; [ 3; 4 ] ] do
              let y, x = real shape, real shape
              call2 $"F.mse_loss(y, x, reduction='{name}')" x y (Loss.meanSquaredErrorWith reduction)
              call2 $"F.l1_loss(y, x, reduction='{name}')" x y (Loss.absoluteErrorWith reduction)

              for size in [ 1.0; 0.4; 3.0 ] do
                  let theirs = $"F.huber_loss(y, x, delta={size}, reduction='{name}')"
                  call2 theirs x y (Loss.huberWith { Reduction = reduction; Delta = size })

              for size in [ 1.0; 0.4; 3.0; 0.0 ] do
                  let theirs = $"F.smooth_l1_loss(y, x, beta={size}, reduction='{name}')"
                  call2 theirs x y (Loss.smoothL1With { Reduction = reduction; Beta = size })

              call2 $"F.mse_loss(y * 1e4, x, reduction='{name}')" x y (fun y x ->
                  Loss.meanSquaredErrorWith reduction y (x * 1e4))

              call2 $"F.huber_loss(y * 1e4, x, reduction='{name}')" x y (fun y x ->
                  Loss.huberWith { Huber.defaults with Reduction = reduction } y (x * 1e4)) ]

let private binary =
    [ for reduction, name in reductions do
          for shape in [ [ 3 ]; [ 2; 3 ] ] do
              let wanted = between 0.0 1.0 shape

              for theirs, weight in optional (fixedVector [ 0.5; 2.0; 0.25 ]) do
                  let settings: BinaryCrossEntropy = { Reduction = reduction; Weight = weight }
                  let ours = Loss.binaryCrossEntropyWith settings

                  call2
                      $"F.binary_cross_entropy(y, x, weight={theirs}, reduction='{name}')"
                      wanted
                      (between 0.05 0.95 shape)
                      ours

                  for theirPositive, positive in optional (fixedVector [ 3.0; 0.5; 1.0 ]) do
                      let settings: BinaryCrossEntropyOfLogits =
                          { Reduction = reduction; Weight = weight; PositiveWeight = positive }

                      let options = $"weight={theirs}, pos_weight={theirPositive}, reduction='{name}'"
                      let ours = Loss.binaryCrossEntropyOfLogitsWith settings
                      let theirs = "F.binary_cross_entropy_with_logits"
                      call2 $"{theirs}(y, x, {options})" wanted (real shape) ours
                      call2 $"{theirs}(y * 1e4, x, {options})" wanted (real shape) (fun y x -> ours y (x * 1e4))

                  let settings: MultiLabelSoftMargin = { Reduction = reduction; Weight = weight }
                  let theirs = $"F.multilabel_soft_margin_loss(y, x, weight={theirs}, reduction='{name}')"

                  call2 theirs (index 2 shape) (real shape) (fun y x ->
                      Loss.multiLabelSoftMarginWith settings (Tensor.cast DType.Float64 y) x)

      // Logarithms are held at -100, where the conventions of derivatives differ.
      yield!
          valuesOnly
              [ for p in [ 0.0; 1.0; 0.25 ] do
                    call2
                        "F.binary_cross_entropy(y, x)"
                        (points [ 0.0; 1.0; 0.25 ])
                        (points [ p; p; p ])
                        Loss.binaryCrossEntropy ] ]

let private likelihoods =
    [ for reduction, name in (Reduction.BatchMean, "batchmean") :: reductions do
          for shape in [ [ 4 ]; [ 3; 4 ]; [ 2; 3; 2 ] ] do
              let kl log : KullbackLeibler = { Reduction = reduction; LogTarget = log }

              call2
                  $"F.kl_div(y, x, reduction='{name}')"
                  (positive shape)
                  (real shape)
                  (Loss.kullbackLeiblerWith (kl false))

              call2
                  $"F.kl_div(y, x, reduction='{name}', log_target=True)"
                  (real shape)
                  (real shape)
                  (Loss.kullbackLeiblerWith (kl true))
      for reduction, name in reductions do
          for shape in [ [ 4 ]; [ 3; 4 ] ] do
              for full, text in [ false, "False"; true, "True" ] do
                  for logInput, logText in [ false, "False"; true, "True" ] do
                      let settings = { Reduction = reduction; LogInput = logInput; Full = full; Epsilon = 1e-3 }

                      call2
                          $"F.poisson_nll_loss(y, x, log_input={logText}, full={text}, eps=1e-3, reduction='{name}')"
                          (positive shape)
                          (positive shape)
                          (Loss.poissonLikelihoodWith settings)

                  for variances in [ shape; List.take (shape.Length - 1) shape @ [ 1 ] ] do
                      let call least =
                          let settings: GaussianLikelihood = { Reduction = reduction; Full = full; Epsilon = least }

                          call3
                              $"F.gaussian_nll_loss(y, x, z, full={text}, eps={least}, reduction='{name}')"
                              (real shape)
                              (real shape)
                              (positive variances)
                              (Loss.gaussianLikelihoodWith settings)

                      call 1e-6
                      // Where PyTorch holds a variance, its two modes contradict each other.
                      yield! valuesOnly [ call 1.5 ] ]

let private signed f (labels: Tensor) = f (labels * 2.0 - 1.0)

let private margins =
    [ for reduction, name in reductions do
          for margin in [ 0.0; 0.3; 1.0 ] do
              let settings = { Reduction = reduction; Margin = margin }
              let options = $"margin={margin}, reduction='{name}'"

              for shape in [ [ 5 ]; [ 2; 3 ] ] do
                  call3
                      $"F.margin_ranking_loss(y, z, x * 2 - 1, {options})"
                      (index 2 shape)
                      (real shape)
                      (real shape)
                      (signed (Loss.marginRankingWith settings))

                  call2
                      $"F.hinge_embedding_loss(y, x * 2 - 1, {options})"
                      (index 2 shape)
                      (real shape)
                      (signed (Loss.hingeEmbeddingWith settings))

              for signs, shape in [ [ 4 ], [ 4; 3 ]; [], [ 3 ] ] do
                  call3
                      $"F.cosine_embedding_loss(y, z, x * 2 - 1, {options})"
                      (index 2 signs)
                      (real shape)
                      (real shape)
                      (signed (Loss.cosineEmbeddingWith settings))

              for power in [ 1; 2 ] do
                  for theirs, weight in optional classWeights do
                      for labels, scores in [ [ 5 ], [ 5; 4 ]; [], [ 4 ] ] do
                          let settings = { Reduction = reduction; Margin = margin; Power = power; Weight = weight }
                          let theirs = $"F.multi_margin_loss(y, x, p={power}, weight={theirs}, {options})"
                          // PyTorch has no forward derivative of it.
                          yield!
                              valuesOnly [ call2 theirs (index 4 labels) (real scores) (Loss.multiMarginWith settings) ]

              for norm in [ 1.0; 2.0; 3.0 ] do
                  for swap, text in [ false, "False"; true, "True" ] do
                      for shape in [ [ 5; 3 ]; [ 3 ] ] do
                          let settings =
                              { TripletMargin.defaults with
                                  Reduction = reduction
                                  Margin = margin
                                  Norm = norm
                                  Swap = swap }

                          call3
                              $"F.triplet_margin_loss(x, y, z, p={norm}, swap={text}, {options})"
                              (real shape)
                              (real shape)
                              (real shape)
                              (Loss.tripletMarginWith settings)

          for shape in [ [ 5 ]; [ 2; 3 ] ] do
              call2
                  $"F.soft_margin_loss(y, (x * 2 - 1).double(), reduction='{name}')"
                  (index 2 shape)
                  (real shape)
                  (signed (Loss.softMarginWith reduction)) ]

let private defaults =
    [ call2 "F.cross_entropy(y, x)" (index 4 [ 6 ]) (real [ 6; 4 ]) Loss.crossEntropy
      call2 "F.nll_loss(y, x)" (index 4 [ 6 ]) (real [ 6; 4 ]) Loss.negativeLogLikelihood
      call2 "F.mse_loss(y, x)" (real [ 3; 4 ]) (real [ 3; 4 ]) Loss.meanSquaredError
      call2 "F.l1_loss(y, x)" (real [ 3; 4 ]) (real [ 3; 4 ]) Loss.absoluteError
      call2 "F.huber_loss(y, x)" (real [ 3; 4 ]) (real [ 3; 4 ]) Loss.huber
      call2 "F.smooth_l1_loss(y, x)" (real [ 3; 4 ]) (real [ 3; 4 ]) Loss.smoothL1
      call2 "F.binary_cross_entropy(y, x)" (between 0.0 1.0 [ 5 ]) (between 0.1 0.9 [ 5 ]) Loss.binaryCrossEntropy
      call2
          "F.binary_cross_entropy_with_logits(y, x)"
          (between 0.0 1.0 [ 5 ])
          (real [ 5 ])
          Loss.binaryCrossEntropyOfLogits
      call2 "F.multilabel_soft_margin_loss(y, x)" (between 0.0 1.0 [ 2; 5 ]) (real [ 2; 5 ]) Loss.multiLabelSoftMargin
      call2 "F.kl_div(y, x)" (positive [ 3; 4 ]) (real [ 3; 4 ]) Loss.kullbackLeibler
      call2 "F.poisson_nll_loss(y, x)" (positive [ 3; 4 ]) (real [ 3; 4 ]) Loss.poissonLikelihood
      call3 "F.gaussian_nll_loss(y, x, z)" (real [ 3; 4 ]) (real [ 3; 4 ]) (positive [ 3; 4 ]) Loss.gaussianLikelihood
      call3
          "F.margin_ranking_loss(y, z, x * 2 - 1)"
          (index 2 [ 5 ])
          (real [ 5 ])
          (real [ 5 ])
          (signed Loss.marginRanking)
      call2 "F.hinge_embedding_loss(y, x * 2 - 1)" (index 2 [ 5 ]) (real [ 5 ]) (signed Loss.hingeEmbedding)
      call3
          "F.cosine_embedding_loss(y, z, x * 2 - 1)"
          (index 2 [ 4 ])
          (real [ 4; 3 ])
          (real [ 4; 3 ])
          (signed Loss.cosineEmbedding)
      yield! valuesOnly [ call2 "F.multi_margin_loss(y, x)" (index 4 [ 5 ]) (real [ 5; 4 ]) Loss.multiMargin ]
      call3 "F.triplet_margin_loss(x, y, z)" (real [ 5; 3 ]) (real [ 5; 3 ]) (real [ 5; 3 ]) Loss.tripletMargin
      call2 "F.soft_margin_loss(y, (x * 2 - 1).double())" (index 2 [ 5 ]) (real [ 5 ]) (signed Loss.softMargin)
      call2 "((y - x) ** 2).sum()" (real [ 3; 4 ]) (real [ 3; 4 ]) Loss.squaredError
      call2 "-(x * y.log()).sum()" (positive [ 3; 4 ]) (positive [ 3; 4 ]) Loss.probabilityCrossEntropy
      call2 "-(x * F.logsigmoid(y)).sum()" (positive [ 3; 4 ]) (real [ 3; 4 ]) Loss.logisticCrossEntropy
      call2 "-(x * y.log_softmax(-1)).sum()" (positive [ 3; 4 ]) (real [ 3; 4 ]) Loss.softmaxCrossEntropy
      call2 "-(x * y).sum(-1).log().sum()" (positive [ 3; 4 ]) (positive [ 3; 4 ]) Loss.negativeLogProbability ]

let families =
    [ { Name = "losses"; Calls = defaults @ distances }
      { Name = "losses of classes"; Calls = crossEntropies @ likelihoodsOfLabels }
      { Name = "losses of likelihoods"; Calls = binary @ likelihoods }
      { Name = "losses with margins"; Calls = margins } ]
