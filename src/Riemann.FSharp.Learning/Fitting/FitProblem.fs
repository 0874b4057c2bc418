namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// A model, its data and the parameters in the user's record, as least squares of a vector.
[<NoEquality; NoComparison>]
type internal FitProblem<'P> =
    {
        Ravelled: Ravelled
        Start: 'P
        /// The number of data that count.
        Count: int
        /// The weighted residuals of a vector beside other data.
        Residuals: Tensor -> Tensor -> Tensor
        Problem: LeastSquares
    }

module internal FitProblem =
    let private refuse operation problem hint = Fail.raise operation (RiemannError.Value(problem, hint))

    /// What the first such number is called, and the number.
    let private tryFind name (isWanted: float -> bool) (x: Tensor) =
        let values = (Tensor.cast DType.Float64 x).ToArray<float>()
        values |> Array.tryFindIndex isWanted |> Option.map (fun i -> Ravelled.element name x i, values[i])

    let private requireFinite operation name (x: Tensor) =
        match tryFind name (Double.IsFinite >> not) x with
        | Some(name, value) -> refuse operation $"{name} is {value}" "fit finite data, or leave these out"
        | None -> ()

    let private requireFloat64 operation name (x: Tensor) =
        if x.DType <> DType.Float64 then
            Fail.raise
                operation
                (RiemannError.DType($"{name} must be float64", [ name, x.DType ], "Tensor.cast DType.Float64 it"))

        if not (isNull x.Tracer) then
            let problem = $"{name} depends on a value inside {x.Tracer.Trace.Name}"
            let hint = "derivatives of what is fitted are those of Fit.sensitivity, or of Implicit.minimum"
            Fail.raise operation (RiemannError.NotDifferentiable(problem, hint))

    let private requireParameters operation (start: 'P) =
        let struct (leaves, isTrained) = Tree.flatten start

        for name, x, isTrained in Seq.zip3 (Tree.names start) leaves isTrained do
            if isTrained then
                let name = if name = "" then "the start" else $"the start of {name}"
                requireFloat64 operation name x
                requireFinite operation name x

    let private requireAlike operation name (given: Tensor) (y: Tensor) =
        requireFloat64 operation name given

        if not (given.Aval.Shape.Equals y.Aval.Shape) then
            let shapes = [ "y", y.Aval.Shape; name, given.Aval.Shape ]

            Fail.raise
                operation
                (RiemannError.Shape($"the {name} do not fit the data", shapes, "one for each of the data"))

    let private factors operation weighting (y: Tensor) =
        let require name isGood wanted (given: Tensor) =
            requireAlike operation name given y

            match tryFind name (fun value -> not (isGood value && Double.IsFinite value)) given with
            | Some(place, value) -> refuse operation $"{place} is {value}" $"{name} are {wanted} and finite"
            | None -> ()

        match weighting with
        | Weighting.Equal -> None
        | Weighting.Weights weights ->
            require "weights" (fun weight -> weight >= 0.0) "0 or more" weights
            Some(sqrt weights)
        | Weighting.Errors errors ->
            require "errors" (fun error -> error > 0.0) "more than 0" errors
            Some(1.0 / errors)

    let private requireShape operation (y: Tensor) (value: Tensor) =
        requireFloat64 operation "the model's value" (stopGradient value)

        if not (value.Aval.Shape.Equals y.Aval.Shape) then
            let shapes = [ "model", value.Aval.Shape; "y", y.Aval.Shape ]
            let rule = "model parameters x has the shape of y"

            Fail.raise
                operation
                (RiemannError.Shape("the model does not give one value for each of the data", shapes, rule))

    let private weigh factors (x: Tensor) =
        match factors with
        | Some factors -> x * factors
        | None -> x

    /// The problem, and the linear model at the start. Raises for data, parameters, bounds and models that do not fit
    /// together, and where the model or its derivative is not finite at the start.
    let create operation (settings: FitSettings<'P>) (model: 'P -> 'X -> Tensor) (start: 'P) (x: 'X) (y: Tensor) =
        requireFloat64 operation "y" y
        requireFinite operation "y" y

        for name, leaf in Seq.zip (Tree.names x) (Tree.leaves x) do
            requireFinite operation (if name = "" then "x" else $"x.{name}") leaf

        requireParameters operation start
        RobustLoss.check operation settings.Loss
        let ravelled = Ravelled.ofTree operation start
        let count = ravelled.Ravel.Length
        let factors = factors operation settings.Weighting y

        let counted =
            match factors with
            | Some factors -> factors.ToArray<float>() |> Array.filter (fun factor -> factor > 0.0) |> Array.length
            | None -> y.Length

        if counted < count then
            let hint = "a fit takes no fewer data than parameters"
            refuse operation $"there are {counted} data for {count} parameters" hint

        let value = model start x
        requireShape operation y value

        let residuals (v: Tensor) (data: Tensor) =
            let value = model (Ravelled.place ravelled start v) x
            weigh factors (value - data) |> Tensor.flatten

        let problem =
            { Residuals = fun v -> residuals v y
              Loss = settings.Loss
              Box = Box.create operation ravelled start settings.Lower settings.Upper
              Magnitude = float (Tensor.norm 2.0 (weigh factors y))
              Names = Ravelled.names start |> List.toArray }

        match tryFind "y" (Double.IsFinite >> not) value with
        | Some(place, value) ->
            refuse operation $"the model is {value} at the start, for {place}" "start where the model is finite"
        | None -> ()

        let vector = (Ravelled.pack ravelled start).ToArray<float>()
        let first = vector |> LeastSquares.evaluate problem |> LeastSquares.linearise problem

        match tryFind "" (Double.IsFinite >> not) first.Matrix with
        | Some(_, slope) ->
            let hint = "start where the model can be differentiated"
            refuse operation $"a derivative of the model is {slope} at the start" hint
        | None -> ()

        struct ({ Ravelled = ravelled; Start = start; Count = counted; Residuals = residuals; Problem = problem }, first)

    /// The tree of a vector.
    let tree (problem: FitProblem<'P>) (x: float[]) : 'P = Ravelled.place problem.Ravelled problem.Start (tensor x)
