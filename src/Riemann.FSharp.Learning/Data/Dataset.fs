namespace Riemann.FSharp.Learning

open System
open System.Collections
open System.Collections.Generic
open Riemann.FSharp

/// Examples by number, made when they are asked for. It is a sequence of them too.
[<Sealed>]
type Dataset<'T> internal (count: int, example: int -> 'T, gather: int[] -> 'T) =
    /// Examples of which many are made one by one, and put together.
    internal new(count, example) = Dataset(count, example, Array.map example >> Examples.stack)

    /// The number of examples.
    member _.Count = count

    /// `data[i]` is example number i, from 0. Raises for a number that no example has.
    member _.Item
        with get (index: int): 'T =
            if index < 0 || index >= count then
                let hint = if count = 0 then "it has none" else $"they are numbered from 0 to {count - 1}"
                Fail.raise "Dataset" (RiemannError.Value($"there is no example {index} of {count}", hint))

            example index

    /// Many examples side by side, along a new first axis of every tensor.
    member internal _.Gather(indices: int[]) : 'T = gather indices

    interface IReadOnlyList<'T> with
        member data.Count = count

        member data.Item
            with get index = data[index]

    interface IEnumerable<'T> with
        member data.GetEnumerator() : IEnumerator<'T> = (Seq.init count example).GetEnumerator()
        member data.GetEnumerator() : IEnumerator = (Seq.init count example).GetEnumerator() :> IEnumerator

