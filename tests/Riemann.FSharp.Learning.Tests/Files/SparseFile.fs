namespace Riemann.FSharp.Learning.Tests

open System
open System.IO
open Xunit

/// Files of any length that take no room on the disk but for their ends.
module SparseFile =
    /// A file that begins and ends with these bytes and has so many zeros between them.
    let create (path: string) (start: byte[]) (zeros: int64) (last: byte[]) =
        use file = File.Create path
        file.Write(ReadOnlySpan start)
        file.SetLength(file.Position + zeros)
        file.Position <- file.Length
        file.Write(ReadOnlySpan last)

/// A test that is skipped where the system would write out the zeros of a sparse file.
type SparseFileFactAttribute() as fact =
    inherit FactAttribute()
    do if OperatingSystem.IsWindows() then fact.Skip <- "needs files with holes"
