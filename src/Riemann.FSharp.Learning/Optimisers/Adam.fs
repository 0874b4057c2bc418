namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The settings of Adam: see `Adam.defaults`.
type Adam =
    {
        LearningRate: float
        /// The part of the mean gradient that remains after a step.
        Beta1: float
        /// The part of the mean squared gradient that remains after a step.
        Beta2: float
        /// Keeps the step finite where gradients vanish.
        Epsilon: float
        /// Added to the gradient, times the parameter, and so scaled with it.
        WeightDecay: float
        /// Divides by the largest mean squared gradient so far.
        AmsGrad: bool
        /// Climbs instead.
        Maximise: bool
    }

[<RequireQualifiedAccess>]
module Adam =
    /// PyTorch's: learning rate 1e-3, betas 0.9 and 0.999, epsilon 1e-8, no weight decay.
    let defaults =
        { LearningRate = 1e-3
          Beta1 = 0.9
          Beta2 = 0.999
          Epsilon = 1e-8
          WeightDecay = 0.0
          AmsGrad = false
          Maximise = false }

[<AutoOpen>]
module AdamOptimiser =
    let private name = "Optimiser.adam"

    let private update (settings: Adam) gradient (state: OptState<'P>) parameters =
        let decay = Descent.hyper name state "WeightDecay"
        AdamRule.update name decay 0.0 settings.AmsGrad settings.Maximise gradient state parameters

    type Optimiser with
        /// `Optimiser.adam settings` divides the mean gradient by the root of the mean squared gradient. The state has
        /// these two means as slots, and with AmsGrad the largest mean squared gradient so far. Weight decay is PyTorch's
        /// for `torch.optim.Adam`, a part of the gradient; `Optimiser.adamW` takes it from the parameter. Raises where a
        /// setting is out of range. Source: Kingma and Ba (2015), algorithm 1, in the form of their section 2; Reddi, Kale
        /// and Kumar (2018), algorithm 2, in PyTorch's form, which corrects the means.
        static member adam<'P>(settings: Adam) : Optimiser<'P> =
            let { Adam.LearningRate = rate; Beta1 = beta1; Beta2 = beta2; Epsilon = epsilon; WeightDecay = decay } =
                settings

            let hyper = AdamRule.hyper name rate beta1 beta2 epsilon decay
            { Init = Descent.init (AdamRule.slots settings.AmsGrad) hyper; Update = update settings }
