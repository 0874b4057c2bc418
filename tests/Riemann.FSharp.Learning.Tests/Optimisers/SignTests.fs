module Riemann.FSharp.Learning.Tests.SignTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

// Optimisers that PyTorch 1.13 has not, or not in this form, against their recursions written by hand.

let private gradients = [ for i in 1..30 -> [ sin (float i); cos (0.7 * float i); 0.0; -0.2 ] ]

let private walk (optimiser: Optimiser<Tensor>) start =
    let step (p, state) gradient = optimiser.Update (tensor gradient) state p
    let start = tensor start
    List.scan step (start, optimiser.Init start) gradients |> List.map fst |> List.tail

let private start = [ 1.0; -0.5; 0.25; 2.0 ]

[<Fact>]
let ``Lion goes by the sign of a mean`` () =
    let settings: Lion = { LearningRate = 0.01; Beta1 = 0.8; Beta2 = 0.95; WeightDecay = 0.2; Maximise = false }

    for climbs in [ 1.0; -1.0 ] do
        let step (parameters, means) gradient =
            List.map3
                (fun p m g ->
                    let g = climbs * g
                    let direction = 0.8 * m + (1.0 - 0.8) * g
                    p - 0.01 * (float (sign direction) + 0.2 * p), 0.95 * m + (1.0 - 0.95) * g)
                parameters
                means
                gradient
            |> List.unzip

        let expected = List.scan step (start, List.replicate 4 0.0) gradients |> List.map fst |> List.tail
        let found = walk (Optimiser.lion { settings with Maximise = climbs < 0.0 }) start
        List.iter2 Numbers.equal expected found

/// Nerva's recursions, with a learning rate that halves after the tenth step.
let private nerva looksAhead =
    let step (parameters, steps) (number, gradient) =
        let rate = if number < 10 then 0.1 else 0.05

        List.map3
            (fun p last g ->
                let next = 0.9 * last - rate * g
                (if looksAhead then p - 0.9 * last + 1.9 * next else p + next), next)
            parameters
            steps
            gradient
        |> List.unzip

    List.scan step (start, List.replicate 4 0.0) (List.indexed gradients) |> List.map fst |> List.tail

[<Fact>]
let ``a new learning rate of Nerva's momentum acts on new gradients only`` () =
    for looksAhead, optimiser: Optimiser<Tensor> in
        [ false, Optimiser.nervaMomentum { LearningRate = 0.1; Momentum = 0.9 }
          true, Optimiser.nervaNesterov { LearningRate = 0.1; Momentum = 0.9 } ] do
        let halving =
            { optimiser with
                Update =
                    fun gradient state p ->
                        let rate = if state.Step < 10L then 0.1 else 0.05
                        optimiser.Update gradient { state with Hyper = state.Hyper.Add("LearningRate", rate) } p }

        List.iter2 Numbers.equal (nerva looksAhead) (walk halving start)

[<Fact>]
let ``Rprop waits for one step where the sign has changed`` () =
    let optimiser: Optimiser<Tensor> = Optimiser.rprop { Rprop.defaults with LearningRate = 1.0; LargestStep = 1.3 }
    let start = tensor [ 0.0 ]

    let step (p, state) gradient = optimiser.Update (tensor [ gradient ]) state p
    let steps = List.scan step (start, optimiser.Init start) [ 1.0; 3.0; 2.0; -1.0; -1.0; -5.0; 0.0; nan ]
    let sizes = steps |> List.tail |> List.map (fun (_, state) -> Numbers.floats state.Slots[1] |> Array.head)
    let places = steps |> List.tail |> List.map (fst >> Numbers.floats >> Array.head)
    List.iter2 (fun (a: float) b -> Assert.Equal(a, b, 12)) [ 1.0; 1.2; 1.3; 0.65; 0.65; 0.78; 0.78; 0.78 ] sizes
    List.iter2 (fun (a: float) b -> Assert.Equal(a, b, 12)) [ -1.0; -2.2; -3.5; -3.5; -2.85; -2.07; -2.07; nan ] places
