/// Sorting and searching, against .NET's own sort and PyTorch 1.13.
module Riemann.FSharp.Tests.SortingTests

open Xunit
open Riemann.FSharp

let private x = tensor [ [ 0.5; -1.25; 2.0; 0.75 ]; [ 3.0; 0.25; -0.5; -2.0 ]; [ -1.5; 1.75; 0.0; 1.0 ] ]

let private cube = Random.normal [ 3; 4; 5 ] (Key.create 5L)

let private layouts =
    [ cube
      Tensor.permute [ 2; 0; 1 ] cube
      Tensor.slice [ Slice.Step(-1, 0, -1); Slice.Step(0, 3, 2) ] cube
      Tensor.broadcastTo [ 3; 4; 5 ] cube[0]
      Random.integers 0L 20L [ 2; 300; 2 ] (Key.create 6L)
      Tensor.cast DType.Int32 (Random.integers -9L 9L [ 2; 30; 2 ] (Key.create 6L))
      Tensor.cast DType.Float32 (Random.integers -9L 9L [ 2; 30; 2 ] (Key.create 6L))
      Random.bernoulli 0.4 [ 2; 3; 40 ] (Key.create 7L) ]

[<Fact>]
let ``orders agree with a stable sort along every axis of every layout`` () =
    for x in layouts do
        for axis in 0..2 do
            for sort, sign in [ Tensor.argSort, 1.0; Tensor.argSortDescending, -1.0 ] do
                let rows x = Tensor.swapAxes axis -1 x |> Tensor.reshape [ -1; x.Shape[axis] ]
                let keys, found = rows x, rows (sort axis x)

                for i in 0 .. keys.Shape[0] - 1 do
                    let line = Expect.numbers keys[i]
                    let order = List.sortBy (fun place -> sign * line[place]) [ 0 .. line.Length - 1 ]
                    Expect.same (tensor (List.map int64 order)) found[i]

[<Fact>]
let ``NaN comes last either way, and the two zeros are equal`` () =
    let x = tensor [ nan; 1.0; -infinity; 0.0; -nan; -0.0; infinity ]
    Tensor.argSort 0 x |> Expect.same (tensor [ 2L; 3L; 5L; 1L; 6L; 0L; 4L ])
    Tensor.argSortDescending 0 x |> Expect.same (tensor [ 6L; 1L; 3L; 5L; 2L; 0L; 4L ])
    Tensor.sort 0 x |> Expect.values [ -infinity; 0.0; -0.0; 1.0; infinity; nan; nan ]
    let extremes = tensor [ System.Int64.MaxValue; 0L; System.Int64.MinValue ]
    Tensor.argSort 0 extremes |> Expect.same (tensor [ 2L; 1L; 0L ])

[<Fact>]
let ``the largest and the k-th smallest agree with torch`` () =
    let values, indices = Tensor.topK 2 1 x
    Expect.same (tensor [ [ 2.0; 0.75 ]; [ 3.0; 0.25 ]; [ 1.75; 1.0 ] ]) values
    Expect.same (tensor [ [ 2L; 3L ]; [ 0L; 1L ]; [ 1L; 3L ] ]) indices
    let values, indices = Tensor.kthValue 2 0 x
    Expect.same (tensor [ 0.5; 0.25; 0.0; 0.75 ]) values
    Expect.same (tensor [ 0L; 1L; 2L; 0L ]) indices
    Expect.same (Tensor.sortDescending 1 x) (fst (Tensor.topK 4 1 x))
    Assert.Equal<int list>([ 3; 0 ], (fst (Tensor.topK 0 1 x)).Shape)
    Assert.Equal<int list>([ 0; 4 ], (fst (Tensor.topK 0 0 (Tensor.zeros [ 0; 4 ]))).Shape)

[<Fact>]
let ``a few of many are the first of all`` () =
    let x = Tensor.cast DType.Float64 (Random.integers 0L 50L [ 3; 400 ] (Key.create 4L))
    let x = Tensor.where (Tensor.equal x (tensor 49.0)) (tensor nan) x

    for x in [ x; Tensor.sort 1 x; Tensor.sortDescending 1 x; Tensor.full DType.Float64 [ 3; 400 ] nan ] do
        for k in [ 1; 5; 32; 33; 99; 100; 400 ] do
            let values, indices = Tensor.topK k 1 x
            let order, sorted = Tensor.argSortDescending 1 x, Tensor.sort 1 x
            Expect.same order[*, .. k - 1] indices
            Expect.same (Tensor.gather 1 indices x) values
            Expect.same sorted[*, k - 1] (fst (Tensor.kthValue k 1 x))

[<Fact>]
let ``sorted elements take their derivatives with them`` () =
    grad (fun x -> Tensor.sum (tensor [ 1.0; 2.0; 3.0 ] * Tensor.sort 0 x)) (tensor [ 5.0; -1.0; 2.0 ])
    |> Expect.values [ 3.0; 1.0; 2.0 ]

    for axis in 0..1 do
        Check.assertDerivatives (Tensor.sort axis) x
        Check.assertDerivatives (Tensor.sortDescending axis) x
        Check.assertDerivatives (Tensor.topK 2 axis >> fst) x
        Check.assertDerivatives (Tensor.kthValue 3 axis >> fst) x
        vmap (Tensor.sort axis) cube |> Expect.same (Tensor.stack 0 [ for i in 0..2 -> Tensor.sort axis cube[i] ])

