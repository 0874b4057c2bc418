namespace Riemann.FSharp.Learning

open System
open System.IO
open System.IO.MemoryMappedFiles

/// A file whose bytes are read where the system maps them into memory: what is not asked for is never read, and pages that
/// were read can be dropped again. Nobody may cut the file while it is open; the system ends a process that reads beyond
/// the end of a mapped file.
[<Sealed>]
type internal MappedFile(path: string) =
    let file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read)

    // An empty file cannot be mapped, and no part of it is ever asked for.
    let map =
        lazy
            (MemoryMappedFile.CreateFromFile(
                file,
                null,
                0L,
                MemoryMappedFileAccess.Read,
                HandleInheritability.None,
                true
            ))

    /// The bytes of the file from its beginning, unmapped.
    member _.Stream: Stream = file

    member _.Length = file.Length

    /// So many bytes from a place on; all must lie within the file.
    member _.Part(first: int64, length: int64) : Stream =
        if length = 0L then Stream.Null else map.Value.CreateViewStream(first, length, MemoryMappedFileAccess.Read)

    interface IDisposable with
        member _.Dispose() =
            if map.IsValueCreated then map.Value.Dispose()
            file.Dispose()
