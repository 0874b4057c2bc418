namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// The settings of Adagrad: see `Adagrad.defaults`.
type Adagrad =
    {
        LearningRate: float
        /// Divides the learning rate of step n, counted from 0, by 1 + n times this.
        LearningRateDecay: float
        /// Added to the gradient, times the parameter.
        WeightDecay: float
        /// What the sums of squared gradients start from.
        InitialAccumulator: float
        /// Keeps the step finite where gradients vanish.
        Epsilon: float
        /// Climbs instead.
        Maximise: bool
    }

[<RequireQualifiedAccess>]
module Adagrad =
    /// PyTorch's: learning rate 0.01, epsilon 1e-10, and nothing else.
    let defaults: Adagrad =
        { LearningRate = 0.01
          LearningRateDecay = 0.0
          WeightDecay = 0.0
          InitialAccumulator = 0.0
          Epsilon = 1e-10
          Maximise = false }

[<AutoOpen>]
module AdagradOptimiser =
    let private name = "Optimiser.adagrad"

    let private update (settings: Adagrad) gradient (state: OptState<'P>) parameters =
        let hyper = Descent.hyper name state
        let rate = hyper "LearningRate" / (1.0 + float state.Step * hyper "LearningRateDecay")
        let epsilon = hyper "Epsilon"

        let formula (gradient: Tensor) (parameter: Tensor) (slots: Tensor[]) =
            let sum = slots[0] + Tensor.square gradient
            struct (parameter - gradient / (sqrt sum + epsilon) * rate, [| sum |])

        let rule = Descent.rule (hyper "WeightDecay") settings.Maximise (AdagradStep(rate, epsilon).Apply) formula
        Descent.update name 1 rule gradient state parameters

    type Optimiser with
        /// `Optimiser.adagrad settings` divides the gradient by the root of the sum of all squared gradients, which is the
        /// slot of its state. Raises where a setting is negative. Source: Duchi, Hazan and Singer (2011), the diagonal
        /// form, as in PyTorch.
        static member adagrad<'P>(settings: Adagrad) : Optimiser<'P> =
            let hyper =
                [ "LearningRate", settings.LearningRate
                  "LearningRateDecay", settings.LearningRateDecay
                  "WeightDecay", settings.WeightDecay
                  "Epsilon", settings.Epsilon ]

            for setting, value in ("InitialAccumulator", settings.InitialAccumulator) :: hyper do
                Descent.requireNotNegative name setting value

            { Init = Descent.initAt [ settings.InitialAccumulator ] hyper; Update = update settings }
