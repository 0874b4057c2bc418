namespace Riemann.FSharp.Learning

open System
open System.Buffers.Binary
open System.IO
open System.IO.Compression

/// Files that may be gzip; which of them are, their first bytes say, not their names.
module internal Gzip =
    let private isGzip (file: Stream) =
        let first, second = file.ReadByte(), file.ReadByte()
        file.Position <- 0L
        first = 0x1f && second = 0x8b

    /// The length of the content modulo 2^32, which ends a gzip file (RFC 1952, section 2.3.1).
    let private contentLength (file: Stream) =
        let trailer: byte[] = Array.zeroCreate 4
        file.Position <- file.Length - 4L
        file.ReadExactly(trailer.AsSpan())
        file.Position <- 0L
        BinaryPrimitives.ReadUInt32LittleEndian(ReadOnlySpan trailer)

    /// What the header and the trailer of a gzip file take.
    let private shortest = 18L

    /// `tryRead file read` is what `read` makes of the content, or None where the gzip stream is damaged. `read` also
    /// says how long the content was, where it came to its end: GZipStream does not tell a file that was cut from one that
    /// is complete, but the length in its last bytes does.
    let tryRead (file: Stream) (read: Stream -> struct ('T * int64 voption)) : 'T option =
        if not (isGzip file) then
            let struct (value, _) = read file
            Some value
        elif file.Length < shortest then
            None
        else
            let promised = contentLength file
            use content = new GZipStream(file, CompressionMode.Decompress)

            try
                match read content with
                | value, ValueSome length when uint32 length = promised -> Some value
                | value, ValueNone -> Some value
                | _ -> None
            with :? InvalidDataException ->
                None
