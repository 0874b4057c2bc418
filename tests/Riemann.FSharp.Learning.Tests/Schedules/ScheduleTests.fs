/// Schedules by their closed forms and laws; tests/agreement compares them with PyTorch.
module Riemann.FSharp.Learning.Tests.ScheduleTests

open System
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private equal (expected: float list) (found: float list) =
    Assert.Equal(expected.Length, found.Length)

    for expected, found in List.zip expected found do
        Assert.True(abs (expected - found) <= 1e-14 * max 1.0 (abs expected), $"{found} instead of {expected}")

let private values count (schedule: Schedule) = Schedule.values count 8.0 schedule

[<Fact>]
let ``steps`` () =
    equal [ 8; 8; 4; 4; 2 ] (values 5 (Schedule.step 2 0.5))
    equal [ 8; 4; 4; 1; 1 ] (values 5 (Schedule.multiStep [ 3; 1; 3 ] 0.5))
    equal [ 8; 4; 2; 1 ] (values 4 (Schedule.exponential 0.5))
    equal [ 8.0 * sqrt 0.5 ] [ Schedule.at 0.5 8.0 (Schedule.exponential 0.5) ]

[<Fact>]
let ``ramps`` () =
    equal [ 2; 2; 8; 8 ] (values 4 (Schedule.constant 2 0.25))
    equal [ 0; 2; 4; 6; 8; 8 ] (values 6 (Schedule.linear 4 0.0 1.0))
    equal [ 8; 4.5; 2; 0.5; 0; 0 ] (values 6 (Schedule.polynomial 4 2.0))

[<Fact>]
let ``cosines`` () =
    equal [ 8; 5; 2; 5; 8; 5 ] (values 6 (Schedule.cosineAnnealing 2 2.0))

    let restarting growth = Schedule.cosineAnnealingWarmRestarts { Period = 2; Growth = growth; Minimum = 2.0 }

    equal [ 8; 5; 8; 5; 8 ] (values 5 (restarting 1))
    equal [ 8; 5; 8; 5; 8; 5 ] [ for time in [ 0; 1; 2; 4; 6; 10 ] -> Schedule.at time 8.0 (restarting 2) ]

[<Fact>]
let ``one cycle`` () =
    let settings =
        { OneCycle.defaults with
            Steps = 7
            Rising = 3.0 / 7.0
            Annealing = Annealing.Linear
            StartDivisor = 4.0
            FinalDivisor = 2.0 }

    equal [ 2; 5; 8; 6.25; 4.5; 2.75; 1; 1; 1 ] (values 9 (Schedule.oneCycle settings))
    equal [ 2; 5; 8; 5; 2; 1.5; 1; 1 ] (values 8 (Schedule.oneCycle { settings with ThreePhases = true }))
    equal [ 8; 6; 4; 5; 6; 7; 8; 8 ] (values 8 (Schedule.oneCycleMomentum 4.0 settings))
    equal [ 8; 6; 4; 6; 8; 8 ] (values 6 (Schedule.oneCycleMomentum 4.0 { settings with ThreePhases = true }))

[<Fact>]
let ``one cycle of a single step ends, and one that only rises ends at the top`` () =
    let settings = { OneCycle.defaults with Steps = 1; StartDivisor = 4.0; FinalDivisor = 2.0 }
    equal [ 1; 1 ] (values 2 (Schedule.oneCycle settings))
    let rising = { settings with Steps = 3; Rising = 1.0; Annealing = Annealing.Linear }
    equal [ 2; 5; 8 ] (values 3 (Schedule.oneCycle { rising with FinalDivisor = 0.25 }))

[<Fact>]
let ``cycles`` () =
    let settings = { Peak = 12.0; StepsUp = 2; StepsDown = Some 1; Mode = CyclicMode.Triangular }
    let cyclic mode = values 6 (Schedule.cyclic { settings with Mode = mode })
    equal [ 8; 10; 12; 8; 10; 12 ] (cyclic CyclicMode.Triangular)
    equal [ 8; 10; 12; 8; 9; 10 ] (cyclic CyclicMode.Triangular2)
    equal [ 8; 9; 9; 8; 8.125; 8.125 ] (cyclic (CyclicMode.ExponentialRange 0.5))
    equal [ 8; 10; 12; 8; 12; 16 ] (cyclic (CyclicMode.OfCycle id))
    equal [ 8; 10; 16; 8; 16; 28 ] (cyclic (CyclicMode.OfTime id))
    equal [ 8; 4; 0; 4; 8 ] (values 5 (Schedule.cyclic { settings with Peak = 0.0; StepsDown = None }))

