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

    /// `make operation decay shrink state` moves one parameter by the mean gradient over the root of the mean square:
    /// `decay` of the parameter enters its gradient, `shrink` of it is taken away before.
    let make operation (decay: float) (shrink: float) (state: OptState<'P>) =
        let hyper = Descent.hyper operation state
        let beta1, beta2 = hyper "Beta1", hyper "Beta2"
        let step = float (state.Step + 1L)

        // Both means start from 0 and are too small by these factors, which enter as two numbers instead of two tensors.
        let correction1, correction2 = 1.0 - beta1 ** step, sqrt (1.0 - beta2 ** step)
        let rate, epsilon = hyper "LearningRate" * correction2 / correction1, hyper "Epsilon" * correction2

        let formula (gradient: Tensor) (parameter: Tensor) (slots: Tensor[]) =
            let g = if decay = 0.0 then gradient else gradient + parameter * decay
            let kept = if shrink = 0.0 then parameter else parameter * (1.0 - shrink)
            let mean = slots[0] * beta1 + g * (1.0 - beta1)
            let square = slots[1] * beta2 + Tensor.square g * (1.0 - beta2)
            struct (kept - mean / (sqrt square + epsilon) * rate, [| mean; square |])

        let inOnePass = AdamStep(beta1, beta2, rate, epsilon, decay, shrink)

        fun (gradient: Tensor) (parameter: Tensor) (slots: Tensor[]) ->
            if Descent.areArraysAlike parameter gradient slots then
                let struct (p, mean, square) =
                    inOnePass.Apply(parameter.Value, gradient.Value, slots[0].Value, slots[1].Value)

                struct (Tensor(p, null), [| Tensor(mean, null); Tensor(square, null) |])
            else
                formula gradient parameter slots
