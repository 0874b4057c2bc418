/// Shapes and axes that do not fit.
module Riemann.FSharp.Tests.ShapeErrorTests

open Xunit
open Riemann.FSharp

let private zeros = Tensor.zeros
let private x = zeros [ 2; 3 ]
let private vector = zeros [ 3 ]
let private broadcastRule = "  rule  aligned at the last axis, lengths are equal or one of them is 1"
let private axesOfTwo = "  rule  axes run from -2 to 1, each at most once"

[<Fact>]
let ``operands that do not broadcast are refused`` () =
    Expect.refusal
        _.IsShape
        [ "add: the shapes do not broadcast"; "  left  [2; 3]   right [2]"; broadcastRule ]
        (fun () -> x + zeros [ 2 ])

    for operation in [ (*); (-); (/); ( ** ); atan2; Tensor.maximum; Tensor.less; Tensor.equal ] do
        Assert.True (Expect.error (fun () -> operation x (zeros [ 2 ]))).Error.IsShape
        Assert.True (Expect.error (fun () -> operation (zeros [ 4; 3 ]) x)).Error.IsShape
        Assert.True (Expect.error (fun () -> operation (zeros [ 0 ]) x)).Error.IsShape

    Expect.refusal
        _.IsShape
        [ "where: the shapes do not broadcast"; "  operand 0 [2]   operand 1 [2; 3]   operand 2 []"; broadcastRule ]
        (fun () -> Tensor.where (Tensor.equal (zeros [ 2 ]) (zeros [ 2 ])) x (tensor 0.0))

[<Fact>]
let ``matrix products of wrong shapes are refused with the shapes given`` () =
    let inner left right shapes (a: Tensor) b =
        Expect.refusal
            _.IsShape
            [ $"matmul: inner dimensions differ: {left} and {right}"
              shapes
              "  rule  [.., m, k] @ [.., k, n] -> [.., m, n]" ]
            (fun () -> a *@ b)

    inner 3 2 "  left  [2; 3]   right [2; 3]" x x
    inner 3 2 "  left  [2; 3]   right [2]" x (zeros [ 2 ])
    inner 3 2 "  left  [3]   right [2; 3]" vector x
    inner 3 4 "  left  [3]   right [4]" vector (zeros [ 4 ])
    inner 3 2 "  left  [5; 2; 3]   right [2; 3]" (zeros [ 5; 2; 3 ]) x
    inner 0 3 "  left  [2; 0]   right [3; 2]" (zeros [ 2; 0 ]) (zeros [ 3; 2 ])

    Expect.refusal
        _.IsShape
        [ "matmul: the leading axes do not broadcast"
          "  left  [2; 4; 3]   right [5; 3; 1]"
          "  rule  [.., m, k] @ [.., k, n] -> [.., m, n]" ]
        (fun () -> zeros [ 2; 4; 3 ] *@ zeros [ 5; 3; 1 ])

    Expect.refusal
        _.IsShape
        [ "matmul: a scalar has no matrix product"; "  left  [2; 3]   right []"; "  rule  use *" ]
        (fun () -> x *@ tensor 2.0)

[<Fact>]
let ``axes that the shape does not have are refused`` () =
    let noAxis operation axis (action: unit -> Tensor) =
        Expect.refusal _.IsAxis [ $"{operation}: there is no axis {axis}"; "  shape [2; 3]"; axesOfTwo ] action

    noAxis "sum" 2 (fun () -> Tensor.sumOver [ 2 ] x)
    noAxis "sum" -3 (fun () -> Tensor.sumOver [ 0; -3 ] x)
    noAxis "mean" 2 (fun () -> Tensor.meanOver [ 2 ] x)
    noAxis "variance" 2 (fun () -> Tensor.varianceOver 0 [ 2 ] x)
    noAxis "max" 5 (fun () -> Tensor.maxOver [ 5 ] x)
    noAxis "min" 5 (fun () -> Tensor.minOver [ 5 ] x)
    noAxis "logSumExp" 2 (fun () -> Tensor.logSumExpOver [ 2 ] x)
    noAxis "argMax" 2 (fun () -> Tensor.argMax 2 x)
    noAxis "argMin" -3 (fun () -> Tensor.argMin -3 x)
    noAxis "any" 2 (fun () -> Tensor.anyOver [ 2 ] (Tensor.isNaN x))
    noAxis "all" 2 (fun () -> Tensor.allOver [ 2 ] (Tensor.isNaN x))
    noAxis "gather" 2 (fun () -> Tensor.gather 2 (tensor [ 0L ]) x)
    noAxis "scatterAdd" 2 (fun () -> Tensor.scatterAdd 2 (tensor [ 0L ]) x x)
    noAxis "take" 2 (fun () -> Tensor.take 2 (tensor [ 0L ]) x)
    noAxis "permute" 2 (fun () -> Tensor.permute [ 0; 2 ] x)
    noAxis "swapAxes" 2 (fun () -> Tensor.swapAxes 0 2 x)
    noAxis "squeeze" 2 (fun () -> Tensor.squeeze 2 x)
    noAxis "flattenFrom" 2 (fun () -> Tensor.flattenFrom 2 x)
    noAxis "concatenate" 2 (fun () -> Tensor.concatenate 2 [ x; x ])

