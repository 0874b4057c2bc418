namespace Riemann.FSharp.Learning

open System
open System.IO
open Riemann.FSharp

/// Where data sets lie on this machine.
[<RequireQualifiedAccess>]
module DataFolder =
    /// The environment variable that names a folder of data sets.
    [<Literal>]
    let Variable = "RIEMANN_DATA"

    /// `DataFolder.roots given` are the folders of data sets, the preferred one first: the given one alone; without one,
    /// that in the environment variable RIEMANN_DATA, where it is set, and `riemann` in the user's folder of local data.
    /// They need not exist.
    let roots (given: string option) : string list =
        match given with
        | Some folder -> [ folder ]
        | None ->
            let local = Environment.GetFolderPath Environment.SpecialFolder.LocalApplicationData

            [ match Environment.GetEnvironmentVariable Variable with
              | null
              | "" -> ()
              | folder -> folder
              if local <> "" then Path.Combine(local, "riemann") ]

    /// `DataFolder.tryFind given name` is the path of the first file or folder with this name, such as `mnist`, in the
    /// folders of `DataFolder.roots`, or an error that lists what was looked for.
    let tryFind (given: string option) (name: string) : Result<string, RiemannError> =
        let paths = [ for root in roots given -> Path.Combine(root, name) ]

        match paths |> List.tryFind Path.Exists with
        | Some path -> Ok path
        | None ->
            let hint =
                if given.IsSome then
                    "a folder that has it"
                else
                    $"name a folder, or set {Variable} to one that has {name}"

            Error(RiemannError.Malformed(String.concat ", " paths, "there is no such file or folder", hint))

    /// `DataFolder.find given name` is what `DataFolder.tryFind` finds. Raises where it finds nothing.
    let find (given: string option) (name: string) : string = tryFind given name |> Fail.get "DataFolder.find"
