namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The settings of plain gradient descent: see `Gd.defaults`.
type Gd =
    {
        LearningRate: float
        /// Added to the gradient, times the parameter.
        WeightDecay: float
    }

[<RequireQualifiedAccess>]
module Gd =
    /// Learning rate 0.01, no weight decay.
    let defaults: Gd = { LearningRate = 0.01; WeightDecay = 0.0 }

[<AutoOpen>]
module GdOptimiser =
    let private name = "Optimiser.gd"

    let private update gradient (state: OptState<'P>) parameters =
        let hyper = Descent.hyper name state
        let rule = MomentumRule.make (hyper "WeightDecay") false (hyper "LearningRate") 0.0 1.0 false
        Descent.update name 0 rule gradient state parameters

    type Optimiser with
        /// `Optimiser.gd settings` goes down the gradient, the learning rate times it, and remembers nothing: what
        /// `Optimiser.sgd` does without momentum. Raises where a setting is negative. Source: Cauchy (1847).
        static member gd<'P>(settings: Gd) : Optimiser<'P> =
            Descent.requireNotNegative name "LearningRate" settings.LearningRate
            Descent.requireNotNegative name "WeightDecay" settings.WeightDecay
            let hyper = [ "LearningRate", settings.LearningRate; "WeightDecay", settings.WeightDecay ]
            { Init = Descent.init 0 hyper; Update = update }
