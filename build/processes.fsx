/// Programs that the build starts, and the files it works on.
module Processes

open System.Diagnostics
open System.IO
open System

let root = Path.GetFullPath(Path.Combine(__SOURCE_DIRECTORY__, ".."))

/// A step that failed, with the exit code this script then ends with.
exception Failed of code: int * reason: string

let fail reason = raise (Failed(1, reason))

let start (redirect: bool) (program: string) (arguments: string list) =
    let info = ProcessStartInfo(program, arguments, WorkingDirectory = root, RedirectStandardOutput = redirect)

    info.Environment["DOTNET_NOLOGO"] <- "1"
    // A build server that outlives the build would keep a caller's pipe open.
    info.Environment["MSBUILDDISABLENODEREUSE"] <- "1"
    info.Environment["UseSharedCompilation"] <- "false"
    Process.Start info |> nonNull

/// Runs a program that shares this terminal.
let run program arguments =
    use child = start false program arguments
    child.WaitForExit()

    if child.ExitCode <> 0 then raise (Failed(child.ExitCode, String.concat " " (program :: arguments)))

/// The exit code of a program and what it printed.
let capture program arguments =
    use child = start true program arguments
    let text = child.StandardOutput.ReadToEnd()
    child.WaitForExit()
    child.ExitCode, text

/// The lines a program prints, which this terminal sees only when it fails.
let linesOf program arguments =
    match capture program arguments with
    | 0, text ->
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries ||| StringSplitOptions.TrimEntries) |> Array.toList
    | code, text -> raise (Failed(code, text + String.concat " " (program :: arguments)))

let dotnet arguments = run "dotnet" arguments

/// Files in the working tree that git does not ignore.
let files () =
    linesOf "git" [ "ls-files"; "--cached"; "--others"; "--exclude-standard" ]
    |> List.filter (fun file -> File.Exists(Path.Combine(root, file)))
