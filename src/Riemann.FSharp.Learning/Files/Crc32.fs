namespace Riemann.FSharp.Learning

open System
open System.IO
open System.Runtime.InteropServices

/// The cyclic redundancy check of ZIP files (ISO 3309, polynomial 0xEDB88320 reflected), sixteen bytes at a time. Source:
/// Kounavis and Berry (2005), "A systematic approach to building high performance, software-based, CRC generators".
module internal Crc32 =
    /// Table k, at 256 k, moves a byte past k more bytes.
    let private tables =
        let step crc = if crc &&& 1u = 1u then (crc >>> 1) ^^^ 0xEDB88320u else crc >>> 1
        let tables = Array.zeroCreate<uint32>(16 * 256)

        for i in 0 .. tables.Length - 1 do
            tables[i] <-
                if i < 256 then
                    Seq.fold (fun crc _ -> step crc) (uint32 i) [ 1..8 ]
                else
                    let before = tables[i - 256]
                    (before >>> 8) ^^^ tables[int (before &&& 0xffu)]

        tables

    let inline private byteAt (tables: uint32[]) table (word: uint64) place =
        tables[256 * table + int (byte (word >>> (8 * place)))]

    /// A word past the rest of itself and so many bytes more.
    let inline private wordAt tables after word =
        (byteAt tables (after + 7) word 0 ^^^ byteAt tables (after + 6) word 1)
        ^^^ (byteAt tables (after + 5) word 2 ^^^ byteAt tables (after + 4) word 3)
        ^^^ (byteAt tables (after + 3) word 4 ^^^ byteAt tables (after + 2) word 5)
        ^^^ (byteAt tables (after + 1) word 6 ^^^ byteAt tables after word 7)

    /// The check of some bytes more. It begins with 0.
    let append (crc: uint32) (bytes: ReadOnlySpan<byte>) : uint32 =
        let tables = tables
        let words = MemoryMarshal.Cast<byte, uint64> bytes
        let mutable crc = ~~~crc
        let mutable i = 0

        while i + 1 < words.Length do
            crc <- wordAt tables 8 (words[i] ^^^ uint64 crc) ^^^ wordAt tables 0 words[i + 1]
            i <- i + 2

        for i in 8 * i .. bytes.Length - 1 do
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
