module Riemann.FSharp.Learning.Tests.OptStateTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private start: Linear = { Weight = tensor [ [ 1.0; -2.0 ] ]; Bias = Some(tensor [ 0.5 ]) }
let private loss (p: Linear) = Tensor.sum (p.Weight ** 4.0) + Tensor.sum (Tensor.square p.Bias.Value)
let private adam: Optimiser<Linear> = Optimiser.adam Adam.defaults

let private stepped =
    let part: Optimiser<Map<string, Tensor>> = Optimiser.sgd { Sgd.defaults with Momentum = 0.9 }
    let _, state = adam.Update (grad loss start) (adam.Init start) start
    { state with Extra = Map [ "Seen", tensor 3L ]; Parts = [ part.Init(Map [ "a", tensor [ 1.0f ] ]) ] }

[<Fact>]
let ``a state by name`` () =
    let names = OptState.toTensors stepped |> Map.toList |> List.map fst

    let hyper prefix (state: OptState<'P>) = [ for name in state.Hyper.Keys -> $"{prefix}Hyper.{name}" ]

    let expected =
        [ "Extra.Seen"; "Step"; "Parts.0.Step"; "Parts.0.Slots.0.a" ]
        @ [ "Slots.0.Bias"; "Slots.0.Weight"; "Slots.1.Bias"; "Slots.1.Weight" ]
        @ hyper "" stepped
        @ hyper "Parts.0." stepped.Parts[0]

    Assert.Equal<string list>(List.sort expected, List.sort names)
    Assert.Equal<int64[]>([| 1L |], (OptState.toTensors stepped).["Step"].ToArray<int64>())

[<Fact>]
let ``a state comes back from its tensors with the same bits`` () =
    let template = { stepped with Step = 0L; Slots = List.map (Tree.map Tensor.zerosLike) stepped.Slots }
    let back = OptState.ofTensors (OptState.withHyper "LearningRate" 5.0 template) (OptState.toTensors stepped)
    Assert.Equal(stepped.Step, back.Step)
    Assert.Equal<Map<string, float>>(stepped.Hyper, back.Hyper)
    Assert.Equal<Map<string, float>>(stepped.Parts[0].Hyper, back.Parts[0].Hyper)
    Assert.Equal<string list>(Tree.names stepped, Tree.names back)

    for wanted, found in List.zip (Tree.leaves stepped) (Tree.leaves back) do
        Assert.Equal(wanted.DType, found.DType)
        Assert.Equal<float>(Numbers.floats wanted, Numbers.floats found)

[<Fact>]
let ``what a state has collected beyond its template comes back`` () =
    let tensors = (OptState.toTensors stepped).Add("Parts.0.Extra.History", tensor [ 1.0; 2.0 ])
    Numbers.equal [ 1.0; 2.0 ] (OptState.ofTensors stepped tensors).Parts[0].Extra["History"]

[<Fact>]
let ``tensors of another state are refused by name`` () =
    let tensors = OptState.toTensors stepped

    let refused (words: string) tensors =
        Numbers.refused "OptState.ofTensors" words (fun () -> OptState.ofTensors stepped tensors)

    refused "there is no Slots.1.Weight" (tensors.Remove "Slots.1.Weight")
    refused "Slots.0.Bias is float64 [2], not float64 [1]" (tensors.Add("Slots.0.Bias", tensor [ 1.0; 2.0 ]))
    refused "Parts.0.Slots.0.a is float64 [1], not float32 [1]" (tensors.Add("Parts.0.Slots.0.a", tensor [ 1.0 ]))
    refused "Step is float64 [], not int64 []" (tensors.Add("Step", tensor 1.0))
    refused "nothing in the state is called Slots.2.Weight" (tensors.Add("Slots.2.Weight", tensor [ 1.0 ]))

    refused
        "there is no Extra.Seen; nothing in the state is called Seen"
        (tensors.Remove("Extra.Seen").Add("Seen", tensor 1L))

[<Fact>]
let ``two tensors of one name are refused`` () =
    let sgd: Optimiser<Map<string, Map<string, Tensor>>> = Optimiser.sgd { Sgd.defaults with Momentum = 0.5 }
    let state = sgd.Init(Map [ "a", Map [ "b.c", tensor 1.0 ]; "a.b", Map [ "c", tensor 2.0 ] ])
    Numbers.refused "OptState.toTensors" "2 tensors have the name Slots.0.a.b.c" (fun () -> OptState.toTensors state)

[<Fact>]
let ``a hyperparameter changes in all parts`` () =
    let changed = OptState.mapHyper "LearningRate" (fun rate -> rate / 2.0) stepped
    Assert.Equal(5e-4, changed.Hyper["LearningRate"])
    Assert.Equal(5e-4, changed.Parts[0].Hyper["LearningRate"])
    Assert.Equal(0.5, (OptState.withHyper "Momentum" 0.5 stepped).Parts[0].Hyper["Momentum"])
    Assert.False((OptState.withHyper "Momentum" 0.5 stepped).Hyper.ContainsKey "Momentum")

    Numbers.refused "OptState.withHyper" "the state has no learningRate" (fun () ->
        OptState.withHyper "learningRate" 0.1 stepped)

    Numbers.refused "OptState.mapHyper" "its hyperparameters are " (fun () -> OptState.mapHyper "Rate" id stepped)

    Numbers.refused "OptState.mapHyper" "it has no hyperparameters" (fun () ->
        OptState.mapHyper "Rate" id { stepped with Hyper = Map.empty; Parts = [] })
