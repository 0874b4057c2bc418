namespace Riemann.FSharp.Learning.Tests

open System
open System.IO
open System.IO.Compression
open Riemann.FSharp.Learning
open Xunit

/// Files that the data tests make, and where the real ones are.
module Files =
    /// Runs a test on a folder of its own that is removed afterwards.
    let inNewFolder (test: string -> unit) =
        let folder = Directory.CreateTempSubdirectory "riemann-data-"

        try
            test folder.FullName
        finally
            folder.Delete true

    /// The bytes of an IDX file with this element type, these sizes and these elements, true or not.
    let idx (elementType: byte) (sizes: uint32 list) (values: byte[]) =
        let bigEndian (size: uint32) =
            let bytes = BitConverter.GetBytes size
            if BitConverter.IsLittleEndian then Array.rev bytes else bytes

        Array.concat
            [ [| 0uy; 0uy; elementType; byte sizes.Length |]; sizes |> List.map bigEndian |> Array.concat; values ]

    let gzip (bytes: byte[]) =
        use target = new MemoryStream()
        (use stream = new GZipStream(target, CompressionLevel.Optimal, true) in stream.Write bytes)
        target.ToArray()

    /// The folder above this assembly that holds the solution.
    let private root =
        let rec up (folder: string) =
            if File.Exists(Path.Combine(folder, "Riemann.FSharp.sln")) then
                Some folder
            else
                folder |> Path.GetDirectoryName |> Option.ofObj |> Option.bind up

        up AppContext.BaseDirectory

    // Read once, before any test may change the variable.
    let private folders =
        [ Environment.GetEnvironmentVariable DataFolder.Variable |> Option.ofObj
          root |> Option.map (fun root -> Path.Combine(root, "..", "shared", "data")) ]
        |> List.choose id

    /// A folder of real data: below RIEMANN_DATA, or in shared/data beside the repository.
    let data (name: string) =
        folders |> List.map (fun data -> Path.Combine(data, name)) |> List.tryFind Directory.Exists

    /// The real MNIST files.
    let mnist = data "mnist"

/// A test that is skipped where a folder of real data is not.
type DataFactAttribute(name: string) as fact =
    inherit FactAttribute()

    do if (Files.data name).IsNone then fact.Skip <- $"needs the files in RIEMANN_DATA/{name}"

/// A test that is skipped where the MNIST files are not.
type MnistFactAttribute() =
    inherit DataFactAttribute "mnist"
