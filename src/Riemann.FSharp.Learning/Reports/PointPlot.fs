namespace Riemann.FSharp.Learning

/// A drawing of points in SVG.
module internal PointPlot =
    let private width, height = 480.0, 300.0
    let private left, right, top, bottom = 62.0, 14.0, 22.0, 46.0
    let private at (value: float) = value.ToString "0.##"

    /// More points than this do not show more.
    let private most = 1500

    /// The line through the points that a perfect fit would have.
    type Ideal =
        | Diagonal
        | Zero

    /// The picture of points with names for both axes.
    let draw (title: string) (ideal: Ideal) (across: string) (up: string) (points: (float * float)[]) : string =
        let points = if points.Length > most then Array.truncate most points else points
        let xs, ys = Array.map fst points, Array.map snd points
        let horizontal = Axis.fit 6 0.0 (Array.min xs) (Array.max xs)

        let vertical =
            match ideal with
            | Diagonal -> Axis.fit 5 0.0 (Array.min ys) (Array.max ys)
            | Zero -> Axis.fit 5 0.0 (min 0.0 (Array.min ys)) (max 0.0 (Array.max ys))

        let x value = left + Axis.part horizontal value * (width - left - right)
        let y value = height - bottom - Axis.part vertical value * (height - top - bottom)

        let first, last =
            match ideal with
            | Zero -> (horizontal.Low, 0.0), (horizontal.High, 0.0)
            | Diagonal ->
                let low, high = max horizontal.Low vertical.Low, min horizontal.High vertical.High
                (low, low), (high, high)

        let line (x1, y1) (x2, y2) kind =
            $"""<line class="{kind}" x1="{at x1}" y1="{at y1}" x2="{at x2}" y2="{at y2}"/>"""

        let text (px, py) anchor (words: string) =
            $"""<text class="tick" x="{at px}" y="{at py}" text-anchor="{anchor}">{Page.escape words}</text>"""

        [ $"""<svg viewBox="0 0 {at width} {at height}" role="img" aria-label="{Page.escape title}">"""
          for tick in vertical.Ticks do
              line (left, y tick) (width - right, y tick) "grid"
              text (left - 7.0, y tick + 4.0) "end" (Axis.text vertical tick)

          for tick in horizontal.Ticks do
              line (x tick, height - bottom) (x tick, height - bottom + 5.0) "axis"
              text (x tick, height - bottom + 18.0) "middle" (Axis.text horizontal tick)

          line (left, height - bottom) (width - right, height - bottom) "axis"
          line (x (fst first), y (snd first)) (x (fst last), y (snd last)) "zero"

          for px, py in points do
              $"""<circle class="mark" cx="{at (x px)}" cy="{at (y py)}" r="2"/>"""

          text ((left + width - right) / 2.0, height - 8.0) "middle" across
          text (left, top - 8.0) "start" up
          "</svg>" ]
        |> String.concat "\n"
