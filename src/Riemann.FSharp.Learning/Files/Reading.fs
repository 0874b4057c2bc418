namespace Riemann.FSharp.Learning

open System.IO
open Riemann.FSharp

/// What the readers of files share: one way to refuse what a file says, and one way to hand that on.
module internal Reading =
    /// Why the file is not what it claims to be: what was found, and what is expected.
    exception Refused of found: string * expected: string

    let refuse found expected : 'T = raise (Refused(found, expected))

    /// `attempt path kind read` is what `read` gives, or the error with the file. `kind` is what was expected there.
    let attempt (path: string) (kind: string) (read: unit -> 'T) : Result<'T, RiemannError> =
        let malformed found expected = Error(RiemannError.Malformed(path, found, expected))

        try
            Ok(read ())
        with
        | Refused(found, expected) -> malformed found expected
        | :? FileNotFoundException
        | :? DirectoryNotFoundException -> malformed "there is no such file" kind
        | :? InvalidDataException as error -> malformed $"it is damaged: {error.Message}" kind
        | error when AtomicFile.isRefusal error -> malformed $"the file cannot be read: {error.Message}" kind

    /// A disposable made of an open file, which is closed where that fails.
    let owning (file: 'F :> System.IDisposable) (make: 'F -> 'T) : 'T =
        try
            make file
        with _ ->
            file.Dispose()
            reraise ()
