// What the table of calls is made of: operands drawn from a domain, and one function written twice.
#r "../../src/Riemann.FSharp.Learning/bin/Release/net10.0/MathNet.Numerics.dll"
#r "../../src/Riemann.FSharp.Learning/bin/Release/net10.0/System.Numerics.Tensors.dll"
#r "../../src/Riemann.FSharp.Learning/bin/Release/net10.0/Riemann.Kernels.dll"
#r "../../src/Riemann.FSharp.Learning/bin/Release/net10.0/Riemann.FSharp.dll"
#r "../../src/Riemann.FSharp.Learning/bin/Release/net10.0/Riemann.FSharp.Learning.dll"

open System
open Riemann.FSharp
open Riemann.Kernels

/// An operand before its numbers are drawn. Element by element, so that a domain may hold chosen points.
type Operand = { DType: DType; Shape: int list; Draw: Random -> int -> float }

/// One comparison. The expression is in PyTorch's syntax over operands x, y, z and w, or p[0], p[1]...
type Call =
    {
        Theirs: string
        Ours: Tensor list -> Tensor
        Operands: Operand list
        /// False where one of the two has no derivative, or its values at the operands are a matter of convention.
        HasDerivative: bool
        Tolerance: float
    }

type Family = { Name: string; Calls: Call list }

/// An operand whose elements come from a generator and their place.
let operand dtype draw shape = { DType = dtype; Shape = shape; Draw = draw }

/// Floats between two numbers, which are distinct and no integers for all that this table is concerned.
let between low high = operand DType.Float64 (fun (random: Random) _ -> low + (high - low) * random.NextDouble())

let real = between -3.0 3.0
let positive = between 0.1 4.0

/// Floats away from 0, of both signs.
let nonZero = operand DType.Float64 (fun random _ -> float (2 * random.Next 2 - 1) * (0.2 + 2.5 * random.NextDouble()))

/// Integers from 0 to count - 1.
let index count = operand DType.Int64 (fun random _ -> float (random.Next count))

let truth = operand DType.Bool (fun random _ -> float (random.Next 2))

/// A vector of these floats.
let points (values: float list) =
    let values = List.toArray values
    operand DType.Float64 (fun _ i -> values[i]) [ values.Length ]

/// A vector of these integers.
let places (values: int list) =
    let values = List.toArray values
    operand DType.Int64 (fun _ i -> float values[i]) [ values.Length ]

let call theirs operands ours =
    { Theirs = theirs; Ours = ours; Operands = operands; HasDerivative = true; Tolerance = 1e-9 }

let private misfit (operands: Tensor list) = invalidArg (nameof operands) $"{operands.Length} operands"

let call1 theirs x (ours: Tensor -> Tensor) =
    call theirs [ x ] (function
        | [ x ] -> ours x
        | operands -> misfit operands)

let call2 theirs x y (ours: Tensor -> Tensor -> Tensor) =
    call theirs [ x; y ] (function
        | [ x; y ] -> ours x y
        | operands -> misfit operands)

let call3 theirs x y z (ours: Tensor -> Tensor -> Tensor -> Tensor) =
    call theirs [ x; y; z ] (function
        | [ x; y; z ] -> ours x y z
        | operands -> misfit operands)

/// A layer with random parameters, which are p[1], p[2] and so on in the order of its leaves; x is its input.
let layer theirs (layer: 'L) (apply: 'L -> Tensor -> Tensor) x =
    let parameters = Tree.leaves layer

    call theirs (x :: [ for leaf in parameters -> real leaf.Shape ]) (fun operands ->
        let mutable rest = List.tail operands

        let filled =
            layer
            |> Tree.mapAll (fun _ ->
                let next = List.head rest
                rest <- List.tail rest
                next)

        apply filled (List.head operands))

/// A function of one operand at a number, a vector, an array of three axes and an empty one.
let unary theirs domain ours = [ for shape in [ []; [ 7 ]; [ 2; 3; 4 ]; [ 0; 2 ] ] -> call1 theirs (domain shape) ours ]

/// A function of two operands of one shape, and of shapes that broadcast.
let binary theirs first second ours =
    [ for x, y in [ [ 5 ], [ 5 ]; [ 2; 3 ], [ 2; 3 ]; [ 3; 4 ], [ 4 ]; [ 3; 1 ], [ 2; 1; 4 ]; [], [ 2; 2 ] ] ->
          call2 theirs (first x) (second y) ours ]

let valuesOnly calls = calls |> List.map (fun call -> { call with HasDerivative = false })

/// An operand of random numbers. Every second one with several axes is a view with its strides in another order.
let sample (random: Random) (operand: Operand) : Tensor =
    let isView = random.Next 2 = 1
    let shape = if isView then List.rev operand.Shape else operand.Shape
    let values = Array.init (List.fold (*) 1 shape) (operand.Draw random)
    let whole = Tensor.ofArray shape values |> Tensor.cast operand.DType

    if isView then Tensor.permute [ shape.Length - 1 .. -1 .. 0 ] whole else whole
