module Riemann.Bench.Clock

open System
open System.Diagnostics

/// Seconds of one call over several repeats, and the bytes that one call allocates on its thread.
type Reading = { Median: float; Best: float; Bytes: float }

let private seconds calls (work: unit -> unit) =
    let clock = Stopwatch.StartNew()

    for _ in 1..calls do
        work ()

    clock.Elapsed.TotalSeconds

/// Calls that fill one repeat, found while the work warms up: rounds with pauses, in which the runtime replaces
/// the first, slow code step by step. A pause is in milliseconds.
let calls (pause: int) (repeatSeconds: float) (work: unit -> unit) =
    let round () =
        let mutable calls, spent = 0, 0.0

        while calls < 3 || spent < 2.0 * repeatSeconds do
            spent <- spent + seconds 1 work
            calls <- calls + 1

        Threading.Thread.Sleep pause
        max 1 (int (Math.Round(float calls * repeatSeconds / spent)))

    [ 1..4 ] |> List.map (fun _ -> round ()) |> List.last

/// `read repeats calls work` times the work.
let read repeats calls (work: unit -> unit) =
    let times = Array.init repeats (fun _ -> seconds calls work / float calls) |> Array.sort
    let before = GC.GetAllocatedBytesForCurrentThread()
    seconds calls work |> ignore
    let bytes = GC.GetAllocatedBytesForCurrentThread() - before

    { Median = times[repeats / 2]; Best = times[0]; Bytes = float bytes / float calls }

/// The median of medians and the best of bests of several readings.
let summary (readings: Reading list) =
    let medians = readings |> List.map _.Median |> List.sort

    { Median = medians[medians.Length / 2]
      Best = readings |> List.map _.Best |> List.min
      Bytes = readings |> List.map _.Bytes |> List.min }
