namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The losses of Nerva, by names that say what they are of. Each is a sum over examples and classes, which a step of
/// training divides by the size of the batch, and takes wanted probabilities T [n; classes], such as rows with a single
/// 1, for predictions Y of the same shape. What is 0 in T adds nothing, whatever Y is there.
[<AutoOpen>]
module SummedLosses =
    let private terms (wanted: Tensor) (logarithms: Tensor) =
        -(Tensor.sum (Primitive.apply2 Arithmetic.multiplyOrZero wanted logarithms))

    let private require operation (wanted: Tensor) (predicted: Tensor) =
        LossRules.requireAlike operation [ "predicted", predicted; "wanted", wanted ]
        Classes.axis operation predicted |> ignore

    type Loss with
        /// `Loss.squaredError wanted predicted` is the sum of (Y - T)^2.
        static member squaredError (wanted: Tensor) (predicted: Tensor) : Tensor =
            require "Loss.squaredError" wanted predicted
            Tensor.sum (Tensor.square (predicted - wanted))

        /// `Loss.probabilityCrossEntropy wanted probabilities` is minus the sum of T log Y.
        static member probabilityCrossEntropy (wanted: Tensor) (probabilities: Tensor) : Tensor =
            require "Loss.probabilityCrossEntropy" wanted probabilities
            terms wanted (log probabilities)

        /// `Loss.logisticCrossEntropy wanted logits` is minus the sum of T log (sigmoid Y).
        static member logisticCrossEntropy (wanted: Tensor) (logits: Tensor) : Tensor =
            require "Loss.logisticCrossEntropy" wanted logits
            terms wanted (Activation.logSigmoid logits)

        /// `Loss.softmaxCrossEntropy wanted logits` is minus the sum of T log (softmax Y), over the last axis.
        static member softmaxCrossEntropy (wanted: Tensor) (logits: Tensor) : Tensor =
            require "Loss.softmaxCrossEntropy" wanted logits
            terms wanted (Tensor.logSoftmax -1 logits)

        /// `Loss.negativeLogProbability wanted probabilities` is minus the sum over examples of log (sum over classes of
        /// T Y), the classes being the last axis.
        static member negativeLogProbability (wanted: Tensor) (probabilities: Tensor) : Tensor =
            require "Loss.negativeLogProbability" wanted probabilities
            -(Tensor.sum (log (Tensor.sumOver [ -1 ] (wanted * probabilities))))
