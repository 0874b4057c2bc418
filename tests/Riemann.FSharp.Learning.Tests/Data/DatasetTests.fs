module Riemann.FSharp.Learning.Tests.DatasetTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private rows = Tensor.reshape [ 10; 3 ] (Tensor.arange 30)
let private labels = Tensor.ofArray [ 10 ] [| 0L .. 9L |]
let private data = Dataset.ofTensors (rows, labels)
let private key = Key.create 3L
let private numbers = Dataset.ofSeq (seq { 0..9 })

/// The labels, batch by batch.
let private batches size data =
    [ for _, labels: Tensor in
          DataLoader.create { DataLoader.defaults with BatchSize = size } data |> DataLoader.epoch 0 ->
          labels.ToArray<int64>() |> List.ofArray ]

[<Fact>]
let ``examples of tensors lie along the first axis`` () =
    Assert.Equal(10, data.Count)
    let row, label = data[4]
    Assert.Equal<int list>([ 3 ], row.Shape)
    Assert.Equal<int list>([], label.Shape)
    Numbers.equal [ 12.0; 13.0; 14.0 ] row
    Numbers.equal [ 4.0 ] label

[<Fact>]
let ``a data set is a sequence`` () =
    Assert.Equal<int list>([ 0..9 ], List.ofSeq numbers)
    Assert.Equal(45, Seq.sum numbers)
    Assert.Equal<int list>([ 0; 1; 4 ], Dataset.init 3 (fun i -> i * i) |> List.ofSeq)

[<Fact>]
let ``examples that are not there are refused`` () =
    for index in [ -1; 10 ] do
        Numbers.refused "Dataset" "numbered from 0 to 9" (fun () -> data[index])
        Numbers.refused "Dataset.subset" $"no example {index} of 10" (fun () -> Dataset.subset [ 0; index ] data)

    Numbers.refused "Dataset" "it has none" (fun () -> (Dataset.ofArray Array.empty<int>)[0])
    Numbers.refused "Dataset.init" "0 or more" (fun () -> Dataset.init -1 id)
    let short = Tensor.ofArray [ 9 ] [| 0L .. 8L |]
    Numbers.refused "Dataset.ofTensors" "the same number in each" (fun () -> Dataset.ofTensors (rows, short))
    Numbers.refused "Dataset.ofTensors" "no examples" (fun () -> Dataset.ofTensors "no tensors")

[<Fact>]
let ``map computes when it is asked, cache once`` () =
    let calls = ref 0

    let counted =
        numbers
        |> Dataset.map (fun n ->
            calls.Value <- calls.Value + 1
            n * n)

    Assert.Equal(0, calls.Value)
    Assert.Equal((16, 16), (counted[4], counted[4]))
    Assert.Equal(2, calls.Value)
    let cached = Dataset.cache counted
    Assert.Equal((16, 16), (cached[4], cached[4]))
    Assert.Equal(3, calls.Value)

[<Fact>]
let ``subset and filter keep the order that they are given`` () =
    Assert.Equal<int list>([ 7; 2; 7 ], numbers |> Dataset.subset [ 7; 2; 7 ] |> List.ofSeq)
    Assert.Equal<int list>([ 0; 3; 6; 9 ], numbers |> Dataset.filter (fun n -> n % 3 = 0) |> List.ofSeq)
    Assert.Empty(numbers |> Dataset.filter (fun n -> n > 9))
    let odd = data |> Dataset.filter (fun (_, label) -> int (float label) % 2 = 1)
    Assert.Equal<int64 list list>([ [ 1L; 3L ]; [ 5L; 7L ]; [ 9L ] ], batches 2 odd)

[<Fact>]
let ``concat has the parts one after the other, empty ones too`` () =
    let parts =
        [ Dataset.subset [] data
          Dataset.subset [ 3; 1; 2 ] data
          Dataset.subset [] data
          Dataset.subset [ 9 ] data
          data ]

    let all = Dataset.concat parts
    Assert.Equal<int64 list>([ 3L; 1; 2; 9; 0; 1 ], [ for i in 0..5 -> int64 (float (snd all[i])) ])
    Assert.Equal<int64 list list>([ [ 3L; 1; 2; 9 ]; [ 0; 1; 2; 3 ]; [ 4; 5; 6; 7 ]; [ 8; 9 ] ], batches 4 all)
    let mixed = all |> Dataset.subset [ 5; 0; 3; 2; 4 ]
    Assert.Equal<int64 list list>([ [ 1L; 3; 9; 2; 0 ] ], batches 5 mixed)
    Assert.Equal(0, (Dataset.concat Seq.empty<Dataset<int>>).Count)

[<Fact>]
let ``zip pairs examples and batches`` () =
    let pairs = Dataset.zip (Dataset.ofTensors rows) (Dataset.init 10 (fun i -> tensor (int64 (i * i))))
    Numbers.equal [ 9.0 ] (snd pairs[3])
    Assert.Equal<int64 list list>([ [ 0L; 1; 4; 9 ]; [ 16; 25; 36; 49 ]; [ 64; 81 ] ], batches 4 pairs)
    Numbers.refused "Dataset.zip" "10 examples and 3" (fun () -> Dataset.zip data (Dataset.ofArray [| 1; 2; 3 |]))

[<Fact>]
let ``split gives every example to one part`` () =
    let parts = numbers |> Dataset.split key [ 0.7; 0.2; 0.1 ]
    Assert.Equal<int list>([ 7; 2; 1 ], [ for part in parts -> part.Count ])
    Assert.Equal<int list>([ 0..9 ], parts |> Seq.collect id |> Seq.sort |> List.ofSeq)
    Assert.NotEqual<int list>([ 0..9 ], parts |> Seq.collect id |> List.ofSeq)
    let again = numbers |> Dataset.split key [ 0.7; 0.2; 0.1 ]
    Assert.Equal<int list list>([ for part in parts -> List.ofSeq part ], [ for part in again -> List.ofSeq part ])
    let thirds = numbers |> Dataset.split key (List.replicate 3 (1.0 / 3.0))
    Assert.Equal<int list>([ 4; 3; 3 ], [ for part in thirds -> part.Count ])

    Assert.Equal<int list>(
        [ 0; 0 ],
        [ for part in Dataset.ofArray Array.empty<int> |> Dataset.split key [ 0.5; 0.5 ] -> part.Count ]
    )

    for wrong in [ []; [ 0.5 ]; [ 0.5; 0.6 ]; [ -0.5; 1.5 ]; [ nan; 1.0 ] ] do
        Numbers.refused "Dataset.split" "add up to 1" (fun () -> numbers |> Dataset.split key wrong)
