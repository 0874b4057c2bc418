namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Parts of a data set: any tree of tensors, such as `(images, labels)`, with the examples along the first axis of each.
[<RequireQualifiedAccess>]
module Batches =
    /// The number of examples, the same in every tensor.
    let private examples operation (data: 'T) =
        let leaves = Tree.leaves data

        match leaves with
        | first :: rest when
            first.Rank > 0 && rest |> List.forall (fun x -> x.Rank > 0 && x.Aval.Shape[0] = first.Aval.Shape[0])
            ->
            first.Aval.Shape[0]
        | _ ->
            let named = List.zip (Tree.names data) [ for leaf in leaves -> leaf.Aval.Shape ]
            let shapes = [ for name, shape in named -> (if name = "" then "tensor" else name), shape ]
            let rule = "every tensor has the examples along axis 0, the same number in each"
            Fail.raise operation (RiemannError.Shape("there are no examples to take", shapes, rule))

    let private requireSize operation size =
        if size < 1 then Fail.raise operation (RiemannError.Value($"batches of {size} examples", "a size of 1 or more"))

    /// First positions and lengths.
    let private parts count size = seq { for start in 0..size .. count - 1 -> struct (start, min size (count - start)) }

    let private rows (struct (start, length)) (x: Tensor) = Tensor.slice [ Slice.Range(start, start + length - 1) ] x

    /// `Batches.inOrder size data` are the batches of so many examples in the order of the data, the last one with what
    /// remains, made as the sequence is read; they share the data's memory. Raises where tensors differ in their number
    /// of examples.
    let inOrder (size: int) (data: 'T) : 'T seq =
        requireSize "Batches.inOrder" size

        parts (examples "Batches.inOrder" data) size |> Seq.map (fun part -> Tree.mapAll (rows part) data)

    /// `Batches.shuffled key size data` are the batches of so many examples in an order that the key decides, each
    /// example in one of them, the last one with what remains, made as the sequence is read. Raises where tensors differ
    /// in their number of examples.
    let shuffled (key: Key) (size: int) (data: 'T) : 'T seq =
        requireSize "Batches.shuffled" size
        let count = examples "Batches.shuffled" data
        let order = Random.permutation count key

        parts count size
        |> Seq.map (fun part ->
            let chosen = rows part order
            Tree.mapAll (Tensor.take 0 chosen) data)

    /// `Batches.whole size batches` are the batches that have so many examples: all but a last partial one.
    let whole (size: int) (batches: 'T seq) : 'T seq =
        batches |> Seq.filter (fun batch -> examples "Batches.whole" batch = size)

    /// `Batches.count size data` is the number of batches.
    let count (size: int) (data: 'T) : int =
        requireSize "Batches.count" size
        (examples "Batches.count" data + size - 1) / size
