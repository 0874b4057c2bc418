namespace Riemann.FSharp.Learning.Tests

open System
open Xunit
open Xunit.Abstractions
open Riemann.FSharp
open Riemann.FSharp.Learning

/// A test that is skipped where the files of NIST are not.
type NistFactAttribute() as fact =
    inherit FactAttribute()

    do
        if NistProblem.folder.IsNone then
            fact.Skip <- "needs the files of NIST's nonlinear regression in RIEMANN_DATA/nist-strd"

/// All nonlinear problems of NIST's Statistical Reference Datasets, from both starts.
type NistTests(output: ITestOutputHelper) =
    let values (tensors: Tensor[]) = tensors |> Array.map float

    let fit settings (problem: NistProblem) start =
        let result = Fit.curveWith settings problem.Model (start |> Array.map tensor) problem.X problem.Y
        let parameters = NistProblem.digits problem.Certified (values result.Parameters)
        let errors = NistProblem.digits problem.CertifiedErrors (values result.StandardErrors)
        struct (result, parameters, errors)

    let problems () = NistModels.all |> List.map (NistProblem.read NistProblem.folder.Value)

    [<NistFact>]
    member _.``all 27 are solved from both starts, to 9 digits of the parameters``() =
        output.WriteLine
            "| problem | difficulty | start | parameters | standard errors | iterations | evaluations | outcome |"

        output.WriteLine "| --- | --- | --- | --- | --- | --- | --- | --- |"

        for problem in problems () do
            for number, start in List.indexed problem.Starts do
                let struct (result, parameters, errors) = fit Fit.defaults problem start

                let outcome =
                    match result.Reason with
                    | FitReason.RelativeOffset offset -> $"relative offset {offset:g2}"
                    | other -> string other

                output.WriteLine
                    $"| {problem.Name} | {problem.Difficulty} | {number + 1} | {parameters:f1} | {errors:f1} | {result.Iterations} | {result.Evaluations} | {outcome} |"

                Assert.True(result.Reason.IsConverged, problem.Name)
                Assert.True(parameters >= 9.0, $"{problem.Name} {parameters}")
                // The residuals of Lanczos1 are the rounding of its data, to 13 digits.
                Assert.True(errors >= (if problem.Name = "Lanczos1" then 3.0 else 9.0), $"{problem.Name} {errors}")

    [<NistFact>]
    member _.``with acceleration too, no wrong answer is said to have converged``() =
        for problem in problems () do
            for start in problem.Starts do
                let struct (result, parameters, _) = fit { Fit.defaults with Acceleration = true } problem start
                let isRight = parameters >= 8.0
                Assert.True(isRight || not result.Reason.IsConverged, $"{problem.Name} {result.Reason}")

    [<NistFact>]
    member _.``the files are read as they are meant``() =
        let problem = problems () |> List.find (fun problem -> problem.Name = "Nelson")
        Assert.Equal("Average", problem.Difficulty)
        Assert.Equal<float list>([ 2.0; 0.0001; -0.01 ], List.ofArray problem.Starts[0])
        Assert.Equal(2, problem.X.Length)
        Assert.Equal(128, problem.Y.Length)
        Assert.Equal(log 15.0, Numbers.floats(problem.Y)[0], 12)

    [<Fact>]
    member _.``digits count how far numbers agree``() =
        Assert.Equal(3.0, NistProblem.digits [| 1.0; 2.0 |] [| 1.001; 2.0 |], 6)
        Assert.Equal(11.0, NistProblem.digits [| 1.0 |] [| 1.0 |])
        Assert.Equal(0.0, NistProblem.digits [| 1.0 |] [| nan |])
        Assert.Equal(0.0, NistProblem.digits [| 1.0 |] [| -50.0 |])
