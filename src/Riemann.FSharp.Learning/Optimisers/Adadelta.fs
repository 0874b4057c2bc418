namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// The settings of Adadelta: see `Adadelta.defaults`.
type Adadelta =
    {
        LearningRate: float
        /// The part of the mean squares that remains after a step.
        Rho: float
        /// Added under both roots.
        Epsilon: float
        /// Added to the gradient, times the parameter.
        WeightDecay: float
        /// Climbs instead.
        Maximise: bool
    }

[<RequireQualifiedAccess>]
module Adadelta =
    /// PyTorch's: learning rate 1, rho 0.9, epsilon 1e-6, no weight decay.
    let defaults: Adadelta = { LearningRate = 1.0; Rho = 0.9; Epsilon = 1e-6; WeightDecay = 0.0; Maximise = false }

[<AutoOpen>]
module AdadeltaOptimiser =
    let private name = "Optimiser.adadelta"

    let private update (settings: Adadelta) gradient (state: OptState<'P>) parameters =
        let hyper = Descent.hyper name state
        let rate, rho, epsilon = hyper "LearningRate", hyper "Rho", hyper "Epsilon"

        let formula (gradient: Tensor) (parameter: Tensor) (slots: Tensor[]) =
            let square = AdamRule.mean rho slots[0] (Tensor.square gradient)
            let move = sqrt (slots[1] + epsilon) / sqrt (square + epsilon) * gradient
            struct (parameter - move * rate, [| square; AdamRule.mean rho slots[1] (Tensor.square move) |])

        let step = AdadeltaStep(rate, rho, epsilon)
        let rule = Descent.rule (hyper "WeightDecay") settings.Maximise step.Apply formula
        Descent.update name 2 rule gradient state parameters

    type Optimiser with
        /// `Optimiser.adadelta settings` scales the gradient so that moves are as large as recent moves. The state has two
        /// slots, the means of the squared gradient and of the squared move. Raises where a setting is out of range.
        /// Source: Zeiler (2012), algorithm 1.
        static member adadelta<'P>(settings: Adadelta) : Optimiser<'P> =
            Descent.requireNotNegative name "LearningRate" settings.LearningRate
            Descent.require name "Rho" settings.Rho "from 0 to 1" (settings.Rho >= 0.0 && settings.Rho <= 1.0)
            Descent.requireNotNegative name "Epsilon" settings.Epsilon
            Descent.requireNotNegative name "WeightDecay" settings.WeightDecay

            let hyper =
                [ "LearningRate", settings.LearningRate
                  "Rho", settings.Rho
                  "Epsilon", settings.Epsilon
                  "WeightDecay", settings.WeightDecay ]

            { Init = Descent.init 2 hyper; Update = update settings }
