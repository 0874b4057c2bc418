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
        /// Divides by the largest mean squared gradient so far.
        AmsGrad: bool
        /// Climbs instead; weights decay still.
        Maximise: bool
    }

[<RequireQualifiedAccess>]
module AdamW =
    /// PyTorch's: learning rate 1e-3, betas 0.9 and 0.999, epsilon 1e-8, weight decay 0.01.
    let defaults: AdamW =
        { LearningRate = 1e-3
          Beta1 = 0.9
          Beta2 = 0.999
          Epsilon = 1e-8
          WeightDecay = 0.01
          AmsGrad = false
          Maximise = false }

[<AutoOpen>]
module AdamWOptimiser =
    let private name = "Optimiser.adamW"

    let private update (settings: AdamW) gradient (state: OptState<'P>) parameters =
        let hyper = Descent.hyper name state
        let shrink = hyper "LearningRate" * hyper "WeightDecay"
        AdamRule.update name 0.0 shrink settings.AmsGrad settings.Maximise gradient state parameters

    type Optimiser with
        /// `Optimiser.adamW settings` is Adam whose weight decay stays out of the means and so is the same for every
        /// parameter. The slots are those of `Optimiser.adam`. Raises where a setting is out of range. Source: Loshchilov and Hutter (2019), algorithm 2, as in PyTorch with the decay times the rate.
        static member adamW<'P>(settings: AdamW) : Optimiser<'P> =
            let { AdamW.LearningRate = rate; Beta1 = beta1; Beta2 = beta2; Epsilon = epsilon; WeightDecay = decay } =
                settings

            let hyper = AdamRule.hyper name rate beta1 beta2 epsilon decay
            { Init = Descent.init (AdamRule.slots settings.AmsGrad) hyper; Update = update settings }