[<Fact>]
let ``functions of one's own`` () =
    equal [ 0; 8; 16 ] (values 3 (Schedule.lambda id))
    equal [ 8; 8; 16; 48 ] (values 4 (Schedule.multiplicative id))
    equal [ 1; 9; 17 ] (values 3 { At = fun time initial -> 1.0 + time * initial })

[<Fact>]
let ``Nerva's`` () =
    equal [ 8; 8; 8 ] (values 3 NervaSchedule.constant)
    equal [ 8; 4; 8.0 / 6.0; 8.0 / 24.0 ] (values 4 (NervaSchedule.timeBased 1.0))
    equal [ 8; 4; 4; 2; 2 ] (values 5 (NervaSchedule.stepBased 0.5 2))
    equal [ 8; 4; 4; 2 ] (values 4 (NervaSchedule.multiStepLR [ 1; 3 ] 0.5))
    equal [ for epoch in 0.0 .. 3.0 -> 8.0 * exp (-0.3 * epoch) ] (values 4 (NervaSchedule.exponential 0.3))

let private decay = Schedule.exponential 0.9
let private cosine = Schedule.cosineAnnealing 10 0.5

[<Fact>]
let ``a sequence is its pieces`` () =
    let whole = values 40 (Schedule.sequential decay [ 7, cosine; 20, Schedule.step 3 0.5 ])
    equal (values 7 decay @ values 13 cosine @ values 20 (Schedule.step 3 0.5)) whole
    equal (values 9 decay) (values 9 (Schedule.sequential decay []))

[<Fact>]
let ``a warm-up rises to where the schedule starts`` () =
    equal ([ 2.0; 4.0; 6.0 ] @ values 20 decay) (values 23 (Schedule.warmUp 3 decay))

[<Fact>]
let ``a chain of factors is their product, and one of none the initial value`` () =
    let both = values 30 (Schedule.chain [ decay; Schedule.step 4 0.5 ])
    equal (List.map2 (fun x y -> x * y / 8.0) (values 30 decay) (values 30 (Schedule.step 4 0.5))) both
    equal [ 8; 8 ] (values 2 (Schedule.chain []))

[<Fact>]
let ``combinators compose`` () =
    let schedule = decay |> (Schedule.warmUp 2 >> Schedule.scale 3.0 >> Schedule.epochs 4)
    let epochs = values 5 (Schedule.scale 3.0 (Schedule.warmUp 2 decay))
    equal (epochs |> List.collect (List.replicate 4)) (values 20 schedule)
    let parts = Schedule.partsOfEpochs 4 decay
    equal [ for step in 0.0 .. 9.0 -> 8.0 * 0.9 ** (step / 4.0) ] (values 10 parts)

[<Fact>]
let ``every schedule is a number, 0 or more, at any time`` () =
    let one = { OneCycle.defaults with Steps = 30 }

    for schedule in
        [ Schedule.step 3 0.5
          decay
          cosine
          Schedule.polynomial 5 0.5
          Schedule.oneCycle one
          Schedule.oneCycle { one with ThreePhases = true; Rising = 0.5 }
          Schedule.oneCycle { one with Rising = 0.0 }
          Schedule.cosineAnnealingWarmRestarts { Period = 3; Growth = 2; Minimum = 0.0 }
          Schedule.cyclic { Cyclic.defaults with StepsUp = 7; StepsDown = Some 3; Mode = CyclicMode.Triangular2 }
          Schedule.warmUp 3 (NervaSchedule.timeBased 0.1) ] do
        for time in [ 0.0; 0.5; 1.0; 29.0; 29.5; 30.0; 1000.0; 1e5 + 0.25 ] do
            let value = Schedule.at time 0.1 schedule
            Assert.True(value >= 0.0 && Double.IsFinite value, $"{value} at {time}")

