namespace rec Riemann.FSharp

#nowarn "40" // a primitive's rule names other primitives, always under a lambda

open System
open Riemann.Kernels

/// An immutable n-dimensional array of numbers or truth values that functions of tensors can be
/// differentiated with respect to. Inside a transformation a tensor may stand for more than one array
/// (a value with its tangent, a batch); programs need not know.
[<Sealed; NoEquality; NoComparison; StructuredFormatDisplay("{Text}")>]
type Tensor internal (value: NDArray, tracer: Tracer) =
    /// The array, null inside a transformation.
    member internal _.Value = value

    /// What a transformation knows of the value, null outside.
    member internal _.Tracer = tracer

    member internal _.Aval: Aval = if isNull tracer then { Shape = value.Shape; DType = value.DType } else tracer.Aval

    /// The array in every case where the value is one array; raises under vmap, and when the value escaped.
    member internal t.Read() : NDArray = if isNull tracer then value else tracer.Trace.Open("reading a value").Read t

    /// `x.ToFloat()` or `float x` is the one number that x holds. Raises when there are several, and under vmap.
    member t.ToFloat() : float =
        Rules.number t.Aval |> Fail.get "ToFloat"
        t.Read().ToDouble 0

    static member op_Explicit(t: Tensor) : float = t.ToFloat()

    /// The lengths of the axes, outermost first; empty for a scalar.
    member t.Shape = Shapes.toList t.Aval.Shape

    /// The element type.
    member t.DType = t.Aval.DType

    /// The number of axes.
    member t.Rank = t.Aval.Shape.Rank

    /// The number of elements.
    member t.Length = t.Aval.Shape.Length

    member internal t.Text =
        if isNull tracer then Print.tensor value else $"tensor {tracer.Aval} inside {tracer.Trace.Name}"

    override t.ToString() = t.Text

    /// The number as a tensor of the same element type as `like`: numbers are weak, tensors decide.
    static member internal Weak(number: float, like: Tensor) =
        Tensor(Scalars.array number (Rules.weak number like.Aval.DType |> Fail.get "arithmetic"), null)

    static member (+)(a: Tensor, b: Tensor) = Primitive.apply2 Arithmetic.add a b
    static member (+)(a: Tensor, b: float) = a + Tensor.Weak(b, a)
    static member (+)(a: float, b: Tensor) = Tensor.Weak(a, b) + b
    static member (-)(a: Tensor, b: Tensor) = Primitive.apply2 Arithmetic.subtract a b
    static member (-)(a: Tensor, b: float) = a - Tensor.Weak(b, a)
    static member (-)(a: float, b: Tensor) = Tensor.Weak(a, b) - b
    static member (*)(a: Tensor, b: Tensor) = Primitive.apply2 Arithmetic.multiply a b
    static member (*)(a: Tensor, b: float) = a * Tensor.Weak(b, a)
    static member (*)(a: float, b: Tensor) = Tensor.Weak(a, b) * b
    static member (/)(a: Tensor, b: Tensor) = Primitive.apply2 Arithmetic.divide a b
    static member (/)(a: Tensor, b: float) = a / Tensor.Weak(b, a)
    static member (/)(a: float, b: Tensor) = Tensor.Weak(a, b) / b
    static member Pow(a: Tensor, b: Tensor) = Primitive.apply2 Arithmetic.power a b
    static member Pow(a: Tensor, b: float) = Tensor.Pow(a, Tensor.Weak(b, a))
    static member Atan2(y: Tensor, x: Tensor) = Primitive.apply2 Arithmetic.atan2 y x

    static member (~-)(x: Tensor) = Primitive.apply1 Elementary.negate x
    static member Abs(x: Tensor) = Primitive.apply1 Elementary.abs x
    static member internal Sign(x: Tensor) = Primitive.apply1 Elementary.sign x
    static member Exp(x: Tensor) = Primitive.apply1 Elementary.exp x
    static member Log(x: Tensor) = Primitive.apply1 Elementary.log x
    static member Log10(x: Tensor) = Primitive.apply1 Elementary.log10 x
    static member Sqrt(x: Tensor) = Primitive.apply1 Elementary.sqrt x
    static member Sin(x: Tensor) = Primitive.apply1 Elementary.sin x
    static member Cos(x: Tensor) = Primitive.apply1 Elementary.cos x
    static member Tan(x: Tensor) = Primitive.apply1 Elementary.tan x
    static member Asin(x: Tensor) = Primitive.apply1 Elementary.asin x
    static member Acos(x: Tensor) = Primitive.apply1 Elementary.acos x
    static member Atan(x: Tensor) = Primitive.apply1 Elementary.atan x
    static member Sinh(x: Tensor) = Primitive.apply1 Elementary.sinh x
    static member Cosh(x: Tensor) = Primitive.apply1 Elementary.cosh x
    static member Tanh(x: Tensor) = Primitive.apply1 Elementary.tanh x
    static member Floor(x: Tensor) = Primitive.apply1 Elementary.floor x
    static member Ceiling(x: Tensor) = Primitive.apply1 Elementary.ceiling x
    static member Round(x: Tensor) = Primitive.apply1 Elementary.round x
    static member Truncate(x: Tensor) = Primitive.apply1 Elementary.truncate x

