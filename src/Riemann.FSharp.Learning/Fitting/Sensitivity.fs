namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// How fitted parameters move with the data they were fitted to.
module internal Sensitivity =
    /// The derivatives of the free numbers [free; y], at a minimum.
    let private ofNumbers (problem: FitProblem<'P>) (x: float[]) (place: Tensor) (free: int[]) (y: Tensor) : Tensor =
        let held = x |> Array.mapi (fun i value -> if Array.contains i free then 0.0 else value) |> tensor

        let cost (v: Tensor) (data: Tensor) =
            problem.Residuals (held + place *@ v) data |> RobustLoss.total problem.Problem.Loss

        let found = tensor (free |> Array.map (Array.get x))
        // Whether this is a minimum the fit has decided, by a criterion that does not depend on scales.
        let settings = { Implicit.defaults with Tolerance = infinity }
        jacrev (Implicit.minimumWith settings cost (fun _ -> found)) y

    /// A tree like the parameters, each tensor followed by the axes of the data.
    let create (problem: FitProblem<'P>) (model: FitModel) (y: Tensor) : 'P =
        let x = model.Point.X
        let free = (TangentPlane.create problem.Problem model).Free

        let place =
            Array2D.init x.Length free.Length (fun i j -> if free[j] = i then 1.0 else 0.0)
            |> tensor
            |> Tensor.reshape [ x.Length; free.Length ]

        let slopes =
            if free.Length = 0 then
                Tensor.zeros (x.Length :: y.Shape)
            else
                let slopes = ofNumbers problem x place free y |> Tensor.reshape [ free.Length; y.Length ]
                Tensor.reshape (x.Length :: y.Shape) (place *@ slopes)

        let mutable next = 0

        let take (parameter: Tensor) =
            let rows = Tensor.slice [ Slice.Range(next, next + parameter.Length - 1) ] slopes
            next <- next + parameter.Length
            Tensor.reshape (parameter.Shape @ y.Shape) rows

        Tree.map take problem.Start