let private refused (lines: string list) (make: unit -> 'T) =
    let error = Assert.Throws<RiemannException>(fun () -> make () |> ignore)
    let found = error.Message.Split '\n' |> Array.filter (fun line -> not (line.StartsWith "  at    "))
    Assert.Equal<string list>(lines, List.ofArray found)

[<Fact>]
let ``settings out of range are refused`` () =
    let refused operation problem hint make =
        refused [ $"{operation}: {problem}"; $"  hint  {hint}" ] (fun () -> make () |> ignore)

    let factor = "a number, 0 or more"
    refused "Schedule.step" "size is 0" "size is 1 or more" (fun () -> Schedule.step 0 0.1)
    refused "Schedule.step" "gamma is NaN" $"gamma is {factor}" (fun () -> Schedule.step 1 nan)

    refused "Schedule.multiStep" "a milestone is -1" "a milestone is 0 or more" (fun () ->
        Schedule.multiStep [ 3; -1 ] 0.1)

    refused "Schedule.exponential" "gamma is -0.1" $"gamma is {factor}" (fun () -> Schedule.exponential -0.1)
    refused "Schedule.constant" "factor is 1.5" "factor is from 0 to 1" (fun () -> Schedule.constant 5 1.5)
    refused "Schedule.linear" "last is -1" "last is from 0 to 1" (fun () -> Schedule.linear 5 0.5 -1.0)
    refused "Schedule.linear" "steps is 0" "steps is 1 or more" (fun () -> Schedule.linear 0 0.5 1.0)
    refused "Schedule.polynomial" "power is -1" $"power is {factor}" (fun () -> Schedule.polynomial 5 -1.0)
    refused "Schedule.cosineAnnealing" "steps is -3" "steps is 1 or more" (fun () -> Schedule.cosineAnnealing -3 0.0)

    refused "Schedule.cosineAnnealingWarmRestarts" "Growth is 0" "Growth is 1 or more" (fun () ->
        Schedule.cosineAnnealingWarmRestarts { CosineAnnealingWarmRestarts.defaults with Growth = 0 })

    refused "Schedule.oneCycle" "Rising is 1.1" "Rising is from 0 to 1" (fun () ->
        Schedule.oneCycle { OneCycle.defaults with Rising = 1.1 })

    refused "Schedule.oneCycle" "Rising is 0.6" "Rising is from 0 to 0.5, to fall as long" (fun () ->
        Schedule.oneCycle { OneCycle.defaults with Rising = 0.6; ThreePhases = true })

    refused "Schedule.oneCycleMomentum" "StartDivisor is 0" "StartDivisor is a number above 0" (fun () ->
        Schedule.oneCycleMomentum 0.85 { OneCycle.defaults with StartDivisor = 0.0 })

    refused "Schedule.cyclic" "StepsDown is 0" "StepsDown is 1 or more" (fun () ->
        Schedule.cyclic { Cyclic.defaults with StepsDown = Some 0 })

    refused "Schedule.cyclic" "gamma is Infinity" $"gamma is {factor}" (fun () ->
        Schedule.cyclic { Cyclic.defaults with Mode = CyclicMode.ExponentialRange infinity })

    refused "Schedule.sequential" "a milestone is 5" "a milestone is above 5" (fun () ->
        Schedule.sequential decay [ 5, decay; 5, decay ])

    refused "Schedule.sequential" "a milestone is 0" "a milestone is above 0" (fun () ->
        Schedule.sequential decay [ (0, decay) ])

    refused "Schedule.warmUp" "steps is 0" "steps is 1 or more" (fun () -> Schedule.warmUp 0 decay)
    refused "Schedule.scale" "factor is -2" $"factor is {factor}" (fun () -> Schedule.scale -2.0 decay)
    refused "Schedule.epochs" "stepsPerEpoch is 0" "stepsPerEpoch is 1 or more" (fun () -> Schedule.epochs 0 decay)
    refused "NervaSchedule.timeBased" "decay is -1" $"decay is {factor}" (fun () -> NervaSchedule.timeBased -1.0)
    refused "NervaSchedule.stepBased" "change is 0" "change is 1 or more" (fun () -> NervaSchedule.stepBased 0.5 0)

[<Fact>]
let ``a time before the start and a negative count are refused`` () =
    for time in [ -1.0; nan; infinity ] do
        Numbers.refused "Schedule.at" $"time is {time}" (fun () -> Schedule.at time 0.1 decay)

    Numbers.refused "Schedule.values" "count is -1" (fun () -> Schedule.values -1 0.1 decay)
