/// Random programs: expressions that mean something whatever they hold, so that every one can be shrunk.
module Riemann.FSharp.Tests.Laws.Programs

open FsCheck
open FsCheck.FSharp
open Riemann.FSharp

type Function =
    | Sine
    | Tanh
    | Exponential
    | Logarithm
    | SquareRoot
    | Sigmoid
    | Softplus
    | Square
    | Negate

type Operator =
    | Plus
    | Minus
    | Times
    | Over
    | Power
    | Larger

type Fold =
    | Sum
    | Mean
    | Largest
    | LogSumExp

type Move =
    | Flat
    | Turn
    | Backwards
    | First
    | Rest
    | Pick

/// Numbers select among what there is: an axis, a constant, an element.
type Expr =
    | Input
    | Constant of int
    | Apply of Function * Expr
    | Combine of Operator * Expr * Expr
    | Reduce of Fold * int * Expr
    | Product of Expr * Expr
    | Move of Move * int * Expr
    | Join of Expr * Expr
    /// One of two by an element of the input.
    | Choose of int * Expr * Expr
    /// Elements of both by turns.
    | Mask of Expr * Expr

/// An expression, the shape of its input, and a number that orders the input's elements.
type Program = { Shape: int; Order: int; Body: Expr }

/// None is near an element of an input: where they tie, the larger of two has no derivative.
let private constants =
    [ tensor 0.7
      tensor [ 0.4; -1.1; 1.6 ]
      tensor [ [ -0.5 ]; [ 1.1 ] ]
      tensor [ [ 0.3; 1.9; -0.85 ]; [ 1.2; -0.45; 0.75 ] ] ]

let private shapes = [ []; [ 3 ]; [ 2; 3 ]; [ 3; 1; 2 ] ]

