namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The settings of momentum and Nesterov's momentum as in Nerva: see `NervaMomentum.defaults`.
type NervaMomentum =
    {
        LearningRate: float
        /// The part of the last step that is taken again.
        Momentum: float
    }

[<RequireQualifiedAccess>]
module NervaMomentum =
    /// Learning rate 0.01, momentum 0.9.
    let defaults: NervaMomentum = { LearningRate = 0.01; Momentum = 0.9 }

[<AutoOpen>]
module NervaOptimisers =
    let private update name looksAhead gradient (state: OptState<'P>) parameters =
        let hyper = Descent.hyper name state
        let rule = MomentumRule.make 0.0 false 1.0 (hyper "Momentum") (hyper "LearningRate") looksAhead
        Descent.update name 1 rule gradient state parameters

    let private make name looksAhead (settings: NervaMomentum) : Optimiser<'P> =
        Descent.requireNotNegative name "LearningRate" settings.LearningRate
        Descent.requireNotNegative name "Momentum" settings.Momentum
        let hyper = [ "LearningRate", settings.LearningRate; "Momentum", settings.Momentum ]
        { Init = Descent.init 1 hyper; Update = update name looksAhead }

    type Optimiser with
        /// `Optimiser.nervaMomentum settings` takes `Momentum` of the last step again and the learning rate times the
        /// gradient with it. The slot is that step, so a new learning rate acts on new gradients only, where
        /// `Optimiser.sgd` applies it to all of the direction; while the rate stays, both go the same way. Raises where a
        /// setting is negative. Nerva's plain gradient descent is `Optimiser.gd`. Source: Polyak (1964), in Nerva's form.
        static member nervaMomentum<'P>(settings: NervaMomentum) : Optimiser<'P> =
            make "Optimiser.nervaMomentum" false settings

        /// `Optimiser.nervaNesterov settings` is `Optimiser.nervaMomentum` that looks ahead: it moves by 1 + `Momentum` of
        /// the new step less `Momentum` of the last. While the rate stays, it goes the way of `Optimiser.sgd` with
        /// Nesterov. Raises where a setting is negative. Source: Nesterov (1983), in Nerva's form.
        static member nervaNesterov<'P>(settings: NervaMomentum) : Optimiser<'P> =
            make "Optimiser.nervaNesterov" true settings
