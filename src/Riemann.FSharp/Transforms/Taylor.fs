namespace Riemann.FSharp

#nowarn "40" // a series and its derivative refer to each other, under lambdas

open System
open System.Collections.Generic
open System.Runtime.CompilerServices
open Riemann.Kernels

/// Taylor coefficients of a value along one parameter, found when they are asked for; none where zero.
[<Sealed; AllowNullLiteral>]
type internal Series(constant: Tensor, next: int -> Tensor voption) =
    let coefficients = List [ ValueSome constant ]

    member _.Constant = constant

    /// The coefficient of order k.
    member _.Item
        with get (k: int): Tensor voption =
            while coefficients.Count <= k do
                coefficients.Add(next coefficients.Count)

            coefficients[k]

[<Sealed; AllowNullLiteral>]
type internal TaylorTracer(trace: Trace, series: Series) =
    inherit Tracer(trace, series.Constant.Aval)
    member _.Series = series

/// How the derivative of an operation changes along its operands, worked out from its linear maps.
[<RequireQualifiedAccess; NoEquality; NoComparison>]
type private Course =
    /// It does not move.
    | Still
    /// The maps of these operands stay what they are: every order passes through them.
    | Linear of struct (int * LinearMap)[]
    /// A product of two operands: the map of each depends on the other alone.
    | Product of int * int
    /// Anything else, moved by these operands.
    | General of int[]

module private Course =
    /// The course of p where `isVarying` tells the operands that are series. Only shapes are worked out.
    let find (p: Primitive) (operands: Tensor[]) (result: Tensor) (isVarying: bool[]) : Course =
        let trace = Recorder("Taylor.derivatives", (fun _ -> ValueNone))
        let isZero map = Object.ReferenceEquals(map, LinearMap.zero)

        try
            let unknown (x: Tensor) = trace.Input(x.Aval, ValueNone)
            let tangents = operands |> Array.map unknown
            let seen = operands |> Array.map unknown
            let seenResult = unknown result

            let maps =
                [| for i in 0 .. operands.Length - 1 do
                       if isVarying[i] then
                           let map = p.Derivative seen seenResult i

                           if not (isZero map) then
                               let program = trace.Program [| map.Push tangents[i] |]
                               let uses k = Program.uses (operands.Length + k) program

                               let isUsed = [ for k in 0 .. operands.Length - 1 -> isVarying[k] && uses k ]
                               struct (i, isUsed @ [ uses operands.Length ]) |]

            let dependsOn wanted (struct (_, isUsed)) =
                List.indexed isUsed |> List.forall (fun (k, isUsed) -> isUsed = List.contains k wanted)

            match maps with
            | [||] -> Course.Still
            | _ when maps |> Array.forall (dependsOn []) ->
                Course.Linear [| for struct (i, _) in maps -> struct (i, p.Derivative operands result i) |]
            | [| struct (i, _); struct (j, _) |] when dependsOn [ j ] maps[0] && dependsOn [ i ] maps[1] ->
                Course.Product(i, j)
            | _ -> Course.General [| for struct (i, _) in maps -> i |]
        finally
            trace.Close()

