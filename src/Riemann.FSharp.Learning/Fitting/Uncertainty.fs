namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How well the data determine the parameters of a fit.
module internal Uncertainty =
    /// The covariance [n, n] of all parameters where the variance of the data is 1: the inverse of J' J from the singular
    /// values of J, with 0 for the parameters that a bound holds and NaN for what the data do not determine.
    let unscaled (count: int) (plane: TangentPlane) : float[,] =
        let lost = TangentPlane.undetermined plane |> Set.ofArray

        let element i j =
            if lost.Contains i || lost.Contains j then
                nan
            else
                let along k = plane.Directions[k, i] * plane.Directions[k, j] / (plane.Values[k] * plane.Values[k])
                Seq.sumBy along (seq { 0 .. plane.Values.Length - 1 }) / (plane.Lengths[i] * plane.Lengths[j])

        let covariance = Array2D.zeroCreate count count

        for i in 0 .. plane.Free.Length - 1 do
            for j in 0 .. plane.Free.Length - 1 do
                covariance[plane.Free[i], plane.Free[j]] <- element i j

        covariance

    /// What to know about the parameters.
    let notes (problem: LeastSquares) (x: float[]) (plane: TangentPlane) : string list =
        let list (names: string seq) = String.concat ", " names
        let held = [| 0 .. x.Length - 1 |] |> Array.except plane.Free
        let lost = TangentPlane.undetermined plane |> Array.map (fun i -> problem.Names[plane.Free[i]])

        [ if held.Length > 0 then
              let verb = if held.Length = 1 then "is" else "are"
              $"{list (held |> Seq.map (fun i -> problem.Names[i]))} {verb} held by a bound: no standard error"
          if lost.Length > 0 then $"the data do not determine {list lost}: no standard error" ]
