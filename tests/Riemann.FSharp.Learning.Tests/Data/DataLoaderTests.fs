module Riemann.FSharp.Learning.Tests.DataLoaderTests

open System
open System.Threading
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private rows = Tensor.reshape [ 10; 3 ] (Tensor.arange 30)
let private labels = Tensor.ofArray [ 10 ] [| 0L .. 9L |]
let private data = Dataset.ofTensors (rows, labels)
let private settings = { DataLoader.defaults with BatchSize = 4 }
let private shuffled = { settings with Shuffle = Some(Key.create 5L) }
let private seen batches = [ for _, labels: Tensor in batches -> labels.ToArray<int64>() |> List.ofArray ]
let private read epoch settings = DataLoader.create settings data |> DataLoader.epoch epoch |> seen
let private collected size data = DataLoader.collate id { settings with BatchSize = size } data

[<Fact>]
let ``without a key the order is that of the data`` () =
    Assert.Equal<int64 list list>([ [ 0L; 1; 2; 3 ]; [ 4; 5; 6; 7 ]; [ 8; 9 ] ], read 1 settings)
    Assert.Equal<int64 list list>([ [ 0L; 1; 2; 3 ]; [ 4; 5; 6; 7 ] ], read 1 { settings with DropLast = true })

[<Fact>]
let ``with a key every epoch has an order of its own, the same each time`` () =
    let first, second = read 1 shuffled, read 2 shuffled
    Assert.Equal<int list>([ 4; 4; 2 ], [ for batch in first -> batch.Length ])
    Assert.Equal<int64 list>([ 0L .. 9L ], List.concat first |> List.sort)
    Assert.NotEqual<int64 list list>(first, second)
    Assert.NotEqual<int64 list list>(first, read 1 settings)
    Assert.Equal<int64 list list>(first, read 1 shuffled)
    Assert.NotEqual<int64 list list>(first, read 1 { settings with Shuffle = Some(Key.create 6L) })

    for rows, labels in DataLoader.create shuffled data |> DataLoader.epoch 1 do
        Numbers.equal [ for label in labels.ToArray<int64>() -> 3.0 * float label ] rows[*, 0]

[<Fact>]
let ``what is made ahead is what is made when asked, and a resumed epoch the rest of it`` () =
    let noisy settings =
        DataLoader.create settings data
        |> DataLoader.augment (Key.create 8L) (fun key (rows, labels) -> rows + Random.normal rows.Shape key, labels)

    let plain = noisy shuffled |> DataLoader.epoch 3 |> List.ofSeq

    for prefetch in [ 0; 1; 2; 100 ] do
        for first in 0..3 do
            let resumed = noisy { shuffled with Prefetch = prefetch } |> DataLoader.resume 3 first |> List.ofSeq
            Assert.Equal<int64 list list>(seen plain |> List.skip first, seen resumed)

            for (wanted, _), (found, _) in List.zip (List.skip first plain) resumed do
                Assert.Equal<float>(wanted.ToArray<float>(), found.ToArray<float>())

[<Fact>]
let ``keys differ from batch to batch and from epoch to epoch`` () =
    let drawn =
        DataLoader.create settings data
        |> DataLoader.augment (Key.create 8L) (fun key _ -> (Random.uniform [] key).ToFloat())

    let numbers = [ 0..3 ] |> List.collect (fun epoch -> DataLoader.epoch epoch drawn |> List.ofSeq)
    Assert.Equal(12, (List.distinct numbers).Length)

[<Fact>]
let ``any examples can be put together by a function`` () =
    let words = Dataset.ofArray [| "a"; "b"; "c" |]

    Assert.Equal<string list>(
        [ "ab"; "c" ],
        words |> DataLoader.collate String.Concat { settings with BatchSize = 2 } |> DataLoader.epoch 0 |> List.ofSeq
    )

    let lengths = collected 2 words |> DataLoader.map Array.length |> DataLoader.epoch 0
    Assert.Equal<int list>([ 2; 1 ], List.ofSeq lengths)

[<Fact>]
let ``single examples are put side by side`` () =
    let made = data |> Dataset.map (fun (row, label) -> 2.0 * row, label)
    let batches = DataLoader.create shuffled made |> DataLoader.epoch 1 |> List.ofSeq
    Assert.Equal<int64 list list>(read 1 shuffled, seen batches)
    Assert.Equal<int list>([ 4; 3 ], (fst batches[0]).Shape)

