namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// What an optimiser remembers between steps, for parameters of type 'P. It is a tree like any other: it can be mapped,
/// saved and compared, and hyperparameters are data in it, so that a schedule changes a number and rebuilds nothing.
type OptState<'P> =
    {
        /// The number of steps taken.
        Step: int64
        /// The numbers that govern the steps, such as `LearningRate`, by the names they have in the settings.
        Hyper: Map<string, float>
        /// Trees like the parameters, such as a mean of the gradients; which ones, the optimiser decides.
        Slots: 'P list
        /// What else there is to remember, of any shape, by name.
        Extra: Map<string, Tensor>
        /// The states of the optimisers that this one is made of, whose parameters are tensors by name.
        Parts: OptState<Map<string, Tensor>> list
    }

/// A way to descend: a first state, and a step that is a pure function.
type Optimiser<'P> =
    {
        /// `Init parameters` is the state before the first step.
        Init: 'P -> OptState<'P>
        /// `Update gradient state parameters` are the parameters and the state after one step.
        Update: 'P -> OptState<'P> -> 'P -> 'P * OptState<'P>
    }

/// The optimisers, each in a file of its own, such as `Optimiser.sgd` and `Optimiser.adam`.
[<AbstractClass; Sealed>]
type Optimiser = class end

/// What optimisers share.
module internal Descent =
    /// Raises unless the setting fulfils its condition. NaN fulfils none.
    let require operation (name: string) (value: float) wanted isGood =
        if not isGood then Fail.raise operation (RiemannError.Value($"{name} is {value}", $"{name} is {wanted}"))

    let requireNotNegative operation name value = require operation name value "0 or more" (value >= 0.0)

    let requireBeta operation name value =
        require operation name value "from 0 up to 1, without 1" (value >= 0.0 && value < 1.0)

    /// Whether a parameter and what belongs to it are plain arrays alike, so that one pass over memory can do the step:
    /// not where the step is itself differentiated, or taken for many at once.
    let areArraysAlike (parameter: Tensor) (gradient: Tensor) (slots: Tensor[]) =
        let isAlike (x: Tensor) =
            isNull x.Tracer && x.DType = parameter.DType && x.Aval.Shape.Equals parameter.Aval.Shape

        isAlike parameter && isAlike gradient && Array.forall isAlike slots

    /// A rule for `update` by a formula alone, which gets the gradient negated to climb and with `decay` of the parameter.
    let byFormula decay climbs (formula: Tensor -> Tensor -> Tensor[] -> struct (Tensor * Tensor[])) =
        fun (gradient: Tensor) (parameter: Tensor) (slots: Tensor[]) ->
            let gradient = if climbs then -gradient else gradient
            formula (if decay = 0.0 then gradient else gradient + parameter * decay) parameter slots

    /// A rule for `update`: the gradient, negated to climb and with `decay` of the parameter, goes into one pass over
    /// memory where it can, and into the formula in tensor operations elsewhere. Both have the same bits.
    let rule
        decay
        climbs
        (inOnePass: OptimiserOperands -> struct (NDArray * NDArray[]))
        (formula: Tensor -> Tensor -> Tensor[] -> struct (Tensor * Tensor[]))
        (gradient: Tensor)
        (parameter: Tensor)
        (slots: Tensor[])
        =
        if areArraysAlike parameter gradient slots then
            let values = slots |> Array.map _.Value

            let struct (moved, next) =
                inOnePass (OptimiserOperands(parameter.Value, gradient.Value, values, decay, climbs))

            struct (Tensor(moved, null), next |> Array.map (fun slot -> Tensor(slot, null)))
        else
            byFormula decay climbs formula gradient parameter slots

    /// The state before the first step, with a slot for each of the numbers that the slots are filled with.
    let initAt (fillings: float list) hyper (parameters: 'P) : OptState<'P> =
        { Step = 0L
          Hyper = Map.ofList hyper
          Slots = [ for filling in fillings -> Tree.map (Tensor.fullLike filling) parameters ]
          Extra = Map.empty
          Parts = [] }

    /// The state before the first step, with so many slots of zeros.
    let init slots hyper (parameters: 'P) : OptState<'P> = initAt (List.replicate slots 0.0) hyper parameters

    let private refuseState operation problem =
        Fail.raise operation (RiemannError.Value(problem, "make the state with Init of this optimiser"))

    /// The value of a hyperparameter.
    let hyper operation (state: OptState<'P>) name =
        match state.Hyper.TryFind name with
        | Some value -> value
        | None -> refuseState operation $"the state has no {name}"

    /// A number that the state keeps beside the slots.
    let extra operation (state: OptState<'P>) name =
        match state.Extra.TryFind name with
        | Some value -> float value
        | None -> refuseState operation $"the state has no {name}"

    let private refuseGradient operation parameters (leaf: int) (gradient: Tensor) (parameter: Tensor) =
        let name = (Tree.names parameters)[leaf]
        let problem = if name = "" then "the gradient does not fit" else $"the gradient of {name} does not fit"

        if gradient.DType <> parameter.DType then
            let types = [ "gradient", gradient.DType; "parameter", parameter.DType ]

            Fail.raise
                operation
                (RiemannError.DType(problem, types, $"Tensor.cast DType.{parameter.DType} the gradient"))
        else
            let shapes = [ "gradient", gradient.Aval.Shape; "parameter", parameter.Aval.Shape ]
            Fail.raise operation (RiemannError.Shape(problem, shapes, "a parameter and its gradient have one shape"))

    /// The tree of `f a b` for the trained tensors of two trees, whose shapes must be the same.
    let combine operation (f: Tensor -> Tensor -> Tensor) (left: 'P) (right: 'P) : 'P =
        let struct (a, b, isTrained) = Tree.zip operation left right

        let both leaf =
            if not isTrained[leaf] then
                a[leaf]
            elif a[leaf].Aval.Shape.Equals b[leaf].Aval.Shape then
                f a[leaf] b[leaf]
            else
                let name = (Tree.names left)[leaf]
                let problem = if name = "" then "the trees do not fit" else $"the trees do not fit at {name}"
                let shapes = [ "first", a[leaf].Aval.Shape; "second", b[leaf].Aval.Shape ]

                Fail.raise
                    operation
                    (RiemannError.Shape(problem, shapes, "parameters and what belongs to them are alike"))

        Tree.rebuild left (Array.init a.Length both)

    /// One step: `rule gradient parameter slots` is the new value of one trained tensor and of its slots.
    let update
        operation
        slots
        (rule: Tensor -> Tensor -> Tensor[] -> struct (Tensor * Tensor[]))
        (gradient: 'P)
        (state: OptState<'P>)
        (parameters: 'P)
        : 'P * OptState<'P> =
        if state.Slots.Length <> slots then
            refuseState operation $"the state has {state.Slots.Length} slots, not {slots}"

        let struct (old, gradients, isTrained) = Tree.zip operation parameters gradient

        let kept =
            [| for slot in state.Slots ->
                   let struct (_, leaves, _) = Tree.zip operation parameters slot
                   leaves |]

        let fresh = Array.copy old

        for leaf in 0 .. old.Length - 1 do
            if isTrained[leaf] then
                if
                    gradients[leaf].DType <> old[leaf].DType
                    || not (gradients[leaf].Aval.Shape.Equals old[leaf].Aval.Shape)
                then
                    refuseGradient operation parameters leaf gradients[leaf] old[leaf]

                let struct (moved, slots) = rule gradients[leaf] old[leaf] (kept |> Array.map (Array.item leaf))
                fresh[leaf] <- moved
                slots |> Array.iteri (fun slot value -> kept[slot][leaf] <- value)

        Tree.rebuild parameters fresh,
        { state with Step = state.Step + 1L; Slots = (state.Slots, List.ofArray kept) ||> List.map2 Tree.rebuild }
