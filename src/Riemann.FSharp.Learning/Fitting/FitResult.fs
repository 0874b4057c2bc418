namespace Riemann.FSharp.Learning

open System
open System.Text
open MathNet.Numerics.Distributions
open Riemann.FSharp

/// What a least-squares fit found. `string result` is a table of it.
[<NoEquality; NoComparison>]
type FitResult<'P> =
    {
        Parameters: 'P
        /// The standard errors of the parameters, a tree like them: NaN where the data do not determine a parameter, where
        /// it is held by a bound, or where there are no more data than parameters.
        StandardErrors: 'P
        /// What the numbers are called, in the order of the covariance, such as `Rate` or `Weight[0, 2]`.
        Names: string list
        /// The covariance of the numbers, [n, n], from the linear model at the end: NaN for what is not determined, 0 for
        /// what a bound holds.
        Covariance: Tensor
        /// The data less the model, without weights.
        Residuals: Tensor
        /// The weighted sum of the squares of the residuals.
        ResidualSumOfSquares: float
        /// What was minimised: that sum, or what a robust loss puts in its place.
        Cost: float
        /// The number of data less that of the parameters that no bound holds.
        DegreesOfFreedom: int
        /// The root of the cost per degree of freedom; NaN where there is none.
        ResidualStandardDeviation: float
        /// Whether the standard errors come from known errors of the data, and not from the scatter of the residuals.
        HasKnownErrors: bool
        Iterations: int
        /// How often the model was evaluated, apart from derivatives.
        Evaluations: int
        Reason: FitReason
        /// What to know about the parameters: those at bounds, and those that the data do not determine.
        Notes: string list
    }

    /// The correlation of the numbers, [n, n]: NaN where a variance is 0 or not determined.
    member result.Correlation: Tensor =
        let deviations = sqrt (Tensor.diagonal 0 result.Covariance)
        let scales = Tensor.where (Tensor.greater deviations (tensor 0.0)) deviations (tensor nan)
        result.Covariance / Tensor.outer scales scales

    /// By how many standard errors an interval reaches to each side: Student's t, or the normal distribution where the
    /// errors of the data are known. NaN without degrees of freedom.
    member internal result.Reach(level: float) : float =
        let p = 0.5 + level / 2.0

        if result.HasKnownErrors then Normal.InvCDF(0.0, 1.0, p)
        elif result.DegreesOfFreedom < 1 then nan
        else StudentT.InvCDF(0.0, 1.0, float result.DegreesOfFreedom, p)

    override result.ToString() =
        let text = StringBuilder()
        let numbers tree = (Ravelled.pack (Ravelled.ofTree "Fit" tree) tree).ToArray<float>()
        let reach = result.Reach 0.95
        let show (x: float) = if Double.IsNaN x then "-" else x.ToString "g8"

        let rows =
            [ [ "parameter"; "value"; "standard error"; "95 % interval"; "" ]
              for name, value, error in
                  Seq.zip3 result.Names (numbers result.Parameters) (numbers result.StandardErrors) do
                  let known = not (Double.IsNaN(error * reach))
                  let bound sign = if known then (value + sign * reach * error).ToString "g6" else "-"
                  [ name; show value; show error; bound -1.0; bound 1.0 ] ]

        let widths = rows |> List.transpose |> List.map (List.map String.length >> List.max)

        let line (cells: string list) =
            cells
            |> List.mapi (fun i cell -> if i = 0 then cell.PadRight widths[i] else cell.PadLeft widths[i])
            |> String.concat "  "

        text.AppendLine(string result.Reason) |> ignore

        for row in rows do
            text.AppendLine((line row).TrimEnd()) |> ignore

        for note in result.Notes do
            text.AppendLine note |> ignore

        let freedom = if result.DegreesOfFreedom = 1 then "1 degree" else $"{result.DegreesOfFreedom} degrees"
        let deviation = show result.ResidualStandardDeviation

        text.AppendLine $"residual standard deviation {deviation} with {freedom} of freedom" |> ignore

        text.Append
            $"sum of squares {result.ResidualSumOfSquares:g8}, {result.Residuals.Length} data, {result.Iterations} iterations, {result.Evaluations} evaluations"
        |> string
