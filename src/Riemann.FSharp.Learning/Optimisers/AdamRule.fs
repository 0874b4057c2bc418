namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// The settings and the step that Adam and AdamW share.
module internal AdamRule =
    /// The hyperparameters by name. Raises where one is out of range.
    let hyper operation (learningRate: float) (beta1: float) (beta2: float) (epsilon: float) (weightDecay: float) =
        Descent.requireNotNegative operation "LearningRate" learningRate
        Descent.requireBeta operation "Beta1" beta1
        Descent.requireBeta operation "Beta2" beta2
        Descent.requireNotNegative operation "Epsilon" epsilon
        Descent.requireNotNegative operation "WeightDecay" weightDecay

        [ "LearningRate", learningRate; "Beta1", beta1; "Beta2", beta2; "Epsilon", epsilon; "WeightDecay", weightDecay ]

    /// The means of gradient and squared gradient, and for AMSGrad the largest of the latter.
    let slots amsGrad = if amsGrad then 3 else 2

    /// A mean that goes on from its last value.
    let mean (beta: float) (last: Tensor) (next: Tensor) = last * beta + next * (1.0 - beta)

    /// `step beta1 beta2 rate epsilon shrink amsGrad` moves a parameter by `rate` times the mean gradient over the root of
    /// the mean square and `epsilon`, after taking `shrink` of it away: in one pass, and by its formula.
    let step beta1 beta2 rate epsilon shrink amsGrad =
        let formula (gradient: Tensor) (parameter: Tensor) (slots: Tensor[]) =
            let kept = if shrink = 0.0 then parameter else parameter * (1.0 - shrink)
            let first = mean beta1 slots[0] gradient
            let square = mean beta2 slots[1] (Tensor.square gradient)
            let largest = if amsGrad then Tensor.maximum slots[2] square else square
            let moved = kept - first / (sqrt largest + epsilon) * rate
            struct (moved, [| first; square; if amsGrad then largest |])

        AdamStep(beta1, beta2, rate, epsilon, shrink, amsGrad).Apply, formula

    /// One step of Adam or AdamW: `decay` of a parameter enters its gradient, `shrink` of it is taken away before.
    let update operation decay shrink amsGrad maximise gradient (state: OptState<'P>) parameters =
        let hyper = Descent.hyper operation state
        let beta1, beta2 = hyper "Beta1", hyper "Beta2"
        let number = float (state.Step + 1L)

        // Both means start from 0 and are too small by these factors, which enter as two numbers instead of two tensors.
        let correction1, correction2 = 1.0 - beta1 ** number, sqrt (1.0 - beta2 ** number)
        let rate, epsilon = hyper "LearningRate" * correction2 / correction1, hyper "Epsilon" * correction2
        let pass, formula = step beta1 beta2 rate epsilon shrink amsGrad
        Descent.update operation (slots amsGrad) (Descent.rule decay maximise pass formula) gradient state parameters
