namespace Riemann.FSharp.Learning

open System
open System.IO
open Riemann.FSharp

/// Files that are there whole or not at all.
module internal AtomicFile =
    /// Whether the system, and not the program, is to blame.
    let isRefusal (error: exn) =
        error :? IOException
        || error :? UnauthorizedAccessException
        || error :? Security.SecurityException
        || error :? NotSupportedException

    /// Raises what the system said about a file or folder.
    let refuse operation (path: string) (error: exn) =
        Fail.raise
            operation
            (RiemannError.Value($"{path} cannot be written: {error.Message}", "a folder to write into"))

    /// `write operation path content` makes the file, or puts another in its place, once everything has reached the disk:
    /// a reader, also after the power failed, sees the old file or the new one. Makes the folder where there is none.
    let write operation (path: string) (content: Stream -> unit) =
        let beside = path + ".partial"

        try
            match Path.GetDirectoryName(Path.GetFullPath path) with
            | null -> ()
            | folder -> Directory.CreateDirectory folder |> ignore

            (use file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, 1 <<< 16)
             content file
             file.Flush true)

            File.Move(beside, path, true)
        with error when isRefusal error ->
            refuse operation path error

    /// As `write`, of text in UTF-8.
    let writeText operation path (text: string) =
        write operation path (fun file -> file.Write(ReadOnlySpan(Text.Encoding.UTF8.GetBytes text)))
