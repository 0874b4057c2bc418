namespace Riemann.FSharp.Learning

open Riemann.Kernels
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
    /// PyTorch's: learning rate 1e-3, and nothing else.
    let defaults =
        { LearningRate = 1e-3; Momentum = 0.0; Dampening = 0.0; Nesterov = false; WeightDecay = 0.0; Maximise = false }

[<AutoOpen>]
module SgdOptimiser =
    let private name = "Optimiser.sgd"

    let private check (settings: Sgd) =
        Descent.requireNotNegative name "LearningRate" settings.LearningRate
        Descent.requireNotNegative name "Momentum" settings.Momentum
        Descent.requireNotNegative name "WeightDecay" settings.WeightDecay

        if settings.Nesterov && not (settings.Momentum > 0.0 && settings.Dampening = 0.0) then
            let hint = "Nesterov needs momentum and no dampening"
            Fail.raise name (RiemannError.Value("Nesterov with this momentum and dampening", hint))

    /// The direction is kept where there is momentum.
    let private slots (settings: Sgd) = if settings.Momentum = 0.0 then 0 else 1

    let private update (settings: Sgd) gradient (state: OptState<'P>) parameters =
        let hyper = Descent.hyper name state
        let rate, decay = hyper "LearningRate", hyper "WeightDecay"
        let momentum, dampening = hyper "Momentum", hyper "Dampening"

        let formula (gradient: Tensor) (parameter: Tensor) (slots: Tensor[]) =
            let g = if decay = 0.0 then gradient else gradient + parameter * decay

            if slots.Length = 0 then
                struct (parameter - g * rate, slots)
            else
                let entering = if state.Step = 0L || dampening = 0.0 then g else g * (1.0 - dampening)
                let direction = if state.Step = 0L then entering else slots[0] * momentum + entering
                let ahead = if settings.Nesterov then g + direction * momentum else direction
                struct (parameter - ahead * rate, [| direction |])

        let inOnePass = MomentumStep(rate, decay, momentum, 1.0 - dampening, settings.Nesterov)

        let rule (gradient: Tensor) (parameter: Tensor) (slots: Tensor[]) =
            let gradient = if settings.Maximise then -gradient else gradient

            if not (Descent.areArraysAlike parameter gradient slots) then
                formula gradient parameter slots
            elif slots.Length = 0 then
                struct (Tensor(inOnePass.Apply(parameter.Value, gradient.Value), null), slots)
            elif state.Step = 0L then
                formula gradient parameter slots // there is no last direction
            else
                let struct (p, direction) = inOnePass.Apply(parameter.Value, gradient.Value, slots[0].Value)
                struct (Tensor(p, null), [| Tensor(direction, null) |])

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
