namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Examples as trees of tensors: one, or many along the first axis of every tensor.
module internal Examples =
    /// The number of examples, the same in every tensor.
    let count operation (data: 'T) =
        match Tree.leaves data with
        | first :: rest when
            first.Rank > 0 && rest |> List.forall (fun x -> x.Rank > 0 && x.Aval.Shape[0] = first.Aval.Shape[0])
            ->
            first.Aval.Shape[0]
        | leaves ->
            let named = List.zip (Tree.names data) [ for leaf in leaves -> leaf.Aval.Shape ]
            let shapes = [ for name, shape in named -> (if name = "" then "tensor" else name), shape ]
            let rule = "every tensor has the examples along axis 0, the same number in each"
            Fail.raise operation (RiemannError.Shape("there are no examples to take", shapes, rule))

    let private areConsecutive (indices: int[]) =
        let mutable i = 1

        while i < indices.Length && indices[i] = indices[0] + i do
            i <- i + 1

        indices.Length > 0 && i >= indices.Length

    /// The examples with these numbers: a view where they follow each other, and copied otherwise.
    let take (indices: int[]) (data: 'T) : 'T =
        if areConsecutive indices then
            let range = Slice.Range(indices[0], indices[indices.Length - 1])
            Tree.mapAll (Tensor.slice [ range ]) data
        else
            let chosen = Tensor.ofArray [ indices.Length ] indices
            Tree.mapAll (Tensor.take 0 chosen) data

    /// All the examples of several parts.
    let concatenate (parts: 'T[]) : 'T =
        let leaves = parts |> Array.map (Tree.leaves >> Array.ofList)

        Array.init leaves[0].Length (fun leaf -> Tensor.concatenate 0 [ for part in leaves -> part[leaf] ])
        |> Tree.rebuild parts[0]

    let private refuse problem =
        let hint = "examples are trees of tensors that differ in their elements only; DataLoader.collate takes others"
        Fail.raise "Dataset" (RiemannError.Value(problem, hint))

    /// The leaves of an example that is like the first in all but the elements of its tensors.
    let private leavesLike isComparable (first: 'T) (firstLeaves: Tensor[]) (position: int) (example: 'T) =
        let struct (leaves, _) = Tree.flatten example

        if leaves.Length <> firstLeaves.Length then
            refuse $"example {position} of a batch has {leaves.Length} tensors, the first one {firstLeaves.Length}"

        // Tensors are equal where they are the same, so that only what is no tensor can differ.
        if isComparable && not (Unchecked.equals (Tree.rebuild first leaves) example) then
            refuse $"example {position} of a batch differs from the first one in what is no tensor"

        (leaves, firstLeaves)
        ||> Array.iter2 (fun x y ->
            if not (x.Aval.Equals y.Aval) then
                refuse $"example {position} of a batch holds a tensor {x.Aval}, the first one {y.Aval}")

        leaves

    /// Single examples side by side.
    let stack (examples: 'T[]) : 'T =
        if examples.Length = 0 then refuse "there are no examples to put together"

        let struct (first, _) = Tree.flatten examples[0]

        if first.Length = 0 then refuse "the examples hold no tensors"

        // A record may have no equality, and NaN is equal to nothing.
        let isComparable = Unchecked.equals (Tree.rebuild examples[0] first) examples[0]
        let leaves = examples |> Array.mapi (leavesLike isComparable examples[0] first)

        Array.init first.Length (fun leaf -> Tensor.stack 0 [ for example in leaves -> example[leaf] ])
        |> Tree.rebuild examples[0]
