namespace Riemann.FSharp

/// Functions and derivatives of quantities. Their results carry the units that the compiler worked out.
[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Quantity =
    let private lift (f: Tensor -> Tensor) (x: Quantity<'u>) : Quantity<'v> = Quantity(f x.Tensor)

    let private lift2 (f: Tensor -> Tensor -> Tensor) (x: Quantity<'u>) (y: Quantity<'v>) : Quantity<'w> =
        Quantity(f x.Tensor y.Tensor)

    /// The function of numbers that the function of quantities is.
    let private plain (f: Quantity<'x> -> Quantity<'y>) (x: Tensor) : Tensor = (f (Quantity x)).Tensor

    /// `Quantity.ofTensor<m> x` are the numbers of x in metres.
    let ofTensor<[<Measure>] 'u> (x: Tensor) : Quantity<'u> = Quantity x

    /// `Quantity.ofFloat 2.0<m>` is one number, in float64.
    let ofFloat (x: float<'u>) : Quantity<'u> = Quantity(tensor (float x))

    /// `Quantity.ofSeq [1.0<m>; 2.0<m>]` is a vector of these numbers, in float64.
    let ofSeq (xs: float<'u> seq) : Quantity<'u> =
        let numbers = xs |> Seq.map float |> Seq.toArray
        Quantity(Tensor.ofArray [ numbers.Length ] numbers)

    /// `Quantity.map f x` is f of the numbers, in the unit of x. The unit is right where f scales with its argument:
    /// for `Tensor.reshape`, `permute`, `slice`, `sort`, `cumSum`, and not for `exp` or `Tensor.square`.
    let map (f: Tensor -> Tensor) (x: Quantity<'u>) : Quantity<'u> = Quantity(f x.Tensor)

    /// `Quantity.square x` is x x.
    let square (x: Quantity<'u>) : Quantity<'u^2> = lift Tensor.square x

    /// `Quantity.cube x` is x x x.
    let cube (x: Quantity<'u>) : Quantity<'u^3> = lift (fun x -> x * Tensor.square x) x

    /// `Quantity.sum x` is the sum of all elements.
    let sum (x: Quantity<'u>) : Quantity<'u> = lift Tensor.sum x

    /// `Quantity.sumOver axes x` are the sums along the axes, without them.
    let sumOver axes (x: Quantity<'u>) : Quantity<'u> = lift (Tensor.sumOver axes) x

    /// `Quantity.mean x` is the mean of all elements. Raises where there are none.
    let mean (x: Quantity<'u>) : Quantity<'u> = lift Tensor.mean x

    /// `Quantity.meanOver axes x` are the means along the axes, without them.
    let meanOver axes (x: Quantity<'u>) : Quantity<'u> = lift (Tensor.meanOver axes) x

    /// `Quantity.max x` is the largest element. Raises where there are none.
    let max (x: Quantity<'u>) : Quantity<'u> = lift Tensor.max x

    /// `Quantity.min x` is the smallest element. Raises where there are none.
    let min (x: Quantity<'u>) : Quantity<'u> = lift Tensor.min x

    /// `Quantity.norm x` is the Euclidean norm of all elements, as if x were a vector.
    let norm (x: Quantity<'u>) : Quantity<'u> = lift (Tensor.norm 2.0) x

    /// `Quantity.dot a b` is the sum of the products of two vectors of one length.
    let dot (a: Quantity<'u>) (b: Quantity<'v>) : Quantity<'u 'v> = lift2 Tensor.dot a b

    /// `Quantity.matmul a b` is the matrix product [.., m, k] @ [.., k, n] -> [.., m, n], as of `Tensor.matmul`.
    let matmul (a: Quantity<'u>) (b: Quantity<'v>) : Quantity<'u 'v> = lift2 Tensor.matmul a b

    /// `Quantity.stack axis [a; b]` are quantities of one shape side by side along a new axis.
    let stack axis (xs: Quantity<'u> list) : Quantity<'u> = Quantity(Tensor.stack axis (xs |> List.map _.Tensor))

    /// `Quantity.less x y` is true where x < y, elementwise.
    let less (x: Quantity<'u>) (y: Quantity<'u>) : Tensor = Tensor.less x.Tensor y.Tensor

    /// `Quantity.lessOrEqual x y` is true where x <= y, elementwise.
    let lessOrEqual (x: Quantity<'u>) (y: Quantity<'u>) : Tensor = Tensor.lessOrEqual x.Tensor y.Tensor

    /// `Quantity.greater x y` is true where x > y, elementwise.
    let greater (x: Quantity<'u>) (y: Quantity<'u>) : Tensor = Tensor.greater x.Tensor y.Tensor

    /// `Quantity.greaterOrEqual x y` is true where x >= y, elementwise.
    let greaterOrEqual (x: Quantity<'u>) (y: Quantity<'u>) : Tensor = Tensor.greaterOrEqual x.Tensor y.Tensor

    /// `Quantity.where condition x y` is x where the condition holds, else y, elementwise.
    let where (condition: Tensor) (x: Quantity<'u>) (y: Quantity<'u>) : Quantity<'u> =
        lift2 (Tensor.where condition) x y

    /// `Quantity.maximum x y` is the larger of each pair of elements.
    let maximum (x: Quantity<'u>) (y: Quantity<'u>) : Quantity<'u> = lift2 Tensor.maximum x y

    /// `Quantity.minimum x y` is the smaller of each pair of elements.
    let minimum (x: Quantity<'u>) (y: Quantity<'u>) : Quantity<'u> = lift2 Tensor.minimum x y

    /// `Quantity.derivative f` is the derivative of a function of one number, of the shape of f x: the derivative of a
    /// position by a time is a speed.
    let derivative (f: Quantity<'x> -> Quantity<'y>) (x: Quantity<'x>) : Quantity<'y / 'x> =
        lift (derivative (plain f)) x

    /// `Quantity.grad f x` is the gradient of a function whose result is one number, of the shape of x: the gradient of
    /// an energy by a position is a force.
    let grad (f: Quantity<'x> -> Quantity<'y>) (x: Quantity<'x>) : Quantity<'y / 'x> = lift (grad (plain f)) x

    /// `Quantity.valueAndGrad f x` is `(f x, Quantity.grad f x)`, computed together.
    let valueAndGrad (f: Quantity<'x> -> Quantity<'y>) (x: Quantity<'x>) : Quantity<'y> * Quantity<'y / 'x> =
        let value, gradient = valueAndGrad (plain f) x.Tensor
        Quantity value, Quantity gradient

    /// `Quantity.gradOf f p` is the gradient of a quantity by all parts of a tree: `(Quantity.gradOf f p).By _.Position`
    /// is the one by that part, in its unit.
    let gradOf (f: 'P -> Quantity<'y>) (p: 'P) : Gradient<'P, 'y> =
        { Parts = Differentiate.grad (fun p -> (f p).Tensor) p }

    /// `Quantity.jvp f x v` is `(f x, J v)`: the result, and how it moves when x moves along v. Where v is a speed, J v is
    /// the rate at which f changes.
    let jvp
        (f: Quantity<'x> -> Quantity<'y>)
        (x: Quantity<'x>)
        (v: Quantity<'v>)
        : Quantity<'y> * Quantity<'v 'y / 'x> =
        let value, moved = jvp (plain f) x.Tensor v.Tensor
        Quantity value, Quantity moved

    /// `Quantity.vjp f x` is `(f x, pull)`: the result, and the function that pulls a cotangent back.
    let vjp
        (f: Quantity<'x> -> Quantity<'y>)
        (x: Quantity<'x>)
        : Quantity<'y> * (Quantity<'c> -> Quantity<'c 'y / 'x>) =
        let value, pull = vjp (plain f) x.Tensor
        Quantity value, lift pull

    /// `Quantity.jacfwd f x` is the Jacobian by columns, of the shape of f x followed by that of x.
    let jacfwd (f: Quantity<'x> -> Quantity<'y>) (x: Quantity<'x>) : Quantity<'y / 'x> = lift (jacfwd (plain f)) x

    /// `Quantity.jacrev f x` is the Jacobian by rows, of the shape of f x followed by that of x.
    let jacrev (f: Quantity<'x> -> Quantity<'y>) (x: Quantity<'x>) : Quantity<'y / 'x> = lift (jacrev (plain f)) x

    /// `Quantity.hessian f x` is the matrix of second derivatives of a function whose result is one number, of the
    /// shape of x twice: of an energy by positions, the stiffness.
    let hessian (f: Quantity<'x> -> Quantity<'y>) (x: Quantity<'x>) : Quantity<'y / 'x^2> = lift (hessian (plain f)) x

    /// `Quantity.hvp f x v` is the Hessian of f at x times v, without the Hessian.
    let hvp (f: Quantity<'x> -> Quantity<'y>) (x: Quantity<'x>) (v: Quantity<'v>) : Quantity<'v 'y / 'x^2> =
        lift (hvp (plain f) x.Tensor) v
