namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// The settings of Lion: see `Lion.defaults`.
type Lion =
    {
        LearningRate: float
        /// The part of the mean gradient in the direction of a step.
        Beta1: float
        /// The part of the mean gradient that remains after a step.
        Beta2: float
        /// Taken from the parameter at each step, times the learning rate and the parameter.
        WeightDecay: float
        /// Climbs instead; weights decay still.
        Maximise: bool
    }

[<RequireQualifiedAccess>]
module Lion =
    /// The authors': learning rate 1e-4, betas 0.9 and 0.99, no weight decay. A rate a third to a tenth of Adam's, and a
    /// weight decay as many times larger, is what they advise.
    let defaults: Lion = { LearningRate = 1e-4; Beta1 = 0.9; Beta2 = 0.99; WeightDecay = 0.0; Maximise = false }

[<AutoOpen>]
module LionOptimiser =
    let private name = "Optimiser.lion"

    let private update (settings: Lion) gradient (state: OptState<'P>) parameters =
        let hyper = Descent.hyper name state
        let beta1, beta2, rate = hyper "Beta1", hyper "Beta2", hyper "LearningRate"
        let shrink = rate * hyper "WeightDecay"

        let formula (gradient: Tensor) (parameter: Tensor) (slots: Tensor[]) =
            let kept = if shrink = 0.0 then parameter else parameter * (1.0 - shrink)
            let direction = Tensor.Sign(AdamRule.mean beta1 slots[0] gradient)
            struct (kept - direction * rate, [| AdamRule.mean beta2 slots[0] gradient |])

        let step = LionStep(beta1, beta2, rate, shrink)
        let rule = Descent.rule 0.0 settings.Maximise step.Apply formula
        Descent.update name 1 rule gradient state parameters

    type Optimiser with
        /// `Optimiser.lion settings` goes by the sign of a mean of the gradients, so that every element moves by the
        /// learning rate. The slot is the mean gradient. Raises where a setting is out of range. Source: Chen et al.
        /// (2023), algorithm 2.
        static member lion<'P>(settings: Lion) : Optimiser<'P> =
            Descent.requireNotNegative name "LearningRate" settings.LearningRate
            Descent.requireBeta name "Beta1" settings.Beta1
            Descent.requireBeta name "Beta2" settings.Beta2
            Descent.requireNotNegative name "WeightDecay" settings.WeightDecay

            let hyper =
                [ "LearningRate", settings.LearningRate
                  "Beta1", settings.Beta1
                  "Beta2", settings.Beta2
                  "WeightDecay", settings.WeightDecay ]

            { Init = Descent.init 1 hyper; Update = update settings }
