namespace Riemann.FSharp

open System.Collections.Generic

/// The rows of a tree, and rows put together again.
module private Rows =
    /// The number of rows that every leaf has along axis 0.
    let count operation (xs: 'X) (leaves: Tensor[]) =
        let isAlong (x: Tensor) = x.Rank > 0 && leaves[0].Rank > 0 && x.Aval.Shape[0] = leaves[0].Aval.Shape[0]

        if leaves.Length = 0 || not (Array.forall isAlong leaves) then
            let named = [ for name, x in List.zip (Tree.names xs) (List.ofArray leaves) -> name, x.Aval.Shape ]
            let shown = named |> List.map (fun (name, shape) -> (if name = "" then "tensor" else name), shape)
            let rule = "every tensor has the steps along axis 0, the same number in each"
            Fail.raise operation (RiemannError.Shape("there are no common steps", shown, rule))

        leaves[0].Aval.Shape[0]

    /// The leaves in pieces of `size` rows, the last one shorter. They are cut by halves, because the adjoint of
    /// a cut is as large as what it was cut from: n pieces cost n log n this way and not n².
    let rec pieces size (leaves: Tensor[]) : Tensor[] seq =
        let length = leaves[0].Aval.Shape[0]

        if length <= size then
            Seq.singleton leaves
        else
            seq {
                let first = ((length - 1) / size + 1) / 2 * size
                yield! pieces size (leaves |> Array.map (Parts.along 0 0 first))
                yield! pieces size (leaves |> Array.map (Parts.along 0 first (length - first)))
            }

    let private join (tensors: Tensor[]) =
        if tensors.Length = 1 then tensors[0] else Primitive.apply (StructuralPrimitives.concatenate 0) tensors

    /// The tensors one after the other, by groups: each operand's derivative looks at those before it.
    let rec joined (tensors: Tensor[]) : Tensor =
        if tensors.Length <= 64 then join tensors else tensors |> Array.chunkBySize 64 |> Array.map join |> joined

    /// Trees of one form, joined along axis 0 of every tensor.
    let joinTrees (like: 'Y) (trees: List<Tensor[]>) : 'Y =
        let struct (leaves, _) = Tree.flatten like
        let trees = trees.ToArray()
        leaves |> Array.mapi (fun i _ -> trees |> Array.map (Array.item i) |> joined) |> Tree.rebuild like

    let one (x: Tensor) = Structure.reshape (Shapes.prepend 1 x.Aval.Shape) x
    let alone (x: Tensor) = Structure.reshape (Shapes.tail x.Aval.Shape) x

[<AutoOpen>]
module Scan =
    /// One step, whose carry has the form of the one before.
    let private step operation (f: 'C -> 'X -> 'C * 'Y) carry x =
        let next, y = f carry x
        Tree.result operation next |> ignore
        Alike.require operation "the carry changes" ("before", carry) ("after", next)
        next, y

    /// What no steps give: the carry, and no rows of the shapes that a step would give.
    let private empty operation (f: 'C -> 'X -> 'C * 'Y) (carry: 'C) (xs: 'X) (leaves: Tensor[]) =
        let trace = Recorder(operation, (fun _ -> ValueNone))

        try
            let unknown (x: Tensor) = trace.Input({ x.Aval with Shape = Shapes.tail x.Aval.Shape }, ValueNone)
            let _, y = step operation f carry (leaves |> Array.map unknown |> Tree.rebuild xs)
            Tree.result operation y |> ignore

            let none (y: Tensor) =
                Tensor(Riemann.Kernels.NDArray.Full(y.DType, Shapes.prepend 0 y.Aval.Shape, 0.0), null)

            carry, Tree.mapAll none y
        finally
            trace.Close()

    let private run operation (f: 'C -> 'X -> 'C * 'Y) (carry: 'C) (xs: 'X) : 'C * 'Y =
        let struct (leaves, _) = Tree.flatten xs

        if Rows.count operation xs leaves = 0 then
            empty operation f carry xs leaves
        else
            let mutable carry = carry
            let mutable first = ValueNone
            let rows = List<Tensor[]>()

            for row in Rows.pieces 1 leaves do
                let next, y = row |> Array.map Rows.alone |> Tree.rebuild xs |> step operation f carry
                carry <- next
                rows.Add(Tree.result operation y |> Array.map Rows.one)

                match first with
                | ValueNone -> first <- ValueSome y
                | ValueSome first -> Alike.require operation "the results differ" ("first", first) ("later", y)

            carry, Rows.joinTrees first.Value rows

    /// `scan f carry xs` runs `f carry x` for each row x of xs in order: f gives the next carry and a result. What
    /// comes back is the last carry, and the results stacked along a new axis 0. The rows lie along axis 0 of
    /// every tensor of xs.
    ///
    /// Carry, rows and results are any trees. Raises where a step changes the carry's form, a shape or an element
    /// type, or where xs has no tensor or different numbers of rows. Without rows f runs once, on shapes alone.
    let scan (f: 'C -> 'X -> 'C * 'Y) (carry: 'C) (xs: 'X) : 'C * 'Y = run "scan" f carry xs

    /// `scanCheckpointed every f carry xs` is `scan f carry xs` in which reverse mode keeps the carry of every
    /// `every`-th step alone, and runs the steps in between once more on the way back. Of n steps it holds the
    /// values of n / every + every at a time: the square root of n is the least. What it keeps of every step is
    /// the list of its operations, and the values of those on neither the carry, xs, nor anything traced.
    ///
    /// Griewank, Achieving logarithmic growth of temporal and spatial complexity in reverse automatic
    /// differentiation, 1992, with one level. Derivatives, errors and shapes are those of `scan`.
    let scanCheckpointed (every: int) (f: 'C -> 'X -> 'C * 'Y) (carry: 'C) (xs: 'X) : 'C * 'Y =
        if every < 1 then
            let problem = $"there is no checkpoint every {every} steps"
            Fail.raise "scanCheckpointed" (RiemannError.Value(problem, "1 step or more"))

        let struct (leaves, _) = Tree.flatten xs
        Rows.count "scanCheckpointed" xs leaves |> ignore
        let mutable carry = carry
        let mutable first = ValueNone
        let parts = List<Tensor[]>()

        for piece in Rows.pieces every leaves do
            let steps (carry, part) = run "scanCheckpointed" f carry part
            let next, ys = checkpoint steps (carry, Tree.rebuild xs piece)
            let struct (tensors, _) = Tree.flatten ys

            match first with
            | ValueNone -> first <- ValueSome ys
            | ValueSome first ->
                let row part = part |> Tree.mapAll (Parts.along 0 0 1)
                Alike.require "scanCheckpointed" "the results differ" ("first", row first) ("later", row ys)

            carry <- next
            parts.Add tensors

        carry, Rows.joinTrees first.Value parts