[<Fact>]
let ``examples that do not go together are refused`` () =
    let refused words (examples: 'T list) =
        Numbers.refused "Dataset" words (fun () ->
            Dataset.ofSeq examples |> DataLoader.create settings |> DataLoader.epoch 0 |> List.ofSeq)

    refused "hold no tensors" [ 1; 2 ]
    refused "in what is no tensor" [ tensor 1.0, 1; tensor 1.0, 2 ]
    refused "[3] float64" [ tensor [ 1.0; 2.0 ]; tensor [ 1.0; 2.0; 3.0 ] ]
    refused "float32" [ tensor [ 1.0; 2.0 ]; tensor [ 1.0f; 2.0f ] ]
    refused "has 2 tensors, the first one 1" [ [ tensor 1.0 ]; [ tensor 1.0; tensor 2.0 ] ]
    let named = Dataset.ofArray [| tensor 1.0, "same"; tensor 2.0, "same" |] |> DataLoader.create settings
    Assert.Equal("same", snd (named |> DataLoader.epoch 0 |> Seq.head))

[<Fact>]
let ``sizes that make no sense are refused`` () =
    for size in [ 0; -3 ] do
        Numbers.refused "DataLoader.create" $"batches of {size} examples" (fun () ->
            DataLoader.create { settings with BatchSize = size } data)

        Numbers.refused "DataLoader.collate" "a BatchSize of 1 or more" (fun () -> collected size data)

    Numbers.refused "DataLoader.create" "a Prefetch of 0 or more" (fun () ->
        DataLoader.create { settings with Prefetch = -1 } data)

    for first in [ -1; 4 ] do
        Numbers.refused "DataLoader.resume" "a number from 0 to 3" (fun () ->
            DataLoader.create settings data |> DataLoader.resume 0 first)

[<Fact>]
let ``an empty data set has no batches, and a batch may be larger than the data`` () =
    let empty = Dataset.ofTensors (Tensor.zeros [ 0; 3 ])

    for settings in [ settings; shuffled; { shuffled with Prefetch = 2 }; { settings with DropLast = true } ] do
        let loader = DataLoader.create settings empty
        Assert.Equal(0, DataLoader.count loader)
        Assert.Empty(DataLoader.epoch 0 loader)

    let count settings = DataLoader.create settings data |> DataLoader.count
    Assert.Equal(1, count { settings with BatchSize = Int32.MaxValue })
    Assert.Equal(0, count { settings with BatchSize = 11; DropLast = true })
    Assert.Equal<int list>([ 10; 3; 2; 1 ], [ for size in [ 1; 4; 5; 10 ] -> count { settings with BatchSize = size } ])

[<Fact>]
let ``an exception on the other thread reaches the reader as itself, after what was made before`` () =
    let error = InvalidOperationException "example 5"
    let failing = Dataset.init 10 (fun i -> if i = 5 then raise error else i)

    for prefetch in [ 0; 1; 3 ] do
        let read = ResizeArray()

        let batches =
            failing |> DataLoader.collate id { settings with BatchSize = 2; Prefetch = prefetch } |> DataLoader.epoch 0

        let caught = Assert.Throws<InvalidOperationException>(fun () -> batches |> Seq.iter read.Add)
        Assert.Same(error, caught)
        Assert.Equal<int[] list>([ [| 0; 1 |]; [| 2; 3 |] ], List.ofSeq read)

[<Fact>]
let ``a reader that leaves early ends the thread`` () =
    let maker = ref Thread.CurrentThread
    let made = ref 0

    let slow =
        Dataset.init 1000 (fun i ->
            maker.Value <- Thread.CurrentThread
            Interlocked.Increment &made.contents |> ignore
            i)

    let loader = slow |> DataLoader.collate id { settings with BatchSize = 1; Prefetch = 3 }
    Assert.Equal<int[] list>([ [| 0 |]; [| 1 |] ], loader |> DataLoader.epoch 0 |> Seq.truncate 2 |> List.ofSeq)
    Assert.NotSame(Thread.CurrentThread, maker.Value)
    Assert.False maker.Value.IsAlive
    // Two were read, three waited, and the thread held one more.
    Assert.InRange(made.Value, 2, 6)
    Assert.Equal(1000, loader |> DataLoader.epoch 0 |> Seq.length)
    Assert.False maker.Value.IsAlive

[<Fact>]
let ``a sequence that nobody reads starts nothing`` () =
    let made = ref 0

    let counted =
        Dataset.init 10 (fun i ->
            Interlocked.Increment &made.contents |> ignore
            i)

    let batches = counted |> DataLoader.collate id { settings with Prefetch = 2 } |> DataLoader.epoch 0
    use _ = batches.GetEnumerator()
    Thread.Sleep 20
    Assert.Equal(0, made.Value)
