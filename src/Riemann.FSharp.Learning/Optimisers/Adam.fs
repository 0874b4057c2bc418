namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// The settings of Adam: see `Adam.defaults`.
type Adam =
    {
        LearningRate: float
        /// The part of the mean gradient that remains after a step.
        Beta1: float
        /// The part of the mean squared gradient that remains after a step.
        Beta2: float
        /// Keeps the step finite where gradients vanish.
        Epsilon: float
        /// Added to the gradient, times the parameter, and so scaled with it.
        WeightDecay: float
    }

[<RequireQualifiedAccess>]
module Adam =
    /// PyTorch's: learning rate 1e-3, betas 0.9 and 0.999, epsilon 1e-8, no weight decay.
    let defaults = { LearningRate = 1e-3; Beta1 = 0.9; Beta2 = 0.999; Epsilon = 1e-8; WeightDecay = 0.0 }

[<AutoOpen>]
module AdamOptimiser =
    let private name = "Optimiser.adam"

    let private check (settings: Adam) =
        let requireBeta field value =
            Descent.require name field value "from 0 up to 1, without 1" (value >= 0.0 && value < 1.0)

        Descent.requireNotNegative name "LearningRate" settings.LearningRate
        requireBeta "Beta1" settings.Beta1
        requireBeta "Beta2" settings.Beta2
        Descent.requireNotNegative name "Epsilon" settings.Epsilon
        Descent.requireNotNegative name "WeightDecay" settings.WeightDecay

    let private update gradient (state: OptState<'P>) parameters =
        let hyper = Descent.hyper name state
        let beta1, beta2 = hyper "Beta1", hyper "Beta2"
        let decay = hyper "WeightDecay"
        let step = float (state.Step + 1L)

        // Both means start from 0 and are too small by these factors, which enter as two numbers instead of two tensors.
        let correction1, correction2 = 1.0 - beta1 ** step, sqrt (1.0 - beta2 ** step)
        let rate, epsilon = hyper "LearningRate" * correction2 / correction1, hyper "Epsilon" * correction2

        let formula (gradient: Tensor) (parameter: Tensor) (slots: Tensor[]) =
            let g = if decay = 0.0 then gradient else gradient + parameter * decay
            let mean = slots[0] * beta1 + g * (1.0 - beta1)
            let square = slots[1] * beta2 + Tensor.square g * (1.0 - beta2)
            struct (parameter - mean / (sqrt square + epsilon) * rate, [| mean; square |])

        let inOnePass = AdamStep(beta1, beta2, rate, epsilon, decay)

        let rule (gradient: Tensor) (parameter: Tensor) (slots: Tensor[]) =
            let isLikeParameter (x: Tensor) =
                isNull x.Tracer && x.DType = parameter.DType && x.Aval.Shape.Equals parameter.Aval.Shape

            if isLikeParameter parameter && isLikeParameter gradient && Array.forall isLikeParameter slots then
                let struct (p, mean, square) =
                    inOnePass.Apply(parameter.Value, gradient.Value, slots[0].Value, slots[1].Value)

                struct (Tensor(p, null), [| Tensor(mean, null); Tensor(square, null) |])
            else
                formula gradient parameter slots // a step that is itself differentiated, or taken for many at once

        Descent.update name 2 rule gradient state parameters

    type Optimiser with
        /// `Optimiser.adam settings` divides the mean gradient by the root of the mean squared gradient. The state has
        /// two slots, these means. Weight decay is PyTorch's for `torch.optim.Adam`, a part of the gradient. Raises
        /// where a setting is out of range. Source: Kingma and Ba (2015), algorithm 1, in the form of their section 2.
        static member adam<'P>(settings: Adam) : Optimiser<'P> =
            check settings

            let hyper =
                [ "LearningRate", settings.LearningRate
                  "Beta1", settings.Beta1
                  "Beta2", settings.Beta2
                  "Epsilon", settings.Epsilon
                  "WeightDecay", settings.WeightDecay ]

            { Init = Descent.init 2 hyper; Update = update }
