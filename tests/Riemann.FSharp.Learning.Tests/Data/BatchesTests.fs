module Riemann.FSharp.Learning.Tests.BatchesTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private images = Tensor.reshape [ 10; 3 ] (Tensor.arange 30)
let private labels = Tensor.ofArray [ 10 ] [| 0L .. 9L |]
let private key = Key.create 5L
let private seen batches = batches |> Seq.collect (fun (_, labels: Tensor) -> labels.ToArray<int64>()) |> List.ofSeq
let private sizes batches = [ for _, labels: Tensor in batches -> labels.Length ]

[<Fact>]
let ``batches in order are the data, part by part`` () =
    let batches = Batches.inOrder 4 (images, labels) |> List.ofSeq
    Assert.Equal<int list>([ 4; 4; 2 ], sizes batches)
    Assert.Equal<int64 list>([ 0L .. 9L ], seen batches)
    Numbers.equal [ 24.0 .. 29.0 ] (fst batches[2])

[<Fact>]
let ``shuffled batches hold every example once, each with its label`` () =
    let batches = Batches.shuffled key 4 (images, labels) |> List.ofSeq
    Assert.Equal<int list>([ 4; 4; 2 ], sizes batches)
    Assert.NotEqual<int64 list>([ 0L .. 9L ], seen batches)
    Assert.Equal<int64 list>([ 0L .. 9L ], seen batches |> List.sort)

    for images, labels in batches do
        Numbers.equal [ for label in labels.ToArray<int64>() -> 3.0 * float label ] images[*, 0]

[<Fact>]
let ``the key decides the order`` () =
    let order key = Batches.shuffled key 3 (images, labels) |> seen
    Assert.Equal<int64 list>(order key, order key)
    Assert.NotEqual<int64 list>(order key, order (Key.create 6L))

[<Fact>]
let ``a sequence may be read again, and only in part`` () =
    let batches = Batches.shuffled key 3 (images, labels)
    Assert.Equal<int64 list>(seen batches, seen batches)
    Assert.Equal<int64 list>(seen batches |> List.truncate 6, batches |> Seq.truncate 2 |> seen)

[<Fact>]
let ``whole batches leave the last partial one out`` () =
    let whole size = Batches.shuffled key size (images, labels) |> Batches.whole size |> sizes
    Assert.Equal<int list>([ 4; 4 ], whole 4)
    Assert.Equal<int list>([ 5; 5 ], whole 5)
    Assert.Equal<int list>([], whole 11)

[<Fact>]
let ``one batch may hold everything, and no examples have no batches`` () =
    Assert.Equal<int list>([ 10 ], Batches.inOrder 1000 (images, labels) |> sizes)
    let none = Tensor.zeros [ 0; 3 ]
    Assert.Empty(Batches.inOrder 4 none)
    Assert.Empty(Batches.shuffled key 4 none)

[<Fact>]
let ``the number of batches counts a partial one`` () =
    Assert.Equal<int list>([ 10; 3; 2; 1 ], [ for size in [ 1; 4; 5; 10 ] -> Batches.count size (images, labels) ])

[<Fact>]
let ``sizes must be positive, and the numbers of examples equal`` () =
    for size in [ 0; -3 ] do
        Numbers.refused "Batches.inOrder" "a size of 1 or more" (fun () -> Batches.inOrder size images)
        Numbers.refused "Batches.shuffled" "a size of 1 or more" (fun () -> Batches.shuffled key size images)
        Numbers.refused "Batches.count" "a size of 1 or more" (fun () -> Batches.count size images)

    let short = Tensor.ofArray [ 9 ] [| 0L .. 8L |]
    Numbers.refused "Batches.shuffled" "the same number in each" (fun () -> Batches.shuffled key 4 (images, short))
    Numbers.refused "Batches.inOrder" "no examples" (fun () -> Batches.inOrder 4 (tensor 1.0))
    Numbers.refused "Batches.inOrder" "no examples" (fun () -> Batches.inOrder 4 "no tensors")
