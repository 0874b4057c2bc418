module Riemann.FSharp.Learning.Tests.ScheduledOptimiserTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private start = tensor [ 1.0; -2.0 ]
let private gradient = tensor [ 1.0; 1.0 ]
let private sgd: Optimiser<Tensor> = Optimiser.sgd { Sgd.defaults with LearningRate = 0.5 }

let private walk (optimiser: Optimiser<Tensor>) steps =
    let step (p, state) _ = optimiser.Update gradient state p
    List.scan step (start, optimiser.Init start) [ 1..steps ]

[<Fact>]
let ``each step takes the rate of its number`` () =
    let states = walk (sgd |> Optimiser.schedule (Schedule.exponential 0.5)) 3
    Assert.Equal<float list>([ 0.5; 0.5; 0.25; 0.125 ], states |> List.map (fun (_, s) -> s.Hyper["LearningRate"]))
    Numbers.equal [ 0.125; -2.875 ] (fst (List.last states))

[<Fact>]
let ``a run goes on from its state`` () =
    let optimiser = sgd |> Optimiser.schedule (Schedule.warmUp 2 (Schedule.cosineAnnealing 8 0.0))
    let all = walk optimiser 6
    let half, state = all[3]
    let restored = Tree.mapAll id state
    let ended, _ = List.fold (fun (p, state) _ -> optimiser.Update gradient state p) (half, restored) [ 4..6 ]
    Assert.Equal<float>(Numbers.floats (fst (List.last all)), Numbers.floats ended)

[<Fact>]
let ``rate and momentum have schedules of their own`` () =
    let settings = { OneCycle.defaults with Steps = 10 }

    let optimiser: Optimiser<Tensor> =
        Optimiser.sgd { Sgd.defaults with LearningRate = 0.1; Momentum = 0.95 }
        |> Optimiser.schedule (Schedule.oneCycle settings)
        |> Optimiser.scheduleOf "Momentum" (Schedule.oneCycleMomentum 0.85 settings)

    let hypers = walk optimiser 10 |> List.tail |> List.map (fun (_, state) -> state.Hyper)
    let rates = Schedule.values 10 0.1 (Schedule.oneCycle settings)
    Assert.Equal<float list>(rates, hypers |> List.map (fun hyper -> hyper["LearningRate"]))
    Assert.Equal(0.85, hypers[2]["Momentum"], 12)
    Assert.Equal(0.95, hypers[9]["Momentum"], 12)

/// Two groups with rates of their own.
let private groups: Optimiser<Map<string, Tensor>> =
    let inner rate : Optimiser<Map<string, Tensor>> = Optimiser.sgd { Sgd.defaults with LearningRate = rate }
    Optimiser.groups [ (=) "fast", inner 1.0; (=) "slow", inner 0.1 ]

[<Fact>]
let ``groups keep rates of their own`` () =
    let optimiser = groups |> Optimiser.schedule (Schedule.exponential 0.5)
    let parameters = Map [ "fast", start; "slow", start ]
    let gradient = Map [ "fast", gradient; "slow", gradient ]
    let step (p, state) _ = optimiser.Update gradient state p
    let moved, state = List.fold step (parameters, optimiser.Init parameters) [ 1..3 ]
    Assert.Equal<float list>([ 0.25; 0.025 ], state.Parts |> List.map _.Hyper["LearningRate"])
    Assert.True state.Hyper.IsEmpty
    Numbers.equal [ 1.0 - 1.75; -2.0 - 1.75 ] moved["fast"]
    Numbers.equal [ 1.0 - 0.175; -2.0 - 0.175 ] moved["slow"]
    let plateau = { Plateau.defaults with Patience = 0; Factor = 0.5 }
    let _, reduced = Plateau.step plateau nan (Plateau.start plateau, groups.Init parameters)
    Assert.Equal<float list>([ 0.5; 0.05 ], reduced.Parts |> List.map _.Hyper["LearningRate"])

let private decay = Schedule.exponential 0.9

[<Fact>]
let ``what cannot be scheduled is refused`` () =
    let name = "Optimiser.schedule"

    Numbers.refused
        name
        "the optimiser has no Beta1\n  hint  its hyperparameters are Dampening, LearningRate, Momentum, WeightDecay"
        (fun () -> (sgd |> Optimiser.scheduleOf "Beta1" decay).Init start)

    let bare = { sgd with Init = fun p -> { sgd.Init p with Hyper = Map.empty } }

    Numbers.refused name "the optimiser has no LearningRate\n  hint  it has no hyperparameters" (fun () ->
        (bare |> Optimiser.schedule decay).Init start)

    let twice = sgd |> Optimiser.schedule decay |> Optimiser.schedule decay
    let hint = "make one of both with Schedule.chain or Schedule.sequential"
    Numbers.refused name $"LearningRate has a schedule already\n  hint  {hint}" (fun () -> twice.Init start)
    let scheduled = sgd |> Optimiser.schedule decay

    Numbers.refused name "the state has no InitialLearningRate\n  hint  make the state with Init" (fun () ->
        scheduled.Update gradient (sgd.Init start) start)

[<Fact>]
let ``a value that is no rate is refused at its step`` () =
    for value in [ -1.0; nan; infinity ] do
        let optimiser = sgd |> Optimiser.schedule (Schedule.lambda (fun step -> if step = 2.0 then value else 1.0))
        let problem = $"LearningRate is {0.5 * value} at step 2\n  hint  a schedule gives numbers, 0 or more"
        Numbers.refused "Optimiser.schedule" problem (fun () -> walk optimiser 3)
