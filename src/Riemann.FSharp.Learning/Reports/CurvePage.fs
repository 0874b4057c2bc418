namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// The history of training as a page of curves: one file that opens without a network and runs no script.
[<RequireQualifiedAccess>]
module CurvePage =
    let private validation = "validation "

    /// The names of the values that are drawn together: a value, and the same in validation.
    let private groups (names: string list) =
        names |> List.groupBy (fun name -> if name.StartsWith validation then name[validation.Length ..] else name)

    let private figure (history: EpochResult list) best (title: string, names: string list) =
        let series: CurvePlot.Series list =
            [ for name in names -> { Name = name; Values = [| for result in history -> result.Value name |] } ]

        Page.figure title names (CurvePlot.draw title "epoch" best series)

    let private table (history: EpochResult list) (names: string list) =
        let line (result: EpochResult) =
            string result.Epoch :: [ for name in names -> result.Value(name).ToString "G5" ]

        Page.details "All numbers" (Page.table ("epoch" :: names) (List.map line history))

    /// `CurvePage.html title best history` is the page, in HTML: a curve for each value with that of validation beside it,
    /// the best epoch marked, and all numbers in a table.
    let html (title: string) (best: int option) (history: EpochResult list) : string =
        let names = history |> List.collect (fun result -> List.map fst result.Values) |> List.distinct
        let about = if history.Length = 1 then "1 epoch" else $"{history.Length} epochs"
        let found = best |> Option.map (fun epoch -> $", the best is epoch {epoch}") |> Option.defaultValue ""

        let figures = groups names |> List.map (figure history best)
        Page.html title $"{about}{found}" figures [ table history names ]

    /// `CurvePage.write path title result` writes the page of a training. Raises where the file cannot be written.
    let write (path: string) (title: string) (result: TrainResult<'P>) : unit =
        html title (Option.map fst result.BestEpoch) result.History |> AtomicFile.writeText "CurvePage.write" path

    /// `CurvePage.watch path title` is a watcher that writes the page after each epoch, so that a browser shows how far
    /// training is. Raises where the file cannot be written.
    let watch (path: string) (title: string) : TrainEvent -> unit =
        let mutable history = []

        function
        | TrainEvent.Begun(_, _, before) -> history <- before
        | TrainEvent.EpochDone(result, _, best) ->
            history <- history @ [ result ]
            html title best history |> AtomicFile.writeText "CurvePage.watch" path
        | TrainEvent.BatchDone _
        | TrainEvent.Ended _ -> ()
