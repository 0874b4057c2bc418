namespace Riemann.FSharp.Learning

open System
open System.Text
open Riemann.FSharp

/// The history of training as a page of curves: one file that opens without a network and runs no script.
[<RequireQualifiedAccess>]
module CurvePage =
    let private style =
        """
:root { color-scheme: light dark; --paper: #fff; --ink: #1c1e21; --soft: #5b626b; --grid: #e3e6ea; --s0: #1f5fbf; --s1: #c2410c; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181c; --ink: #eceef1; --soft: #a3abb5; --grid: #2e333a; --s0: #7fb2ff; --s1: #ffa066; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 70rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0; line-height: 1.25; }
h2 { font-size: 1.1rem; margin: 0; }
p { margin: .25rem 0 1.5rem; color: var(--soft); }
main { display: grid; gap: 2rem 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
figure { margin: 0; min-width: 0; }
svg { display: block; width: 100%; height: auto; }
.key { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .25rem 0; font-size: .9rem; color: var(--soft); }
.key span::before { content: ""; display: inline-block; width: 1.5rem; margin-right: .5rem; vertical-align: middle;
  border-top: 3px solid var(--s0); }
.key span + span::before { border-top: 3px dashed var(--s1); }
.tick { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
.grid { stroke: var(--grid); } .axis { stroke: var(--soft); }
.best { stroke: var(--soft); stroke-dasharray: 2 4; }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; }
.s0 { stroke: var(--s0); } .s1 { stroke: var(--s1); stroke-dasharray: 6 4; }
.dot.s0 { fill: var(--s0); } .dot.s1 { fill: var(--s1); }
details { margin-top: 2rem; } summary { cursor: pointer; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin-top: .75rem; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .9rem .2rem 0; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--grid); }
@media (max-width: 40rem) { .tick { font-size: 16px; } }
"""

    let private validation = "validation "

    /// The names of the values that are drawn together: a value, and the same in validation.
    let private groups (names: string list) =
        names |> List.groupBy (fun name -> if name.StartsWith validation then name[validation.Length ..] else name)

    let private figure (history: EpochResult list) best (title: string, names: string list) =
        let series: CurvePlot.Series list =
            [ for name in names -> { Name = name; Values = [| for result in history -> result.Value name |] } ]

        let key =
            if names.Length < 2 then
                ""
            else
                let items = [ for name in names -> $"<span>{CurvePlot.escape name}</span>" ]
                $"""<div class="key">{String.concat "" items}</div>"""

        $"""<figure><figcaption><h2>{CurvePlot.escape title}</h2>{key}</figcaption>
{CurvePlot.draw title best series}
</figure>"""

    let private row tag (cells: string list) =
        $"""<tr>{cells |> List.map (fun cell -> $"<{tag}>{CurvePlot.escape cell}</{tag}>") |> String.concat ""}</tr>"""

    let private table (history: EpochResult list) (names: string list) =
        let line (result: EpochResult) =
            row "td" (string result.Epoch :: [ for name in names -> result.Value(name).ToString "G5" ])

        let lines = row "th" ("epoch" :: names) :: List.map line history |> String.concat "\n"
        $"<details><summary>All numbers</summary><div class=\"wide\"><table>\n{lines}\n</table></div></details>"

    /// `CurvePage.html title best history` is the page, in HTML: a curve for each value with that of validation beside it,
    /// the best epoch marked, and all numbers in a table.
    let html (title: string) (best: int option) (history: EpochResult list) : string =
        let names = history |> List.collect (fun result -> List.map fst result.Values) |> List.distinct
        let about = if history.Length = 1 then "1 epoch" else $"{history.Length} epochs"
        let found = best |> Option.map (fun epoch -> $", the best is epoch {epoch}") |> Option.defaultValue ""

        String.concat
            "\n"
            [ "<!DOCTYPE html>"
              "<html lang=\"en\"><head><meta charset=\"utf-8\">"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
              $"<title>{CurvePlot.escape title}</title><style>{style}</style></head><body>"
              $"<h1>{CurvePlot.escape title}</h1><p>{about}{found}</p><main>"
              yield! groups names |> List.map (figure history best)
              "</main>"
              table history names
              "</body></html>\n" ]

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
