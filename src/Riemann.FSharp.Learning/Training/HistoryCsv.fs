namespace Riemann.FSharp.Learning

open System
open System.IO
open Riemann.FSharp

/// The history of training as a table in a file, a line for each epoch.
[<RequireQualifiedAccess>]
module HistoryCsv =
    let private operation = "HistoryCsv.watch"

    /// A name with a comma, a quote or a line break stands in quotes, which are doubled within (RFC 4180).
    let private cell (text: string) =
        if text.IndexOfAny [| ','; '"'; '\n'; '\r' |] < 0 then text else "\"" + text.Replace("\"", "\"\"") + "\""

    let private head (result: EpochResult) =
        [ "epoch"; "step" ] @ [ for name, _ in result.Values -> cell name ] @ [ "seconds" ] |> String.concat ","

    let private line (result: EpochResult) (seconds: float) =
        let numbers = [ for _, value in result.Values -> string value ]
        [ string result.Epoch; string result.Step ] @ numbers @ [ $"{seconds:F3}" ] |> String.concat ","

    /// The lines of epochs up to this one, behind the head; a last line without an end was cut and does not count.
    let private keep epoch (text: string) =
        let isKept (line: string) =
            match Int32.TryParse(line.Split(',')[0]) with
            | true, number -> number <= epoch
            | _ -> false

        match text.Split '\n' |> Array.map _.TrimEnd('\r') |> List.ofArray with
        | head :: rest when not rest.IsEmpty -> head :: List.filter isKept (List.take (rest.Length - 1) rest)
        | _ -> []

    let private write path (lines: string list) =
        AtomicFile.writeText operation path (lines |> List.map (fun line -> line + "\n") |> String.concat "")

    /// `HistoryCsv.watch path` is a watcher that writes a line after each epoch, with a head at the start of the file. Where
    /// training goes on after some epochs their lines are kept, and those of later epochs, which come again, are taken
    /// out. The numbers read back exactly. Raises where the file cannot be written.
    let watch (path: string) : TrainEvent -> unit =
        function
        | TrainEvent.Begun(_, _, history) ->
            let before =
                if File.Exists path && not history.IsEmpty then keep history.Length (File.ReadAllText path) else []

            write path before
        | TrainEvent.EpochDone(result, seconds, _) ->
            try
                let isNew = FileInfo(path).Length = 0L
                File.AppendAllText(path, (if isNew then head result + "\n" else "") + line result seconds + "\n")
            with error when AtomicFile.isRefusal error ->
                AtomicFile.refuse operation path error
        | TrainEvent.BatchDone _
        | TrainEvent.Ended _ -> ()
