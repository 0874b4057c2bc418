namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The settings of gradient descent: see `Sgd.defaults`.
type Sgd =
    {
        LearningRate: float
        /// The part of the last step's direction that goes on.
        Momentum: float
        /// The part of the gradient that does not enter the direction.
        Dampening: float
        /// Looks ahead along the direction; needs momentum and no dampening.
        Nesterov: bool
        /// Added to the gradient, times the parameter.
        WeightDecay: float
        /// Climbs instead.
        Maximise: bool
    }

[<RequireQualifiedAccess>]
module Sgd =
    /// Learning rate 1e-3, and nothing else, as in PyTorch (where 1.13 has no rate of its own).
    let defaults =
        { LearningRate = 1e-3; Momentum = 0.0; Dampening = 0.0; Nesterov = false; WeightDecay = 0.0; Maximise = false }

[<AutoOpen>]
module SgdOptimiser =
    let private name = "Optimiser.sgd"

    let private check (settings: Sgd) =
        Descent.requireNotNegative name "LearningRate" settings.LearningRate
        Descent.requireNotNegative name "Momentum" settings.Momentum
        Descent.require name "Dampening" settings.Dampening "finite" (System.Double.IsFinite settings.Dampening)
        Descent.requireNotNegative name "WeightDecay" settings.WeightDecay

        if settings.Nesterov && not (settings.Momentum > 0.0 && settings.Dampening = 0.0) then
            let hint = "Nesterov needs momentum and no dampening"
            Fail.raise name (RiemannError.Value("Nesterov with this momentum and dampening", hint))

    /// The direction is kept where there is momentum.
    let private slots (settings: Sgd) = if settings.Momentum = 0.0 then 0 else 1

    let private update (settings: Sgd) gradient (state: OptState<'P>) parameters =
        let hyper = Descent.hyper name state

        // The direction starts from the whole gradient.
        let entering = if state.Step = 0L then 1.0 else 1.0 - hyper "Dampening"
        let rate, decay, momentum = hyper "LearningRate", hyper "WeightDecay", hyper "Momentum"
        let rule = MomentumRule.make decay settings.Maximise rate momentum entering settings.Nesterov
        Descent.update name (slots settings) rule gradient state parameters

    type Optimiser with
        /// `Optimiser.sgd settings` is gradient descent, with momentum where it is not 0: then the state has one slot,
        /// the direction. Its first value is the gradient, undampened, as in PyTorch. Raises where a setting is
        /// negative. Source: Sutskever, Martens, Dahl and Hinton (2013), in PyTorch's form.
        static member sgd<'P>(settings: Sgd) : Optimiser<'P> =
            check settings

            let hyper =
                [ "LearningRate", settings.LearningRate
                  "Momentum", settings.Momentum
                  "Dampening", settings.Dampening
                  "WeightDecay", settings.WeightDecay ]

            { Init = Descent.init (slots settings) hyper; Update = update settings }
