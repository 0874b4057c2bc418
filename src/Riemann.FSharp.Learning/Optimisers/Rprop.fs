namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// The settings of resilient backpropagation: see `Rprop.defaults`.
type Rprop =
    {
        /// The step size of every element at first.
        LearningRate: float
        /// The factor of a step size where the sign of the gradient has changed.
        EtaMinus: float
        /// The factor of a step size where it has not.
        EtaPlus: float
        SmallestStep: float
        LargestStep: float
        /// Climbs instead.
        Maximise: bool
    }

[<RequireQualifiedAccess>]
module Rprop =
    /// PyTorch's: learning rate 0.01, etas 0.5 and 1.2, steps from 1e-6 to 50.
    let defaults: Rprop =
        { LearningRate = 0.01
          EtaMinus = 0.5
          EtaPlus = 1.2
          SmallestStep = 1e-6
          LargestStep = 50.0
          Maximise = false }

[<AutoOpen>]
module RpropOptimiser =
    let private name = "Optimiser.rprop"

    let private check (settings: Rprop) =
        let { EtaMinus = minus; EtaPlus = plus; SmallestStep = smallest; LargestStep = largest } = settings
        Descent.requireNotNegative name "LearningRate" settings.LearningRate
        Descent.require name "EtaMinus" minus "between 0 and 1" (minus > 0.0 && minus < 1.0)
        Descent.require name "EtaPlus" plus "more than 1, and finite" (plus > 1.0 && plus < infinity)
        Descent.requireNotNegative name "SmallestStep" smallest
        Descent.require name "LargestStep" largest $"SmallestStep, which is {smallest}, or more" (largest >= smallest)

    let private update (settings: Rprop) gradient (state: OptState<'P>) parameters =
        let hyper = Descent.hyper name state
        let minus, plus = hyper "EtaMinus", hyper "EtaPlus"
        let smallest, largest = hyper "SmallestStep", hyper "LargestStep"

        let formula (gradient: Tensor) (parameter: Tensor) (slots: Tensor[]) =
            let product = gradient * slots[0]
            let zero = Tensor.zerosLike parameter
            let hasTurned = Tensor.less product zero
            let like (value: float) = Tensor.fullLike value parameter
            let factor = Tensor.where (Tensor.greater product zero) (like plus) (like 1.0)
            let size = Tensor.clamp smallest largest (slots[1] * Tensor.where hasTurned (like minus) factor)
            let last = Tensor.where hasTurned zero gradient
            struct (parameter - Tensor.Sign last * size, [| last; size |])

        let step = RpropStep(minus, plus, smallest, largest)
        let rule = Descent.rule 0.0 settings.Maximise step.Apply formula
        Descent.update name 2 rule gradient state parameters

    type Optimiser with
        /// `Optimiser.rprop settings` goes by the sign of the gradient alone, with a step size for each element that grows
        /// while the sign stays and shrinks when it changes; then the element waits for one step. For gradients of all
        /// data, not of batches. The state has two slots, the last gradient, or 0 where its sign had changed, and the step
        /// sizes. Raises where a setting is out of range. Source: Riedmiller and Braun (1993), without backtracking.
        static member rprop<'P>(settings: Rprop) : Optimiser<'P> =
            check settings

            let hyper =
                [ "EtaMinus", settings.EtaMinus
                  "EtaPlus", settings.EtaPlus
                  "SmallestStep", settings.SmallestStep
                  "LargestStep", settings.LargestStep ]

            { Init = Descent.initAt [ 0.0; settings.LearningRate ] hyper; Update = update settings }
