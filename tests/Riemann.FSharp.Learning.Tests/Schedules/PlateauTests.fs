module Riemann.FSharp.Learning.Tests.PlateauTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private settings = { Plateau.defaults with Patience = 1; Factor = 0.5; Cooldown = 2 }

let private run settings metrics =
    List.scan (fun state metric -> Plateau.next settings metric state) (Plateau.start settings) metrics

[<Fact>]
let ``patience, a reduction, and epochs that do not count`` () =
    let states = run settings [ 3.0; 3.0; 3.0; 3.0; 3.0; 3.0; 3.0; 2.0 ] |> List.tail
    Assert.Equal<int list>([ 0; 1; 0; 0; 0; 1; 0; 0 ], states |> List.map _.BadEpochs)
    Assert.Equal<int list>([ 0; 0; 2; 1; 0; 0; 2; 1 ], states |> List.map _.CooldownLeft)
    Assert.Equal<int list>([ 0; 0; 1; 1; 1; 1; 2; 2 ], states |> List.map _.Reductions)
    Assert.Equal(2.0, (List.last states).Best)

[<Fact>]
let ``NaN is never better, and the first number is`` () =
    let states = run settings [ nan; nan; 1e300; nan ] |> List.tail
    Assert.Equal<int list>([ 0; 1; 1; 1 ], states |> List.map _.Reductions)
    Assert.Equal<float list>([ infinity; infinity; 1e300; 1e300 ], states |> List.map _.Best)
    let accuracy = { settings with Mode = PlateauMode.Max }
    Assert.Equal<float list>([ -infinity; -infinity; 0.0 ], run accuracy [ nan; 0.0 ] |> List.map _.Best)

[<Fact>]
let ``a value stops at the minimum, and where a reduction would be too small`` () =
    let after reductions settings = Plateau.value settings 8.0 { Plateau.start settings with Reductions = reductions }
    Assert.Equal<float list>([ 8.0; 4.0; 3.0; 3.0 ], [ for n in 0..3 -> after n { settings with Minimum = 3.0 } ])
    Assert.Equal<float list>([ 8.0; 4.0; 4.0 ], [ for n in 0..2 -> after n { settings with Epsilon = 2.0 } ])
    Assert.Equal(8.0, after 5 { settings with Minimum = 9.0 })

[<Fact>]
let ``a run goes on from a state that was written down`` () =
    let metrics = [ for epoch in 1..40 -> 1.0 + sin (float epoch) / float epoch ]
    let half = run settings (List.take 20 metrics) |> List.last
    let json = System.Text.Json.JsonSerializer.Serialize half
    let read = System.Text.Json.JsonSerializer.Deserialize<PlateauState> json
    Assert.Equal(half, read)
    let rest = List.fold (fun state metric -> Plateau.next settings metric state) read (List.skip 20 metrics)
    Assert.Equal(List.last (run settings metrics), rest)
    Assert.NotEqual(0, rest.Reductions)

let private sgd: Optimiser<Tensor> = Optimiser.sgd { Sgd.defaults with LearningRate = 8.0 }

let private steps (optimiser: Optimiser<Tensor>) metrics =
    let start = Plateau.start settings, optimiser.Init(tensor [ 1.0 ])
    List.scan (fun states metric -> Plateau.step settings metric states) start metrics |> List.map snd

[<Fact>]
let ``the learning rate of an optimiser falls`` () =
    let rates = steps sgd (List.replicate 7 1.0) |> List.map (fun state -> state.Hyper["LearningRate"])
    Assert.Equal<float list>([ 8.0; 8.0; 8.0; 4.0; 4.0; 4.0; 4.0; 2.0 ], rates)

[<Fact>]
let ``what a schedule starts from falls`` () =
    let optimiser = sgd |> Optimiser.schedule (Schedule.exponential 0.5)
    let state = steps optimiser (List.replicate 7 1.0) |> List.last
    let _, state = optimiser.Update (tensor [ 0.0 ]) { state with Step = 3L } (tensor [ 1.0 ])
    Assert.Equal(2.0 / 8.0, state.Hyper["LearningRate"])

[<Fact>]
let ``settings out of range are refused`` () =
    let refused words settings =
        Numbers.refused "Plateau.start" words (fun () -> Plateau.start settings)
        Numbers.refused "Plateau.next" words (fun () -> Plateau.next settings 1.0 (Plateau.start Plateau.defaults))

    refused "Factor is 1\n  hint  Factor is from 0 up to 1, without 1" { settings with Factor = 1.0 }
    refused "Factor is NaN" { settings with Factor = nan }
    refused "Patience is -1\n  hint  Patience is 0 or more" { settings with Patience = -1 }
    refused "Cooldown is -1" { settings with Cooldown = -1 }
    refused "Minimum is -1" { settings with Minimum = -1.0 }
    refused "Epsilon is NaN" { settings with Epsilon = nan }
    refused "Threshold is -1" { settings with Threshold = PlateauThreshold.Relative -1.0 }
    refused "Threshold is NaN" { settings with Threshold = PlateauThreshold.Absolute nan }
