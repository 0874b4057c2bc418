module Digits.Pictures

open System
open Riemann.FSharp
open Riemann.FSharp.Learning

let private size = 28

/// Two pixels, one above the other, as one character: half-blocks on a terminal, plain ASCII in a pipe.
let private character isTerminal (upper: float32) (lower: float32) =
    if isTerminal then
        match upper > 0.5f, lower > 0.5f with
        | true, true -> '█'
        | true, false -> '▀'
        | false, true -> '▄'
        | false, false -> ' '
    else
        let shades = " .:-=+*#%@"
        shades[min 9 (int (10.0f * max 0.0f (upper + lower) / 2.0f))]

/// The picture of one image, 28 characters in each of 14 lines.
let private draw isTerminal (image: Tensor) =
    let pixels = image.ToArray<float32>()
    let least, most = Array.min pixels, Array.max pixels
    let ink row column = (pixels[row * size + column] - least) / max 1e-6f (most - least)

    [ for row in 0..2 .. size - 2 ->
          String(Array.init size (fun column -> character isTerminal (ink row column) (ink (row + 1) column))) ]

/// Draws the first digits of a set side by side, as many as fit, each with its label and what the network says.
let print (apply: Tensor -> Tensor) (digits: DigitSet) =
    let isTerminal = not Console.IsOutputRedirected
    let columns = if isTerminal then max size Console.WindowWidth else 120
    let shown = DigitSet.first (min 4 (columns / (size + 2))) digits
    let labels = shown.Labels.ToArray<int64>()
    let predicted = (apply shown.Images |> Tensor.argMax 1).ToArray<int64>()

    let panel index =
        let mark = if predicted[index] = labels[index] then "" else $", is {labels[index]}"
        let caption = $"predicted {predicted[index]}{mark}"
        draw isTerminal shown.Images[index] @ [ caption.PadLeft((size + caption.Length) / 2).PadRight size ]

    for line in List.init labels.Length panel |> List.transpose do
        printfn "%s" ((String.concat "  " line).TrimEnd())
