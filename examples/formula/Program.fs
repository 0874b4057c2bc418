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

let private error y output = Tensor.mean (Tensor.square (Tensor.flatten output - y))

/// A network whose edges a penalty has made few, with the loss after each step.
let private train (stop: CancellationToken) x y penalty key =
    let losses = ResizeArray()
    let settings = { Kan.defaults with LayersHidden = [ 2; 5; 1 ]; DType = DType.Float64 }
    let loss kan = error y (Kan.apply kan x) + penalty * Kan.activationLoss 1.0 1.0 kan x

    let descent =
        { Minimisation.defaults with
            MaxIterations = 60
            Cancellation = stop
            Progress = Some(fun at -> losses.Add at.Value) }

    let round kan _ = (Fit.minimise descent loss kan).Parameters |> Kan.updateGrid 0.01 x
    let kan = List.fold round (Kan.updateGrid 0.01 x (Kan.init settings key)) [ 1..3 ]
    kan, List.ofSeq losses

/// What is left after pruning, trained further without the penalty.
let private prune (stop: CancellationToken) x y kan =
    let descent = { Minimisation.defaults with MaxIterations = 300; Cancellation = stop }
    let pruned = KanGraph.ofKan kan |> KanGraph.prune 0.03 x
    (Fit.minimise descent (fun graph -> error y (KanGraph.apply graph x)) pruned).Parameters

/// The residuals and the size of a formula in one number (Schwarz 1978): the smallest is the best.
let private criterion samples (found: Discovery) =
    let n = float samples
    n * log (found.RelativeResidual ** 2.0 + 1e-15) + log n * float (Expression.complexity found.Formula)

let private attempt options stop (x, y) index =
    let penalty = if index % 2 = 1 then 0.3 else 1.0
    let kan, losses = train stop x y penalty (Key.foldIn ((index + 1) / 2) (Key.create options.Seed))
    let graph = prune stop x y kan
    stop.ThrowIfCancellationRequested()
    let found = Symbolic.formula EdgeFunction.all names x y graph
    printfn $"{index}: R² {found.RSquared:F6}, {Expression.toString found.Formula}"
    found, graph, losses

let private example line (stop: CancellationToken) =
    let options = read line
    let x, y = sample options

    try
        printfn $"{options.Samples} samples of exp(sin(pi x) + y^2) with noise of {options.Noise}; networks [2, 5, 1]"

        let found, graph, losses =
            [ for index in 1 .. options.Tries -> attempt options stop (x, y) index ]
            |> List.minBy (fun (found, _, _) -> criterion options.Samples found)

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
              Network = KanGraph.snapAll EdgeFunction.all x graph
              Losses = losses
              Formula = Some found }

        printfn $"report: {Path.GetFullPath options.Report}"
        Ok()
    with :? RiemannException as error ->
        Error error.Message

[<EntryPoint>]
let main arguments = Examples.Command.run about all example arguments
