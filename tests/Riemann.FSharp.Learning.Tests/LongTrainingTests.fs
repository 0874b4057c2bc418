/// The same training on 1, 2 and 4 threads: the same bits, and memory that stays where it is. RIEMANN_TRAINING_STEPS says
/// how many steps: 300 unless set. The long run is
/// `RIEMANN_TRAINING_STEPS=100000 dotnet test tests/Riemann.FSharp.Learning.Tests -c Release --filter LongTraining
/// --logger "console;verbosity=detailed"`.
namespace Riemann.FSharp.Learning.Tests

open Xunit
open Xunit.Abstractions

/// The tests that set the number of threads and count the memory of the whole process run alone.
[<CollectionDefinition("alone", DisableParallelization = true)>]
type AloneCollection() = class end

[<Collection("alone")>]
type LongTrainingTests(output: ITestOutputHelper) =
    let steps =
        match System.Int32.TryParse(System.Environment.GetEnvironmentVariable "RIEMANN_TRAINING_STEPS") with
        | true, steps -> steps
        | _ -> 300

    [<Fact>]
    member _.``the loss is the same to the last bit on 1, 2 and 4 threads, and memory stays flat``() =
        let before = Riemann.Kernels.ForkJoin.Threads

        try
            let runs =
                [ for threads in [ 1; 2; 4 ] do
                      Riemann.Kernels.ForkJoin.Threads <- threads
                      let run = LongTraining.run steps
                      output.WriteLine $"{threads} threads, {steps} steps: {run}"
                      run ]

            for run in runs do
                Assert.Equal(
                    System.BitConverter.DoubleToInt64Bits runs.Head.Loss,
                    System.BitConverter.DoubleToInt64Bits run.Loss
                )

                Assert.InRange(run.Loss, 0.0, 2.0)
                Assert.InRange(run.Growth, -1L <<< 40, 1L <<< 20)
        finally
            Riemann.Kernels.ForkJoin.Threads <- before
