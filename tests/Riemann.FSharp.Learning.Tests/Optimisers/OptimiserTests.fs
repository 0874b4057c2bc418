module Riemann.FSharp.Learning.Tests.OptimiserTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

// The expected numbers are the parameters after each of three steps of torch.optim 1.13 in float64 from
// [1, -2, 0.5] with the loss (p ** 4).sum() / 4 + p[0] * p[1].

let private start = tensor [ 1.0; -2.0; 0.5 ]
let private loss (p: Tensor) = Tensor.sum (p ** 4.0) / 4.0 + p[0] * p[1]

let private walk (optimiser: Optimiser<'P>) loss start steps =
    let step (p, state) _ = optimiser.Update (grad loss p) state p
    List.scan step (start, optimiser.Init start) [ 1..steps ] |> List.tail

let private expect optimiser (steps: float list list) =
    for expected, (found, _) in List.zip steps (walk optimiser loss start steps.Length) do
        Numbers.equal expected found

[<Fact>]
let ``gradient descent`` () =
    expect
        (Optimiser.sgd { Sgd.defaults with LearningRate = 0.1 })
        [ [ 1.1; -1.3; 0.4875 ]
          [ 1.0969; -1.1903; 0.47591425781249996 ]
          [ 1.0839521316790999; -1.1313466188673; 0.4651350672992995 ] ]

[<Fact>]
let ``weight decay`` () =
    expect
        (Optimiser.sgd { Sgd.defaults with LearningRate = 0.05; WeightDecay = 0.1 })
        [ [ 1.045; -1.64; 0.49125 ]
          [ 1.0647166937499999; -1.4635027999999999; 0.48286616630859375 ]
          [ 1.0722189561651745; -1.3526916462224838; 0.47482258811869077 ] ]

[<Fact>]
let ``momentum`` () =
    expect
        (Optimiser.sgd { Sgd.defaults with LearningRate = 0.05; Momentum = 0.9 })
        [ [ 1.05; -1.65; 0.49375 ]
          [ 1.11961875; -1.1628937499999998; 0.4821064575195313 ]
          [ 1.1702456240837082; -0.7018487297491204; 0.46602455017214334 ] ]

[<Fact>]
let ``dampened momentum, whose first direction is not`` () =
    expect
        (Optimiser.sgd { Sgd.defaults with LearningRate = 0.05; Momentum = 0.9; Dampening = 0.3; WeightDecay = 0.01 })
        [ [ 1.0495; -1.649; 0.4935 ]
          [ 1.110938653691875; -1.212316664285; 0.483270691486875 ]
          [ 1.1602870749205587; -0.7953987449252926; 0.4699447841399034 ] ]

[<Fact>]
let ``Nesterov's momentum`` () =
    expect
        (Optimiser.sgd { Sgd.defaults with LearningRate = 0.05; Momentum = 0.9; Nesterov = true; WeightDecay = 0.01 })
        [ [ 1.09405; -1.3331; 0.48765 ]
          [ 1.1353459313275132; -0.926391321349355; 0.4709051144907731 ]
          [ 1.119842098214688; -0.6497817882422098; 0.4509049205310338 ] ]

[<Fact>]
let ``Adam by its defaults`` () =
    expect
        (Optimiser.adam Adam.defaults)
        [ [ 1.0009999999900001; -1.9990000000014285; 0.49900000008 ]
          [ 1.0019998934189078; -1.9980000488646597; 0.49800016121883317 ]
          [ 1.0029996087167439; -1.9970001791007082; 0.4970005907871803 ] ]

[<Fact>]
let ``Adam by all of its settings`` () =
    expect
        (Optimiser.adam
            { Adam.defaults with LearningRate = 0.1; Beta1 = 0.8; Beta2 = 0.95; Epsilon = 1e-3; WeightDecay = 0.1 })
        [ [ 1.099889012208657; -1.9000138869601444; 0.4005681818181818 ]
          [ 1.192159750331321; -1.801291378999223; 0.3064256787227744 ]
          [ 1.258825190696542; -1.704816045653864; 0.22054474704697036 ] ]

[<Fact>]
let ``AdamW by its defaults`` () =
    expect
        (Optimiser.adamW AdamW.defaults)
        [ [ 1.00098999999; -1.9989800000014286; 0.49899500008000003 ]
          [ 1.001979883792287; -1.9979600599372147; 0.49799017209760665 ]
          [ 1.0029695800285343; -1.9969402128984954; 0.4969856239742429 ] ]

let private climbing: AdamW =
    { AdamW.defaults with
        LearningRate = 0.1
        Beta1 = 0.8
        Beta2 = 0.95
        Epsilon = 1e-3
        WeightDecay = 0.2
        Maximise = true }

[<Fact>]
let ``AdamW by all of its settings`` () =
    expect
        (Optimiser.adamW climbing)
        [ [ 0.8800999000999; -2.059985716326239; 0.5892063492063492 ]
          [ 0.7624741413985046; -2.1190994571196113; 0.6760800289385938 ]
          [ 0.6465442416445242; -2.177550823683233; 0.7611167565422634 ] ]

    expect
        (Optimiser.adamW { climbing with Maximise = false })
        [ [ 1.0799000999000998; -1.860014283673761; 0.3907936507936508 ]
          [ 1.1530959715213949; -1.7248415142925362; 0.2925967648896558 ]
          [ 1.210132999818948; -1.595958516335294; 0.2091337770849093 ] ]

[<Fact>]
let ``climbing with momentum`` () =
    let settings =
        { Sgd.defaults with LearningRate = 0.05; Momentum = 0.9; Dampening = 0.3; WeightDecay = 0.1; Maximise = true }

    expect
        (Optimiser.sgd settings)
        [ [ 0.945; -2.34; 0.50375 ]
          [ 0.8398293018749999; -3.05318664; 0.5098360526269532 ]
          [ 0.6561067344930367; -4.651132155814455; 0.5181673827614874 ] ]

type private Model = { Layer: Linear; Fixed: Frozen<Tensor>; Steps: Tensor }

let private model =
    { Layer = { Weight = tensor [ [ 1.0; -2.0 ] ]; Bias = Some(tensor [ 0.5 ]) }
      Fixed = Frozen(tensor [ 3.0 ])
      Steps = tensor [ 7L ] }

let private modelLoss model =
    (loss (Tensor.concatenate 0 [ Tensor.flatten model.Layer.Weight; model.Layer.Bias.Value ])) * model.Fixed.Value[0]
    / 3.0

let private optimisers: (unit -> Optimiser<Model>) list =
    [ fun () -> Optimiser.sgd { Sgd.defaults with LearningRate = 0.1 }
      fun () -> Optimiser.sgd { Sgd.defaults with LearningRate = 0.1; Momentum = 0.9 }
      fun () -> Optimiser.adamW AdamW.defaults
      fun () -> Optimiser.adam Adam.defaults ]

[<Fact>]
let ``a record moves as its tensors do, and what is not trained stays`` () =
    let trained = optimisers |> List.map (fun make -> walk (make ()) modelLoss model 3 |> List.last |> fst)
    let adam = List.last trained
    Numbers.equal [ 1.0029996087167439; -1.9970001791007082 ] adam.Layer.Weight
    Numbers.equal [ 0.4970005907871803 ] adam.Layer.Bias.Value

    for model in trained do
        Numbers.equal [ 3.0 ] model.Fixed.Value
        Assert.Equal<int64>([| 7L |], model.Steps.ToArray<int64>())

[<Fact>]
let ``the state is a tree that says where each tensor is`` () =
    let _, state = walk (Optimiser.adam Adam.defaults) modelLoss model 3 |> List.last
    Assert.Equal(3L, state.Step)

    let expected =
        [ for slot in 0..1 do
              for leaf in [ "Layer.Weight"; "Layer.Bias"; "Fixed"; "Steps" ] -> $"Slots.{slot}.{leaf}" ]

    Assert.Equal<string list>(expected, Tree.names state)

[<Fact>]
let ``a run goes on from a state that was taken apart and put together`` () =
    for make in optimisers do
        let optimiser = make ()
        let half, state = walk optimiser modelLoss model 2 |> List.last
        let copy (x: Tensor) = if x.DType = DType.Float64 then Tensor.ofArray x.Shape (x.ToArray<float>()) else x
        let restored = Tree.mapAll copy state
        let next, _ = optimiser.Update (grad modelLoss half) restored half
        let expected, _ = walk optimiser modelLoss model 3 |> List.last
        Assert.Equal<float>(Numbers.floats expected.Layer.Weight, Numbers.floats next.Layer.Weight)

[<Fact>]
let ``hyperparameters are data in the state`` () =
    let slow: Optimiser<Tensor> = Optimiser.sgd { Sgd.defaults with LearningRate = 1e-5 }
    let state = slow.Init start
    let faster = { state with Hyper = state.Hyper.Add("LearningRate", 0.1) }
    let moved, _ = slow.Update (grad loss start) faster start
    Numbers.equal [ 1.1; -1.3; 0.4875 ] moved

[<Fact>]
let ``a learning rate of 0 moves nothing, even where there is no gradient`` () =
    for optimiser: Optimiser<Tensor> in
        [ Optimiser.sgd { Sgd.defaults with LearningRate = 0.0; Momentum = 0.5 }
          Optimiser.adam { Adam.defaults with LearningRate = 0.0 } ] do
        let moved, _ = optimiser.Update (tensor [ 1.0; 0.0; -2.0 ]) (optimiser.Init start) start
        Numbers.equal [ 1.0; -2.0; 0.5 ] moved

[<Fact>]
let ``float32 parameters stay float32`` () =
    let single = Tensor.cast DType.Float32 start

    for optimiser: Optimiser<Tensor> in
        [ Optimiser.sgd { Sgd.defaults with Momentum = 0.5 }; Optimiser.adam Adam.defaults ] do
        for moved, state in walk optimiser loss single 2 do
            Assert.Equal(DType.Float32, moved.DType)
            Assert.All(Tree.leaves state, (fun slot -> Assert.Equal(DType.Float32, slot.DType)))

[<Fact>]
let ``a step can be differentiated`` () =
    let optimiser: Optimiser<Tensor> = Optimiser.adam { Adam.defaults with LearningRate = 0.1 }
    let after start = optimiser.Update (grad loss start) (optimiser.Init start) start |> fst |> loss
    Numbers.checkGradient after start

[<Fact>]
let ``settings out of range are refused`` () =
    let sgd settings : Optimiser<Tensor> = Optimiser.sgd settings
    let adam settings : Optimiser<Tensor> = Optimiser.adam settings

    for value in [ -1e-3; nan ] do
        Numbers.refused "Optimiser.sgd" "LearningRate" (fun () -> sgd { Sgd.defaults with LearningRate = value })
        Numbers.refused "Optimiser.sgd" "Momentum" (fun () -> sgd { Sgd.defaults with Momentum = value })
        Numbers.refused "Optimiser.sgd" "WeightDecay" (fun () -> sgd { Sgd.defaults with WeightDecay = value })
        Numbers.refused "Optimiser.adam" "LearningRate" (fun () -> adam { Adam.defaults with LearningRate = value })
        Numbers.refused "Optimiser.adam" "Epsilon" (fun () -> adam { Adam.defaults with Epsilon = value })
        Numbers.refused "Optimiser.adam" "Beta1" (fun () -> adam { Adam.defaults with Beta1 = value })

    let adamW settings : Optimiser<Tensor> = Optimiser.adamW settings
    Numbers.refused "Optimiser.adamW" "WeightDecay" (fun () -> adamW { AdamW.defaults with WeightDecay = -1.0 })
    Numbers.refused "Optimiser.adamW" "Beta1" (fun () -> adamW { AdamW.defaults with Beta1 = 1.0 })
    Numbers.refused "Optimiser.adam" "Beta2" (fun () -> adam { Adam.defaults with Beta2 = 1.0 })
    Numbers.refused "Optimiser.sgd" "Nesterov" (fun () -> sgd { Sgd.defaults with Nesterov = true })

[<Fact>]
let ``a state or a gradient of something else is refused`` () =
    let adam: Optimiser<Tensor> = Optimiser.adam Adam.defaults
    let sgd: Optimiser<Tensor> = Optimiser.sgd { Sgd.defaults with Momentum = 0.9 }
    Numbers.refused "Optimiser.adam" "no Beta1" (fun () -> adam.Update start (sgd.Init start) start)
    Numbers.refused "Optimiser.sgd" "no Momentum" (fun () -> sgd.Update start (adam.Init start) start)
    let short = { adam.Init start with Slots = [ start ] }
    Numbers.refused "Optimiser.adam" "1 slots, not 2" (fun () -> adam.Update start short start)

    Numbers.refused "Optimiser.adam" "the gradient does not fit" (fun () ->
        adam.Update (tensor [ 1.0 ]) (adam.Init start) start)

    let make = List.last optimisers
    let wrong = { model with Layer = { model.Layer with Bias = Some(tensor [ 1.0; 2.0 ]) } }

    Numbers.refused "Optimiser.adam" "Layer.Bias" (fun () -> (make ()).Update wrong ((make ()).Init model) model)

[<Fact>]
let ``a gradient of another element type is refused`` () =
    let optimiser = Optimiser.adam Adam.defaults
    let single = Tensor.cast DType.Float32 start

    let error =
        Assert.Throws<RiemannException>(fun () -> optimiser.Update single (optimiser.Init start) start |> ignore)

    Assert.True(error.Error.IsDType)
