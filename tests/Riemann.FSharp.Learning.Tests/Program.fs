module Riemann.FSharp.Learning.Tests.Program

/// The test runner loads this assembly as a library; a test of killed runs starts it as a program.
[<EntryPoint>]
let main arguments =
    match arguments with
    | [| "train"; folder |] ->
        Small.runChild folder |> ignore
        0
    | _ -> 2
