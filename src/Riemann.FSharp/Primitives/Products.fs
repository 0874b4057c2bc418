namespace Riemann.FSharp

open Riemann.Kernels

[<AutoOpen>]
module Products =
    let private refuse operation problem (a: Tensor) (b: Tensor) rule =
        Fail.raise operation (RiemannError.Shape(problem, [ "left", a.Aval.Shape; "right", b.Aval.Shape ], rule))

    let private requireFloats operation (x: Tensor) (y: Tensor) =
        Rules.sameType [| x.Aval; y.Aval |]
        |> Result.bind (fun _ -> Rules.floats [| x.Aval |])
        |> Fail.get operation
        |> ignore

    /// The product summed over pairs of axes, which are counted from 0; then the other axes of a, then those of b.
    let private contract (axesA: int list) (axesB: int list) (a: Tensor) (b: Tensor) =
        let left = [ 0 .. a.Rank - 1 ]

        let right =
            [ for axis in 0 .. b.Rank - 1 ->
                  match List.tryFindIndex ((=) axis) axesB with
                  | Some pair -> axesA[pair]
                  | None -> a.Rank + axis ]

        let isKept label = not (List.contains label axesA)
        (Labelled.contract isKept { Labels = left; Value = a } { Labels = right; Value = b }).Value

    type Tensor with
        /// `Tensor.dot a b` is the sum of the products of two vectors of one length.
        static member dot (a: Tensor) (b: Tensor) =
            requireFloats "dot" a b

            if a.Rank <> 1 || b.Rank <> 1 || a.Length <> b.Length then
                refuse "dot" "the operands are not two vectors of one length" a b "[n] and [n] -> []"

            Tensor.matmul a b

        /// `Tensor.vecdot axis a b` are the sums of the products along the axis, of operands that broadcast:
        /// [.., n] and [.., n] along -1 give [..].
        static member vecdot (axis: int) (a: Tensor) (b: Tensor) =
            let product = a * b
            Tensor.sumOver [ axis ] product

        /// `Tensor.inner a b` is the sum of the products over the last axes of both: [.., n] and [..', n] give [.., ..'].
        static member inner (a: Tensor) (b: Tensor) =
            requireFloats "inner" a b

            if a.Rank = 0 || b.Rank = 0 || a.Aval.Shape[a.Rank - 1] <> b.Aval.Shape[b.Rank - 1] then
                refuse "inner" "the last axes differ" a b "[.., n] and [..', n] -> [.., ..']"

            contract [ a.Rank - 1 ] [ b.Rank - 1 ] a b

        /// `Tensor.outer a b` are the products of each element of a with each of b, the axes of a before those of b:
        /// [m] and [n] give [m; n].
        static member outer (a: Tensor) (b: Tensor) =
            Structure.reshape (Shapes.ofList "outer" (a.Shape @ List.replicate b.Rank 1)) a * b

        /// `Tensor.tensordot [1; 2] [0; 1] a b` is the sum of the products over axis 1 of a with axis 0 of b and axis 2
        /// of a with axis 1 of b; the other axes of a come before those of b. The axes of a pair have one length.
        static member tensordot (axesA: int list) (axesB: int list) (a: Tensor) (b: Tensor) =
            requireFloats "tensordot" a b
            let known axes (x: Tensor) = Shapes.axes x.Aval.Shape axes |> Fail.get "tensordot"
            let left, right = known axesA a, known axesB b
            let length (x: Tensor) (axis: int) = x.Aval.Shape[axis]

            if List.map (length a) left <> List.map (length b) right then
                refuse "tensordot" $"the axes %A{axesA} and %A{axesB} do not pair" a b "axes of a pair have one length"

            contract left right a b

        /// `Tensor.cross axis a b` is the vector product of the three-dimensional vectors along the axis of both; the
        /// other axes broadcast.
        static member cross (axis: int) (a: Tensor) (b: Tensor) =
            let last (x: Tensor) =
                let axis = Parts.known "cross" axis x
                if x.Aval.Shape[axis] <> 3 then refuse "cross" "the vectors have no three components" a b "length 3"
                Tensor.moveAxis axis -1 x

            let a, b = last a, last b
            let turned shift x = Tensor.roll shift -1 x
            let product = turned -1 a * turned 1 b - turned 1 a * turned -1 b
            Tensor.moveAxis -1 axis product

        /// `Tensor.kron a b` is the Kronecker product: a with each element replaced by its product with b,
        /// [m; n] and [p; q] give [m p; n q]. The operand with fewer axes gets axes of length 1 in front.
        static member kron (a: Tensor) (b: Tensor) =
            let rank = max a.Rank b.Rank
            let fill (x: Tensor) = List.replicate (rank - x.Rank) 1 @ x.Shape
            let spread pair (x: Tensor) = Tensor.reshape (fill x |> List.collect pair) x
            let product = spread (fun n -> [ n; 1 ]) a * spread (fun n -> [ 1; n ]) b
            Structure.reshape (Shapes.ofList "kron" (List.map2 (*) (fill a) (fill b))) product
