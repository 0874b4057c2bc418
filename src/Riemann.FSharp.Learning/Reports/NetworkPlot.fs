namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// A drawing of a network from left to right, in SVG: the curve of each edge in a box between its nodes.
module internal NetworkPlot =
    let private boxWidth, boxHeight, gap = 84.0, 52.0, 14.0

    /// From a column of boxes to a column of nodes.
    let private reach = 70.0

    let private margin = 60.0
    let private at (value: float) = value.ToString "0.##"

    /// The points that a curve of the sample is drawn through.
    let private resolution = 80

    type private Box = { From: int; Into: int; Label: string; Points: (float * float)[]; Score: float }

    let private label edge =
        match edge with
        | KanEdge.Symbol symbol -> string symbol.Function
        | KanEdge.Spline _
        | KanEdge.Nothing -> ""

    let private curve (input: Tensor) (value: Tensor) =
        let points = Array.zip (input.ToArray<float>()) (value.ToArray<float>()) |> Array.sortBy fst
        let step = max 1 (points.Length / resolution)
        [| for i in 0..step .. points.Length - 1 -> points[i] |]

    /// The boxes of each layer, output by output.
    let private boxes (graph: KanGraph) (x: Tensor) =
        let scores = KanGraph.importance x graph
        let traced = KanGraph.trace graph x |> fst

        [ for layer, struct (inputs, values, _) in List.indexed traced do
              [ for output, (unit, own) in List.indexed (List.zip graph.Layers[layer] values) do
                    for input, (edge, value) in List.indexed (List.zip unit.Edges own) do
                        match value with
                        | None -> ()
                        | Some value ->
                            { From = input
                              Into = output
                              Label = label edge
                              Points = curve (Tensor.broadcastTo value.Shape inputs[input]) value
                              Score = Array.get (Array.get (Array.get scores layer) output) input } ] ]

    /// So many things in the middle of a height, one below the other.
    let private spread (height: float) count =
        [ for i in 0 .. count - 1 -> height * (float i + 0.5) / float (max 1 count) ]

    let private box (left: float) (middle: float) (box: Box) =
        let inner = 6.0
        let across = Axis.fit 2 0.0 (Array.minBy fst box.Points |> fst) (Array.maxBy fst box.Points |> fst)
        let low, high = Array.minBy snd box.Points |> snd, Array.maxBy snd box.Points |> snd
        let low, high = if high > low then low, high else low - 1.0, high + 1.0
        let x value = left + inner + Axis.part across value * (boxWidth - 2.0 * inner)
        let y value = middle + boxHeight / 2.0 - inner - (value - low) / (high - low) * (boxHeight - 2.0 * inner)
        let points = box.Points |> Array.map (fun (u, v) -> $"{at (x u)},{at (y v)}") |> String.concat " "

        [ $"""<rect class="box" x="{at left}" y="{at (middle - boxHeight / 2.0)}" width="{at boxWidth}" height="{at boxHeight}" rx="4"/>"""
          $"""<polyline class="line s0" points="{points}"/>"""
          if box.Label <> "" then
              $"""<text class="tick" x="{at (left + boxWidth / 2.0)}" y="{at (middle - boxHeight / 2.0 - 3.0)}" text-anchor="middle">{Page.escape box.Label}</text>""" ]

    let private wire (x1, y1) (x2, y2) score =
        let strength = at (0.25 + 0.75 * min 1.0 score)
        $"""<line class="wire" x1="{at x1}" y1="{at y1}" x2="{at x2}" y2="{at y2}" stroke-opacity="{strength}" stroke-width="2"/>"""

    let private node (x, y) symbol =
        $"""<circle class="node" cx="{at x}" cy="{at y}" r="6"><title>{symbol}</title></circle>"""

    /// The picture of the network at a sample [samples; in], with names for its inputs and its output.
    let draw (names: string list) (output: string) (graph: KanGraph) (x: Tensor) : string =
        let layers = boxes graph x
        let tallest = layers |> List.map List.length |> List.max
        let height = max 160.0 (float tallest * (boxHeight + gap + 12.0))
        let stride = boxWidth + 2.0 * reach
        let width = 2.0 * margin + stride * float layers.Length
        let nodes column count = spread height count |> List.map (fun y -> margin + stride * float column, y)
        let place column count i = nodes column count |> List.item i
        let counts = graph.Inputs :: (graph.Layers |> List.map List.length)

        // A node that nothing leaves or enters any more is not drawn.
        let isUsed column i =
            let into = column > 0 && layers[column - 1] |> List.exists (fun box -> box.Into = i)
            let from = column < layers.Length && layers[column] |> List.exists (fun box -> box.From = i)
            column = 0 || column = layers.Length || into || from

        let name (px, py) anchor (text: string) =
            $"""<text class="name" x="{at px}" y="{at (py + 5.0)}" text-anchor="{anchor}">{Page.escape text}</text>"""

        [ $"""<svg viewBox="0 0 {at width} {at height}" role="img" aria-label="the network" style="max-width: {at (1.4 * width)}px">"""
          for column, boxes in List.indexed layers do
              let left = margin + stride * float column + reach

              for middle, own in List.zip (spread height boxes.Length) boxes do
                  wire (place column counts[column] own.From) (left, middle) own.Score
                  wire (left + boxWidth, middle) (place (column + 1) counts[column + 1] own.Into) own.Score
                  yield! box left middle own

          for column, count in List.indexed counts do
              for i, position in List.indexed (nodes column count) do
                  if isUsed column i then
                      let isProduct = column > 0 && (List.item i graph.Layers[column - 1]).Node.IsProduct
                      node position (if isProduct then "product" else "sum")

                  if column = 0 then name (fst position - 14.0, snd position) "end" names[i]
                  if column = layers.Length then name (fst position + 14.0, snd position) "start" output

          "</svg>" ]
        |> String.concat "\n"
