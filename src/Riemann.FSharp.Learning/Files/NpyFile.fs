namespace Riemann.FSharp.Learning

open System
open System.IO
open Riemann.FSharp

/// An NPY file that is open for reading in parts, such as one that is larger than memory. The file is mapped into memory
/// and must not be cut while it is open. Parts may be read by several threads at once.
[<Sealed>]
type NpyFile internal (path: string, file: MappedFile, header: NpyHeader, start: int64) =
    let size = int64 header.Stored.Size

    let attempt operation (read: unit -> Tensor) = Reading.attempt path "an NPY file" read |> Fail.get operation

    /// The bytes of some rows in Fortran order, where each column has its part of them.
    let columns (first: int64) (count: int64) (rows: int64) (run: int64) =
        let bytes = bigint count * bigint run * bigint size

        if bytes > bigint Array.MaxLength then
            Reading.refuse $"{count} rows in Fortran order are {bytes} bytes" $"at most {Array.MaxLength} at a time"

        let part: byte[] = Array.zeroCreate (int bytes)
        use whole = file.Part(start, header.Length * size)

        for column in 0L .. run - 1L do
            whole.Position <- (column * rows + first) * size
            whole.ReadExactly(part.AsSpan(int (column * count * size), int (count * size)))

        part

    /// What the file says of its array.
    member _.Header = header

    /// The whole array. Raises where a tensor cannot have so many elements, and where a value is none of its type.
    member _.Read() : Tensor =
        attempt "NpyFile.Read" (fun () ->
            use part = file.Part(start, header.Length * size)
            Npy.readElements header header.Shape true part)

    /// `file.Rows(first, count)` is what `file.Read()[first .. first + count - 1]` would be, of which nothing else is read.
    /// Raises where there are no such rows, or the array has no axes.
    member _.Rows(first: int64, count: int) : Tensor =
        match header.Shape with
        | rows :: row when first >= 0L && count >= 0 && first <= rows - int64 count ->
            let lengths = int64 count :: row
            let run = List.fold (*) 1L row

            attempt "NpyFile.Rows" (fun () ->
                if header.IsFortran then
                    use part = new MemoryStream(columns first (int64 count) rows run)
                    Npy.readElements header lengths true part
                else
                    use part = file.Part(start + first * run * size, int64 count * run * size)
                    Npy.readElements header lengths true part)
        | rows :: _ ->
            let problem = $"{count} rows from row {first} on"
            Fail.raise "NpyFile.Rows" (RiemannError.Value(problem, $"the array has {rows} rows"))
        | [] -> Fail.raise "NpyFile.Rows" (RiemannError.Value("the array has no axes", "use file.Read()"))

    interface IDisposable with
        member _.Dispose() = (file :> IDisposable).Dispose()

/// Opens NPY files for reading in parts.
[<RequireQualifiedAccess>]
module NpyFile =
    /// `NpyFile.tryOpenRead path` is the open file, of which the header has been read and agrees with the file's length.
    let tryOpenRead (path: string) : Result<NpyFile, RiemannError> =
        Reading.attempt path "an NPY file" (fun () ->
            Reading.owning (new MappedFile(path)) (fun file ->
                let header, start = Npy.readHeader file.Stream file.Length
                new NpyFile(path, file, header, start)))

    /// `use file = NpyFile.openRead path` is what `tryOpenRead` opens. Raises where the file is not there or not as it
    /// should be.
    let openRead (path: string) : NpyFile = tryOpenRead path |> Fail.get "NpyFile.openRead"
