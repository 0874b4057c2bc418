namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// The settings of Adamax: see `Adamax.defaults`.
type Adamax =
    {
        LearningRate: float
        /// The part of the mean gradient that remains after a step.
        Beta1: float
        /// The part of the largest magnitude that remains after a step.
        Beta2: float
        /// Added to the magnitude of the gradient.
        Epsilon: float
        /// Added to the gradient, times the parameter.
        WeightDecay: float
        /// Climbs instead.
        Maximise: bool
    }

[<RequireQualifiedAccess>]
module Adamax =
    /// PyTorch's: learning rate 2e-3, betas 0.9 and 0.999, epsilon 1e-8, no weight decay.
    let defaults: Adamax =
        { LearningRate = 2e-3; Beta1 = 0.9; Beta2 = 0.999; Epsilon = 1e-8; WeightDecay = 0.0; Maximise = false }

[<AutoOpen>]
module AdamaxOptimiser =
    let private name = "Optimiser.adamax"

    let private update (settings: Adamax) gradient (state: OptState<'P>) parameters =
        let hyper = Descent.hyper name state
        let beta1, beta2, epsilon = hyper "Beta1", hyper "Beta2", hyper "Epsilon"
        let rate = hyper "LearningRate" / (1.0 - beta1 ** float (state.Step + 1L))

        let formula (gradient: Tensor) (parameter: Tensor) (slots: Tensor[]) =
            let mean = AdamRule.mean beta1 slots[0] gradient
            let largest = Tensor.maximum (slots[1] * beta2) (abs gradient + epsilon)
            struct (parameter - mean / largest * rate, [| mean; largest |])

        let step = AdamaxStep(beta1, beta2, rate, epsilon)
        let rule = Descent.rule (hyper "WeightDecay") settings.Maximise step.Apply formula
        Descent.update name 2 rule gradient state parameters

    type Optimiser with
        /// `Optimiser.adamax settings` divides the mean gradient by the largest magnitude of recent gradients. The state has
        /// two slots, that mean and that magnitude. Raises where a setting is out of range. Source: Kingma and Ba (2015),
        /// algorithm 2, with epsilon as in PyTorch.
        static member adamax<'P>(settings: Adamax) : Optimiser<'P> =
            let { Adamax.LearningRate = rate; Beta1 = beta1; Beta2 = beta2; Epsilon = epsilon; WeightDecay = decay } =
                settings

            { Init = Descent.init 2 (AdamRule.hyper name rate beta1 beta2 epsilon decay); Update = update settings }
