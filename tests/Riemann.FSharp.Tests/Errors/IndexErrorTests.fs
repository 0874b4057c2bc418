/// Positions outside their axis, and reductions of nothing.
module Riemann.FSharp.Tests.IndexErrorTests

open Xunit
open Riemann.FSharp

let private x = Tensor.reshape [ 2; 3 ] (Tensor.arange 6)

let private outside operation (index: int) axis length (action: unit -> Tensor) =
    Expect.refusal
        _.IsIndex
        [ $"{operation}: index {index} is outside axis {axis} of length {length}"
          "  shape [2; 3]"
          $"  rule  indices run from {-length} to {length - 1}" ]
        action

[<Fact>]
let ``positions outside their axis are refused`` () =
    outside "slice" 5 0 2 (fun () -> x[5])
    outside "slice" -3 0 2 (fun () -> x[-3])
    outside "slice" 3 1 3 (fun () -> x[0, 3])
    outside "slice" 3 1 3 (fun () -> x[*, 3])
    outside "slice" 7 1 3 (fun () -> x[*, 1..7])
    outside "slice" 4 1 3 (fun () -> x[*, 4..])
    outside "slice" -4 1 3 (fun () -> x[*, -4 .. 1])
    outside "slice" 2 0 2 (fun () -> Tensor.slice [ Slice.Step(2, 0, -1) ] x)

[<Fact>]
let ``indices outside their axis are refused with the index`` () =
    outside "gather" 3 1 3 (fun () -> Tensor.gather 1 (tensor [ [ 0L; 3L ]; [ 1L; 1L ] ]) x)
    outside "gather" -4 1 3 (fun () -> Tensor.gather -1 (tensor [ [ 0; -1 ]; [ -4; 2 ] ]) x)
    outside "gather" 2 0 2 (fun () -> Tensor.take 0 (tensor [ 1L; -2L; 2L ]) x)
    outside "scatterAdd" 3 1 3 (fun () -> Tensor.scatterAdd 1 (tensor [ [ 0L ]; [ 3L ] ]) (Tensor.ones [ 2; 1 ]) x)

[<Fact>]
let ``nothing can be taken from an empty axis`` () =
    let empty = Tensor.zeros [ 0; 3 ]

    Expect.refusal
        _.IsIndex
        [ "slice: index 0 is outside axis 0 of length 0"; "  shape [0; 3]"; "  rule  the axis has no elements" ]
        (fun () -> empty[0])

    Assert.True (Expect.error (fun () -> Tensor.take 0 (tensor [ 0 ]) empty)).Error.IsIndex
    Expect.same (Tensor.zeros [ 0; 3 ]) (Tensor.take 0 (tensor ([]: int list)) empty)

[<Fact>]
let ``more positions than axes are refused`` () =
    let refused count (action: unit -> Tensor) =
        Expect.refusal
            _.IsAxis
            [ $"slice: {count} slices for 2 axes"
              "  shape [2; 3]"
              "  rule  axes run from -2 to 1, each at most once" ]
            action

    refused 3 (fun () -> x[0, 0, 0])
    refused 3 (fun () -> x[0, *, 0])
    refused 3 (fun () -> x[*, *, 0..1])
    refused 3 (fun () -> Tensor.slice [ Slice.All; Slice.All; Slice.All ] x)

[<Fact>]
let ``a step of 0 is refused`` () =
    Expect.refusal
        _.IsValue
        [ "slice: a step of 0 along axis 1 of shape [2; 3]"; "  hint  1 takes every position, -1 every one backwards" ]
        (fun () -> Tensor.slice [ Slice.All; Slice.Step(0, 2, 0) ] x)

[<Fact>]
let ``indices of another shape are refused`` () =
    Expect.refusal
        _.IsShape
        [ "gather: the indices do not fit"
          "  tensor [2; 3]   indices [3; 1]"
          "  rule  all axes but axis 1 have equal lengths" ]
        (fun () -> Tensor.gather 1 (tensor [ [ 0 ]; [ 0 ]; [ 0 ] ]) x)

    Assert.True (Expect.error (fun () -> Tensor.gather 1 (tensor [ 0; 1 ]) x)).Error.IsShape

    Expect.refusal
        _.IsShape
        [ "take: the indices are not a vector"; "  indices [1; 1]"; "  rule  indices [k]" ]
        (fun () -> Tensor.take 0 (tensor [ [ 0 ] ]) x)

    Expect.refusal
        _.IsShape
        [ "scatterAdd: updates and indices differ"
          "  updates [2; 3]   indices [2; 1]"
          "  rule  each update has its index" ]
        (fun () -> Tensor.scatterAdd 1 (tensor [ [ 0 ]; [ 0 ] ]) x x)

[<Fact>]
let ``an extreme or a mean of nothing is refused`` () =
    let empty = Tensor.zeros [ 2; 0; 3 ]

    let refused operation axes (action: unit -> Tensor) =
        Expect.refusal
            _.IsEmpty
            [ $"{operation}: no elements to reduce over axes {axes}"
              "  shape [2; 0; 3]"
              "  rule  the reduced axes must hold at least one element" ]
            action

    refused "max" "[1]" (fun () -> Tensor.maxOver [ 1 ] empty)
    refused "min" "[0; 1]" (fun () -> Tensor.minOver [ 1; 0 ] empty)
    refused "max" "[0; 1; 2]" (fun () -> Tensor.max empty)
    refused "mean" "[1]" (fun () -> Tensor.meanOver [ -2 ] empty)
    refused "argMax" "[1]" (fun () -> Tensor.argMax 1 empty)
    refused "argMin" "[1]" (fun () -> Tensor.argMin 1 empty)

[<Fact>]
let ``a reduction over other axes of an empty tensor is empty`` () =
    let empty = Tensor.zeros [ 2; 0; 3 ]
    Assert.Equal<int list>([ 0; 3 ], (Tensor.maxOver [ 0 ] empty).Shape)
    Assert.Equal<int list>([ 2; 0 ], (Tensor.argMax 2 empty).Shape)
    Assert.Equal<int list>([ 2; 0 ], (Tensor.meanOver [ 2 ] empty).Shape)

[<Fact>]
let ``a variance of too few elements is refused`` () =
    Expect.refusal
        _.IsValue
        [ "variance: 1 elements less a correction of 1 leave nothing to divide by"
          "  hint  reduce over more elements, or use correction 0" ]
        (fun () -> Tensor.variance (tensor [ 3.0 ]))

    Assert.True (Expect.error (fun () -> Tensor.varianceOver 0 [ 0 ] (Tensor.zeros [ 0 ]))).Error.IsValue
