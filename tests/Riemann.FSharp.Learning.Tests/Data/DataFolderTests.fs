module Riemann.FSharp.Learning.Tests.DataFolderTests

open System
open System.IO
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

/// Runs a test with another value of the variable, after the tests that look for real data have read it.
let private withVariable (value: string) test =
    Files.mnist |> ignore
    let before = Environment.GetEnvironmentVariable DataFolder.Variable

    try
        Environment.SetEnvironmentVariable(DataFolder.Variable, value)
        test ()
    finally
        Environment.SetEnvironmentVariable(DataFolder.Variable, before)

let private local = Path.Combine(Environment.GetFolderPath Environment.SpecialFolder.LocalApplicationData, "riemann")

[<Fact>]
let ``a given folder goes before the variable, and that before the user's`` () =
    Files.inNewFolder (fun folder ->
        let given, named = Path.Combine(folder, "given"), Path.Combine(folder, "named")

        for root in [ given; named ] do
            Directory.CreateDirectory(Path.Combine(root, "digits")) |> ignore

        withVariable named (fun () ->
            Assert.Equal<string list>([ named; local ], DataFolder.roots None)
            Assert.Equal(Path.Combine(given, "digits"), DataFolder.find (Some given) "digits")
            Assert.Equal(Path.Combine(named, "digits"), DataFolder.find None "digits"))

        withVariable "" (fun () -> Assert.Equal<string list>([ local ], DataFolder.roots None)))

[<Fact>]
let ``what is not there is an error that lists where it was looked for`` () =
    Files.inNewFolder (fun folder ->
        withVariable folder (fun () ->
            let places = Path.Combine(folder, "no-such-set") + ", " + Path.Combine(local, "no-such-set")
            Numbers.refused "DataFolder.find" places (fun () -> DataFolder.find None "no-such-set")

            Numbers.refused "DataFolder.find" "set RIEMANN_DATA to one that has" (fun () ->
                DataFolder.find None "no-such-set")

            match DataFolder.tryFind (Some folder) "no-such-set" with
            | Error(RiemannError.Malformed(source, _, _)) -> Assert.Equal(Path.Combine(folder, "no-such-set"), source)
            | other -> failwith $"{other}"))
