module Riemann.FSharp.Learning.Tests.Program

/// The test runner loads this assembly as a library; tests of killed runs and of
/// damaged files start it as a program.
[<EntryPoint>]
let main arguments =
    match arguments with
    | [| "train"; folder |] ->
        Small.runChild folder |> ignore
        0
    | [| "damage"; count; folder |] ->
        Damage.run (int count) folder
        0
    | _ -> 2