/// What one transformation knows of one value.
[<AbstractClass; AllowNullLiteral>]
type internal Tracer(trace: Trace, aval: Aval) =
    member _.Trace: Trace = trace
    member _.Aval: Aval = aval
    /// The value that it stands for one transformation further out, where that is known.
    abstract Inner: Tensor voption
    default _.Inner = ValueNone
    /// The same knowledge of another such value.
    abstract Over: Tensor -> Tracer
    default tracer.Over _ = tracer
    /// Whether a cotangent of the value will come back: operations that have one kernel for all gradients ask for it.
    abstract IsPulled: bool
    default _.IsPulled = false

/// One call of a transformation. Values carry their trace, and an operation goes to the operand with the largest
/// id: an inner transformation starts later than the one around it. What operations compute belongs to the lease.
[<AbstractClass; AllowNullLiteral>]
type internal Trace(name: string, lease: Lease) =
    /// The transformation, by its public name.
    member _.Name = name
    member _.Lease = lease
    member trace.Close() = trace.Lease.Close()

    /// The trace, for an operation on one of its values: after the transformation returned, such a value escaped.
    member trace.Open operation : Trace =
        if trace.Lease.IsClosed then Fail.raise operation (RiemannError.Escaped name) else trace

    abstract Process: Primitive * Tensor[] -> Tensor

    /// The result of an operation, which anybody may keep where it is no value of a trace.
    member trace.Run(p: Primitive, operands: Tensor[]) : Tensor =
        use _ = trace.Lease.Enter()
        let result = trace.Process(p, operands)
        if isNull result.Tracer then result.Value.Show()
        result

    /// The one array that a value of this trace stands for.
    abstract Read: Tensor -> NDArray

/// The derivative of an operation in one operand: `Push t` is J t, `Pull c` is the adjoint J* c.
[<ReferenceEquality>]
type LinearMap = { Push: Tensor -> Tensor; Pull: Tensor -> Tensor }

[<RequireQualifiedAccess>]
module LinearMap =
    /// `create push pull` is the linear map with these two directions.
    let create push pull = { Push = push; Pull = pull }

    /// `self f` is the map that is its own adjoint.
    let self f = { Push = f; Pull = f }

    /// The derivative of what does not change with the operand. Transformations stop here: it is never applied.
    let zero =
        let never (_: Tensor) : Tensor = invalidOp "the zero map is not applied"
        self never

/// An operand or result under vmap: with the batch on axis 0, or the same for every example.
[<Struct; NoEquality; NoComparison>]
type Batched =
    { Value: Tensor
      IsBatched: bool }

    static member Whole value = { Value = value; IsBatched = true }

/// How an operation runs on many examples at once.
[<RequireQualifiedAccess; NoEquality; NoComparison>]
type BatchRule =
    /// The same operation: it broadcasts over leading axes, so one more in front changes nothing.
    | Broadcasts
    /// From operands of which at least one has the batch on axis 0.
    | Rule of (Batched[] -> Batched)

