namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// How the losses of single elements or examples become one.
[<RequireQualifiedAccess>]
type Reduction =
    /// Their mean; where classes have weights, the sum divided by the weights of the labels.
    | Mean
    | Sum
    /// Their sum, divided by the length of the first axis.
    | BatchMean
    /// Not at all: the losses stay apart.
    | None

/// Losses. What is wanted comes first, what is predicted last. `Loss.huber wanted predicted` has the settings that
/// PyTorch begins with, the mean among them, and `Loss.huberWith settings wanted predicted` has others: a record where
/// there is more to set than the reduction (`{ Huber.defaults with Delta = 0.5 }`), and the reduction where there is not.
/// Nothing broadcasts: shapes that differ are refused, and so is the mean of no losses.
[<AbstractClass; Sealed>]
type Loss = class end

/// What losses have in common. Errors name the loss.
module internal LossRules =
    let refuse operation problem hint = Fail.raise operation (RiemannError.Value(problem, hint))

    /// Raises unless the number is in range; NaN is not.
    let require operation isInRange problem hint = if not isInRange then refuse operation problem hint

    /// The values, of all examples under vmap, where these are known.
    let rec known (x: Tensor) : NDArray option =
        match x.Tracer with
        | null -> Some x.Value
        | tracer ->
            match tracer.Inner with
            | ValueSome inner -> known inner
            | ValueNone -> None

    let private largest (values: NDArray) =
        (Riemann.Kernels.Reduction.Max(values, System.ReadOnlySpan [| 0 .. values.Rank - 1 |], false)).ToDouble 0

    let private smallest (values: NDArray) =
        (Riemann.Kernels.Reduction.Min(values, System.ReadOnlySpan [| 0 .. values.Rank - 1 |], false)).ToDouble 0

    /// Raises where a known value lies outside. NaN stays for the result.
    let requireWithin operation what low high hint (x: Tensor) =
        known x
        |> Option.filter (fun values -> values.Length > 0)
        |> Option.iter (fun values ->
            let least, most = smallest values, largest values

            let wrong =
                if least < low then Some least
                elif most > high then Some most
                else None

            wrong |> Option.iter (fun value -> refuse operation $"{what} is {string value}" hint))

    /// Raises unless these are floats of one type, the first of them the type that the others must have.
    let requireFloats operation (named: (string * Tensor) list) =
        let types = named |> List.map (fun (name, x) -> name, x.DType)
        let first = snd types.Head

        if not (first.IsFloat()) then
            Fail.raise operation (RiemannError.DType("the loss is of floats", types, "Tensor.cast DType.Float32 them"))

        if types |> List.exists (fun (_, dtype) -> dtype <> first) then
            let problem = "the element types differ"
            Fail.raise operation (RiemannError.DType(problem, types, $"Tensor.cast DType.{first} the others"))

    /// Raises unless these are floats of one type and one shape.
    let requireAlike operation (named: (string * Tensor) list) =
        requireFloats operation named
        let shapes = named |> List.map (fun (name, x) -> name, x.Aval.Shape)

        if shapes |> List.exists (fun (_, shape) -> not (shape.Equals(snd shapes.Head))) then
            let problem = (named |> List.map fst |> String.concat " and ") + " do not fit"
            let rule = "all have one shape: nothing broadcasts in a loss"
            Fail.raise operation (RiemannError.Shape(problem, shapes, rule))

    /// Raises unless the weights stretch to the shape of the losses.
    let requireWeights operation name (weights: Tensor) (losses: Tensor) =
        requireFloats operation [ "predicted", losses; name, weights ]

        if Rules.broadcastTo losses.Aval.Shape [| weights.Aval |] |> Result.isError then
            let shapes = [ name, weights.Aval.Shape; "predicted", losses.Aval.Shape ]
            let rule = "weights broadcast to the losses, not the losses to the weights"
            Fail.raise operation (RiemannError.Shape($"{name} does not fit", shapes, rule))

    let private requireSome operation (losses: Tensor) =
        if losses.Length = 0 then
            refuse operation "the mean of no losses" "there is no element; Reduction.Sum of none is 0"

    let reduce operation reduction (losses: Tensor) =
        match reduction with
        | Reduction.None -> losses
        | Reduction.Sum -> Tensor.sum losses
        | Reduction.Mean ->
            requireSome operation losses
            Tensor.mean losses
        | Reduction.BatchMean ->
            if losses.Rank = 0 then
                refuse operation "the mean over a batch of one loss without axes" "Reduction.Sum is that loss"

            requireSome operation losses
            Tensor.sum losses / float losses.Aval.Shape[0]

    /// The losses, weighted already, whose mean counts each of them as much as its weight. Where all weights are 0 it is
    /// NaN, as 0 / 0.
    let reduceWeighted operation reduction (weights: Tensor option) (losses: Tensor) =
        match reduction, weights with
        | Reduction.Mean, Some weights ->
            requireSome operation losses
            Tensor.sum losses / Tensor.sum weights
        | _ -> reduce operation reduction losses
