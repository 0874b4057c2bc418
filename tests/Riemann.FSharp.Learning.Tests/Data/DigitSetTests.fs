module Riemann.FSharp.Learning.Tests.DigitSetTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

[<Fact>]
let ``pixels are normalised and labels are int64`` () =
    let set = DigitSet.ofBytes [| 0uy; 255uy; 51uy; 0uy |] [| 3uy; 9uy |]
    Assert.Equal<int list>([ 2; 2 ], set.Images.Shape)
    Assert.Equal(DType.Float32, set.Images.DType)
    Assert.Equal<int64>([| 3L; 9L |], set.Labels.ToArray<int64>())

    for wanted, found in Seq.zip [ -0.42421; 2.82149; 0.22493; -0.42421 ] (Numbers.floats set.Images) do
        Assert.Equal(wanted, found, 5)

[<Fact>]
let ``drawn digits begin alike, and split without overlap`` () =
    let set = DigitSet.drawn 2L 7
    Assert.Equal<int list>([ 7; 784 ], set.Images.Shape)
    let first, rest = DigitSet.split 5 set
    Assert.Equal<int64>(set.Labels.ToArray<int64>(), Array.append (first.Labels.ToArray()) (rest.Labels.ToArray()))
    Assert.Equal<float>(Numbers.floats (DigitSet.drawn 2L 5).Images, Numbers.floats first.Images)
    Assert.Equal(7, (DigitSet.first 100 set).Labels.Length)
    Assert.Equal(0, (DigitSet.first 0 set).Labels.Length)

[<Fact>]
let ``bytes that do not divide into images, and splits past the end, are refused`` () =
    Numbers.refused "DigitSet.ofBytes" "5 pixels for 2 labels" (fun () ->
        DigitSet.ofBytes (Array.zeroCreate 5) [| 0uy; 1uy |])

    for count in [ -1; 4 ] do
        Numbers.refused "DigitSet.split" "a number from 0 to 3" (fun () -> DigitSet.split count (DigitSet.drawn 1L 3))
