namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// A place on the way down.
[<NoEquality; NoComparison>]
type internal Place = { At: Tensor; Value: float; Gradient: Tensor }

/// What the moves so far tell about the curvature, on the numbers that may move.
[<NoEquality; NoComparison>]
type internal Curvature =
    {
        /// 1 for the numbers that may move, 0 for the others.
        Free: Tensor
        /// The last pairs, oldest first.
        Pairs: LbfgsPair[]
        /// The inverse Hessian of BFGS, if there is a pair.
        Inverse: Tensor voption
    }

module internal SearchDirection =
    let private dot a b = float (Tensor.dot a b)

    let nothing free = { Free = free; Pairs = [||]; Inverse = ValueNone }

    /// (I - p s y') H (I - p y s') + p s s'
    let private correct (inverse: Tensor voption) (pair: LbfgsPair) =
        let s, y = pair.Move, pair.Change
        let n = s.Length

        let inverse =
            match inverse with
            | ValueSome inverse -> inverse
            | ValueNone -> pair.Product / dot y y * Tensor.eyeOf s.DType n n

        let left = Tensor.eyeOf s.DType n n - Tensor.outer s y / pair.Product
        left *@ inverse *@ Tensor.transpose left + Tensor.outer s s / pair.Product

    /// The curvature after a move, on the numbers that may move now. What the others did is left out.
    let remember method (curvature: Curvature) (free: Tensor) (from: Place) (next: Place) : Curvature =
        let pair (move: Tensor) (change: Tensor) =
            let move, change = move * free, change * free
            { Move = move; Change = change; Product = dot move change }

        let isUseful pair = pair.Product > 1e-10 * sqrt (dot pair.Move pair.Move * dot pair.Change pair.Change)
        let last = pair (next.At - from.At) (next.Gradient - from.Gradient)
        let isSame = float (Tensor.sum (abs (free - curvature.Free))) = 0.0

        let keep =
            match method with
            | Minimiser.Lbfgs history -> history
            | _ -> 1

        let earlier = if isSame then curvature.Pairs else curvature.Pairs |> Array.map (fun p -> pair p.Move p.Change)
        let pairs = Array.append earlier [| last |] |> Array.filter isUseful
        let inverse = if isSame then curvature.Inverse else ValueNone

        { Free = free
          Pairs = Array.skip (max 0 (pairs.Length - keep)) pairs
          Inverse = if method = Minimiser.Bfgs && isUseful last then ValueSome(correct inverse last) else inverse }

    /// The Newton step of the numbers that may move, with the absolute values of the Hessian's eigenvalues.
    let private newton (objective: Tensor -> Tensor) (place: Place) (free: Tensor) : Tensor =
        let free = Tensor.insertAxis 0 free
        // The numbers that stay have a row and a column of the identity.
        let held = Tensor.diag 0 (1.0 - Tensor.squeeze 0 free)
        let values, vectors = hessian objective place.At * free * Tensor.transpose free + held |> Tensor.eigh
        let size = Tensor.max (abs values)
        let positive = Tensor.maximum (abs values) (size * 1e-12)
        let gradient = place.Gradient * Tensor.squeeze 0 free
        -(vectors *@ (Tensor.transpose vectors *@ gradient / positive))

    /// A direction on the free numbers, and the first length to try.
    let find method objective (curvature: Curvature) (place: Place) : struct (Tensor * float) =
        let gradient = place.Gradient * curvature.Free
        let short = min 1.0 (1.0 / float (Tensor.sum (abs gradient)))
        let pairs = curvature.Pairs

        match method, curvature.Inverse with
        | Minimiser.Newton, _ -> struct (newton objective place curvature.Free, 1.0)
        | Minimiser.Lbfgs _, _ when pairs.Length > 0 -> struct (LbfgsMemory.direction pairs gradient, 1.0)
        | Minimiser.Bfgs, ValueSome inverse -> struct (-(inverse *@ gradient), 1.0)
        | Minimiser.GradientDescent, _ when pairs.Length > 0 ->
            let last = pairs[pairs.Length - 1]
            struct (-gradient, dot last.Move last.Move / last.Product)
        | _ -> struct (-gradient, short)