/// Taylor mode from the rules of forward mode: along one parameter y' is the sum of the maps applied to x', and
/// integrating it order by order gives y. A general map may contain y itself, of which each order needs only
/// lower ones. The operations of such maps run on a second trace, without end and only as far as asked, and an
/// operation on the same series is the same series, so their number grows with the order and not with its power.
[<Sealed; AllowNullLiteral>]
type internal TaylorTrace(order: int, isDerived: bool, known: Dictionary<obj[], Series>) =
    inherit Trace("Taylor.derivatives", Lease false)
    let derived: TaylorTrace = if isDerived then null else TaylorTrace(order, true, known)

    static let byReference =
        { new IEqualityComparer<obj[]> with
            member _.Equals(a, b) = a.Length = b.Length && Array.forall2 (fun x y -> Object.ReferenceEquals(x, y)) a b

            member _.GetHashCode key = key |> Array.fold (fun hash x -> 31 * hash + RuntimeHelpers.GetHashCode x) 17 }

    /// The trace of the function itself, whose series are complete to the order.
    new(order) = TaylorTrace(order, false, Dictionary byReference)

    member trace.Wrap(series: Series) = Tensor(null, TaylorTracer(trace, series))

    /// The series of a value, or null where it is constant.
    member trace.Series(x: Tensor) : Series =
        match x.Tracer with
        | :? TaylorTracer as tracer when Object.ReferenceEquals(tracer.Trace, trace) -> tracer.Series
        | _ -> null

    member private _.Derivative(x: Series) =
        let coefficient k = x[k + 1] |> ValueOption.map (fun c -> c * float (k + 1))
        Series(coefficient 0 |> ValueOption.defaultWith (fun () -> Tensor.zerosLike x.Constant), coefficient)

    /// The series of an operation, or null where the result is constant.
    member private trace.Start(p: Primitive, constants: Tensor[], series: Series[], result: Tensor) : Series =
        let total terms =
            terms |> Seq.fold (fun sum t -> ValueSome(ValueOption.fold (fun t s -> s + t) t sum)) ValueNone

        match Course.find p constants result (series |> Array.map (isNull >> not)) with
        | Course.Still -> null
        | Course.Linear maps ->
            Series(
                result,
                fun k ->
                    seq {
                        for struct (i, map) in maps do
                            match series[i][k] with
                            | ValueSome c -> map.Push c
                            | ValueNone -> ()
                    }
                    |> total
            )
        | Course.Product(i, j) ->
            Series(
                result,
                fun k ->
                    seq {
                        for m in 0..k do
                            match series[i][m], series[j][k - m] with
                            | ValueSome a, ValueSome b ->
                                Primitive.apply p (constants |> Array.updateAt i a |> Array.updateAt j b)
                            | _ -> ()
                    }
                    |> total
            )
        | Course.General moving ->
            let inner = if isDerived then trace else derived
            let operands = Array.map2 (fun x s -> if isNull s then x else inner.Wrap s) constants series

            let rec y = Series(result, fun k -> velocity.Value(k - 1) |> ValueOption.map (fun c -> c / float k))

            and velocity: Lazy<int -> Tensor voption> =
                lazy
                    (let push i = (p.Derivative operands (inner.Wrap y) i).Push(inner.Wrap(trace.Derivative series[i]))
                     let moved = moving |> Array.map push |> Array.reduce (+)

                     match inner.Series moved with
                     | null -> fun k -> if k = 0 then ValueSome moved else ValueNone
                     | series -> fun k -> series[k])

            y

    override trace.Process(p, operands) =
        lock known (fun () ->
            let series = operands |> Array.map trace.Series

            let identity (x: Tensor) (s: Series) : obj =
                if not (isNull s) then box s
                elif isNull x.Tracer then box x.Value
                else box x

            let key = Array.append [| box p |] (Array.map2 identity operands series)

            match known.TryGetValue key with
            | true, found -> trace.Wrap found
            | _ ->
                let constants = Array.map2 (fun x (s: Series) -> if isNull s then x else s.Constant) operands series
                let result = Primitive.apply p constants

                match trace.Start(p, constants, series, result) with
                | null -> result
                | started ->
                    known[key] <- started
                    if not isDerived then started[order] |> ignore
                    trace.Wrap started)

    override trace.Read x = (trace.Series x).Constant.Read()

[<RequireQualifiedAccess>]
module Taylor =
    /// `Taylor.derivatives f x n` are the derivatives of a function of one number at x, of the orders 0 to n, each
    /// of the shape of f x. All come from one pass, whose work grows with a power of n, where nested `derivative`
    /// doubles with each order.
    ///
    /// Along y(x + s) every operation carries the coefficients of a power series in s (Griewank and Walther,
    /// Evaluating Derivatives, 2008, chapter 13); the recurrences follow from the rules of forward mode.
    let derivatives (f: Tensor -> Tensor) (x: Tensor) (order: int) : Tensor list =
        if order < 0 then
            let problem = $"there is no derivative of order {order}"
            Fail.raise "Taylor.derivatives" (RiemannError.Value(problem, "order 0 or more"))

        if x.Rank <> 0 || not (x.DType.IsFloat()) then
            let hint = "pass one float, or vmap for many"
            let problem = $"the argument is {x.Aval}"
            Fail.raise "Taylor.derivatives" (RiemannError.NotDifferentiable(problem, hint))

        let trace = TaylorTrace order

        try
            let argument = Series(x, fun k -> if k = 1 then ValueSome(Tensor.onesLike x) else ValueNone)
            let y = f (trace.Wrap argument)

            match trace.Series y with
            | null -> y :: List.replicate order (Tensor.zerosLike y)
            | series ->
                let factorials = [ 1.0 .. float order ] |> List.scan (*) 1.0

                factorials
                |> List.mapi (fun k factorial ->
                    match series[k] with
                    | ValueSome c -> c * factorial
                    | ValueNone -> Tensor.zerosLike series.Constant)
        finally
            trace.Close()
