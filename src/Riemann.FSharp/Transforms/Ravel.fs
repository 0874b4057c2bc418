namespace Riemann.FSharp

/// Float tensors of these shapes as one vector, in order and row-major, of an element type that holds them
/// all: how many tangents or cotangents travel as one.
[<Sealed>]
type internal Ravel(parts: Aval[]) =
    let dtype = Rules.widest parts
    let starts = parts |> Array.scan (fun start part -> start + int64 part.Shape.Length) 0L

    do
        if Array.last starts > int64 System.Int32.MaxValue then
            let problem = $"{Array.last starts} numbers do not fit one vector"
            Fail.raise "ravel" (RiemannError.Value(problem, "at most 2147483647 numbers"))

    static member Of(tensors: Tensor[]) = Ravel(tensors |> Array.map _.Aval)

    /// The number of elements of all parts.
    member _.Length = int (Array.last starts)

    /// The shape and element type of the vector.
    member ravel.Aval = { Shape = Shapes.ofDimensions [| ravel.Length |]; DType = dtype }

    /// Part i, out of the vector.
    member ravel.Take (i: int) (vector: Tensor) : Tensor =
        let start, length = int starts[i], parts[i].Shape.Length

        let part =
            if length = ravel.Length then
                vector
            else
                Primitive.apply1 (StructuralPrimitives.slice [| start |] [| length |] [| 1 |]) vector

        Structure.reshape parts[i].Shape part |> Tensor.cast parts[i].DType

    /// The vector that holds part i and zeros.
    member ravel.Place (i: int) (part: Tensor) : Tensor =
        let flat = Tensor.flatten (Tensor.cast dtype part)

        if flat.Length = ravel.Length then
            flat
        else
            Primitive.apply1 (StructuralPrimitives.place ravel.Aval.Shape [| int starts[i] |] [| 1 |]) flat

    /// The vector of all parts.
    member _.Pack(parts: Tensor[]) : Tensor =
        match parts |> Array.map (Tensor.cast dtype >> Tensor.flatten) with
        | [| single |] -> single
        | several -> Primitive.apply (StructuralPrimitives.concatenate 0) several

    /// All parts of the vector.
    member ravel.Unpack(vector: Tensor) : Tensor[] = Array.init parts.Length (fun i -> ravel.Take i vector)

    /// Zeros in the place of a vector.
    member ravel.Zeros: Tensor = Tensor(Riemann.Kernels.NDArray.Full(dtype, ravel.Aval.Shape, 0.0), null)

/// The trained numbers of a tree as one vector.
[<NoEquality; NoComparison>]
type internal Ravelled = { Ravel: Ravel; IsTrained: bool[] }

module internal Ravelled =
    let trained (isTrained: bool[]) (tensors: 'T seq) =
        Seq.zip isTrained tensors |> Seq.filter fst |> Seq.map snd |> Seq.toArray

    /// What the number at this position of the tensor is called.
    let element (name: string) (x: Tensor) (position: int) =
        let places = Array.zeroCreate<string> x.Rank
        let mutable rest = position

        for axis in x.Rank - 1 .. -1 .. 0 do
            places[axis] <- string (rest % x.Aval.Shape[axis])
            rest <- rest / x.Aval.Shape[axis]

        if x.Rank > 0 then name + "[" + String.concat ", " places + "]"
        elif name = "" then "value"
        else name

    let private elements (name: string) (x: Tensor) = [ for position in 0 .. x.Length - 1 -> element name x position ]

    /// Raises where the tree holds no float tensor.
    let ofTree operation (tree: 'T) : Ravelled =
        let struct (tensors, isTrained) = Tree.flatten tree
        Derivatives.requireTrained operation isTrained
        { Ravel = Ravel.Of(trained isTrained tensors); IsTrained = isTrained }

    /// What the numbers are called: the path of the tensor and the place in it.
    let names (tree: 'T) : string list =
        let struct (tensors, isTrained) = Tree.flatten tree
        Seq.map2 elements (trained isTrained (Tree.names tree)) (trained isTrained tensors) |> List.concat

    /// The vector of a tree of the same form.
    let pack (ravelled: Ravelled) (tree: 'T) : Tensor =
        let struct (tensors, _) = Tree.flatten tree
        trained ravelled.IsTrained tensors |> ravelled.Ravel.Pack

    /// The tree like this one that holds the numbers of the vector.
    let place (ravelled: Ravelled) (tree: 'T) (vector: Tensor) : 'T =
        let struct (tensors, _) = Tree.flatten tree
        let parts = ravelled.Ravel.Unpack vector
        let mutable next = 0

        tensors
        |> Array.mapi (fun i x ->
            if ravelled.IsTrained[i] then
                next <- next + 1
                parts[next - 1]
            else
                x)
        |> Tree.rebuild tree