/// Everything that is known about one operation, in one place.
[<ReferenceEquality>]
type Primitive =
    {
        Name: string
        /// Its settings; equal settings make the same operation.
        Parameters: Parameter list
        /// Where it is smooth, per operand.
        Domain: Domain list
        /// The shape and element type of the result, or why there is none. Runs before any kernel.
        Shape: Aval[] -> Result<Aval, RiemannError>
        Kernel: Kernel
        /// Operands, result, and which operand: the derivative there.
        Derivative: Tensor[] -> Tensor -> int -> LinearMap
        Batch: BatchRule
    }

/// How the slope of an elementwise function is computed, and so what its derivative keeps.
[<RequireQualifiedAccess>]
type Slope =
    | Zero
    | Constant of float
    | OfOperand of (Tensor -> Tensor)
    | OfResult of (Tensor -> Tensor)

[<RequireQualifiedAccess>]
module Primitive =
    let private isFast (x: NDArray) (y: NDArray) =
        x.DType = y.DType && x.DType.IsFloat() && (x.Rank = 0 || y.Rank = 0 || x.Shape.Equals y.Shape)

    let internal check (p: Primitive) x = Shapes.limited p.Name (fun () -> p.Shape x) |> Fail.get p.Name

    let private evaluate (p: Primitive) (operands: Tensor[]) =
        let isKnownToFit =
            match p.Kernel with
            | Kernel.Unary _ -> operands[0].Value.DType.IsFloat()
            | Kernel.Binary _ -> isFast operands[0].Value operands[1].Value
            | Kernel.General _ -> false

        if not isKnownToFit then check p (operands |> Array.map _.Aval) |> ignore

        match p.Kernel with
        | Kernel.Unary f -> Tensor(f.Invoke operands[0].Value, null)
        | Kernel.Binary f -> Tensor(f.Invoke(operands[0].Value, operands[1].Value), null)
        | Kernel.General f -> Tensor(f (operands |> Array.map _.Value), null)

    /// `apply p operands` is the result of the operation, through whatever transformations the operands are in.
    let apply (p: Primitive) (operands: Tensor[]) : Tensor =
        let mutable top: Trace = null

        for operand in operands do
            let tracer = operand.Tracer

            if not (isNull tracer) && (isNull top || tracer.Trace.Lease.Id > top.Lease.Id) then top <- tracer.Trace

        if isNull top then evaluate p operands else top.Open(p.Name).Run(p, operands)

    /// `apply1 p x` is `apply p [| x |]`, without the array where there is no transformation.
    let apply1 (p: Primitive) (x: Tensor) : Tensor =
        match p.Kernel with
        | Kernel.Unary f when isNull x.Tracer && x.Value.DType.IsFloat() -> Tensor(f.Invoke x.Value, null)
        | _ -> apply p [| x |]

    /// `apply2 p x y` is `apply p [| x; y |]`, without the array where there is no transformation.
    let apply2 (p: Primitive) (x: Tensor) (y: Tensor) : Tensor =
        match p.Kernel with
        | Kernel.Binary f when isNull x.Tracer && isNull y.Tracer && isFast x.Value y.Value ->
            Tensor(f.Invoke(x.Value, y.Value), null)
        | _ -> apply p [| x; y |]

    /// `unary name domain kernel slope` is the elementwise function of one float operand with that slope.
    /// Where the slope is infinite or NaN, zero tangents and cotangents stay zero: a branch not taken leaks no NaN.
    let unary name domain (kernel: NDArray -> NDArray) slope =
        let times (t: Tensor) s = apply2 Arithmetic.multiplyOrZero t s

        { Name = name
          Parameters = []
          Domain = [ domain ]
          Shape = Rules.floats
          Kernel = Kernel.Unary(Func<_, _> kernel)
          Derivative =
            match slope with
            | Slope.Zero -> fun _ _ _ -> LinearMap.zero
            | Slope.Constant k -> fun _ _ _ -> LinearMap.self (fun t -> t * k)
            | Slope.OfOperand f -> fun x _ _ -> let x = x[0] in LinearMap.self (fun t -> times t (f x))
            | Slope.OfResult f -> fun _ y _ -> LinearMap.self (fun t -> times t (f y))
          Batch = BatchRule.Broadcasts }

    /// `binary name domain kernel push` is the elementwise function of two broadcast operands. `push x y z i`
    /// is its derivative in operand i: an elementwise, hence self-adjoint, linear function of the tangent.
    let binary name domain kernel (push: Tensor -> Tensor -> Tensor -> int -> Tensor -> Tensor) =
        { Name = name
          Parameters = []
          Domain = domain
          Shape = Rules.floats
          Kernel = kernel
          Derivative =
            fun operands z i ->
                let push = push operands[0] operands[1] z i
                let own, whole = operands[i].Aval.Shape, z.Aval.Shape

                if own.Equals whole then
                    LinearMap.self push
                else
                    LinearMap.create (fun t -> push (Structure.broadcastTo whole t)) (fun c ->
                        Structure.sumTo own (push c))
          Batch = BatchRule.Broadcasts }

    /// `linear name parameters shape kernel adjoint batched` is a linear operation of one operand, its own derivative.
    /// `adjoint operand` is its adjoint for such operands; `batched size x` is the same with that many in front.
    let linear name parameters shape kernel (adjoint: Aval -> Tensor -> Tensor) (batched: int -> Tensor -> Tensor) =
        let rec p =
            { Name = name
              Parameters = parameters
              Domain = [ Domain.Real ]
              Shape = shape
              Kernel = Kernel.General(fun x -> kernel (Array.head x))
              Derivative = fun x _ _ -> LinearMap.create (fun t -> apply1 p t) (adjoint x[0].Aval)
              Batch = BatchRule.Rule(fun x -> Batched.Whole(batched x[0].Value.Aval.Shape[0] x[0].Value)) }

        p

