/// Elements chosen by a condition, and classes as vectors.
module Riemann.FSharp.Tests.MaskTests

open Xunit
open Riemann.FSharp

let private x = tensor [ [ 0.0; 1.0; nan ]; [ -2.0; 0.0; 3.0 ] ]

[<Fact>]
let ``positions of what is not 0`` () =
    Expect.same (tensor [ [ 0L; 1L ]; [ 0L; 2L ]; [ 1L; 0L ]; [ 1L; 2L ] ]) (Tensor.argWhere x)
    Expect.same (tensor [ [ 1L; 0L ]; [ 2L; 0L ]; [ 0L; 1L ]; [ 2L; 1L ] ]) (Tensor.argWhere x |> Tensor.flip [ 1 ])

    match Tensor.nonzero (Tensor.transpose x) with
    | [ rows; columns ] ->
        Expect.same (tensor [ 0L; 1L; 2L; 2L ]) rows
        Expect.same (tensor [ 1L; 0L; 0L; 1L ]) columns
    | other -> Assert.Fail $"{other.Length} tensors"

    Assert.Equal<int list>([ 0; 2 ], (Tensor.argWhere (Tensor.zeros [ 2; 3 ])).Shape)
    Assert.Equal<int list>([ 0; 2 ], (Tensor.argWhere (Tensor.zeros [ 0; 3 ])).Shape)
    Assert.Equal<int list>([ 1; 0 ], (Tensor.argWhere (tensor 3)).Shape)
    Assert.Equal<int list>([ 0; 0 ], (Tensor.argWhere (tensor false)).Shape)

[<Fact>]
let ``a mask takes rows or elements`` () =
    let y = Tensor.reshape [ 2; 3 ] (Tensor.arange 6)
    Expect.values [ 4.0; 5.0 ] (Tensor.masked (Tensor.greater y (tensor 3.0)) y)
    Expect.same (tensor [ [ 3.0; 4.0; 5.0 ] ]) (Tensor.masked (tensor [ false; true ]) y)
    Assert.Equal<int list>([ 0; 3 ], (Tensor.masked (tensor [ false; false ]) y).Shape)
    Expect.same (Tensor.insertAxis 0 y) (Tensor.masked (tensor true) y)

    Expect.values
        [ 0.0; 3.0; 2.0; 5.0 ]
        (Tensor.masked (tensor [ [ true; true ]; [ false; false ]; [ true; true ] ]) (Tensor.transpose y))

[<Fact>]
let ``a mask may depend on the values it is applied to`` () =
    let positive x = Tensor.masked (Tensor.greater x (tensor 0.0)) x
    let x = tensor [ -1.0; 2.0; 3.0 ]
    Expect.values [ 0.0; 4.0; 6.0 ] (grad (fun x -> Tensor.sum (Tensor.square (positive x))) x)
    Check.assertDerivatives (fun x -> sin (positive x)) x
    let mask = tensor [ true; false; true ]
    Expect.same (tensor [ [ -1.0; 3.0 ] ]) (vmap (Tensor.masked mask) (Tensor.insertAxis 0 x))

[<Fact>]
let ``under vmap the number of elements is not known`` () =
    let refused operation (f: Tensor -> Tensor) =
        Expect.refusal
            _.IsValue
            [ $"{operation}: the number of elements of the result depends on values that are not known here"
              "  hint  inside vmap, choose with Tensor.where" ]
            (fun () -> vmap f x)

    refused "argWhere" Tensor.argWhere
    refused "nonzero" (Tensor.nonzero >> List.head)
    refused "masked" (fun x -> Tensor.masked (Tensor.isNaN x) x)

[<Fact>]
let ``masks that do not fit are refused`` () =
    Expect.refusal
        _.IsShape
        [ "masked: the mask does not fit"
          "  mask  [3]   tensor [2; 3]"
          "  rule  the mask has the lengths of the first axes of the tensor" ]
        (fun () -> Tensor.masked (tensor [ true; false; true ]) x)

    Assert.True (Expect.error (fun () -> Tensor.masked (tensor [ [ [ true ] ] ]) (tensor [ [ 1.0 ] ]))).Error.IsShape
    Assert.True (Expect.error (fun () -> Tensor.masked (tensor [ 1; 0 ]) x)).Error.IsDType

[<Fact>]
let ``classes as vectors`` () =
    Expect.same (tensor [ [ 0.0; 1.0; 0.0 ]; [ 0.0; 0.0; 1.0 ] ]) (Tensor.oneHot 3 (tensor [ 1; -1 ]))
    Expect.same (tensor [ 1.0; 0.0 ]) (Tensor.oneHot 2 (tensor 0L))
    Assert.Equal<int list>([ 0; 4 ], (Tensor.oneHot 4 (tensor ([]: int list))).Shape)
    let labels = tensor [ [ 2; 0 ]; [ 1; 1 ] ]
    Expect.same (Tensor.oneHot 3 labels) (vmap (Tensor.oneHot 3) labels)
    Assert.True (Expect.error (fun () -> Tensor.oneHot 3 (tensor [ 0; 3 ]))).Error.IsIndex
    Assert.True (Expect.error (fun () -> Tensor.oneHot 3 (tensor [ 0.0 ]))).Error.IsDType
    Assert.True (Expect.error (fun () -> Tensor.oneHot -1 (tensor [ 0 ]))).Error.IsValue
