namespace Riemann.FSharp.Learning

open System

/// A page that opens without a network and runs no script.
module internal Page =
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
.mark { fill: var(--s0); fill-opacity: .45; } .zero { stroke: var(--soft); stroke-dasharray: 4 4; }
.box { fill: var(--paper); stroke: var(--soft); } .wire { stroke: var(--soft); }
.name { fill: var(--ink); font-size: 14px; } .node { fill: var(--ink); }
dl { margin: .5rem 0 0; } dt { color: var(--soft); font-size: .9rem; }
dd { margin: 0 0 .6rem; font: 1rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
.full { grid-column: 1 / -1; }
.dot.s0 { fill: var(--s0); } .dot.s1 { fill: var(--s1); }
details { margin-top: 2rem; } summary { cursor: pointer; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin-top: .75rem; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .9rem .2rem 0; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--grid); }
@media (max-width: 40rem) { .tick { font-size: 16px; } }
"""

    let escape (text: string) = Net.WebUtility.HtmlEncode text

    /// A title over a picture.
    let figure (title: string) (key: string list) (picture: string) =
        let items = [ for name in key -> $"<span>{escape name}</span>" ]
        let key = if key.Length < 2 then "" else $"""<div class="key">{String.concat "" items}</div>"""
        $"<figure><figcaption><h2>{escape title}</h2>{key}</figcaption>\n{picture}\n</figure>"

    /// The same over the whole width.
    let wideFigure title picture = (figure title [] picture).Replace("<figure>", "<figure class=\"full\">")

    let private row tag (cells: string list) =
        $"""<tr>{cells |> List.map (fun cell -> $"<{tag}>{escape cell}</{tag}>") |> String.concat ""}</tr>"""

    let table (heads: string list) (rows: string list list) =
        let lines = row "th" heads :: List.map (row "td") rows |> String.concat "\n"
        $"<div class=\"wide\"><table>\n{lines}\n</table></div>"

    /// What opens when it is asked for.
    let details (summary: string) (content: string) = $"<details><summary>{escape summary}</summary>{content}</details>"

    /// A page of a title, a line about it, figures side by side where there is room, and what follows them.
    let html (title: string) (about: string) (figures: string list) (rest: string list) : string =
        String.concat
            "\n"
            [ "<!DOCTYPE html>"
              "<html lang=\"en\"><head><meta charset=\"utf-8\">"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
              $"<title>{escape title}</title><style>{style}</style></head><body>"
              $"<h1>{escape title}</h1><p>{escape about}</p><main>"
              yield! figures
              "</main>"
              yield! rest
              "</body></html>\n" ]