/// The structural operations that broadcasting and its adjoint are made of.
module internal Structure =
    let rec reshapeP (shape: Shape) =
        Primitive.linear
            "reshape"
            [ Dimensions shape ]
            (Rules.reshape shape)
            _.Reshape(shape)
            (fun x -> reshape x.Shape)
            (fun size -> reshape (Shapes.prepend size shape))

    let reshape (shape: Shape) (x: Tensor) =
        if x.Aval.Shape.Equals shape then x else Primitive.apply1 (reshapeP shape) x

    /// The batched value with axes of length 1 behind the batch axis until there are `rank` axes.
    let deepen rank (x: Tensor) =
        let shape = x.Aval.Shape.Dimensions.ToArray()
        let ones = Array.create (rank - shape.Length) 1
        reshape (Shapes.ofDimensions [| shape[0]; yield! ones; yield! shape[1..] |]) x

    let rec broadcastP (shape: Shape) =
        Primitive.linear
            "broadcastTo"
            [ Dimensions shape ]
            (Rules.broadcastTo shape)
            _.BroadcastTo(shape)
            (fun x -> sumTo x.Shape)
            (fun size x -> broadcastTo (Shapes.prepend size shape) (deepen (shape.Rank + 1) x))

    let broadcastTo (shape: Shape) (x: Tensor) =
        if x.Aval.Shape.Equals shape then x else Primitive.apply1 (broadcastP shape) x

    /// The sum over axes that are counted from 0 and ascend.
    let rec sumP (axes: int list) =
        let wanted = List.toArray axes

        Primitive.linear
            "sum"
            [ Axes axes ]
            (Rules.sum axes)
            (fun x -> Reduction.Sum(x, wanted, false))
            (fun x c -> broadcastTo x.Shape (reshape (Shapes.keep axes x.Shape) c))
            (fun _ -> sum (axes |> List.map ((+) 1)))

    let sum axes (x: Tensor) = if List.isEmpty axes then x else Primitive.apply1 (sumP axes) x

    /// The adjoint of broadcasting: sums over the axes along which `shape` was stretched.
    let sumTo (shape: Shape) (x: Tensor) = reshape shape (sum (Shapes.stretched shape x.Aval.Shape) x)

