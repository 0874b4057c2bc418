namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// The least and largest values of the numbers of a vector.
[<NoEquality; NoComparison>]
type internal Box = { Lower: float[]; Upper: float[] }

module internal Box =
    let private refuse operation problem hint = Fail.raise operation (RiemannError.Value(problem, hint))

    let private side operation ravelled (start: 'P) name missing (bounds: 'P option) =
        match bounds with
        | None -> Array.create ravelled.Ravel.Length missing
        | Some bounds ->
            Alike.require operation "the bounds do not fit the parameters" ("start", start) (name, bounds)
            (Ravelled.pack ravelled bounds |> Tensor.cast DType.Float64).ToArray<float>()

    /// Raises where the trees are not alike, a bound is NaN, or the start is not between its bounds.
    let create operation ravelled (start: 'P) (lower: 'P option) (upper: 'P option) : Box =
        let box =
            { Lower = side operation ravelled start "lower" -infinity lower
              Upper = side operation ravelled start "upper" infinity upper }

        let values = (Ravelled.pack ravelled start |> Tensor.cast DType.Float64).ToArray<float>()

        for name, value, low, high in
            Seq.zip (Ravelled.names start) (Seq.zip3 values box.Lower box.Upper)
            |> Seq.map (fun (name, (value, low, high)) -> name, value, low, high) do
            if not (low <= high) then
                refuse
                    operation
                    $"the bounds of {name} are {low} and {high}"
                    "the lower bound is not above the upper one; infinities stand for none"

            if value < low || value > high then
                refuse
                    operation
                    $"the start of {name} is {value}, outside its bounds {low} and {high}"
                    "start between the bounds"

        box

    /// Whether there is no bound at all.
    let isOpen box =
        Array.forall Double.IsNegativeInfinity box.Lower && Array.forall Double.IsPositiveInfinity box.Upper

    /// The nearest point inside.
    let clip box (x: float[]) = Array.map3 (fun low high (x: float) -> min high (max low x)) box.Lower box.Upper x

    /// The numbers that may move: not those at a bound where descent leads outwards.
    let free box (x: float[]) (gradient: float[]) : int[] =
        [| 0 .. x.Length - 1 |]
        |> Array.filter (fun i ->
            not (x[i] <= box.Lower[i] && gradient[i] >= 0.0 || x[i] >= box.Upper[i] && gradient[i] <= 0.0))
