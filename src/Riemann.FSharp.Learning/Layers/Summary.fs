namespace Riemann.FSharp.Learning

open System.Globalization
open Riemann.FSharp

/// Tables of models for people to read.
[<RequireQualifiedAccess>]
module Summary =
    let private number (n: int64) = n.ToString("N0", CultureInfo.InvariantCulture)
    let private shape (dimensions: int list) = "[" + String.concat "; " (dimensions |> List.map string) + "]"

    /// Rows below a header, the last `right` columns to the right.
    let private table right (rows: string list list) =
        let columns = List.transpose rows
        let widths = columns |> List.map (List.map String.length >> List.max)

        let line row =
            List.zip row widths
            |> List.mapi (fun i (cell: string, width) ->
                if i >= columns.Length - right then cell.PadLeft width else cell.PadRight width)
            |> String.concat "  "

        match rows |> List.map (line >> _.TrimEnd()) with
        | header :: lines -> header :: String.replicate header.Length "-" :: lines
        | [] -> []

    let private total (trained: int64) (other: int64) =
        let also = if other = 0L then "" else $", and {number other} that are not trained"
        $"{number trained} trained numbers{also}"

    /// `Summary.layer layer parameters x` is a table of the steps that x passes: what each is, the shape of its result, how
    /// many numbers it trains. x is an example of the input, of which only shape and element type matter.
    let layer (layer: Layer<'P>) (parameters: 'P) (x: Tensor) : string =
        let steps = Layer.steps layer parameters x

        let rows =
            [ yield [ ""; "layer"; "output"; "trained" ]
              for i, step in List.indexed steps do
                  yield [ string i; step.Name; shape step.Output; number step.Trained ] ]

        let closing = total (steps |> List.sumBy _.Trained) (steps |> List.sumBy _.Other)
        String.concat "\n" (table 1 rows @ [ closing ])

    /// `Summary.tree model` is a table of the tensors of a model, by name, with their shapes and numbers; those that are
    /// not trained say so.
    let tree (model: 'P) : string =
        let struct (leaves, isTrained) = Tree.flatten model
        let names = Tree.names model

        let rows =
            [ yield [ "tensor"; "shape"; ""; "numbers" ]
              for name, (x, trained) in List.zip names (List.zip (List.ofArray leaves) (List.ofArray isTrained)) do
                  yield [ name; shape x.Shape; (if trained then "" else "not trained"); number (int64 x.Length) ] ]

        let sum wanted =
            Array.fold2 (fun n (x: Tensor) own -> if own = wanted then n + int64 x.Length else n) 0L leaves isTrained

        String.concat "\n" (table 1 rows @ [ total (sum true) (sum false) ])
