module Riemann.FSharp.Tests.Laws.PrimitiveTests

open System.Collections.Generic
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Tests.Laws.Table
open Riemann.FSharp.Tests.Laws.Register

/// The samples of a row, of the primitive that its name stands for.
let private samples (row: Row) =
    match row with
    | Value(name, samples) -> samples Found.values[name]
    | Maker(_, samples) -> samples

let private hasZeroMaps sample =
    let operands = List.toArray sample.Operands
    let result = Primitive.apply sample.Of operands
    operands |> Seq.indexed |> Seq.forall (fun (i, _) -> sample.Of.Derivative operands result i = LinearMap.zero)

[<Fact>]
let ``every primitive is found`` () =
    Assert.Equal(102, Found.values.Count)
    Assert.Equal(88, Found.makers.Count)
    let named = HashSet(Found.values.Values, HashIdentity.Reference)
    Assert.All(Found.fields, fun p -> Assert.True(named.Contains p, p.Name))

[<Fact>]
let ``every primitive has a row, and every row a primitive`` () =
    let rows = set [ for row in rows -> row.Name ]
    Assert.Empty(Found.names - rows)
    Assert.Empty(rows - Found.names)

[<Fact>]
let ``the primitives without a derivative are those decided on`` () =
    let found =
        set
            [ for row in rows do
                  if samples row |> List.forall hasZeroMaps then row.Name ]

    Assert.Equal<Set<string>>(still, found)

/// Their derivatives are wishes, not slopes: they break the law of differences and no other.
let private wishes = set [ "ConversionPrimitives.stopGradient"; "Graft.shift" ]

let cases: obj[] seq = seq { for row in rows -> [| row.Name |] }

/// The failures with the operands they fail for.
let private failures sample =
    match Check.primitive sample.Of sample.Operands with
    | Ok() -> []
    | Error failures ->
        let shapes = sample.Operands |> List.map (fun x -> $"{x.DType} %A{x.Shape}") |> String.concat ", "
        [ for failure in failures -> failure, $"{sample.Of.Name} of {shapes} %A{sample.Of.Parameters}: {failure}" ]

[<Theory; MemberData(nameof cases)>]
let ``the laws hold`` (name: string) =
    let row = rows |> List.find (fun row -> row.Name = name)
    let failures = samples row |> List.collect failures

    if wishes.Contains name then
        Assert.NotEmpty failures

        for failure, text in failures do
            Assert.True(failure.Law.EndsWith "jvp agrees with differences", text)
    else
        Assert.True(List.isEmpty failures, failures |> List.truncate 5 |> List.map snd |> String.concat "\n")
