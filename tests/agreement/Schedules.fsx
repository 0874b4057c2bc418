// Schedules: the values of 60 epochs, from 1e6, so that an error is relative down to a millionth of it.
#load "Calls.fsx"

open System
open Riemann.FSharp
open Riemann.FSharp.Learning
open Calls

let private first = 1e6

let private same theirs (ours: unit -> float list) =
    { call $"rates({theirs})" [] (fun _ -> tensor (ours ())) with HasDerivative = false; Tolerance = 1e-12 }

let private schedule theirs (schedule: Schedule) =
    same $"lambda o: S.{theirs}" (fun () -> Schedule.values 60 first schedule)

let private factors =
    [ for size, gamma in [ 1, 0.9; 7, 0.5; 30, 0.1; 100, 0.1; 5, 1.1 ] do
          schedule $"StepLR(o, {size}, {gamma})" (Schedule.step size gamma)
      for milestones, gamma in [ [ 10; 30 ], 0.1; [ 5; 5; 20 ], 0.5; [ 1; 59; 99 ], 0.3; [ 40; 10 ], 0.2; [], 0.5 ] do
          let listed = String.Join(", ", milestones)
          schedule $"MultiStepLR(o, [{listed}], {gamma})" (Schedule.multiStep milestones gamma)
      for gamma in [ 0.95; 0.7; 1.0; 1.05 ] do
          schedule $"ExponentialLR(o, {gamma})" (Schedule.exponential gamma)
      schedule "ConstantLR(o)" (Schedule.constant 5 (1.0 / 3.0))
      for steps, factor in [ 1, 0.25; 20, 0.1; 80, 0.5; 4, 1.0 ] do
          schedule $"ConstantLR(o, {factor}, {steps})" (Schedule.constant steps factor)
      schedule "LinearLR(o)" (Schedule.linear 5 (1.0 / 3.0) 1.0)
      for steps, first, last in [ 1, 0.25, 0.5; 20, 0.1, 1.0; 80, 1.0, 0.2; 40, 1.0, 0.0 ] do
          schedule $"LinearLR(o, {first}, {last}, {steps})" (Schedule.linear steps first last)
      schedule "PolynomialLR(o)" (Schedule.polynomial 5 1.0)
      for steps, power in [ 1, 2.0; 50, 2.0; 60, 0.5; 80, 3.0 ] do
          schedule $"PolynomialLR(o, {steps}, {power})" (Schedule.polynomial steps power)
      schedule "LambdaLR(o, lambda e: 1 / (1 + e))" (Schedule.lambda (fun epoch -> 1.0 / (1.0 + epoch)))
      schedule "LambdaLR(o, lambda e: 0.9 ** (e // 3))" (Schedule.lambda (fun epoch -> 0.9 ** floor (epoch / 3.0)))
      schedule "MultiplicativeLR(o, lambda e: 0.95)" (Schedule.multiplicative (fun _ -> 0.95))
      schedule "MultiplicativeLR(o, lambda e: 1 - 0.5 / e)" (Schedule.multiplicative (fun epoch -> 1.0 - 0.5 / epoch)) ]

let private cosines =
    [ for steps, minimum in [ 60, 0.0; 50, 1e3; 10, 0.0; 7, 5e4; 1, 10.0; 200, 0.0 ] do
          schedule $"CosineAnnealingLR(o, {steps}, {minimum})" (Schedule.cosineAnnealing steps minimum)
      for period, growth, minimum in [ 10, 1, 0.0; 10, 2, 1e3; 1, 3, 0.0; 7, 1, 5e4; 80, 2, 0.0; 1, 1, 1.0 ] do
          let ours = Schedule.cosineAnnealingWarmRestarts { Period = period; Growth = growth; Minimum = minimum }

          let theirs = $"CosineAnnealingWarmRestarts(o, {period}, {growth}, {minimum})"
          schedule theirs ours

          for step in [ 0.3; 0.37; 1.0 ] do
              same $"lambda o: S.{theirs}, times=[{step} * i for i in range(60)]" (fun () ->
                  [ for i in 0..59 -> Schedule.at (step * float i) first ours ]) ]

let private one = { OneCycle.defaults with Steps = 60 }

let private oneCycles =
    [ for theirs, settings in
          [ "", one
            "anneal_strategy='linear'", { one with Annealing = Annealing.Linear }
            "three_phase=True", { one with ThreePhases = true }
            "three_phase=True, anneal_strategy='linear', pct_start=0.43",
            { one with ThreePhases = true; Annealing = Annealing.Linear; Rising = 0.43 }
            "pct_start=0.05, div_factor=3, final_div_factor=7",
            { one with Rising = 0.05; StartDivisor = 3.0; FinalDivisor = 7.0 }
            "pct_start=0.0", { one with Rising = 0.0 }
            "pct_start=0.9", { one with Rising = 0.9 } ] do
          let make = $"OneCycleLR(o, 1e6, 60, {theirs})"
          schedule make (Schedule.oneCycle settings)

          same $"lambda o: S.{make}, hyper='momentum'" (fun () ->
              Schedule.values 60 0.95 (Schedule.oneCycleMomentum 0.85 settings)) ]