[<Fact>]
let ``places in sorted elements agree with torch and with counting`` () =
    let sorted, values = tensor [ 1.0; 3.0; 3.0; 5.0 ], tensor [ 0.0; 1.0; 3.0; 4.0; 6.0 ]
    Tensor.searchSortedLeft sorted values |> Expect.same (tensor [ 0L; 0L; 1L; 3L; 4L ])
    Tensor.searchSortedRight sorted values |> Expect.same (tensor [ 0L; 1L; 3L; 3L; 4L ])
    let rows = Tensor.cast DType.Float64 (Random.integers 0L 9L [ 3; 20 ] (Key.create 1L)) |> Tensor.sort 1
    let values = Tensor.cast DType.Float64 (Random.integers -1L 10L [ 3; 7 ] (Key.create 2L))

    for search, counts in [ Tensor.searchSortedLeft, Tensor.less; Tensor.searchSortedRight, Tensor.lessOrEqual ] do
        let counted = counts (Tensor.insertAxis 1 rows) (Tensor.insertAxis 2 values)
        let expected = Tensor.sumOver [ 2 ] (Tensor.cast DType.Int64 counted)
        search rows values |> Expect.same expected
        vmap2 search rows values |> Expect.same expected
        vmap (fun v -> search rows[0] v) values[0] |> Expect.same (search rows[0] values[0])
        Assert.Equal<int list>([ 2; 0 ], (search rows[0] (Tensor.zeros [ 2; 0 ])).Shape)
        search (Tensor.zeros [ 0 ]) values[0] |> Expect.same (Tensor.cast DType.Int64 (Tensor.zeros [ 7 ]))

    Tensor.searchSortedLeft (tensor [ 1.0; nan ]) (tensor [ infinity; nan ]) |> Expect.same (tensor [ 1L; 1L ])
    Tensor.searchSortedRight (tensor [ 1.0; nan ]) (tensor [ infinity; nan ]) |> Expect.same (tensor [ 1L; 2L ])

[<Fact>]
let ``distinct elements, where they occur and how often`` () =
    let x = tensor [ [ 3; 1; 3 ]; [ 7; 1; 3 ] ]
    let values, inverse, counts = Tensor.uniqueWithCounts x
    Expect.same (tensor [ 1; 3; 7 ]) values
    Expect.same (tensor [ [ 1L; 0L; 1L ]; [ 2L; 0L; 1L ] ]) inverse
    Expect.same (tensor [ 2L; 3L; 1L ]) counts
    Expect.same x (Tensor.reshape [ 2; 3 ] (Tensor.take 0 (Tensor.flatten inverse) values))
    Expect.same (tensor [ false; true ]) (Tensor.unique (tensor [ true; true; false ]))
    Expect.values [ -0.5; nan; nan ] (Tensor.unique (tensor [ nan; -0.5; nan; -0.5 ]))
    Expect.same (tensor [ 4.0 ]) (Tensor.unique (tensor 4.0))
    let values, inverse, counts = Tensor.uniqueWithCounts (Tensor.zeros [ 2; 0 ])
    Assert.Equal<int list>([ 0 ], values.Shape)
    Assert.Equal<int list>([ 2; 0 ], inverse.Shape)
    Assert.Equal<int list>([ 0 ], counts.Shape)
    grad (fun x -> Tensor.sum (Tensor.unique x)) (tensor [ 2.0; 5.0; 2.0 ]) |> Expect.values [ 1.0; 1.0; 0.0 ]

[<Fact>]
let ``more elements than there are, and what does not fit, are refused`` () =
    Expect.refusal
        _.IsValue
        [ "topK: there are no 5 largest of the 4 elements along axis 1"; "  hint  k is between 0 and 4" ]
        (fun () -> Tensor.topK 5 -1 x)

    Expect.refusal
        _.IsValue
        [ "kthValue: there is no element number 0 among 3 along axis 0"
          "  hint  k counts from 1, the smallest element" ]
        (fun () -> Tensor.kthValue 0 0 x)

    Assert.True (Expect.error (fun () -> Tensor.topK -1 0 x)).Error.IsValue
    Assert.True (Expect.error (fun () -> Tensor.kthValue 1 0 (Tensor.zeros [ 0; 2 ]))).Error.IsValue
    Assert.True (Expect.error (fun () -> Tensor.sort 2 x)).Error.IsAxis
    Assert.True (Expect.error (fun () -> Tensor.argSort 0 (tensor 1.0))).Error.IsAxis
    Assert.True (Expect.error (fun () -> Tensor.searchSortedLeft x (tensor [ 1.0 ]))).Error.IsShape
    Assert.True (Expect.error (fun () -> Tensor.searchSortedLeft (tensor 1.0) (tensor [ 1.0 ]))).Error.IsShape
    Assert.True (Expect.error (fun () -> Tensor.searchSortedLeft (tensor [ 1 ]) (tensor [ 1.0 ]))).Error.IsDType
    Assert.True (Expect.error (fun () -> vmap Tensor.unique x)).Error.IsUnknown