let private pick number (items: 'T list) = items[abs (number % items.Length)]

/// Every function is smooth on all numbers.
let private apply f (x: Tensor) =
    match f with
    | Sine -> sin x
    | Tanh -> tanh x
    | Exponential -> exp (tanh x)
    | Logarithm -> log (1.0 + x * x)
    | SquareRoot -> sqrt (1.0 + x * x)
    | Sigmoid -> Tensor.sigmoid x
    | Softplus -> Tensor.softplus x
    | Square -> 0.25 * Tensor.square x
    | Negate -> -x

/// Operands that broadcast to no more than a hundred elements, the second one made a number where they do not.
let private fit (a: Tensor) (b: Tensor) =
    match Riemann.Kernels.Shape.Broadcast(a.Aval.Shape, b.Aval.Shape) with
    | null -> a, Tensor.mean b
    | shape when shape.Length > 100 -> a, Tensor.mean b
    | _ -> a, b

let private combine operator a b =
    let a, b = fit a b

    match operator with
    | Plus -> a + b
    | Minus -> a - b
    | Times -> a * b
    | Over -> a / (1.0 + b * b)
    | Power -> Tensor.Pow(0.5 + Tensor.softplus a, tanh b)
    | Larger -> Tensor.maximum a b

let private reduce fold number (x: Tensor) =
    let axes = if x.Rank = 0 then [] else [ abs (number % x.Rank) ]

    match fold with
    | Sum -> Tensor.sumOver axes x
    | Mean -> Tensor.meanOver axes x
    | Largest -> Tensor.maxOver axes x
    | LogSumExp -> Tensor.logSumExpOver axes x

let private product (a: Tensor) (b: Tensor) =
    let inner = if b.Rank = 0 then 0 else b.Shape[max 0 (b.Rank - 2)]

    if a.Rank > 0 && b.Rank > 0 && (a.Rank <= 2 || b.Rank <= 2) && List.last a.Shape = inner then a *@ b
    elif a.Rank > 0 then a *@ Tensor.linspace -1.0 1.0 (List.last a.Shape) * Tensor.mean b
    else a * Tensor.mean b

let private move move number (x: Tensor) =
    if x.Rank = 0 then
        Tensor.reshape [ 1 ] x
    else
        let axis = abs (number % x.Rank)
        let along slice = Tensor.slice (List.replicate axis Slice.All @ [ slice ]) x

        match move with
        | Flat -> Tensor.flatten x
        | Turn -> Tensor.swapAxes 0 axis x
        | Backwards -> along (Slice.Step(-1, 0, -1))
        | First -> along (Slice.At 0)
        | Rest when x.Shape[axis] > 1 -> along (Slice.Range(1, -1))
        | Rest -> x
        | Pick -> Tensor.take axis (tensor [ -1; 0; -1 ]) x

let private join (a: Tensor) (b: Tensor) =
    if a.Length + b.Length > 100 then a else Tensor.concatenate 0 [ Tensor.flatten a; Tensor.flatten b ]

let private mask (a: Tensor) (b: Tensor) =
    let a, b = fit a b
    let byTurns = Tensor.ofArray a.Shape [| for i in 1 .. a.Length -> i % 2 = 0 |]
    Tensor.where byTurns a b

/// The function that a program is. No element of an input is near the thresholds of a choice.
let run (program: Program) (x: Tensor) =
    let rec value expr =
        match expr with
        | Input -> x
        | Constant number -> pick number constants
        | Apply(f, a) -> apply f (value a)
        | Combine(operator, a, b) -> combine operator (value a) (value b)
        | Reduce(fold, number, a) -> reduce fold number (value a)
        | Product(a, b) -> product (value a) (value b)
        | Move(m, number, a) -> move m number (value a)
        | Join(a, b) -> join (value a) (value b)
        | Choose(number, a, b) ->
            let a, b = fit (value a) (value b)
            let element = (Tensor.flatten x)[abs (number % x.Length)]
            Tensor.where (Tensor.greater element (tensor 0.0)) a b
        | Mask(a, b) -> mask (value a) (value b)

    value program.Body

/// The result as one number.
let number program x = Tensor.sum (sin (run program x))

/// Several inputs of a program, side by side: numbers between which nothing is equal by chance.
let inputs count program =
    let shape = pick program.Shape shapes
    let length = List.fold (*) 1 shape

    [ for example in 0 .. count - 1 ->
          let steps, rest = Key.create (int64 (program.Order + example)) |> Key.split
          let order = Random.permutation length steps |> Tensor.cast DType.Float64
          Tensor.reshape shape (0.4 * order - 0.75 + 0.15 * Random.uniform [ length ] rest) ]

let private any<'T> () = ArbMap.defaults |> ArbMap.generate<'T>

let private body: Gen<Expr> =
    let numbers = Gen.choose (0, 5)

    let rec expr depth =
        let leaf = Gen.frequency [ 4, Gen.constant Input; 1, Gen.map Constant numbers ]

        if depth = 0 then
            leaf
        else
            let part = expr (depth - 1)

            Gen.frequency
                [ 1, leaf
                  4, Gen.map2 (fun f a -> Apply(f, a)) (any ()) part
                  4, Gen.map3 (fun o a b -> Combine(o, a, b)) (any ()) part part
                  2, Gen.map3 (fun f n a -> Reduce(f, n, a)) (any ()) numbers part
                  2, Gen.map2 (fun a b -> Product(a, b)) part part
                  2, Gen.map3 (fun m n a -> Move(m, n, a)) (any ()) numbers part
                  1, Gen.map2 (fun a b -> Join(a, b)) part part
                  1, Gen.map3 (fun n a b -> Choose(n, a, b)) numbers part part
                  1, Gen.map2 (fun a b -> Mask(a, b)) part part ]

    Gen.choose (1, 4) |> Gen.bind expr

let private shrink (program: Program) =
    (ArbMap.defaults |> ArbMap.arbitrary<Expr>).Shrinker program.Body
    |> Seq.map (fun body -> { program with Body = body })

/// Programs, and the smaller ones to look for the cause of a failure in.
let programs: Arbitrary<Program> =
    let generate =
        Gen.map3
            (fun shape order body -> { Shape = shape; Order = order; Body = body })
            (Gen.choose (0, 3))
            (Gen.choose (0, 9))
            body

    Arb.fromGenShrink (generate, shrink)