let private cycles =
    [ for theirs, up, down, mode in
          [ "8", 8, None, CyclicMode.Triangular
            "5, 9", 5, Some 9, CyclicMode.Triangular
            "9, 4, 'triangular2'", 9, Some 4, CyclicMode.Triangular2
            "6, None, 'exp_range', 0.97", 6, None, CyclicMode.ExponentialRange 0.97
            "6, 3, scale_fn=lambda c: 1 / c", 6, Some 3, CyclicMode.OfCycle(fun cycle -> 1.0 / cycle)
            "6, 3, scale_fn=lambda e: 1 / (1 + e), scale_mode='iterations'",
            6,
            Some 3,
            CyclicMode.OfTime(fun time -> 1.0 / (1.0 + time)) ] do
          let settings = { Peak = 3e6; StepsUp = up; StepsDown = down; Mode = mode }
          schedule $"CyclicLR(o, 1e6, 3e6, {theirs})" (Schedule.cyclic settings)

          same $"lambda o: S.CyclicLR(o, 1e6, 3e6, {theirs}), hyper='momentum'" (fun () ->
              Schedule.values 60 0.9 (Schedule.cyclic { settings with Peak = 0.8 })) ]

let private combined =
    let decay = Schedule.exponential 0.9

    [ schedule
          "SequentialLR(o, [S.ConstantLR(o, 0.1, 2), S.ExponentialLR(o, 0.9)], [2])"
          (Schedule.sequential (Schedule.constant 2 0.1) [ (2, decay) ])
      schedule
          "SequentialLR(o, [S.LinearLR(o), S.CosineAnnealingLR(o, 20), S.StepLR(o, 4, 0.5)], [5, 25])"
          (Schedule.sequential
              (Schedule.linear 5 (1.0 / 3.0) 1.0)
              [ 5, Schedule.cosineAnnealing 20 0.0; 25, Schedule.step 4 0.5 ])
      for steps in [ 1; 5; 20 ] do
          schedule
              $"SequentialLR(o, [S.LinearLR(o, 1 / {steps + 1}, 1, {steps}), S.ExponentialLR(o, 0.9)], [{steps}])"
              (Schedule.warmUp steps decay)
      schedule
          "ChainedScheduler([S.ConstantLR(o, 0.1, 2), S.ExponentialLR(o, 0.9)])"
          (Schedule.chain [ Schedule.constant 2 0.1; decay ])
      schedule
          "ChainedScheduler([S.LinearLR(o), S.CosineAnnealingLR(o, 60), S.MultiStepLR(o, [8, 40])])"
          (Schedule.chain
              [ Schedule.linear 5 (1.0 / 3.0) 1.0; Schedule.cosineAnnealing 60 0.0; Schedule.multiStep [ 8; 40 ] 0.1 ]) ]

/// The rates of a run whose metrics are Python's and ours.
let private plateau theirs (metrics: (int -> float) * string) first (settings: Plateau) =
    let metric, expression = metrics

    same
        $"lambda o: S.ReduceLROnPlateau(o, {theirs}), metrics=[{expression} for e in range(60)], rate={first}"
        (fun () ->
            List.init 59 metric
            |> List.scan (fun state metric -> Plateau.next settings metric state) (Plateau.start settings)
            |> List.map (Plateau.value settings first))

let private wave = (fun e -> 1.0 / (1.0 + float e) + 0.2 * sin (float e)), "1 / (1 + e) + 0.2 * math.sin(e)"
let private falling = (fun e -> 10.0 * 0.99 ** float e), "10.0 * 0.99 ** e"
let private flat = (fun _ -> 2.0), "2.0"
let private broken = (fun e -> if e % 3 = 0 then nan else -float e), "math.nan if e % 3 == 0 else -e"

let private plateaus =
    let plain = Plateau.defaults
    let relative, absolute = PlateauThreshold.Relative, PlateauThreshold.Absolute

    [ for metrics in [ wave; falling; flat; broken ] do
          for theirs, settings in
              [ "", plain
                "patience=2, factor=0.5", { plain with Patience = 2; Factor = 0.5 }
                "mode='max', patience=3, factor=0.7", { plain with Mode = PlateauMode.Max; Patience = 3; Factor = 0.7 }
                "patience=0, cooldown=4, factor=0.6", { plain with Patience = 0; Cooldown = 4; Factor = 0.6 }
                "patience=1, threshold=0.05, factor=0.8",
                { plain with Patience = 1; Threshold = relative 0.05; Factor = 0.8 }
                "patience=1, threshold=0.3, threshold_mode='abs', factor=0.8",
                { plain with Patience = 1; Threshold = absolute 0.3; Factor = 0.8 }
                "mode='max', patience=4, threshold=0.3, threshold_mode='abs', cooldown=1, factor=0.9",
                { plain with
                    Mode = PlateauMode.Max
                    Patience = 4
                    Threshold = absolute 0.3
                    Cooldown = 1
                    Factor = 0.9 }
                "mode='max', patience=2, threshold=0.1, factor=0.9",
                { plain with Mode = PlateauMode.Max; Patience = 2; Threshold = relative 0.1; Factor = 0.9 }
                "patience=1, factor=0.5, min_lr=1e5", { plain with Patience = 1; Factor = 0.5; Minimum = 1e5 }
                "patience=0, factor=0.5, eps=2e4", { plain with Patience = 0; Factor = 0.5; Epsilon = 2e4 } ] do
              plateau theirs metrics first settings
      plateau "patience=0" flat 1e-3 { plain with Patience = 0 } ]

let families =
    [ { Name = "schedules"; Calls = factors @ cosines @ oneCycles @ cycles @ combined }
      { Name = "plateau"; Calls = plateaus } ]
