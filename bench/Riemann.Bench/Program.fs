module Riemann.Bench.Program

open System
open System.IO
open System.Runtime.Intrinsics
open BenchmarkDotNet.Configs
open BenchmarkDotNet.Jobs
open BenchmarkDotNet.Running
open BenchmarkDotNet.Toolchains.InProcess.Emit
open Riemann.Kernels

let private usage =
    """bench [NAME]          the table: our times beside PyTorch's, measured in turn, for all rows or those with NAME
bench --quick [NAME]  the same with fewer repeats, in less than a minute
bench --micro [NAME]  BenchmarkDotNet's micro-benchmarks, all or those whose name holds NAME"""

let private time (seconds: float) =
    if Double.IsNaN seconds then "-"
    elif seconds < 1e-6 then $"{seconds * 1e9:F0} ns"
    elif seconds < 1e-3 then $"{seconds * 1e6:F1} us"
    else $"{seconds * 1e3:F2} ms"

let private line (row: Row.Row) (ours: Clock.Reading) (peer: Clock.Reading option) =
    let per = float row.Operations

    let rate =
        match row.Flops with
        | Some flops -> $"{flops / ours.Median * 1e-9:F0} GFLOP/s"
        | None -> $"{ours.Bytes / per:F0} B"

    let theirs, ratio =
        match peer with
        | Some peer -> $"{time peer.Median} ({time peer.Best})", $"{ours.Median / per / peer.Median:F2}"
        | None -> "-", "-"

    $"| {row.Name} | {time (ours.Median / per)} ({time (ours.Best / per)}) | {rate} | {theirs} | {ratio} |"

let private table isQuick (filter: string list) =
    let rounds, repeats, seconds, pause = if isQuick then 1, 3, 0.008, 20 else 3, 9, 0.05, 150
    let script = Path.Combine(__SOURCE_DIRECTORY__, "..", "pytorch", "steps.py")
    let peer = Peer.Peer.TryStart(script, ForkJoin.Threads, repeats, seconds)
    let vector = if Vector512.IsHardwareAccelerated then 512 else 256

    printfn
        "%s, .NET %O, %d threads, vectors of %d bits; %s"
        (DateTime.UtcNow.ToString "yyyy-MM-dd HH:mm 'UTC'")
        Environment.Version
        ForkJoin.Threads
        vector
        (match peer with
         | Some peer -> peer.Describe()
         | None -> "PyTorch is not installed")

    printfn ""
    printfn "| work | ours, median (best) | rate or bytes | PyTorch, median (best) | ours / PyTorch |"
    printfn "|---|---|---|---|---|"

    for row in Rows.all |> List.filter (fun row -> filter |> List.forall row.Name.Contains) do
        let work = row.Prepare()
        let calls = Clock.calls pause seconds work

        let readings =
            [ for _ in 1..rounds ->
                  let ours = Clock.read repeats calls work
                  ours, Option.map2 (fun (peer: Peer.Peer) request -> peer.Measure request) peer row.Peer ]

        let theirs = readings |> List.choose snd
        let theirs = if theirs.IsEmpty then None else Some(Clock.summary theirs)
        printfn "%s" (line row (Clock.summary (List.map fst readings)) theirs)

    peer |> Option.iter (fun peer -> (peer :> IDisposable).Dispose())

/// In this process: the packages are restored by other means than BenchmarkDotNet's own projects expect.
let private micro (filter: string list) =
    let config =
        DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain InProcessEmitToolchain.Instance)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "riemann-bench"))

    let patterns = if filter.IsEmpty then [ "*" ] else [ for name in filter -> $"*{name}*" ]
    let types = [| typeof<SmallOperations>; typeof<Products>; typeof<Convolutions>; typeof<OptimiserSteps> |]
    BenchmarkSwitcher(types).Run([| "--filter"; yield! patterns |], config) |> ignore

[<EntryPoint>]
let main arguments =
    match List.ofArray arguments with
    | "--micro" :: filter ->
        micro filter
        0
    | "--quick" :: filter when filter |> List.forall (fun name -> not (name.StartsWith '-')) ->
        table true filter
        0
    | filter when filter |> List.forall (fun name -> not (name.StartsWith '-')) ->
        table false filter
        0
    | other ->
        eprintfn "bench: there is no option %s\n%s" (String.concat " " other) usage
        2
