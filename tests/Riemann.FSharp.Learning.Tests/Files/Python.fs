namespace Riemann.FSharp.Learning.Tests

open System
open System.ComponentModel
open System.Diagnostics
open System.IO
open Xunit

/// Other programs' readers and writers of the same files.
module Python =
    let private run (python: string) (arguments: string list) =
        let info = ProcessStartInfo(python, arguments, RedirectStandardOutput = true, RedirectStandardError = true)

        use started = Process.Start info
        let errors = started.StandardError.ReadToEndAsync()
        let output = started.StandardOutput.ReadToEnd()
        started.WaitForExit()
        started.ExitCode, output, errors.Result

    let private has library python =
        try
            let code, _, _ = run python [ "-c"; $"import {library}" ]
            code = 0
        with :? Win32Exception ->
            false

    let private pythons =
        [ yield! Environment.GetEnvironmentVariable "RIEMANN_PYTHON" |> Option.ofObj |> Option.toList
          "/usr/bin/python3"
          "python3" ]

    let private having library = lazy (List.tryFind (has library) pythons)
    let private known = dict [ "numpy", having "numpy"; "torch", having "torch" ]

    /// A Python with this library, where one is installed.
    let find (library: string) : string option = known[library].Value

    /// What a script prints, which is run in a folder. Raises with what went wrong.
    let script (library: string) (folder: string) (text: string) : string =
        let path = Path.Combine(folder, "script.py")
        File.WriteAllText(path, $"import os; os.chdir(r'{folder}')\n{text}")

        match run (find library).Value [ path ] with
        | 0, output, _ -> output
        | code, _, errors -> failwith $"Python ended with {code}: {errors}"

/// A test that is skipped where no Python has the library.
type PythonFactAttribute(library: string) as fact =
    inherit FactAttribute()
    do if (Python.find library).IsNone then fact.Skip <- $"needs a Python with {library}"
