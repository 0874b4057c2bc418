module Riemann.FSharp.Learning.Tests.OptimiserSettingTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

/// Asserts that this is what is said, but for the place in the code.
let private says (lines: string list) (action: unit -> 'T) =
    let error = Assert.Throws<RiemannException>(fun () -> action () |> ignore)
    let said = error.Message.Split '\n' |> Array.filter (fun line -> not (line.StartsWith "  at "))
    Assert.Equal<string>(lines, List.ofArray said)

let private refuses setting (wanted: string) name (make: float -> Optimiser<Tensor>) values =
    for value: float in values do
        says [ $"Optimiser.{name}: {setting} is {value}"; $"  hint  {setting} is {wanted}" ] (fun () -> make value)

let private negative setting = refuses setting "0 or more"
let private beta setting = refuses setting "from 0 up to 1, without 1"
let private bad = [ -1e-3; nan; -infinity ]
let private badBetas = [ -0.1; 1.0; 2.0; nan ]

[<Fact>]
let ``settings of gradient descent`` () =
    negative "LearningRate" "gd" (fun x -> Optimiser.gd { Gd.defaults with LearningRate = x }) bad
    negative "WeightDecay" "gd" (fun x -> Optimiser.gd { Gd.defaults with WeightDecay = x }) bad
    negative "LearningRate" "sgd" (fun x -> Optimiser.sgd { Sgd.defaults with LearningRate = x }) bad
    negative "Momentum" "sgd" (fun x -> Optimiser.sgd { Sgd.defaults with Momentum = x }) bad
    negative "WeightDecay" "sgd" (fun x -> Optimiser.sgd { Sgd.defaults with WeightDecay = x }) bad
    refuses "Dampening" "finite" "sgd" (fun x -> Optimiser.sgd { Sgd.defaults with Dampening = x }) [ nan; infinity ]

    for settings in
        [ { Sgd.defaults with Nesterov = true }
          { Sgd.defaults with Nesterov = true; Momentum = 0.9; Dampening = 0.1 } ] do
        says
            [ "Optimiser.sgd: Nesterov with this momentum and dampening"
              "  hint  Nesterov needs momentum and no dampening" ]
            (fun () -> Optimiser.sgd<Tensor> settings)

    let settings = NervaMomentum.defaults
    negative "LearningRate" "nervaMomentum" (fun x -> Optimiser.nervaMomentum { settings with LearningRate = x }) bad
    negative "Momentum" "nervaNesterov" (fun x -> Optimiser.nervaNesterov { settings with Momentum = x }) bad

[<Fact>]
let ``settings of the kinds of Adam`` () =
    negative "LearningRate" "adam" (fun x -> Optimiser.adam { Adam.defaults with LearningRate = x }) bad
    negative "Epsilon" "adam" (fun x -> Optimiser.adam { Adam.defaults with Epsilon = x }) bad
    negative "WeightDecay" "adamW" (fun x -> Optimiser.adamW { AdamW.defaults with WeightDecay = x }) bad
    beta "Beta1" "adamW" (fun x -> Optimiser.adamW { AdamW.defaults with Beta1 = x }) badBetas
    beta "Beta2" "nAdam" (fun x -> Optimiser.nAdam { NAdam.defaults with Beta2 = x }) badBetas
    negative "MomentumDecay" "nAdam" (fun x -> Optimiser.nAdam { NAdam.defaults with MomentumDecay = x }) bad
    beta "Beta2" "rAdam" (fun x -> Optimiser.rAdam { RAdam.defaults with Beta2 = x }) badBetas
    beta "Beta1" "adamax" (fun x -> Optimiser.adamax { Adamax.defaults with Beta1 = x }) badBetas

[<Fact>]
let ``settings of the others`` () =
    let adagrad = Adagrad.defaults
    negative "LearningRate" "adagrad" (fun x -> Optimiser.adagrad { adagrad with LearningRate = x }) bad
    negative "LearningRateDecay" "adagrad" (fun x -> Optimiser.adagrad { adagrad with LearningRateDecay = x }) bad
    negative "InitialAccumulator" "adagrad" (fun x -> Optimiser.adagrad { adagrad with InitialAccumulator = x }) bad
    let adadelta x = Optimiser.adadelta { Adadelta.defaults with Rho = x }
    refuses "Rho" "from 0 to 1" "adadelta" adadelta [ -0.1; 1.1; nan ]
    beta "Alpha" "rmsProp" (fun x -> Optimiser.rmsProp { RmsProp.defaults with Alpha = x }) badBetas
    negative "Momentum" "rmsProp" (fun x -> Optimiser.rmsProp { RmsProp.defaults with Momentum = x }) bad
    beta "Beta2" "lion" (fun x -> Optimiser.lion { Lion.defaults with Beta2 = x }) badBetas
    let rprop = Rprop.defaults
    let eta = [ 0.0; 1.0; nan ]
    refuses "EtaMinus" "between 0 and 1" "rprop" (fun x -> Optimiser.rprop { rprop with EtaMinus = x }) eta
    refuses "EtaPlus" "more than 1, and finite" "rprop" (fun x -> Optimiser.rprop { rprop with EtaPlus = x }) eta
    let largest = "SmallestStep, which is 1E-06, or more"
    refuses "LargestStep" largest "rprop" (fun x -> Optimiser.rprop { rprop with LargestStep = x }) [ 1e-7; nan ]

let private one = tensor [ 1.0 ]

[<Fact>]
let ``states of something else`` () =
    let hint = "  hint  make the state with Init of this optimiser"

    for name, optimiser in EveryOptimiser.all<Tensor>() do
        let state = optimiser.Init one

        let error =
            Assert.Throws<RiemannException>(fun () ->
                optimiser.Update one { state with Slots = one :: state.Slots } one |> ignore)

        Assert.True(error.Message.Contains $"the state has {state.Slots.Length + 1} slots, not", name)

    let nAdam: Optimiser<Tensor> = Optimiser.nAdam NAdam.defaults
    let state = nAdam.Init one

    says [ "Optimiser.nAdam: the state has no MomentumProduct"; hint ] (fun () ->
        nAdam.Update one { state with Extra = Map.empty } one)

    says [ "Optimiser.nAdam: the state has no Beta1"; hint ] (fun () ->
        nAdam.Update one { state with Hyper = state.Hyper.Remove "Beta1" } one)

[<Fact>]
let ``gradients of something else`` () =
    let optimiser: Optimiser<Tensor list> = Optimiser.lion Lion.defaults
    let two = [ one; one ]
    let update gradient () = optimiser.Update gradient (optimiser.Init two) two

    says
        [ "Optimiser.lion: the trees differ: [0; 1] and [0]"; "  hint  both must hold tensors in the same places" ]
        (update [ one ])

    says
        [ "Optimiser.lion: the gradient of 1 does not fit"
          "  gradient [2]   parameter [1]"
          "  rule  a parameter and its gradient have one shape" ]
        (update [ one; tensor [ 1.0; 2.0 ] ])

    says
        [ "Optimiser.lion: the gradient of 1 does not fit"
          "  gradient int64   parameter float64"
          "  hint  Tensor.cast DType.Float64 the gradient" ]
        (update [ one; tensor [ 1L ] ])
