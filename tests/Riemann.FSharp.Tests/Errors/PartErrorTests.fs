/// Parts, copies, windows and updates that a tensor does not have.
module Riemann.FSharp.Tests.PartErrorTests

open Xunit
open Riemann.FSharp

let private x = Tensor.reshape [ 2; 3 ] (Tensor.arange 6)
let private isAxis (action: unit -> 'T) = Assert.True (Expect.error action).Error.IsAxis
let private isShape (action: unit -> 'T) = Assert.True (Expect.error action).Error.IsShape

let private isValue problem hint (action: unit -> 'T) = Expect.refusal _.IsValue [ problem; $"  hint  {hint}" ] action

[<Fact>]
let ``parts that do not fill the axis`` () =
    let hint = "lengths of 0 or more that add up to that of the axis"
    isValue "split: parts of lengths [1; 1] do not fill axis 1 of length 3" hint (fun () -> Tensor.split -1 [ 1; 1 ] x)
    isValue "split: parts of lengths [4; -1] do not fill axis 1 of length 3" hint (fun () -> Tensor.split 1 [ 4; -1 ] x)
    isAxis (fun () -> Tensor.split 2 [ 3 ] x)

    isValue "splitEvenly: axis 1 of length 3 has no 2 equal parts" "Tensor.chunk leaves a shorter last part" (fun () ->
        Tensor.splitEvenly 1 2 x)

    let hint = "a number of parts of 1 or more"
    isValue "splitEvenly: the number of parts is 0" hint (fun () -> Tensor.splitEvenly 0 0 x)
    isValue "chunk: the number of parts is -1" hint (fun () -> Tensor.chunk 0 -1 x)
    isAxis (fun () -> Tensor.unstack 0 (tensor 1.0))

[<Fact>]
let ``axes and counts that do not exist`` () =
    isAxis (fun () -> Tensor.flip [ 2 ] x)
    isAxis (fun () -> Tensor.flip [ 0; -2 ] x)
    isAxis (fun () -> Tensor.roll 1 2 x)
    isAxis (fun () -> Tensor.moveAxis 0 2 x)
    isValue "repeat: -1 repetitions" "0 or more repetitions" (fun () -> Tensor.repeat 0 -1 x)
    isValue "tile: -2 repetitions" "0 or more repetitions" (fun () -> Tensor.tile [ 1; -2 ] x)
    Assert.True (Expect.error (fun () -> Tensor.tile [ 65536; 65536 ] x)).Error.IsValue
    isShape (fun () -> Tensor.expand [ 4; 3 ] x)
    Assert.True (Expect.error (fun () -> Tensor.expand [ -1; 2; 3 ] x)).Error.IsValue
    isShape (fun () -> Tensor.meshgrid [ x ])

[<Fact>]
let ``windows that do not fit`` () =
    isValue
        "unfold: a window of 4 does not fit axis 1 of length 3"
        "smaller windows, or Tensor.pad the tensor first"
        (fun () -> Tensor.unfold 1 4 1 x)

    isValue "unfold: the size is 0" "a size of 1 or more" (fun () -> Tensor.unfold 1 0 1 x)
    isValue "unfold: the step is 0" "a step of 1 or more" (fun () -> Tensor.unfold 1 1 0 x)
    isAxis (fun () -> Tensor.unfold 2 1 1 x)

[<Fact>]
let ``diagonals of vectors and scalars`` () =
    let v = tensor [ 1.0; 2.0 ]
    isAxis (fun () -> Tensor.diagonal 0 v)
    isAxis (fun () -> Tensor.trace v)
    isAxis (fun () -> Tensor.tril 0 v)
    isAxis (fun () -> Tensor.triu 0 v)
    isAxis (fun () -> Tensor.diagonalOf 0 1 1 x)
    isAxis (fun () -> Tensor.diag 0 (tensor 1.0))
    Assert.True (Expect.error (fun () -> Tensor.diag System.Int32.MinValue v)).Error.IsValue

[<Fact>]
let ``values that do not fit what they replace`` () =
    Expect.refusal
        _.IsShape
        [ "set: the operand does not stretch to the shape"
          "  from  [2]   to    [3]"
          "  rule  aligned at the last axis, lengths are equal or the operand's is 1" ]
        (fun () -> Tensor.set [ Slice.At 0 ] (tensor [ 1.0; 2.0 ]) x)

    isShape (fun () -> Tensor.addAt [ Slice.At 0; Slice.At 0 ] (tensor [ 1.0 ]) x)
    Assert.True (Expect.error (fun () -> Tensor.set [ Slice.At 0 ] (tensor 1) x)).Error.IsDType
    Assert.True (Expect.error (fun () -> Tensor.set [ Slice.At 2 ] (tensor 1.0) x)).Error.IsIndex
    isAxis (fun () -> Tensor.addAt [ Slice.All; Slice.All; Slice.All ] (tensor 1.0) x)
    isShape (fun () -> Tensor.scatter 1 (tensor [ [ 0 ]; [ 1 ] ]) x x)
    isShape (fun () -> Tensor.scatter 1 (tensor [ [ 0 ] ]) (tensor [ [ 1.0 ] ]) x)

    Assert.True
        (Expect.error (fun () -> Tensor.scatter 1 (tensor [ [ 0 ]; [ 3 ] ]) (Tensor.ones [ 2; 1 ]) x)).Error.IsIndex

    Assert.True (Expect.error (fun () -> Tensor.scatter 0 (tensor [ 0 ]) (tensor [ 1 ]) (tensor [ 1.0 ]))).Error.IsDType

    Assert.True
        (Expect.error (fun () -> Tensor.scatter 0 (tensor [ 0.0 ]) (tensor [ 1.0 ]) (tensor [ 1.0 ]))).Error.IsDType
