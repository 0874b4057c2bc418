/// The library in F# Interactive, as a newcomer meets it.
module Riemann.FSharp.Tests.ScriptTests

open System
open System.Diagnostics
open System.IO
open Xunit
open Riemann.FSharp

/// A test that needs the dotnet command.
type ScriptFactAttribute() =
    inherit FactAttribute()

    override _.Skip =
        let isHere folder =
            [ "dotnet"; "dotnet.exe" ] |> List.exists (fun name -> File.Exists(Path.Combine(folder, name)))

        let path = Environment.GetEnvironmentVariable "PATH" |> Option.ofObj |> Option.defaultValue ""
        if path.Split Path.PathSeparator |> Array.exists isHere then null else "dotnet is not on the path"

let private script =
    """
let x = tensor [ [ 1.0; 2.5 ]; [ 3.0; 4.0 ] ];;
type Net = { Weight: Tensor; Layers: int };;
let net = { Weight = x; Layers = 3 };;
x;;
tensor 0.5;;
grad (fun net -> Tensor.sum (net.Weight * net.Weight)) net;;
x *@ tensor [ 1.0; 2.0; 3.0 ];;
"""

/// What F# Interactive answers to the script, line by line.
let answer (script: string) =
    let folder = AppContext.BaseDirectory
    let reference name = "--reference:" + Path.Combine(folder, name)

    let start =
        ProcessStartInfo(
            "dotnet",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        )

    for argument in
        [ "fsi"; "--nologo"; "--readline-"; reference "Riemann.Kernels.dll"; reference "Riemann.FSharp.dll" ] do
        start.ArgumentList.Add argument

    use fsi = Process.Start start
    let errors = fsi.StandardError.ReadToEndAsync()
    let output = fsi.StandardOutput.ReadToEndAsync()
    fsi.StandardInput.Write("open Riemann.FSharp;;" + script)
    fsi.StandardInput.Close()

    if not (fsi.WaitForExit 120_000) then
        fsi.Kill true
        Assert.Fail "F# Interactive does not come to an end"

    (output.Result + errors.Result).Replace("\r", "")

[<ScriptFact>]
let ``a script shows tensors, takes gradients of records and explains a wrong shape`` () =
    let text = answer script
    Assert.Contains("val it: Tensor = tensor [2; 2] float64\n[[1.0 2.5]\n [3.0 4.0]]\n", text)
    Assert.Contains("val it: Tensor = tensor 0.5 (float64)\n", text)
    Assert.Contains("val it: Net = { Weight = tensor [2; 2] float64\n[[2.0 5.0]\n [6.0 8.0]]\n", text)
    Assert.Contains("Layers = 3 }", text)

    Assert.Contains(
        "matmul: inner dimensions differ: 2 and 3\n"
        + "  left  [2; 2]   right [3]\n"
        + "  rule  [.., m, k] @ [.., k, n] -> [.., m, n]\n"
        + "  at    stdin(8)",
        text
    )
