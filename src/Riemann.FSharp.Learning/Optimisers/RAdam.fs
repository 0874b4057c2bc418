namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The settings of RAdam: see `RAdam.defaults`.
type RAdam =
    {
        LearningRate: float
        /// The part of the mean gradient that remains after a step.
        Beta1: float
        /// The part of the mean squared gradient that remains after a step.
        Beta2: float
        /// Keeps the step finite where gradients vanish.
        Epsilon: float
        /// Added to the gradient, times the parameter.
        WeightDecay: float
    }

[<RequireQualifiedAccess>]
module RAdam =
    /// PyTorch's: learning rate 1e-3, betas 0.9 and 0.999, epsilon 1e-8, no weight decay.
    let defaults: RAdam = { LearningRate = 1e-3; Beta1 = 0.9; Beta2 = 0.999; Epsilon = 1e-8; WeightDecay = 0.0 }

[<AutoOpen>]
module RAdamOptimiser =
    let private name = "Optimiser.rAdam"

    /// The factor that rectifies the variance of the step, or None while the mean square is of too few gradients.
    let private rectification beta2 number =
        let longest = 2.0 / (1.0 - beta2) - 1.0
        let length = longest - 2.0 * number * beta2 ** number / (1.0 - beta2 ** number)

        if length > 5.0 then
            let ratio = (length - 4.0) * (length - 2.0) * longest / ((longest - 4.0) * (longest - 2.0) * length)
            Some(sqrt ratio)
        else
            None

    let private update gradient (state: OptState<'P>) parameters =
        let hyper = Descent.hyper name state
        let beta1, beta2, decay = hyper "Beta1", hyper "Beta2", hyper "WeightDecay"
        let number = float (state.Step + 1L)
        let rate = hyper "LearningRate" / (1.0 - beta1 ** number)

        let rule =
            match rectification beta2 number with
            | Some factor ->
                let rate = rate * factor * sqrt (1.0 - beta2 ** number)
                let pass, formula = AdamRule.step beta1 beta2 rate (hyper "Epsilon") 0.0 false
                Descent.rule decay false pass formula
            | None ->
                Descent.byFormula decay false (fun gradient parameter slots ->
                    let mean = AdamRule.mean beta1 slots[0] gradient
                    let square = AdamRule.mean beta2 slots[1] (Tensor.square gradient)
                    struct (parameter - mean * rate, [| mean; square |]))

        Descent.update name 2 rule gradient state parameters

    type Optimiser with
        /// `Optimiser.rAdam settings` is Adam that goes along the mean gradient alone in the first steps and rectifies the
        /// variance of the later ones. The state has two slots, the means of gradient and squared gradient. Raises where a
        /// setting is out of range. Source: Liu et al. (2020), algorithm 2, in PyTorch's form.
        static member rAdam<'P>(settings: RAdam) : Optimiser<'P> =
            let { RAdam.LearningRate = rate; Beta1 = beta1; Beta2 = beta2; Epsilon = epsilon; WeightDecay = decay } =
                settings

            { Init = Descent.init 2 (AdamRule.hyper name rate beta1 beta2 epsilon decay); Update = update }
