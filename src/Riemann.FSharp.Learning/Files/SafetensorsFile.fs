namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// What a file says of one of its tensors.
type StoredTensor =
    {
        /// The type of the elements in the file.
        Stored: StoredType
        /// The lengths of the axes.
        Shape: int list
    }

/// A safetensors file that is open for reading one tensor at a time, such as one that is larger than memory. The file is
/// mapped into memory and must not be cut while it is open. Tensors may be read by several threads at once.
[<Sealed>]
type SafetensorsFile
    internal
    (path: string, file: MappedFile, entries: SafetensorsEntry list, metadata: Map<string, string>, start: int64) =
    let byName = Map [ for entry in entries -> entry.Name, entry ]

    /// The names of the tensors in the order of the header.
    member _.Names: string list = [ for entry in entries -> entry.Name ]

    /// What the file says of each tensor.
    member _.Headers: (string * StoredTensor) list =
        [ for entry in entries -> entry.Name, { Stored = entry.Stored; Shape = Shapes.toList entry.Shape } ]

    /// The strings by name that the file holds beside its tensors.
    member _.Metadata = metadata

    /// `file.TryRead name` is one tensor. Nothing else is read.
    member _.TryRead(name: string) : Result<Tensor, RiemannError> =
        Reading.attempt path "a safetensors file" (fun () ->
            match byName.TryFind name with
            | Some entry ->
                use part = file.Part(start + entry.First, entry.Last - entry.First)
                Safetensors.readTensor entry part
            | None ->
                let known = byName.Keys |> Seq.truncate 8 |> String.concat ", "
                Reading.refuse $"it has no tensor named {name}" $"one of its {byName.Count}: {known}")

    /// `file.Read name` is what `TryRead` reads. Raises where there is no such tensor, and where a value is none of its type.
    member file.Read(name: string) : Tensor = file.TryRead name |> Fail.get "SafetensorsFile.Read"

    interface IDisposable with
        member _.Dispose() = (file :> IDisposable).Dispose()

/// Opens safetensors files for reading one tensor at a time.
[<RequireQualifiedAccess>]
module SafetensorsFile =
    /// `SafetensorsFile.tryOpenRead path` is the open file, of which the header has been read and agrees with the file's
    /// length.
    let tryOpenRead (path: string) : Result<SafetensorsFile, RiemannError> =
        Reading.attempt path "a safetensors file" (fun () ->
            Reading.owning (new MappedFile(path)) (fun file ->
                let entries, metadata, start = Safetensors.readHeader file.Stream
                new SafetensorsFile(path, file, entries, metadata, start)))

    /// `use file = SafetensorsFile.openRead path` is what `tryOpenRead` opens. Raises where the file is not there or not as
    /// it should be.
    let openRead (path: string) : SafetensorsFile = tryOpenRead path |> Fail.get "SafetensorsFile.openRead"