/// The primitives behind the operators.
module internal Arithmetic =
    let private numbers (p: Primitive) = { p with Shape = Rules.numbers }
    let private orZero (t: Tensor) (slope: Tensor) = Primitive.apply2 multiplyOrZero t slope

    let add = numbers (Primitive.binary "add" Domains.pair (Kernel.binary Elementwise.Add) (fun _ _ _ _ -> id))

    let subtract =
        let push _ _ _ i = if i = 0 then id else (fun t -> -t)
        numbers (Primitive.binary "subtract" Domains.pair (Kernel.binary Elementwise.Subtract) push)

    let private other x y _ i = let other = if i = 0 then y else x in fun t -> orZero t other

    let multiply = numbers (Primitive.binary "multiply" Domains.pair (Kernel.binary Elementwise.Multiply) other)

    /// x y, and exactly 0 where one of them is 0 whatever the other is.
    let multiplyOrZero = Primitive.binary "multiplyOrZero" Domains.pair (Kernel.binary Elementwise.MultiplyOrZero) other

    let divide =
        let push _ (y: Tensor) (z: Tensor) i =
            if i = 0 then (fun t -> orZero t (1.0 / y)) else (fun t -> orZero t (-z / y))

        Primitive.binary "divide" [ Domain.Real; Domain.NonZero ] (Kernel.binary Elementwise.Divide) push

    let power =
        let push x (y: Tensor) z i =
            if i = 0 then (fun t -> orZero t (orZero y (x ** (y - 1.0)))) else (fun t -> orZero t (orZero z (log x)))

        Primitive.binary "power" [ Domain.Between(0.2, 3.0); Domain.Real ] (Kernel.binary Elementwise.Power) push

    let atan2 =
        let push (y: Tensor) (x: Tensor) _ i =
            let numerator = if i = 0 then x else -y
            fun t -> orZero t (numerator / (x * x + y * y))

        Primitive.binary "atan2" [ Domain.NonZero; Domain.NonZero ] (Kernel.binary Elementwise.Atan2) push

/// The functions of one operand that F# names itself, so that `sin x` works on tensors as on floats.
module internal Elementary =
    let private numbers (p: Primitive) = { p with Shape = Rules.numbers }
    let private real name = Primitive.unary name Domain.Real
    let private positive name = Primitive.unary name (Domain.Between(0.0, infinity))
    let private inside name = Primitive.unary name (Domain.Between(-1.0, 1.0))
    let private step name kernel = Primitive.unary name Domain.OffGrid kernel Slope.Zero

    let negate = numbers (real "negate" Elementwise.Negate (Slope.Constant -1.0))
    let abs = numbers (Primitive.unary "abs" Domain.NonZero Elementwise.Abs (Slope.OfOperand Tensor.Sign))
    let sign = numbers (Primitive.unary "sign" Domain.NonZero Elementwise.Sign Slope.Zero)
    let floor = step "floor" Elementwise.Floor
    let ceiling = step "ceiling" Elementwise.Ceiling
    let round = step "round" Elementwise.Round
    let truncate = step "truncate" Elementwise.Truncate

    let exp = real "exp" Elementwise.Exp (Slope.OfResult id)
    let log = positive "log" Elementwise.Log (Slope.OfOperand(fun x -> 1.0 / x))
    let log10 = positive "log10" Elementwise.Log10 (Slope.OfOperand(fun x -> 1.0 / (x * Math.Log 10.0)))
    let sqrt = positive "sqrt" Elementwise.Sqrt (Slope.OfResult(fun y -> 0.5 / y))

    let sin = real "sin" Elementwise.Sin (Slope.OfOperand(fun x -> Tensor.Cos x))
    let cos = real "cos" Elementwise.Cos (Slope.OfOperand(fun x -> -(Tensor.Sin x)))
    let tan = Primitive.unary "tan" (Domain.Between(-1.4, 1.4)) Elementwise.Tan (Slope.OfResult(fun y -> 1.0 + y * y))
    let asin = inside "asin" Elementwise.Asin (Slope.OfOperand(fun x -> 1.0 / Tensor.Sqrt(1.0 - x * x)))
    let acos = inside "acos" Elementwise.Acos (Slope.OfOperand(fun x -> -1.0 / Tensor.Sqrt(1.0 - x * x)))
    let atan = real "atan" Elementwise.Atan (Slope.OfOperand(fun x -> 1.0 / (1.0 + x * x)))

    let sinh = real "sinh" Elementwise.Sinh (Slope.OfOperand(fun x -> Tensor.Cosh x))
    let cosh = real "cosh" Elementwise.Cosh (Slope.OfOperand(fun x -> Tensor.Sinh x))
    let tanh = real "tanh" Elementwise.Tanh (Slope.OfResult(fun y -> 1.0 - y * y))