[<Fact>]
let ``an axis named twice is refused`` () =
    Expect.refusal _.IsAxis [ "sum: axis -2 is named twice"; "  shape [2; 3]"; axesOfTwo ] (fun () ->
        Tensor.sumOver [ 0; -2 ] x)

    Expect.refusal _.IsAxis [ "permute: axis 0 is named twice"; "  shape [2; 3]"; axesOfTwo ] (fun () ->
        Tensor.permute [ 0; 0 ] x)

[<Fact>]
let ``a scalar has no axes`` () =
    Expect.refusal _.IsAxis [ "sum: there is no axis 0"; "  shape []"; "  rule  a scalar has no axes" ] (fun () ->
        Tensor.sumOver [ 0 ] (tensor 1.0))

    Assert.True (Expect.error (fun () -> Tensor.argMax 0 (tensor 1.0))).Error.IsAxis
    Assert.True (Expect.error (fun () -> Tensor.concatenate 0 [ tensor 1.0; tensor 2.0 ])).Error.IsAxis
    Assert.True (Expect.error (fun () -> (tensor 1.0)[0])).Error.IsAxis

[<Fact>]
let ``an order of axes that leaves some out is refused`` () =
    Expect.refusal _.IsAxis [ "permute: [0] names 1 of 2 axes"; "  shape [2; 3]"; axesOfTwo ] (fun () ->
        Tensor.permute [ 0 ] x)

    Expect.refusal
        _.IsAxis
        [ "transpose: there are no two axes to exchange"
          "  shape [3]"
          "  rule  axes run from -1 to 0, each at most once" ]
        (fun () -> Tensor.transpose vector)

[<Fact>]
let ``reshaping to another number of elements is refused`` () =
    Expect.refusal
        _.IsShape
        [ "reshape: 6 elements do not fill 8 places"
          "  from  [2; 3]   to    [2; 4]"
          "  rule  the number of elements stays the same" ]
        (fun () -> Tensor.reshape [ 2; 4 ] x)

[<Fact>]
let ``a dimension of -1 that cannot be worked out is refused`` () =
    for dimensions in [ [ -1; 4 ]; [ -1; -1 ]; [ -1; 0 ]; [ 7; -1 ] ] do
        Expect.refusal
            _.IsValue
            [ $"reshape: the dimension -1 in %A{dimensions} cannot be worked out from 6 elements"
              "  hint  one dimension may be -1, and the others must divide" ]
            (fun () -> Tensor.reshape dimensions x)

    Expect.refusal
        _.IsValue
        [ "reshape: a dimension of [-2; -3] is negative"; "  hint  every dimension is 0 or more" ]
        (fun () -> Tensor.reshape [ -2; -3 ] x)

[<Fact>]
let ``stretching to a shape that does not fit is refused`` () =
    let rule = "  rule  aligned at the last axis, lengths are equal or the operand's is 1"
    let problem = "broadcastTo: the operand does not stretch to the shape"

    Expect.refusal _.IsShape [ problem; "  from  [2; 3]   to    [3]"; rule ] (fun () -> Tensor.broadcastTo [ 3 ] x)

    Expect.refusal _.IsShape [ problem; "  from  [2; 3]   to    [3; 3]"; rule ] (fun () ->
        Tensor.broadcastTo [ 3; 3 ] x)

    Expect.refusal _.IsShape [ problem; "  from  [3]   to    [1]"; rule ] (fun () -> Tensor.broadcastTo [ 1 ] vector)

