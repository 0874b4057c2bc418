namespace Riemann.FSharp

open System

/// Tensors with a unit of measure that the compiler checks: `Quantity<m / s>` is a tensor of speeds. Units are gone
/// when the program runs: a quantity is its tensor, in a struct of one field.
///
/// Sums need equal units, products and quotients combine them, `sin`, `exp` and their like take pure numbers alone,
/// and a float beside a quantity may carry a unit of its own. A quantity is a tree in every transformation.
/// The derivatives that know units are those of the module `Quantity`: `grad` and `vjp` return trees like their
/// argument, and so the units of the argument where those of a quotient belong.
[<Struct; NoEquality; NoComparison; StructuredFormatDisplay("{Tensor}")>]
type Quantity<[<Measure>] 'u> internal (tensor: Tensor) =
    /// The numbers without their unit.
    member _.Tensor = tensor

    /// The lengths of the axes, outermost first; empty for a scalar.
    member _.Shape = tensor.Shape

    /// `x.ToFloat()` is the one number that x holds, with its unit. Raises when there are several, and under vmap.
    member _.ToFloat() : float<'u> = LanguagePrimitives.FloatWithMeasure(tensor.ToFloat())

    /// `x.ToArray()` are the numbers with their unit, in row-major order. Raises under vmap.
    member _.ToArray() : float<'u>[] = unbox (box ((Tensor.cast DType.Float64 tensor).ToArray<float>()))

    /// `x[i, j]` is the element or part of x at these positions of the first axes.
    member _.Item
        with get ([<ParamArray>] indices: int[]): Quantity<'u> =
            Quantity(Tensor.slice (indices |> Array.map Slice.At |> List.ofArray) tensor)

    override _.ToString() = tensor.ToString()

    static member (+)(a: Quantity<'u>, b: Quantity<'u>) : Quantity<'u> = Quantity(a.Tensor + b.Tensor)
    static member (+)(a: Quantity<'u>, b: float<'u>) : Quantity<'u> = Quantity(a.Tensor + float b)
    static member (+)(a: float<'u>, b: Quantity<'u>) : Quantity<'u> = Quantity(float a + b.Tensor)
    static member (-)(a: Quantity<'u>, b: Quantity<'u>) : Quantity<'u> = Quantity(a.Tensor - b.Tensor)
    static member (-)(a: Quantity<'u>, b: float<'u>) : Quantity<'u> = Quantity(a.Tensor - float b)
    static member (-)(a: float<'u>, b: Quantity<'u>) : Quantity<'u> = Quantity(float a - b.Tensor)
    static member (*)(a: Quantity<'u>, b: Quantity<'v>) : Quantity<'u 'v> = Quantity(a.Tensor * b.Tensor)
    static member (*)(a: Quantity<'u>, b: float<'v>) : Quantity<'u 'v> = Quantity(a.Tensor * float b)
    static member (*)(a: float<'v>, b: Quantity<'u>) : Quantity<'u 'v> = Quantity(float a * b.Tensor)
    static member (/)(a: Quantity<'u>, b: Quantity<'v>) : Quantity<'u / 'v> = Quantity(a.Tensor / b.Tensor)
    static member (/)(a: Quantity<'u>, b: float<'v>) : Quantity<'u / 'v> = Quantity(a.Tensor / float b)
    static member (/)(a: float<'v>, b: Quantity<'u>) : Quantity<'v / 'u> = Quantity(float a / b.Tensor)
    static member (~-)(x: Quantity<'u>) : Quantity<'u> = Quantity(-x.Tensor)
    static member Abs(x: Quantity<'u>) : Quantity<'u> = Quantity(abs x.Tensor)
    static member Sqrt(x: Quantity<'v^2>) : Quantity<'v> = Quantity(sqrt x.Tensor)
    static member Atan2(y: Quantity<'u>, x: Quantity<'u>) : Quantity<1> = Quantity(atan2 y.Tensor x.Tensor)

    static member Exp(x: Quantity<1>) : Quantity<1> = Quantity(exp x.Tensor)
    static member Log(x: Quantity<1>) : Quantity<1> = Quantity(log x.Tensor)
    static member Log10(x: Quantity<1>) : Quantity<1> = Quantity(log10 x.Tensor)
    static member Sin(x: Quantity<1>) : Quantity<1> = Quantity(sin x.Tensor)
    static member Cos(x: Quantity<1>) : Quantity<1> = Quantity(cos x.Tensor)
    static member Tan(x: Quantity<1>) : Quantity<1> = Quantity(tan x.Tensor)
    static member Asin(x: Quantity<1>) : Quantity<1> = Quantity(asin x.Tensor)
    static member Acos(x: Quantity<1>) : Quantity<1> = Quantity(acos x.Tensor)
    static member Atan(x: Quantity<1>) : Quantity<1> = Quantity(atan x.Tensor)
    static member Sinh(x: Quantity<1>) : Quantity<1> = Quantity(sinh x.Tensor)
    static member Cosh(x: Quantity<1>) : Quantity<1> = Quantity(cosh x.Tensor)
    static member Tanh(x: Quantity<1>) : Quantity<1> = Quantity(tanh x.Tensor)
    static member Pow(x: Quantity<1>, y: float) : Quantity<1> = Quantity(x.Tensor ** y)

    interface ITree<Quantity<'u>> with
        member _.Leaves = [| tensor |]
        member _.WithLeaves tensors = Quantity tensors[0]

/// How one quantity with the unit 'y moves with each tensor of a tree, whose quantities may have any units.
[<NoEquality; NoComparison>]
type Gradient<'P, [<Measure>] 'y> =
    internal
        { Parts: 'P }

    /// `gradient.By _.Position` is the derivative by that part of the tree: for a part with the unit 'x it has the
    /// unit 'y / 'x. Raises where the function does not pick a part, but computes something.
    member gradient.By(part: 'P -> Quantity<'x>) : Quantity<'y / 'x> =
        let places = gradient.Parts |> Tree.mapAll (fun x -> Tensor(x.Value, x.Tracer))
        let picked = (part places).Tensor

        if Tree.leaves places |> List.exists (fun place -> Object.ReferenceEquals(place, picked)) then
            Quantity picked
        else
            let hint = "pick one, as `gradient.By _.Position` does"
            Fail.raise "Gradient.By" (RiemannError.Value("the function gives no part of the tree as it is", hint))
