module Riemann.FSharp.Learning.Tests.Layers.LayerLawTests

open System.Reflection
open Xunit
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Layers

let private functions (t: System.Type) =
    t.GetMethods(BindingFlags.Static ||| BindingFlags.Public ||| BindingFlags.DeclaredOnly) |> Array.map _.Name

let private nameOf (t: System.Type) = if t.Name.EndsWith "Module" then t.Name[.. t.Name.Length - 7] else t.Name

/// The modules that apply a layer, and the functions of those that hold many.
let private found =
    let types = typeof<Mode>.Assembly.GetTypes() |> Array.filter _.IsPublic

    set
        [ for t in types do
              if functions t |> Array.contains "apply" then nameOf t

              if nameOf t = "Activation" then
                  for name in functions t do
                      $"Activation.{name}"

              for name in functions t do
                  if name.StartsWith "Loss." then name.Replace(".Static", "") ]

[<Fact>]
let ``every layer has a row, and every row a layer`` () =
    let named = set [ for row in Register.rows -> row.Name ]
    Assert.Empty(found - named)
    Assert.Empty(named - found)

let cases: obj[] seq = found |> Seq.map (fun name -> [| box name |])

[<Theory; MemberData(nameof cases)>]
let ``the laws hold to second order, for one example and for many`` (name: string) =
    for row in Register.rows |> List.filter (fun row -> row.Name = name) do
        row.Laws()
