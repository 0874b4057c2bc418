module Riemann.FSharp.Learning.Tests.GroupTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Walks

let private every (_: string) = true
let private isBias (name: string) = name.EndsWith "Bias"

[<Fact>]
let ``one group is its optimiser alone`` () =
    for alone, inGroup in [ sgd (), sgd (); adam (), adam () ] do
        same (fst (walk loss 4 alone model)) (fst (walk loss 4 (Optimiser.groups [ every, inGroup ]) model))

[<Fact>]
let ``each group moves by its own optimiser`` () =
    let grouped = Optimiser.groups [ isBias, sgd (); every, adam () |> Optimiser.clipByValue 0.1 ]
    let moved, state = walk loss 4 grouped model

    Assert.Equal(4L, state.Step)
    Assert.Equal<int64 list>([ 4L; 4L ], state.Parts |> List.map _.Step)
    same model.Seen moved.Seen
    same model.Fixed moved.Fixed

    // By hand: two optimisers, each of which sees its own tensors.
    let weight, bias = adam () |> Optimiser.clipByValue 0.1, sgd ()

    let step ((p: Model), w, b) _ =
        let gradient = (grad loss p).Layer
        let newWeight, w = weight.Update gradient.Weight w p.Layer.Weight
        let newBias, b = bias.Update gradient.Bias.Value b p.Layer.Bias.Value
        { p with Layer = { Weight = newWeight; Bias = Some newBias } }, w, b

    let start = model, weight.Init model.Layer.Weight, bias.Init model.Layer.Bias.Value
    let expected, _, _ = List.fold step start [ 1..4 ]
    same expected moved

[<Fact>]
let ``the state of groups by name`` () =
    let grouped = Optimiser.groups [ isBias, sgd (); every, adam () ]
    let half, state = walk loss 3 grouped model
    let names = OptState.toTensors state |> Map.keys |> Set

    for name in [ "Step"; "Parts.0.Slots.0.Layer.Bias"; "Parts.1.Slots.1.Layer.Weight"; "Parts.1.Hyper.Beta2" ] do
        Assert.Contains(name, names)

    Assert.DoesNotContain("Parts.1.Slots.1.Layer.Bias", names)
    let restored = OptState.ofTensors (grouped.Init model) (OptState.toTensors state)
    same (fst (grouped.Update (grad loss half) state half)) (fst (grouped.Update (grad loss half) restored half))

[<Fact>]
let ``a learning rate of 0 in all groups moves nothing`` () =
    let grouped = Optimiser.groups [ isBias, sgd (); every, adam () ]
    let state = OptState.withHyper "LearningRate" 0.0 (grouped.Init model)
    same model (fst (grouped.Update (grad loss model) state model))

[<Fact>]
let ``wrappers stand around groups`` () =
    let optimiser =
        Optimiser.groups [ isBias, sgd (); every, adam () ] |> Optimiser.average 0.0 |> Optimiser.accumulate 2

    let moved, state = walk loss 4 optimiser model
    same moved (Optimiser.averaged state moved)
    Assert.Equal(2L, state.Parts[1].Step)

    Numbers.refused "Optimiser.decoupledWeightDecay" "around each optimiser of Optimiser.groups" (fun () ->
        walk loss 1 (Optimiser.decoupledWeightDecay 0.1 (Optimiser.groups [ every, adam () ])) model)

[<Fact>]
let ``wrong groups are refused`` () =
    let init groups () = (Optimiser.groups groups: Optimiser<Model>).Init model
    Numbers.refused "Optimiser.groups" "no group takes Layer.Weight" (init [ isBias, sgd () ])
    Numbers.refused "Optimiser.groups" "end with a group for the rest" (init [])
    Numbers.refused "Optimiser.groups" "group 1 is empty" (init [ every, sgd (); isBias, sgd () ])
    Numbers.refused "Optimiser.groups" "Layer.Weight, Layer.Bias" (init [ every, sgd (); isBias, sgd () ])
    // Frozen parts and buffers are nobody's.
    Numbers.refused "Optimiser.groups" "group 0 is empty" (init [ (fun name -> name = "Fixed"), sgd (); every, sgd () ])

    let twice = Map [ "a", Map [ "b.c", tensor 1.0 ]; "a.b", Map [ "c", tensor 2.0 ] ]

    Numbers.refused "Optimiser.groups" "two parameters have one name" (fun () ->
        (Optimiser.groups [ every, sgd () ]).Init twice)

[<Fact>]
let ``a state of other groups is refused`` () =
    let one: Optimiser<Model> = Optimiser.groups [ every, sgd () ]
    let two: Optimiser<Model> = Optimiser.groups [ isBias, sgd (); every, sgd () ]

    Numbers.refused "Optimiser.groups" "the state has 1 parts, not 2" (fun () ->
        two.Update model (one.Init model) model)

    let other: Optimiser<Model> = Optimiser.groups [ (isBias >> not), sgd (); every, sgd () ]

    Numbers.refused "Optimiser.sgd" "the trees differ" (fun () -> other.Update model (two.Init model) model)
