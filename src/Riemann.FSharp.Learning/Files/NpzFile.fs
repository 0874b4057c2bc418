namespace Riemann.FSharp.Learning

open System
open System.IO
open System.IO.Compression
open Riemann.FSharp

/// One array in an open archive.
[<NoEquality; NoComparison>]
type internal NpzEntry = { Name: string; Zip: ZipArchiveEntry }

/// Archives of arrays as ZIP files, and what is refused of them.
module internal NpzEntries =
    let suffix = ".npy"

    /// The most that one byte of a deflated stream can stand for, as zlib's documentation has it.
    let private highestRatio = 1032L

    /// Arrays are never unpacked into files, yet a name that would lead out of a folder is no honest one.
    let leadsAway (name: string) = Path.IsPathRooted name || name.Contains '\\' || Array.contains ".." (name.Split '/')

    let private nameOf (zip: ZipArchiveEntry) =
        let name = zip.FullName

        if not (name.EndsWith(suffix, StringComparison.Ordinal)) then
            Reading.refuse $"it holds '{name}'" "arrays only, whose names end in .npy"

        let name = name[.. name.Length - suffix.Length - 1]
        if leadsAway name then Reading.refuse $"it holds an array named '{name}'" "names that lead nowhere else"
        if zip.IsEncrypted then Reading.refuse $"{name} is encrypted" "arrays that are not"
        let most = (zip.CompressedLength + 1L) * highestRatio

        if zip.Length < 0L || zip.CompressedLength < 0L || zip.Length > most then
            Reading.refuse
                $"{zip.CompressedLength} bytes of {name} promise to be {zip.Length}"
                $"at most {highestRatio} times as many"

        name

    /// All arrays in the order of the archive's directory.
    let all (archive: ZipArchive) : NpzEntry list =
        let entries = [ for zip in archive.Entries -> { Name = nameOf zip; Zip = zip } ]

        match entries |> List.countBy _.Name |> List.tryFind (fun (_, count) -> count > 1) with
        | Some(name, count) -> Reading.refuse $"{count} arrays are named {name}" "a name for each"
        | None -> entries

    /// What `part` makes of the content, given the header. The name of the array goes before what is refused.
    let private opened entry (part: CheckedStream -> NpyHeader -> 'T) : 'T =
        try
            use content = new CheckedStream(entry.Zip.Open())
            let header, start = NpyHeaders.read content
            let promised = start + header.Length * int64 header.Stored.Size

            if promised <> entry.Zip.Length then
                Reading.refuse $"the archive says {entry.Zip.Length} bytes" $"{promised} by its header"

            part content header
        with
        | Reading.Refused(found, expected) -> Reading.refuse $"{entry.Name}: {found}" expected
        | :? InvalidDataException as error -> Reading.refuse $"{entry.Name} is damaged: {error.Message}" "an array"

    let header entry : NpyHeader = opened entry (fun _ header -> header)

    let read entry : Tensor =
        opened entry (fun content header ->
            // What is not compressed lies within the file: that the library has checked.
            let isStored = entry.Zip.CompressedLength = entry.Zip.Length
            let x = Npy.readElements header header.Shape isStored content
            if content.ReadByte() >= 0 then Reading.refuse "its content goes on" $"{entry.Zip.Length} bytes"

            if content.Check <> entry.Zip.Crc32 then
                Reading.refuse
                    $"the checksum of its content is {content.Check:X8}"
                    $"{entry.Zip.Crc32:X8}, as the archive says"

            x)

/// An NPZ file that is open for reading one array at a time, from one thread at a time.
[<Sealed>]
type NpzFile internal (path: string, archive: ZipArchive, entries: NpzEntry list) =
    let attempt read = Reading.attempt path "an NPZ file" read

    member internal _.Entries = entries

    /// The names of the arrays, without `.npy`, in the order of the file.
    member _.Names: string list = [ for entry in entries -> entry.Name ]

    /// What the file says of each array. No element is read.
    member _.TryHeaders() : Result<(string * NpyHeader) list, RiemannError> =
        attempt (fun () -> [ for entry in entries -> entry.Name, NpzEntries.header entry ])

    /// `file.TryRead name` is one array. As much memory is asked for as bytes arrive, whatever the headers promise. The
    /// content is compared with its checksum.
    member file.TryRead(name: string) : Result<Tensor, RiemannError> =
        attempt (fun () ->
            match entries |> List.tryFind (fun entry -> entry.Name = name) with
            | Some entry -> NpzEntries.read entry
            | None ->
                let known = file.Names |> List.truncate 8 |> String.concat ", "
                Reading.refuse $"it has no array named {name}" $"one of its {entries.Length}: {known}")

    /// `file.Read name` is what `TryRead` reads. Raises where there is no such array, or it is damaged.
    member file.Read(name: string) : Tensor = file.TryRead name |> Fail.get "NpzFile.Read"

    interface IDisposable with
        member _.Dispose() = archive.Dispose()

/// Opens NPZ files for reading one array at a time.
[<RequireQualifiedAccess>]
module NpzFile =
    /// `NpzFile.tryOpenRead path` is the open file, of which the directory has been read. Refused are archives that hold
    /// anything but arrays, the same name twice, names that lead out of the archive, encrypted arrays, and lengths that no
    /// compression reaches.
    let tryOpenRead (path: string) : Result<NpzFile, RiemannError> =
        Reading.attempt path "an NPZ file" (fun () ->
            Reading.owning (File.OpenRead path) (fun file ->
                let archive = new ZipArchive(file, ZipArchiveMode.Read)
                new NpzFile(path, archive, NpzEntries.all archive)))

    /// `use file = NpzFile.openRead path` is what `tryOpenRead` opens. Raises where the file is not there or not as it
    /// should be.
    let openRead (path: string) : NpzFile = tryOpenRead path |> Fail.get "NpzFile.openRead"
