namespace Riemann.FSharp.Learning

open System

/// A drawing of values by epochs, or other steps, in SVG: colours and sizes of text are the page's, by class.
module internal CurvePlot =
    let private width, height = 480.0, 300.0
    let private left, right, top, bottom = 62.0, 14.0, 22.0, 46.0
    let private number (value: float) = value.ToString "0.##"

    /// What is drawn: the values of the steps 1, 2, ... under a name.
    type Series = { Name: string; Values: float[] }

    /// A line for each run of finite values, and a dot for a run of one.
    let private curve x y index (series: Series) =
        let rec runs (current: (float * float) list) values =
            match values with
            | (epoch, value) :: rest when Double.IsFinite value -> runs ((x epoch, y value) :: current) rest
            | _ :: rest -> (if current.IsEmpty then [] else [ List.rev current ]) @ runs [] rest
            | [] -> if current.IsEmpty then [] else [ List.rev current ]

        [ for run in runs [] (series.Values |> Array.mapi (fun i value -> float (i + 1), value) |> List.ofArray) do
              match run with
              | [ px, py ] -> $"""<circle class="dot s{index}" cx="{number px}" cy="{number py}" r="3"/>"""
              | _ ->
                  let points = run |> List.map (fun (px, py) -> $"{number px},{number py}") |> String.concat " "
                  $"""<polyline class="line s{index}" points="{points}"/>""" ]

    /// The picture of some series, with the best epoch marked.
    let draw (title: string) (step: string) (best: int option) (series: Series list) : string =
        let finite = series |> Seq.collect _.Values |> Seq.filter Double.IsFinite |> List.ofSeq
        let epochs = series |> Seq.map _.Values.Length |> Seq.max
        let low, high = if finite.IsEmpty then 0.0, 1.0 else List.min finite, List.max finite
        let horizontal = { Axis.fit 6 1.0 1.0 (float (max 2 epochs)) with Low = 1.0; High = float (max 2 epochs) }
        let vertical = Axis.fit 5 0.0 low high
        let x epoch = left + Axis.part horizontal epoch * (width - left - right)
        let y value = height - bottom - Axis.part vertical value * (height - top - bottom)
        let at = number

        let grid =
            [ for tick in vertical.Ticks do
                  $"""<line class="grid" x1="{at left}" x2="{at (width - right)}" y1="{at (y tick)}" y2="{at (y tick)}"/>"""
                  $"""<text class="tick" x="{at (left - 7.0)}" y="{at (y tick)}" text-anchor="end" dominant-baseline="middle">{Axis.text vertical tick}</text>"""

              for tick in horizontal.Ticks |> List.filter (fun tick -> tick >= 1.0 && tick <= horizontal.High) do
                  $"""<line class="axis" x1="{at (x tick)}" x2="{at (x tick)}" y1="{at (height - bottom)}" y2="{at (height - bottom + 5.0)}"/>"""
                  $"""<text class="tick" x="{at (x tick)}" y="{at (height - bottom + 18.0)}" text-anchor="middle">{Axis.text horizontal tick}</text>"""

              $"""<line class="axis" x1="{at left}" x2="{at (width - right)}" y1="{at (height - bottom)}" y2="{at (height - bottom)}"/>"""
              $"""<text class="tick" x="{at ((left + width - right) / 2.0)}" y="{at (height - 8.0)}" text-anchor="middle">{step}</text>""" ]

        let mark =
            [ for epoch in Option.toList best do
                  let side = if Axis.part horizontal (float epoch) > 0.5 then "end", -5.0 else "start", 5.0
                  $"""<line class="best" x1="{at (x epoch)}" x2="{at (x epoch)}" y1="{at top}" y2="{at (height - bottom)}"/>"""
                  $"""<text class="tick" x="{at (x epoch + snd side)}" y="{at (top - 8.0)}" text-anchor="{fst side}">best: {step} {epoch}</text>""" ]

        [ $"""<svg viewBox="0 0 {at width} {at height}" role="img" aria-label="{Page.escape title}">"""
          yield! grid
          yield! mark
          for index, one in List.indexed series do
              yield! curve x y index one
          "</svg>" ]
        |> String.concat "\n"
