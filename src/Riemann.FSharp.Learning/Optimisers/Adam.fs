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
    }

[<RequireQualifiedAccess>]
module Adam =
    /// PyTorch's: learning rate 1e-3, betas 0.9 and 0.999, epsilon 1e-8, no weight decay.
    let defaults = { LearningRate = 1e-3; Beta1 = 0.9; Beta2 = 0.999; Epsilon = 1e-8; WeightDecay = 0.0 }

[<AutoOpen>]
module AdamOptimiser =
    let private name = "Optimiser.adam"

    let private update gradient (state: OptState<'P>) parameters =
        let rule = AdamRule.make name (Descent.hyper name state "WeightDecay") 0.0 state
        Descent.update name 2 rule gradient state parameters

    type Optimiser with
        /// `Optimiser.adam settings` divides the mean gradient by the root of the mean squared gradient. The state has
        /// two slots, these means. Weight decay is PyTorch's for `torch.optim.Adam`, a part of the gradient. Raises
        /// where a setting is out of range. Source: Kingma and Ba (2015), algorithm 1, in the form of their section 2.
        static member adam<'P>(settings: Adam) : Optimiser<'P> =
            let { Adam.LearningRate = rate; Beta1 = beta1; Beta2 = beta2; Epsilon = epsilon; WeightDecay = decay } =
                settings

            let hyper = AdamRule.hyper name rate beta1 beta2 epsilon decay
            { Init = Descent.init 2 hyper; Update = update }
