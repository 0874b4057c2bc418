module Riemann.Bench.Peer

open System
open System.Diagnostics
open System.IO
open System.Text.Json

/// PyTorch in a process of its own, which measures when asked, one line for one question.
[<Sealed>]
type Peer private (python: Process) =
    let ask (request: string) =
        python.StandardInput.WriteLine request
        python.StandardInput.Flush()

        match python.StandardOutput.ReadLine() with
        | null -> failwith $"PyTorch stopped: {python.StandardError.ReadToEnd()}"
        | line -> JsonDocument.Parse(line).RootElement

    /// Versions, threads and libraries, in one line.
    member _.Describe() =
        let hello = ask "hello"
        let libraries = [ for file in hello.GetProperty("blas").EnumerateArray() -> Path.GetFileName(file.GetString()) ]
        let version = hello.GetProperty("torch").GetString()
        $"""PyTorch {version}, {hello.GetProperty("threads")} threads, {String.concat ", " libraries}"""

    /// Seconds of one call.
    member _.Measure(request: string) : Clock.Reading =
        let answer = ask request

        match answer.TryGetProperty "error" with
        | true, error -> failwith $"PyTorch, asked for '{request}': {error}"
        | _ ->
            { Median = answer.GetProperty("median").GetDouble()
              Best = answer.GetProperty("best").GetDouble()
              Bytes = nan }

    /// The peer, where a Python with PyTorch is installed.
    static member TryStart(script: string, threads: int, repeats: int, seconds: float) : Peer option =
        let candidates =
            [ yield! Environment.GetEnvironmentVariable "RIEMANN_PYTHON" |> Option.ofObj |> Option.toList
              "/usr/bin/python3"
              "python3" ]

        let hasTorch python =
            try
                use probe =
                    Process.Start(ProcessStartInfo(python, [ "-c"; "import torch" ], RedirectStandardError = true))

                probe.StandardError.ReadToEnd() |> ignore
                probe.WaitForExit()
                probe.ExitCode = 0
            with :? ComponentModel.Win32Exception ->
                false

        candidates
        |> List.tryFind hasTorch
        |> Option.map (fun python ->
            let invariant (value: float) = value.ToString(Globalization.CultureInfo.InvariantCulture)

            let arguments =
                [ script; "--threads"; string threads; "--repeats"; string repeats; "--seconds"; invariant seconds ]

            let start =
                ProcessStartInfo(
                    python,
                    arguments,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true
                )

            new Peer(Process.Start start))

    interface IDisposable with
        member _.Dispose() =
            python.StandardInput.Close()

            if not (python.WaitForExit 5000) then python.Kill()

            python.Dispose()