[<Fact>]
let ``removing an axis that is not 1 long is refused`` () =
    Expect.refusal
        _.IsShape
        [ "squeeze: axis 1 has length 3"; "  tensor [2; 3]"; "  rule  the axis has length 1" ]
        (fun () -> Tensor.squeeze -1 x)

[<Fact>]
let ``a place for a new axis that does not exist is refused`` () =
    for axis in [ 3; -4 ] do
        let error = Expect.error (fun () -> Tensor.insertAxis axis x)
        Assert.StartsWith($"insertAxis: there is no place {axis} for an axis\n  shape [2; 3]", error.Message)

[<Fact>]
let ``joining nothing, or what does not fit, is refused`` () =
    Expect.refusal _.IsValue [ "concatenate: there is nothing to join"; "  hint  at least one tensor" ] (fun () ->
        Tensor.concatenate 0 [])

    Expect.refusal _.IsValue [ "stack: there is nothing to join"; "  hint  at least one tensor" ] (fun () ->
        Tensor.stack 0 [])

    Expect.refusal
        _.IsShape
        [ "concatenate: the shapes do not join"
          "  operand 0 [2; 3]   operand 1 [2; 4]"
          "  rule  all axes but axis 0 have equal lengths" ]
        (fun () -> Tensor.concatenate 0 [ x; zeros [ 2; 4 ] ])

    Assert.True (Expect.error (fun () -> Tensor.concatenate 0 [ x; vector ])).Error.IsShape

    Expect.refusal
        _.IsShape
        [ "stack: the shapes differ"; "  operand 0 [2; 3]   operand 1 [3]"; "  rule  all tensors have one shape" ]
        (fun () -> Tensor.stack 0 [ x; vector ])

[<Fact>]
let ``widths of a padding that do not fit are refused`` () =
    for widths in [ [ (1, 1) ]; [ (1, 1); (0, -1) ]; [ (1, 1); (1, 1); (1, 1) ]; [] ] do
        Expect.refusal
            _.IsValue
            [ $"pad: %A{widths} are not the widths before and after each of 2 axes"
              "  hint  one pair of widths of 0 or more for each axis" ]
            (fun () -> Tensor.pad widths x)

[<Fact>]
let ``negative dimensions are refused in the function's name`` () =
    let refused operation dimensions action =
        Expect.refusal
            _.IsValue
            [ $"{operation}: a dimension of {dimensions} is negative"; "  hint  every dimension is 0 or more" ]
            action

    refused "zeros" "[-1]" (fun () -> zeros [ -1 ])
    refused "ones" "[2; -3]" (fun () -> Tensor.ones [ 2; -3 ])
    refused "full" "[0; -1]" (fun () -> Tensor.full DType.Int32 [ 0; -1 ] 1.0)
    refused "eye" "[-2; -2]" (fun () -> Tensor.eye -2)
    refused "arange" "[-1]" (fun () -> Tensor.arange -1)
    refused "linspace" "[-1]" (fun () -> Tensor.linspace 0.0 1.0 -1)
    refused "ofArray" "[-1]" (fun () -> Tensor.ofArray [ -1 ] [| 1.0 |])
    refused "broadcastTo" "[-1; 3]" (fun () -> Tensor.broadcastTo [ -1; 3 ] vector)

[<Fact>]
let ``shapes beyond all memory are refused`` () =
    let refused operation dimensions action =
        Expect.refusal
            _.IsValue
            [ $"{operation}: {dimensions} has more than 2147483647 elements"; "  hint  split the tensor" ]
            action

    refused "zeros" "[65536; 65536]" (fun () -> zeros [ 65536; 65536 ])
    refused "eye" "[65536; 65536]" (fun () -> Tensor.eye 65536)
    refused "broadcastTo" "[2147483647; 3]" (fun () -> Tensor.broadcastTo [ 2147483647; 3 ] vector)
    refused "matmul" "[65536; 65536]" (fun () -> zeros [ 65536; 1 ] *@ zeros [ 1; 65536 ])
