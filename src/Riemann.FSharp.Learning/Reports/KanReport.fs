namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// What a report is about: a formula for one output, the network it was read from or that stands alone, or both.
[<NoEquality; NoComparison>]
type KanReport =
    {
        Title: string
        /// The names of the inputs.
        Names: string list
        /// What is predicted.
        Output: string
        /// [samples; in]
        X: Tensor
        /// [samples]
        Y: Tensor
        Network: KanGraph option
        /// The loss after each step of training.
        Losses: float list
        Formula: Discovery option
    }

/// Reports as pages: one file that opens without a network and runs no script.
[<RequireQualifiedAccess>]
module KanReport =
    let private predicted (report: KanReport) =
        match report.Formula, report.Network with
        | Some found, _ -> Expression.compile report.Names found.Formula report.X
        | None, Some network -> Tensor.flatten (KanGraph.apply network report.X)
        | None, None ->
            let problem = "there is nothing to report on"
            Fail.raise "KanReport.html" (RiemannError.Value(problem, "a Formula, a Network or both"))

    let private formula (found: Discovery) =
        let rounded = Expression.mapNumbers (fun x -> System.Math.Round(x, 2)) found.Formula |> Expression.simplify

        [ "as found", Expression.toString found.Formula
          "to two decimals", Expression.toString rounded
          "F#", Expression.toFSharp found.Formula
          "LaTeX", Expression.toLatex found.Formula ]
        |> List.map (fun (kind, text) -> $"<dt>{kind}</dt><dd>{Page.escape text}</dd>")
        |> fun lines -> "<dl>" + String.concat "\n" lines + "</dl>"

    let private requireData (report: KanReport) =
        let x, y = report.X, report.Y

        if x.Rank <> 2 || y.Rank <> 1 || x.Shape[0] <> y.Shape[0] || x.Shape[1] <> report.Names.Length then
            let shapes = [ "X", x.Aval.Shape; "Y", y.Aval.Shape ]
            let rule = $"X [samples; {report.Names.Length}] and Y [samples]"
            Fail.raise "KanReport.html" (RiemannError.Shape("the data do not fit the names", shapes, rule))

    /// `KanReport.html report` is the page, in HTML: the formula, the network with each edge's curve, predictions beside the
    /// data, residuals, and the loss by steps. Predictions are the formula's, and without one the network's. Raises where
    /// there is neither, where the data do not fit the names, and for fewer than 4 samples.
    let html (report: KanReport) : string =
        requireData report
        let found, wanted = (predicted report).ToArray<float>(), report.Y.ToArray<float>()
        let residuals = Array.map2 (-) wanted found
        let root = sqrt (residuals |> Array.averageBy (fun r -> r * r))
        let by = if report.Formula.IsSome then "the formula" else "the network"

        let about =
            let explained = report.Formula |> Option.map (fun found -> $", R² {found.RSquared:F6}")
            $"{wanted.Length} samples; residuals of {by}: {root:G4} (root mean square){Option.defaultValue System.String.Empty explained}"

        let figures =
            [ match report.Formula with
              | Some found -> Page.wideFigure "Formula" (formula found)
              | None -> ()

              match report.Network with
              | Some network -> Page.wideFigure "Network" (NetworkPlot.draw report.Names report.Output network report.X)
              | None -> ()

              PointPlot.draw "Data and fit" PointPlot.Diagonal $"{report.Output} by {by}" $"{report.Output} in the data"
              <| Array.zip found wanted
              |> Page.figure "Data and fit" []

              PointPlot.draw "Residuals" PointPlot.Zero $"{report.Output} by {by}" "residual"
              <| Array.zip found residuals
              |> Page.figure "Residuals" []

              if not report.Losses.IsEmpty then
                  let losses: CurvePlot.Series =
                      { Name = "log10 of the loss"; Values = [| for loss in report.Losses -> log10 loss |] }

                  CurvePlot.draw losses.Name "step" None [ losses ] |> Page.figure losses.Name [] ]

        Page.html report.Title about figures []

    /// `KanReport.write path report` writes the page. Raises where the file cannot be written, and as `html`.
    let write (path: string) (report: KanReport) : unit = html report |> AtomicFile.writeText "KanReport.write" path
