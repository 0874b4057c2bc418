/// Tensors made from a rule.
module Riemann.FSharp.Tests.CreationTests

open Xunit
open Riemann.FSharp

[<Fact>]
let ``ranges stop before their end`` () =
    Expect.same (tensor [ 2L; 5L; 8L ]) (Tensor.arangeOf DType.Int64 2.0 9.0 3.0)
    Expect.same (tensor [ 5; 3; 1 ]) (Tensor.arangeOf DType.Int32 5.0 0.0 -2.0)
    Expect.same (tensor [ 0.0f; 0.25f; 0.5f ]) (Tensor.arangeOf DType.Float32 0.0 0.75 0.25)
    Assert.Equal(0, (Tensor.arangeOf DType.Float64 3.0 3.0 1.0).Length)
    Assert.Equal(0, (Tensor.arangeOf DType.Float64 3.0 1.0 1.0).Length)

[<Fact>]
let ``equally spaced numbers include both ends exactly`` () =
    for count in [ 2; 3; 50; 1000 ] do
        let found = Expect.numbers (Tensor.linspace -0.3 0.7 count)
        Assert.Equal(-0.3, found[0])
        Assert.Equal(0.7, found[count - 1])

    Expect.same (tensor [ 0.0f; 0.5f; 1.0f ]) (Tensor.linspaceOf DType.Float32 0.0 1.0 3)
    Expect.same (tensor [ 10L; 7L; 5L; 2L; 0L ]) (Tensor.linspaceOf DType.Int64 10.0 0.0 5)
    Expect.values [ 0.1; 1.0; 10.0; 100.0 ] (Tensor.logspace -1.0 2.0 4)
    Expect.values [ 1000.0 ] (Tensor.logspace 3.0 5.0 1)
    Expect.values [] (Tensor.logspace 3.0 5.0 0)

[<Fact>]
let ``matrices of ones and zeros`` () =
    Expect.same (tensor [ [ 1; 0; 0 ]; [ 0; 1; 0 ] ]) (Tensor.eyeOf DType.Int32 2 3)
    Expect.same (tensor [ [ true ]; [ false ] ]) (Tensor.eyeOf DType.Bool 2 1)
    Expect.same (tensor [ [ 1.0; 1.0; 0.0; 0.0 ]; [ 1.0; 1.0; 1.0; 0.0 ] ]) (Tensor.tri 1 2 4)
    Expect.same (tensor [ [ 0.0; 0.0 ]; [ 1.0; 0.0 ] ]) (Tensor.tri -1 2 2)
    Assert.Equal<int list>([ 0; 3 ], (Tensor.tri 0 0 3).Shape)

[<Fact>]
let ``a tensor like another holds one number`` () =
    Expect.same (tensor [ 7L; 7L ]) (Tensor.fullLike 7.0 (tensor [ 5L; 6L ]))
    Expect.same (tensor [ [ nanf ] ]) (Tensor.fullLike nan (tensor [ [ 1.0f ] ]))

[<Fact>]
let ``ranges without an end are refused`` () =
    let refused start stop step =
        Assert.True (Expect.error (fun () -> Tensor.arangeOf DType.Float64 start stop step)).Error.IsValue

    refused 0.0 3.0 0.0
    refused 0.0 infinity 1.0
    refused nan 3.0 1.0
    refused 0.0 1e12 1.0
    refused 0.0 3.0 infinity

    Expect.refusal
        _.IsValue
        [ "arange: no numbers run from 0 to 3 in steps of 0"; "  hint  finite bounds, and a finite step other than 0" ]
        (fun () -> Tensor.arangeOf DType.Float64 0.0 3.0 0.0)

    Assert.True (Expect.error (fun () -> Tensor.fullLike 0.5 (tensor [ 1 ]))).Error.IsDType
