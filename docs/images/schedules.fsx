// Draws schedules.svg: `dotnet fsi build.fsx draw`. What is drawn is computed by the library.
#r "../../src/Riemann.FSharp.Learning/bin/Release/net10.0/Riemann.Kernels.dll"
#r "../../src/Riemann.FSharp.Learning/bin/Release/net10.0/Riemann.FSharp.dll"
#r "../../src/Riemann.FSharp.Learning/bin/Release/net10.0/Riemann.FSharp.Learning.dll"

open System
open System.Globalization
open Riemann.FSharp.Learning

CultureInfo.CurrentCulture <- CultureInfo.InvariantCulture

let epochs = 60.0

/// Curves over the epochs with their names, and the values at the bottom and the top.
type Panel = { Title: string; Low: float; High: float; Curves: (string * (float -> float)) list }

let panel title initial curves =
    { Title = title
      Low = 0.0
      High = 1.0
      Curves = [ for name, schedule in curves -> name, (fun time -> Schedule.at time initial schedule) ] }

let one = { OneCycle.defaults with Steps = 60 }
let restarts = CosineAnnealingWarmRestarts.defaults
let cyclic = { Cyclic.defaults with Peak = 1.0; StepsUp = 6; StepsDown = Some 6 }
let cosine = Schedule.cosineAnnealing 50 0.0

/// A loss that stops falling, with some noise.
let metric epoch = 0.25 + 0.75 * exp (-epoch / 6.0) + 0.03 * sin (7.0 * epoch)

let plateau cooldown =
    let settings = { Plateau.defaults with Factor = 0.5; Patience = 5; Cooldown = cooldown }
    let next state epoch = Plateau.next settings (metric (float epoch)) state
    let states = List.scan next (Plateau.start settings) [ 0 .. int epochs ] |> List.toArray
    fun time -> Plateau.value settings 1.0 states[int time]

let panels =
    [ panel
          "Steps"
          1.0
          [ "step 15 0.5", Schedule.step 15 0.5; "multiStep [ 10; 20; 45 ] 0.3", Schedule.multiStep [ 10; 20; 45 ] 0.3 ]
      panel
          "Exponential"
          1.0
          [ "exponential 0.97", Schedule.exponential 0.97; "exponential 0.9", Schedule.exponential 0.9 ]
      panel
          "Ramps"
          1.0
          [ "constant 15 0.25", Schedule.constant 15 0.25
            "linear 40 0.1 1.0", Schedule.linear 40 0.1 1.0
            "polynomial 60 2.0", Schedule.polynomial 60 2.0 ]
      panel
          "Cosine annealing"
          1.0
          [ "cosineAnnealing 60 0.0", Schedule.cosineAnnealing 60 0.0
            "cosineAnnealing 20 0.3", Schedule.cosineAnnealing 20 0.3 ]
      panel
          "Cosine annealing with warm restarts"
          1.0
          [ "Period = 15; Growth = 1", Schedule.cosineAnnealingWarmRestarts { restarts with Period = 15 }
            "Period = 8; Growth = 2", Schedule.cosineAnnealingWarmRestarts { restarts with Period = 8; Growth = 2 } ]
      panel
          "Functions"
          1.0
          [ "lambda (fun t -> 1.0 / (1.0 + t))", Schedule.lambda (fun t -> 1.0 / (1.0 + t))
            "multiplicative (fun _ -> 0.95)", Schedule.multiplicative (fun _ -> 0.95) ]
      panel
          "One cycle"
          1.0
          [ "Annealing = Cosine", Schedule.oneCycle one
            "Annealing = Linear", Schedule.oneCycle { one with Annealing = Annealing.Linear }
            "ThreePhases = true", Schedule.oneCycle { one with ThreePhases = true } ]
      { panel
            "One cycle: the momentum"
            0.95
            [ "oneCycleMomentum 0.85", Schedule.oneCycleMomentum 0.85 one
              "Annealing = Linear", Schedule.oneCycleMomentum 0.85 { one with Annealing = Annealing.Linear }
              "ThreePhases = true", Schedule.oneCycleMomentum 0.85 { one with ThreePhases = true } ] with
          Low = 0.8 }
      panel
          "Cycles"
          0.1
          [ "Triangular", Schedule.cyclic cyclic
            "Triangular2", Schedule.cyclic { cyclic with Mode = CyclicMode.Triangular2 }
            "ExponentialRange 0.97", Schedule.cyclic { cyclic with Mode = CyclicMode.ExponentialRange 0.97 } ]
      panel
          "Combined"
          1.0
          [ "warmUp 10 cosine", Schedule.warmUp 10 cosine
            "sequential linear [ 30, step ]",
            Schedule.sequential (Schedule.linear 10 0.1 0.8) [ (30, Schedule.step 10 0.5) ]
            "chain [ cosine; step ]", Schedule.chain [ Schedule.cosineAnnealing 60 0.0; Schedule.step 20 0.5 ] ]
      { Title = "Plateau"
        Low = 0.0
        High = 1.0
        Curves =
          [ "Patience = 5; Factor = 0.5", plateau 0; "and Cooldown = 10", plateau 10; "the metric", floor >> metric ] }
      panel
          "Nerva's"
          1.0
          [ "timeBased 0.002", NervaSchedule.timeBased 0.002
            "stepBased 0.5 10", NervaSchedule.stepBased 0.5 10
            "exponential 0.08", NervaSchedule.exponential 0.08 ] ]

