namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// What the data tell about the free parameters near a point: their columns of the Jacobian, scaled to length 1, as Q R.
[<NoEquality; NoComparison>]
type internal TangentPlane =
    {
        /// The parameters that may move.
        Free: int[]
        /// The lengths of their columns; 0 where one counts as 0.
        Lengths: float[]
        /// Q, [m; free].
        Basis: Tensor
        /// R, [free; free].
        Triangle: Tensor
        /// The residuals along Q.
        Right: Tensor
        /// The singular values of R that are not rounding.
        Values: float[]
        /// The right singular vectors of R as rows, those of `Values` first.
        Directions: float[,]
        /// The length of what the parameters can still do to the residuals.
        Along: float
        /// The same beside the residuals that they cannot touch, each per degree of freedom.
        Offset: float
    }

module internal TangentPlane =
    let private eps = 2.0 ** -52.0
    let private norm = LeastSquares.norm

    let private nothing =
        { Free = [||]
          Lengths = [||]
          Basis = Tensor.zeros [ 0; 0 ]
          Triangle = Tensor.zeros [ 0; 0 ]
          Right = Tensor.zeros [ 0 ]
          Values = [||]
          Directions = Array2D.zeroCreate 0 0
          Along = 0.0
          Offset = 0.0 }

    let private rounding (problem: LeastSquares) (model: FitModel) = eps * (problem.Magnitude + sqrt model.Point.Cost)

    let private columns (free: int[]) (matrix: Tensor) =
        if free.Length = matrix.Aval.Shape[1] then matrix else Tensor.take 1 (tensor (free |> Array.map int64)) matrix

    /// The plane at a point. Where a whole parameter moves the model by less than its rounding, its column counts as 0.
    let create problem (model: FitModel) : TangentPlane =
        let free = Box.free problem.Box model.Point.X model.Gradient

        if free.Length = 0 then
            nothing
        else
            let matrix = columns free model.Matrix
            let rounding = rounding problem model

            let isNothing i length =
                let x = abs model.Point.X[free[i]]
                length = 0.0 || x > 0.0 && length * x <= rounding

            let found = LeastSquares.floats (Tensor.normOver 2.0 [ 0 ] matrix)
            let scales = found |> Array.mapi (fun i length -> if isNothing i length then 0.0 else 1.0 / length)
            let q, r = Tensor.qr (matrix * tensor scales)
            let right = Tensor.transpose q *@ model.Right
            let u, s, v = Tensor.svd r
            let values = LeastSquares.floats s
            let least = eps * float model.Right.Length * values[0]
            let rank = values |> Array.filter (fun value -> value > least) |> Array.length
            let parts = LeastSquares.floats (Tensor.transpose u *@ right)
            let v = LeastSquares.floats v
            let along = norm parts[.. rank - 1]
            let size = sqrt model.Point.Cost
            let across = sqrt (max 0.0 ((size - along) * (size + along)))
            let perFreedom length count = length / sqrt (float (max 1 count))

            { Free = free
              Lengths = found |> Array.mapi (fun i length -> if isNothing i length then 0.0 else length)
              Basis = q
              Triangle = r
              Right = right
              Values = values[.. rank - 1]
              Directions = Array2D.init free.Length free.Length (fun i j -> v[i * free.Length + j])
              Along = along
              Offset =
                if along = 0.0 then 0.0 else perFreedom along rank / perFreedom across (model.Right.Length - rank) }

    /// Whether the data determine all free parameters.
    let isWhole plane = plane.Values.Length = plane.Free.Length

    /// The positions, among the free parameters, that directions without influence have a part in.
    let undetermined plane : int[] =
        let rank, count = plane.Values.Length, plane.Free.Length
        let part i = Seq.sumBy (fun j -> plane.Directions[j, i] ** 2.0) (seq { rank .. count - 1 })
        [| 0 .. count - 1 |] |> Array.filter (fun i -> part i > 1e-8)

    /// Whether what the parameters can still do is less than the rounding of the model's values.
    let isRounding problem (model: FitModel) plane = plane.Along <= 4.0 * rounding problem model
