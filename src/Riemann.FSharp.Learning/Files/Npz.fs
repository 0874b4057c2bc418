namespace Riemann.FSharp.Learning

open System
open System.IO.Compression
open Riemann.FSharp

/// Reads and writes NumPy's format for several arrays with names: a ZIP file of NPY files, compressed or not.
[<RequireQualifiedAccess>]
module Npz =
    let private opened path (read: NpzFile -> Result<'T, RiemannError>) =
        NpzFile.tryOpenRead path
        |> Result.bind (fun file ->
            use file = file
            read file)

    /// `Npz.tryReadWithin bytes path` are all arrays of a file, which is refused where they promise to take more bytes than
    /// that in the form in which they are stored. As much memory is asked for as bytes arrive, whatever the headers promise: a small file can unpack to a
    /// thousand times its size, and no further than the bytes allowed.
    let tryReadWithin (bytes: int64) (path: string) : Result<(string * Tensor) list, RiemannError> =
        opened path (fun file ->
            let total = file.Entries |> List.sumBy (fun entry -> bigint entry.Zip.Length)

            if total > bigint bytes then
                Error(RiemannError.Malformed(path, $"its arrays promise to take {total} bytes", $"at most {bytes}"))
            else
                Reading.attempt path "an NPZ file" (fun () ->
                    [ for entry in file.Entries -> entry.Name, NpzEntries.read entry ]))

    /// `Npz.tryRead path` are all arrays of a file with their names, without `.npy`, as far as they promise to fit into the
    /// memory that the process may use. `NpzFile` reads one at a time.
    let tryRead (path: string) : Result<(string * Tensor) list, RiemannError> =
        tryReadWithin (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes) path

    /// `Npz.read path` is what `tryRead` reads. Raises where the file is not there or not as it should be.
    let read (path: string) : (string * Tensor) list = tryRead path |> Fail.get "Npz.read"

    /// `Npz.tryHeaders path` is what the file says of each array. No element is read.
    let tryHeaders (path: string) : Result<(string * NpyHeader) list, RiemannError> = opened path _.TryHeaders()

    /// The same time in every file, so that the same arrays give the same bytes: the first that ZIP files have.
    let private time = DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero)

    let private writeAt operation (level: CompressionLevel) path (tensors: (string * Tensor) list) =
        let refuse problem hint = Fail.raise operation (RiemannError.Value(problem, hint))

        for name, count in tensors |> List.countBy fst do
            if count > 1 then refuse $"{count} tensors are named {name}" "a name of its own for each tensor"

            if NpzEntries.leadsAway name then
                refuse $"a tensor is named {name}" "a name without \\, .. or / at its beginning"

        let arrays = [ for name, x in tensors -> name, x.Read() ]

        AtomicFile.write operation path (fun file ->
            use archive = new ZipArchive(file, ZipArchiveMode.Create, true)

            for name, array in arrays do
                let entry = archive.CreateEntry(name + NpzEntries.suffix, level)
                entry.LastWriteTime <- time
                use content = entry.Open()
                Npy.writeTo content array)

    /// `Npz.write path tensors` makes the file, or puts it in the place of another, at once, without compression as
    /// `numpy.savez` does. Raises where a name comes twice or leads out of the archive, and where the file cannot be written.
    let write (path: string) (tensors: (string * Tensor) list) : unit =
        writeAt "Npz.write" CompressionLevel.NoCompression path tensors

    /// `Npz.writeCompressed path tensors` writes as `Npz.write` does, compressed as `numpy.savez_compressed` does.
    let writeCompressed (path: string) (tensors: (string * Tensor) list) : unit =
        writeAt "Npz.writeCompressed" CompressionLevel.Optimal path tensors