let columns, width, height = 3, 320, 226
let left, right, top, bottom = 42.0, 16.0, 80.0, 24.0
let colours = [ "#1d4ed8"; "#dd6b20"; "#0f766e" ]

let drawPanel index panel =
    let across = float width - left - right
    let down = float height - top - bottom
    let x time = left + across * time / epochs
    let y value = top + down * (1.0 - (value - panel.Low) / (panel.High - panel.Low))

    /// The ends of level stretches are enough of them.
    let curve colour (f: float -> float) =
        let ys = [| for i in 0.0 .. epochs * 8.0 - 1.0 -> $"{y (f (i / 8.0)):F1}" |]
        let isNeeded i = i = 0 || i = ys.Length - 1 || ys[i] <> ys[i - 1] || ys[i] <> ys[i + 1]

        let points =
            [ for i in 0 .. ys.Length - 1 do
                  if isNeeded i then $"{x (float i / 8.0):F1},{ys[i]}" ]

        $"""<polyline points="{String.concat " " points}" stroke="{colour}"/>"""

    [ $"""<g transform="translate({index % columns * width} {index / columns * height})">"""
      $"""<text x="{left}" y="24" font-weight="600" font-size="14">{panel.Title}</text>"""
      for i, ((name, _), colour) in Seq.indexed (Seq.zip panel.Curves colours) do
          let line = 37.0 + 15.0 * float i
          $"""<path d="M{left} {line}h16" stroke="{colour}" stroke-width="2.5"/>"""
          $"""<text x="{left + 22.0}" y="{line + 4.0}" class="code">{name.Replace(">", "&gt;")}</text>"""
      for part in [ 0.0; 0.5; 1.0 ] do
          let value = panel.Low + part * (panel.High - panel.Low)
          $"""<path d="M{left} {y value:F1}h{across}" stroke="#d4d4d8" stroke-width="1"/>"""
          $"""<text x="{left - 6.0}" y="{y value + 4.0:F1}" text-anchor="end" class="tick">{value:F1}</text>"""
      for epoch in [ 0.0; 20.0; 40.0; 60.0 ] do
          $"""<text x="{x epoch:F1}" y="{float height - 8.0}" text-anchor="middle" class="tick">{epoch}</text>"""
      """<g fill="none" stroke-width="1.8" stroke-linejoin="round">"""
      for (_, f), colour in Seq.zip panel.Curves colours do
          curve colour f
      "</g></g>" ]

let rows = (panels.Length + columns - 1) / columns

printf
    "%s\n"
    (String.concat
        "\n"
        [ $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {columns * width} {rows * height + 8}" font-family="system-ui, sans-serif" fill="#18181b">"""
          "<title>Schedules over 60 epochs</title>"
          "<style>.code{font:11px ui-monospace,Consolas,monospace}.tick{font-size:10px;fill:#52525b}</style>"
          """<rect width="100%" height="100%" fill="#fff"/>"""
          yield! panels |> List.mapi drawPanel |> List.concat
          "</svg>" ])
