namespace Riemann.Bridge

open System
open Riemann.FSharp
open Riemann.FSharp.Learning

/// Examples and batches of them.
module internal Loading =
    let Pairs (inputs: Tensor, targets: Tensor) : Dataset<Tensor * Tensor> = Dataset.ofTensors (inputs, targets)
    let Numbers (count: int) : Dataset<int> = Dataset.init count id
    let Subset (data: Dataset<'T>, indices: int[]) = Dataset.subset indices data

    let private together size (data: Dataset<'T>) =
        data |> DataLoader.create { DataLoader.defaults with BatchSize = size } |> DataLoader.epoch 0 |> Seq.head

    /// Examples side by side along a new first axis of every tensor.
    let Stack (examples: 'T[]) = Dataset.ofArray examples |> together (max 1 examples.Length)

    /// The examples with these numbers, side by side.
    let Gather (data: Dataset<'T>, indices: int[]) = Dataset.subset indices data |> together (max 1 indices.Length)

    /// Which examples are in which part.
    let Split (count: int, fractions: float[], key: Key) =
        [| for part in Dataset.split key (List.ofArray fractions) (Numbers count) -> Array.ofSeq part |]

    /// Batches that the function makes of a key of their own and the numbers of their examples.
    let Batches
        (count: int, size: int, shuffle: bool, dropLast: bool, prefetch: int, key: Key, make: Func<Key, int[], 'B>)
        =
        let order, own = Key.split key

        let settings =
            { BatchSize = size
              Shuffle = if shuffle then Some order else None
              DropLast = dropLast
              Prefetch = prefetch }

        Numbers count
        |> DataLoader.collate id settings
        |> DataLoader.augment own (fun key indices -> make.Invoke(key, indices))
