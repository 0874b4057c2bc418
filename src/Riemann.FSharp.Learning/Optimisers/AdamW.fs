namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The settings of AdamW: see `AdamW.defaults`.
type AdamW =
    {
        LearningRate: float
        /// The part of the mean gradient that remains after a step.
        Beta1: float
        /// The part of the mean squared gradient that remains after a step.
        Beta2: float
        /// Keeps the step finite where gradients vanish.
        Epsilon: float
        /// Taken from the parameter at each step, times the learning rate and the parameter, whatever the gradients.
        WeightDecay: float
        /// Climbs instead; weights decay still.
        Maximise: bool
    }

[<RequireQualifiedAccess>]
module AdamW =
    /// PyTorch's: learning rate 1e-3, betas 0.9 and 0.999, epsilon 1e-8, weight decay 0.01.
    let defaults: AdamW =
        { LearningRate = 1e-3; Beta1 = 0.9; Beta2 = 0.999; Epsilon = 1e-8; WeightDecay = 0.01; Maximise = false }

[<AutoOpen>]
module AdamWOptimiser =
    let private name = "Optimiser.adamW"

    let private update (settings: AdamW) gradient (state: OptState<'P>) parameters =
        let hyper = Descent.hyper name state
        let move = AdamRule.make name 0.0 (hyper "LearningRate" * hyper "WeightDecay") state
        let rule (gradient: Tensor) = move (if settings.Maximise then -gradient else gradient)
        Descent.update name 2 rule gradient state parameters

    type Optimiser with
        /// `Optimiser.adamW settings` is Adam whose weight decay stays out of the means and so is the same for every
        /// parameter. The state has two slots, the means of gradient and squared gradient. Raises where a setting is out
        /// of range. Source: Loshchilov and Hutter (2019), algorithm 2, as in PyTorch with the decay times the rate.
        static member adamW<'P>(settings: AdamW) : Optimiser<'P> =
            let { AdamW.LearningRate = rate; Beta1 = beta1; Beta2 = beta2; Epsilon = epsilon; WeightDecay = decay } =
                settings

            let hyper = AdamRule.hyper name rate beta1 beta2 epsilon decay
            { Init = Descent.init 2 hyper; Update = update settings }
