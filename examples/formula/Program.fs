module Formula.Program

open System
open System.IO
open System.Threading
open Riemann.FSharp
open Riemann.FSharp.Learning
open Formula.Options

let private names = [ "x"; "y" ]

/// Points of the square from -1 to 1, and noisy values of the formula at them.
let private sample options =
    let key1, key2 = Key.split (Key.create options.Seed)
    let points = 2.0 * Random.uniform [ options.Samples; 2 ] key1 - 1.0
    let values = exp (sin (Math.PI * points[*, 0]) + Tensor.square points[*, 1])
    points, values + options.Noise * Random.normal [ options.Samples ] key2

let private show (candidate: KanFormulaCandidate) =
    printfn $"R² {candidate.Formula.RSquared:F6}, {Expression.toString candidate.Formula.Formula}"

let private example line (stop: CancellationToken) =
    let options = read line
    let x, y = sample options

    try
        printfn $"{options.Samples} samples of exp(sin(pi x) + y^2) with noise of {options.Noise}; networks [2, 5, 1]"

        let settings =
            { KanFormula.defaults with
                Tries = options.Tries
                Key = Key.create options.Seed
                Stop = stop
                Progress = show }

        let best = (KanFormula.search settings EdgeFunction.all names x y).Head
        let found = best.Formula

        let rounded = Expression.mapNumbers (fun number -> Math.Round(number, 2)) found.Formula
        printfn $"\nformula: {Expression.toString found.Formula}"
        printfn $"to two decimals: {Expression.toString (Expression.simplify rounded)}"

        KanReport.write
            options.Report
            { Title = "A formula in noisy samples"
              Names = names
              Output = "f"
              X = x
              Y = y
              Network = Some best.Network
              Losses = best.Losses
              Formula = Some found }

        printfn $"report: {Path.GetFullPath options.Report}"
        Ok()
    with :? RiemannException as error ->
        Error error.Message

[<EntryPoint>]
let main arguments = Examples.Command.run about all example arguments