/// Ways to make data sets, and others from them. None of them reads an example before it is asked for, but `filter`.
[<RequireQualifiedAccess>]
module Dataset =
    /// `Dataset.init n example` has the examples `example 0` to `example (n - 1)`, such as the contents of n files; the
    /// function may be called from another thread. Raises for a negative n.
    let init (count: int) (example: int -> 'T) : Dataset<'T> =
        if count < 0 then Fail.raise "Dataset.init" (RiemannError.Value($"{count} examples", "a number of 0 or more"))

        Dataset(count, example)

    /// `Dataset.ofArray examples` has these examples.
    let ofArray (examples: 'T[]) : Dataset<'T> = Dataset(examples.Length, Array.get examples)

    /// `Dataset.ofSeq examples` has the examples of a sequence, which is read once and kept.
    let ofSeq (examples: 'T seq) : Dataset<'T> = examples |> Array.ofSeq |> ofArray

    /// `Dataset.ofTensors data` has the examples that lie along the first axis of every tensor of a tree, such as
    /// `(images, labels)`. Batches are taken from the tensors at once. Raises where the tensors differ in their number of
    /// examples.
    let ofTensors (data: 'T) : Dataset<'T> =
        let example index = Tree.mapAll (Tensor.slice [ Slice.At index ]) data
        Dataset(Examples.count "Dataset.ofTensors" data, example, (fun indices -> Examples.take indices data))

    /// `Dataset.map f data` has the examples `f data[i]`, computed each time they are asked for.
    let map (f: 'T -> 'U) (data: Dataset<'T>) : Dataset<'U> = Dataset(data.Count, (fun index -> f data[index]))

    /// `Dataset.transform f data` is `Dataset.map f data` for a function that does with many examples side by side what it
    /// does with each, as those of `Transform` do: a batch is transformed at once.
    let transform (f: 'T -> 'U) (data: Dataset<'T>) : Dataset<'U> =
        Dataset(data.Count, (fun index -> f data[index]), data.Gather >> f)

    let private among (chosen: int[]) (data: Dataset<'T>) =
        let example index = data[chosen[index]]
        Dataset(chosen.Length, example, Array.map (Array.get chosen) >> data.Gather)

    /// `Dataset.subset indices data` has the examples with these numbers, in this order; a number may come again. Raises for
    /// a number that no example has.
    let subset (indices: int seq) (data: Dataset<'T>) : Dataset<'T> =
        let chosen = Array.ofSeq indices

        match chosen |> Array.tryFind (fun index -> index < 0 || index >= data.Count) with
        | None -> among chosen data
        | Some index ->
            let problem = $"there is no example {index} of {data.Count}"
            Fail.raise "Dataset.subset" (RiemannError.Value(problem, "numbers from 0 to the number of examples less 1"))

    /// `Dataset.filter isGood data` has the examples for which the function is true. It reads all of them once, at once.
    let filter (isGood: 'T -> bool) (data: Dataset<'T>) : Dataset<'T> =
        among
            [| for index in 0 .. data.Count - 1 do
                   if isGood data[index] then index |]
            data

    /// `Dataset.concat parts` has the examples of all parts, one after the other.
    let concat (parts: Dataset<'T> seq) : Dataset<'T> =
        let parts = parts |> Seq.filter (fun part -> part.Count > 0) |> Array.ofSeq
        let starts = parts |> Array.scan (fun start part -> Checked.(+) start part.Count) 0

        /// The part that holds an example: the last one that starts before the next example.
        let partOf index =
            let found = Array.BinarySearch(starts, index + 1)
            (if found < 0 then ~~~found else found) - 1

        let gatherFrom part indices = parts[part].Gather(indices |> Array.map (fun index -> index - starts[part]))

        let gather (indices: int[]) =
            match indices |> Array.indexed |> Array.groupBy (snd >> partOf) with
            | [| part, _ |] -> gatherFrom part indices
            | groups ->
                // Part by part, and then in the order that was asked for.
                let together = groups |> Array.map (fun (part, items) -> gatherFrom part (Array.map snd items))
                let order = Array.zeroCreate indices.Length
                groups |> Array.collect snd |> Array.iteri (fun place (asked, _) -> order[asked] <- place)
                Examples.concatenate together |> Examples.take order

        let example index = let part = partOf index in parts[part][index - starts[part]]
        Dataset(starts[parts.Length], example, gather)

    /// `Dataset.zip left right` has the pairs of examples with the same number. Raises where one has more than the other.
    let zip (left: Dataset<'T>) (right: Dataset<'U>) : Dataset<'T * 'U> =
        if left.Count <> right.Count then
            let problem = $"{left.Count} examples and {right.Count}"
            Fail.raise "Dataset.zip" (RiemannError.Value(problem, "as many in the one as in the other"))

        Dataset(
            left.Count,
            (fun index -> left[index], right[index]),
            (fun indices -> left.Gather indices, right.Gather indices)
        )

    /// `Dataset.cache data` has the same examples, each computed once, when it is first asked for, and kept. For examples
    /// that are dear, such as those of `Dataset.map` and of files.
    let cache (data: Dataset<'T>) : Dataset<'T> =
        let examples = Array.init data.Count (fun index -> lazy data[index])
        Dataset(data.Count, (fun index -> examples[index].Value))

    /// `Dataset.split key [ 0.8; 0.2 ] data` are parts with these fractions of the examples, which the key distributes:
    /// each example is in one part. What rounding leaves over goes to the first parts, an example each, as in PyTorch's
    /// `random_split`. Raises unless the fractions are 0 or more and add up to 1.
    let split (key: Key) (fractions: float list) (data: Dataset<'T>) : Dataset<'T> list =
        if not (List.forall (fun part -> part >= 0.0) fractions && abs (List.sum fractions - 1.0) <= 1e-9) then
            let problem = $"the fractions are %A{fractions}"
            Fail.raise "Dataset.split" (RiemannError.Value(problem, "numbers of 0 or more that add up to 1"))

        let sizes = [| for part in fractions -> int (floor (float data.Count * part + 1e-9)) |]

        for extra in 0 .. data.Count - Array.sum sizes - 1 do
            sizes[extra % sizes.Length] <- sizes[extra % sizes.Length] + 1

        let order = (Random.permutation data.Count key).ToArray<int64>() |> Array.map int
        let starts = Array.scan (+) 0 sizes
        [ for part in 0 .. sizes.Length - 1 -> among (Array.sub order starts[part] sizes[part]) data ]
