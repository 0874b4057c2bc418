namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// The settings of RMSProp: see `RmsProp.defaults`.
type RmsProp =
    {
        LearningRate: float
        /// The part of the means that remains after a step.
        Alpha: float
        /// Keeps the step finite where gradients vanish.
        Epsilon: float
        /// Added to the gradient, times the parameter.
        WeightDecay: float
        /// The part of the last step's direction that goes on.
        Momentum: float
        /// Divides by the root of the variance instead of the mean square.
        Centred: bool
        /// Climbs instead.
        Maximise: bool
    }

[<RequireQualifiedAccess>]
module RmsProp =
    /// PyTorch's: learning rate 0.01, alpha 0.99, epsilon 1e-8, and nothing else.
    let defaults: RmsProp =
        { LearningRate = 0.01
          Alpha = 0.99
          Epsilon = 1e-8
          WeightDecay = 0.0
          Momentum = 0.0
          Centred = false
          Maximise = false }

[<AutoOpen>]
module RmsPropOptimiser =
    let private name = "Optimiser.rmsProp"

    let private slots (settings: RmsProp) =
        1 + (if settings.Centred then 1 else 0) + (if settings.Momentum > 0.0 then 1 else 0)

    let private update (settings: RmsProp) gradient (state: OptState<'P>) parameters =
        let hyper = Descent.hyper name state
        let rate, alpha, momentum, epsilon = hyper "LearningRate", hyper "Alpha", hyper "Momentum", hyper "Epsilon"

        let formula (gradient: Tensor) (parameter: Tensor) (slots: Tensor[]) =
            let square = AdamRule.mean alpha slots[0] (Tensor.square gradient)
            let mean = if settings.Centred then [| AdamRule.mean alpha slots[1] gradient |] else [||]
            let variance = if settings.Centred then square - Tensor.square mean[0] else square
            let scaled = gradient / (sqrt variance + epsilon)

            let direction = if settings.Momentum > 0.0 then [| Array.last slots * momentum + scaled |] else [||]

            let along = if direction.Length > 0 then direction[0] else scaled
            struct (parameter - along * rate, Array.concat [ [| square |]; mean; direction ])

        let step = RmsPropStep(rate, alpha, epsilon, momentum, settings.Centred)
        let rule = Descent.rule (hyper "WeightDecay") settings.Maximise step.Apply formula
        Descent.update name (slots settings) rule gradient state parameters

    type Optimiser with
        /// `Optimiser.rmsProp settings` divides the gradient by the root of the mean squared gradient. The slots are that
        /// mean, then the mean gradient if Centred, then the direction if there is momentum. Raises where a setting is out
        /// of range. A variance that rounding makes negative gives NaN, as in PyTorch. Source: Hinton (2012), lecture 6e;
        /// centred, Graves (2013), equation 40, with epsilon outside the root as in PyTorch.
        static member rmsProp<'P>(settings: RmsProp) : Optimiser<'P> =
            Descent.requireNotNegative name "LearningRate" settings.LearningRate
            Descent.requireBeta name "Alpha" settings.Alpha
            Descent.requireNotNegative name "Epsilon" settings.Epsilon
            Descent.requireNotNegative name "WeightDecay" settings.WeightDecay
            Descent.requireNotNegative name "Momentum" settings.Momentum

            let hyper =
                [ "LearningRate", settings.LearningRate
                  "Alpha", settings.Alpha
                  "Epsilon", settings.Epsilon
                  "WeightDecay", settings.WeightDecay
                  "Momentum", settings.Momentum ]

            { Init = Descent.init (slots settings) hyper; Update = update settings }
