namespace Riemann.FSharp.Learning

open System
open System.IO
open System.Runtime.InteropServices

/// The cyclic redundancy check of ZIP files (ISO 3309, polynomial 0xEDB88320 reflected), eight bytes at a time. Source:
/// Kounavis and Berry (2005), "A systematic approach to building high performance, software-based, CRC generators".
module internal Crc32 =
    /// Table k, at k * 256, moves a byte past k more bytes.
    let private tables =
        let step crc = if crc &&& 1u = 1u then (crc >>> 1) ^^^ 0xEDB88320u else crc >>> 1

        let tables =
            Array.init 2048 (fun i -> if i < 256 then Seq.fold (fun crc _ -> step crc) (uint32 i) [ 1..8 ] else 0u)

        for i in 256..2047 do
            let before = tables[i - 256]
            tables[i] <- (before >>> 8) ^^^ tables[int (before &&& 0xffu)]

        tables

    /// The check of some bytes more. It begins with 0.
    let append (crc: uint32) (bytes: ReadOnlySpan<byte>) : uint32 =
        let tables = tables
        let words = MemoryMarshal.Cast<byte, uint64> bytes
        let mutable crc = ~~~crc

        for i in 0 .. words.Length - 1 do
            let word = words[i] ^^^ uint64 crc
            let inline at place = tables[(7 - place) * 256 + int ((word >>> (8 * place)) &&& 0xffUL)]
            crc <- at 0 ^^^ at 1 ^^^ at 2 ^^^ at 3 ^^^ at 4 ^^^ at 5 ^^^ at 6 ^^^ at 7

        for i in 8 * words.Length .. bytes.Length - 1 do
            crc <- tables[int ((crc ^^^ uint32 bytes[i]) &&& 0xffu)] ^^^ (crc >>> 8)

        ~~~crc

/// A stream that is read from its beginning to its end, and the check of what has been read.
[<Sealed>]
type internal CheckedStream(source: Stream) =
    inherit Stream()
    let mutable check = 0u

    member _.Check = check
    override _.CanRead = true
    override _.CanSeek = false
    override _.CanWrite = false
    override _.Length = source.Length

    override _.Position
        with get () = source.Position
        and set _ = raise (NotSupportedException())

    override _.Read(buffer: Span<byte>) =
        let count = source.Read buffer
        check <- Crc32.append check (Span<byte>.op_Implicit(buffer.Slice(0, count)))
        count

    override stream.Read(buffer: byte[], offset: int, count: int) = stream.Read(buffer.AsSpan(offset, count))
    override _.Flush() = ()
    override _.Seek(_, _) = raise (NotSupportedException())
    override _.SetLength _ = raise (NotSupportedException())
    override _.Write(_: byte[], _: int, _: int) = raise (NotSupportedException())

    override _.Dispose(disposing: bool) =
        if disposing then source.Dispose()
        base.Dispose disposing
