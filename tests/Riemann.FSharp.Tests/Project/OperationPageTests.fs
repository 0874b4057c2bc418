/// The page of operations names what there is, and nothing else.
module Riemann.FSharp.Tests.OperationPageTests

open System
open System.IO
open System.Reflection
open System.Text.RegularExpressions
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Tests.Laws

let private library = typeof<Tensor>.Assembly
let private statics = BindingFlags.Static ||| BindingFlags.Public ||| BindingFlags.DeclaredOnly

/// The cells of each line of the page's tables, without their heads.
let private lines =
    File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "operations.md"))
    |> Array.filter (fun line -> line.StartsWith "| `")
    |> Array.map (fun line -> line.Trim('|', ' ').Split '|' |> Array.map _.Trim())
    |> List.ofArray

let private nameOf (cells: string[]) = cells[0].Trim '`'

/// The primitives' table has two columns, those of operations four.
let private operations = lines |> List.filter (fun cells -> cells.Length = 4)
let private primitives = lines |> List.filter (fun cells -> cells.Length = 2)

/// How programs write what F# compiles to these names.
let private written (name: string) =
    match name with
    | "op_Addition" -> "+"
    | "op_Subtraction" -> "-"
    | "op_Multiply" -> "*"
    | "op_Division" -> "/"
    | "op_UnaryNegation" -> "~-"
    | "op_Explicit" -> "float"
    | "Pow" -> "**"
    | name -> string (Char.ToLowerInvariant name[0]) + name[1..]

let private found =
    set
        [ for m in typeof<Tensor>.GetMethods statics do
              written m.Name
          for t in library.GetExportedTypes() do
              for m in t.GetMethods statics do
                  let extension = Regex.Match(m.Name, @"^(Tensor\.\w+)\.Static$")
                  if extension.Success then extension.Groups[1].Value
          for name in [ "Random"; "Fourier" ] do
              for m in library.GetType($"Riemann.FSharp.{name}", true).GetMethods statics do
                  if not m.IsSpecialName then $"{name}.{m.Name}" ]

let private compare (name: string) (found: Set<string>) (listed: string list) =
    Assert.Equal<string list>(List.distinct listed, listed)

    if found <> set listed then
        Assert.Fail
            $"{name} without a line: %A{found - set listed}\nlines for what is not there: %A{set listed - found}"

[<Fact>]
let ``every operation has a line, and every line an operation`` () =
    Assert.True(found.Count > 200, $"{found.Count} operations found")
    compare "operations" found (operations |> List.map nameOf)

[<Fact>]
let ``the primitives without a derivative are those of the laws`` () =
    compare "primitives" Register.still (primitives |> List.map nameOf)

[<Fact>]
let ``every line says whether there is a derivative`` () =
    for cells in operations do
        Assert.Matches(@"^(yes|no: \w|reads )", cells[3])
        // A bar within a name would move the columns.
        Assert.All(cells[1..2], fun cell -> Assert.Matches(@"^(`[^`]+`)?$", cell))
