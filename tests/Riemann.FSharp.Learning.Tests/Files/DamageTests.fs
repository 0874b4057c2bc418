namespace Riemann.FSharp.Learning.Tests

open System
open System.Diagnostics
open System.Globalization
open Xunit
open Xunit.Abstractions

/// The damaged files are read in a child process, which is this assembly itself: a crash ends that one, and its memory is
/// its own.
type DamageTests(output: ITestOutputHelper) =
    let count = 10_000

    [<Fact>]
    member _.``damaged files give an error or a value, soon and in little memory``() =
        Files.inNewFolder (fun folder ->
            let info =
                ProcessStartInfo(
                    "dotnet",
                    [ typeof<DamageTests>.Assembly.Location; "damage"; string count; folder ],
                    RedirectStandardOutput = true,
                    RedirectStandardError = true
                )

            // The collector lets garbage lie where memory is plenty; what matters is how little suffices.
            info.Environment["DOTNET_GCHeapHardLimit"] <- "0x4000000"
            use child = Process.Start info |> nonNull
            let errors = child.StandardError.ReadToEndAsync()
            let report = child.StandardOutput.ReadToEndAsync()

            if not (child.WaitForExit 300_000) then
                child.Kill()
                failwith "it hangs"

            Assert.True((child.ExitCode = 0), errors.Result)
            output.WriteLine report.Result
            let lines = [ for line in report.Result.Trim().Split '\n' -> line.Split ' ' ]
            let rows, total = List.take 4 lines, List.last lines
            Assert.Equal(count, rows |> List.sumBy (fun row -> int row[1] + int row[2]))

            for row in rows do
                Assert.True(int row[1] > 100 && int row[2] > 10, String.Join(' ', row))

            let number (text: string) = Double.Parse(text, CultureInfo.InvariantCulture)
            Assert.InRange(number total[2], 0.0, 5.0)
            Assert.InRange(number total[3], 0.0, 200.0))
