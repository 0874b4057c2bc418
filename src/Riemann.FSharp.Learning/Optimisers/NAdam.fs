namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// The settings of NAdam: see `NAdam.defaults`.
type NAdam =
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
        /// How fast the momentum approaches Beta1.
        MomentumDecay: float
    }

[<RequireQualifiedAccess>]
module NAdam =
    /// PyTorch's: learning rate 2e-3, betas 0.9 and 0.999, epsilon 1e-8, no weight decay, momentum decay 4e-3.
    let defaults: NAdam =
        { LearningRate = 2e-3; Beta1 = 0.9; Beta2 = 0.999; Epsilon = 1e-8; WeightDecay = 0.0; MomentumDecay = 4e-3 }

[<AutoOpen>]
module NAdamOptimiser =
    let private name = "Optimiser.nAdam"
    let private product = "MomentumProduct"

    let private update gradient (state: OptState<'P>) parameters =
        let hyper = Descent.hyper name state
        let beta1, beta2, rate = hyper "Beta1", hyper "Beta2", hyper "LearningRate"
        let number = float (state.Step + 1L)
        let momentum number = beta1 * (1.0 - 0.5 * 0.96 ** (number * hyper "MomentumDecay"))
        let products = Descent.extra name state product * momentum number
        let next = momentum (number + 1.0)

        // The correction of the mean square enters as a factor of both rates and of epsilon.
        let correction = sqrt (1.0 - beta2 ** number)
        let gradientRate = rate * (1.0 - momentum number) / (1.0 - products) * correction
        let meanRate = rate * next / (1.0 - products * next) * correction
        let epsilon = hyper "Epsilon" * correction

        let formula (gradient: Tensor) (parameter: Tensor) (slots: Tensor[]) =
            let mean = AdamRule.mean beta1 slots[0] gradient
            let square = AdamRule.mean beta2 slots[1] (Tensor.square gradient)
            let moved = parameter - (gradient * gradientRate + mean * meanRate) / (sqrt square + epsilon)
            struct (moved, [| mean; square |])

        let step = NAdamStep(beta1, beta2, gradientRate, meanRate, epsilon)
        let rule = Descent.rule (hyper "WeightDecay") false step.Apply formula
        let moved, state = Descent.update name 2 rule gradient state parameters
        moved, { state with Extra = state.Extra.Add(product, tensor products) }

    type Optimiser with
        /// `Optimiser.nAdam settings` is Adam with Nesterov's look ahead and a momentum that grows towards Beta1. The state
        /// has two slots, the means of gradient and squared gradient, and the product of all momenta in
        /// `Extra["MomentumProduct"]`, in float64 where PyTorch 1.13 keeps it in its default type. Raises where a setting
        /// is out of range. Source: Dozat (2016), algorithm 8, in the form that PyTorch documents and has with `foreach`;
        /// without it, 1.13 counts the momentum of a step twice.
        static member nAdam<'P>(settings: NAdam) : Optimiser<'P> =
            let { NAdam.LearningRate = rate; Beta1 = beta1; Beta2 = beta2; Epsilon = epsilon; WeightDecay = decay } =
                settings

            Descent.requireNotNegative name "MomentumDecay" settings.MomentumDecay

            let hyper = ("MomentumDecay", settings.MomentumDecay) :: AdamRule.hyper name rate beta1 beta2 epsilon decay

            let init parameters = { Descent.init 2 hyper parameters with Extra = Map [ product, tensor 1.0 ] }

            { Init = init; Update = update }
