module Riemann.FSharp.Learning.Tests.TransformTests

open System
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private key = Key.create 11L
let private picture = Tensor.reshape [ 2; 3; 5 ] (Tensor.arange 30 + 1.0)
let private batch count = Tensor.reshape [ count; 2; 3; 5 ] (Tensor.arange (30 * count) + 1.0)
let private values (x: Tensor) = Numbers.floats x |> List.ofArray

let private same (wanted: Tensor) (found: Tensor) =
    Assert.Equal<int list>(wanted.Shape, found.Shape)
    Assert.Equal(wanted.DType, found.DType)
    Assert.Equal<float list>(values wanted, values found)

let private close (wanted: Tensor) (found: Tensor) =
    Assert.Equal<int list>(wanted.Shape, found.Shape)
    Numbers.equal (values wanted) found

let private at (x: Tensor) (c: int) row column = x[c, row, column].ToFloat()

[<Fact>]
let ``toTensor puts channels first and bytes between 0 and 1`` () =
    let grey = Tensor.ofArray [ 2; 3 ] [| 0uy; 51uy; 102uy; 153uy; 204uy; 255uy |]
    let found = Transform.toTensor grey
    Assert.Equal(DType.Float32, found.DType)
    Assert.Equal<int list>([ 1; 2; 3 ], found.Shape)
    Assert.Equal<float32[]>([| 0.0f; 0.2f; 0.4f; 0.6f; 0.8f; 1.0f |], found.ToArray<float32>())
    let colour = Tensor.ofArray [ 4; 2; 5; 3 ] (Array.init 120 byte)
    let found = Transform.toTensor colour
    Assert.Equal<int list>([ 4; 3; 2; 5 ], found.Shape)
    Assert.Equal(float32 (30 * 2 + 15 + 6 + 1) / 255.0f, float32 (found[2, 1, 1, 2].ToFloat()))
    same found[1] (Transform.toTensor colour[1])
    Numbers.refused "Transform.toTensor" "bytes" (fun () -> Transform.toTensor picture)

    for shape in [ [ 30 ]; [ 2; 3; 5 ]; [ 1; 1; 2; 3; 5 ] ] do
        Numbers.refused "Transform.toTensor" "no pictures" (fun () ->
            Transform.toTensor (Tensor.ofArray shape (Array.zeroCreate<byte> 30)))

[<Fact>]
let ``normalise takes a mean and a deviation for each channel, or one`` () =
    let found = Transform.normalise [ 1.0; 2.0 ] [ 2.0; 4.0 ] picture
    close (Tensor.stack 0 [ (picture[0] - 1.0) / 2.0; (picture[1] - 2.0) / 4.0 ]) found

    close
        (Tensor.stack 0 [ found; found ])
        (Transform.normalise [ 1.0; 2.0 ] [ 2.0; 4.0 ] (Tensor.stack 0 [ picture; picture ]))

    close ((picture - 3.0) / 2.0) (Transform.normalise [ 3.0 ] [ 2.0 ] picture)
    let single = Tensor.cast DType.Float32 picture
    Assert.Equal(DType.Float32, (Transform.normalise [ 1.0 ] [ 2.0 ] single).DType)

    let refused words mean deviation x =
        Numbers.refused "Transform.normalise" words (fun () -> Transform.normalise mean deviation x)

    refused "3 means for 2 channels" [ 1.0; 2.0; 3.0 ] [ 1.0 ] picture
    refused "0 deviations for 2 channels" [ 1.0 ] [] picture

    for wrong in [ 0.0; -1.0; nan ] do
        refused "positive numbers" [ 1.0 ] [ wrong ] picture

    refused "no pictures" [ 1.0 ] [ 1.0 ] picture[0]
    refused "must be floats" [ 1.0 ] [ 1.0 ] (Tensor.cast DType.UInt8 picture)

[<Fact>]
let ``a flip of probability 1 is always, of 0 never, and others are each picture's own`` () =
    same (Tensor.flip [ 2 ] picture) (Transform.horizontalFlip 1.0 key picture)
    same (Tensor.flip [ 1 ] picture) (Transform.verticalFlip 1.0 key picture)
    same picture (Transform.horizontalFlip 0.0 key picture)
    let pictures = batch 200
    let flipped = Transform.verticalFlip 0.3 key pictures

    let isFlipped =
        [ for i in 0..199 ->
              let wanted =
                  if at flipped[i] 0 0 0 = at pictures[i] 0 0 0 then pictures[i] else Tensor.flip [ 1 ] pictures[i]

              same wanted flipped[i]
              at flipped[i] 0 0 0 <> at pictures[i] 0 0 0 ]

    Assert.InRange(isFlipped |> List.filter id |> List.length, 40, 80)
    same flipped (Transform.verticalFlip 0.3 key pictures)

    same
        (Tensor.flip [ 2 ] (Tensor.cast DType.UInt8 picture))
        (Transform.horizontalFlip 1.0 key (Tensor.cast DType.UInt8 picture))

    for wrong in [ -0.1; 1.1; nan ] do
        Numbers.refused "Transform.horizontalFlip" "from 0 to 1" (fun () -> Transform.horizontalFlip wrong key picture)

    Numbers.refused "Transform.verticalFlip" "no pictures" (fun () -> Transform.verticalFlip 0.5 key (tensor 1.0))

[<Fact>]
let ``pad adds on the sides that it names`` () =
    let padded = Transform.pad [ 1; 2; 3; 4 ] (Padding.Constant 7.0) picture
    Assert.Equal<int list>([ 2; 9; 9 ], padded.Shape)
    same picture padded[*, 2..4, 1..5]
    Assert.Equal(7.0, at padded 1 1 1)
    Assert.Equal<int list>([ 3; 2; 5; 7 ], (Transform.pad [ 1 ] Padding.Reflect (batch 3)).Shape)
    Assert.Equal<int list>([ 2; 7; 7 ], (Transform.pad [ 1; 2 ] Padding.Replicate picture).Shape)
    let pad sides x = Transform.pad sides (Padding.Constant 0.0) x
    Numbers.refused "Transform.pad" "3 widths" (fun () -> pad [ 1; 2; 3 ] picture)
    Numbers.refused "Transform.pad" "0 or more" (fun () -> pad [ -1 ] picture)
    Numbers.refused "Transform.pad" "no pictures" (fun () -> pad [ 1 ] picture[0])

[<Fact>]
let ``crops are parts of the picture`` () =
    same picture[*, 1..2, 2..4] (Transform.crop (1, 2) (2, 3) picture)
    let two = batch 2
    same two[*, *, 1..2, 2..4] (Transform.crop (1, 2) (2, 3) two)
    same picture[*, 1..1, 1..3] (Transform.centreCrop (1, 3) picture)
    same picture (Transform.centreCrop (3, 5) picture)

    for corner, size in [ (2, 0), (2, 1); (0, -1), (1, 1); (0, 0), (1, 6); (Int32.MaxValue, 0), (1, 1) ] do
        Numbers.refused "Transform.crop" "not all in 3 x 5" (fun () -> Transform.crop corner size picture)

    Numbers.refused "Transform.crop" "1 or more" (fun () -> Transform.crop (0, 0) (0, 1) picture)
    Numbers.refused "Transform.centreCrop" "not all in 3 x 5" (fun () -> Transform.centreCrop (4, 4) picture)

[<Fact>]
let ``random crops take every picture from a place of its own`` () =
    let crop = Transform.randomCrop [ 1 ] (Padding.Constant 0.0) (3, 5)
    let pictures = batch 300
    let cropped = crop key pictures
    Assert.Equal<int list>(pictures.Shape, cropped.Shape)
    let padded = Transform.pad [ 1 ] (Padding.Constant 0.0) pictures

    let places =
        [ for i in 0..299 ->
              List.allPairs [ 0..2 ] [ 0..2 ]
              |> List.find (fun (top, left) ->
                  values padded[i, *, top .. top + 2, left .. left + 4] = values cropped[i]) ]

    Assert.Equal(9, (places |> List.distinct).Length)
    same cropped (crop key pictures)
    same picture (Transform.randomCrop [ 0 ] Padding.Reflect (3, 5) key picture)
    Assert.Equal<int list>([ 2; 2; 2 ], (Transform.randomCrop [ 0 ] Padding.Reflect (2, 2) key picture).Shape)
    Assert.Equal<int list>([ 0; 2; 3; 5 ], (crop key (Tensor.zeros [ 0; 2; 3; 5 ])).Shape)

    Numbers.refused "Transform.randomCrop" "not all in 3 x 5" (fun () ->
        Transform.randomCrop [ 0 ] Padding.Reflect (4, 4) key picture)

/// The rotated value by its definition.
let private turned interpolation fill degrees (x: Tensor) c row column =
    let height, width = x.Shape[1], x.Shape[2]
    let angle = degrees * Math.PI / 180.0
    let down, across = float row - float (height - 1) / 2.0, float column - float (width - 1) / 2.0
    let sourceRow = across * sin angle + down * cos angle + float (height - 1) / 2.0
    let sourceColumn = across * cos angle - down * sin angle + float (width - 1) / 2.0
    let value r s = if r < 0 || s < 0 || r >= height || s >= width then fill else at x c r s

    match interpolation with
    | Interpolation.Nearest -> value (int (Math.Round sourceRow)) (int (Math.Round sourceColumn))
    | Interpolation.Bilinear ->
        let r, s = floor sourceRow, floor sourceColumn

        List.sum
            [ for i, j in List.allPairs [ 0.0; 1.0 ] [ 0.0; 1.0 ] ->
                  let weight = (1.0 - abs (sourceRow - r - i)) * (1.0 - abs (sourceColumn - s - j))
                  weight * value (int (r + i)) (int (s + j)) ]

[<Fact>]
let ``rotation agrees with its definition`` () =
    for interpolation in [ Interpolation.Nearest; Interpolation.Bilinear ] do
        for degrees in [ 0.0; 31.0; -77.0; 190.0; 1000.0 ] do
            let found = Transform.rotate interpolation 0.5 degrees picture

            let wanted =
                [ for c in 0..1 do
                      for row in 0..2 do
                          for column in 0..4 -> turned interpolation 0.5 degrees picture c row column ]

            for wanted, found in List.zip wanted (values found) do
                Assert.Equal(wanted, found, 10)

[<Fact>]
let ``quarter turns go counter-clockwise and lose nothing in a square`` () =
    let square = Tensor.reshape [ 1; 4; 4 ] (Tensor.arange 16)
    // The column on the right becomes the row on top.
    let quarter = Tensor.flip [ 1 ] (Tensor.swapAxes 1 2 square)

    for interpolation in [ Interpolation.Nearest; Interpolation.Bilinear ] do
        let turn degrees = Transform.rotate interpolation -1.0 degrees square

        for wanted, found in [ quarter, turn 90.0; square, turn 360.0; Tensor.flip [ 1; 2 ] square, turn 180.0 ] do
            for wanted, found in List.zip (values wanted) (values found) do
                Assert.Equal(wanted, found, 10)

    Numbers.equal [ 3.0; 7.0; 11.0; 15.0 ] quarter[0, 0]

[<Fact>]
let ``random rotations are each picture's own, within the angles`` () =
    let turn low high = Transform.randomRotation Interpolation.Bilinear 0.0 (low, high)
    let pictures = Tensor.stack 0 (List.replicate 20 picture)
    close (Transform.rotate Interpolation.Bilinear 0.0 25.0 pictures) (turn 25.0 25.0 key pictures)
    let turned = turn -40.0 40.0 key pictures
    Assert.Equal(20, [ for i in 0..19 -> values turned[i] ] |> List.distinct |> List.length)
    Assert.Equal<int list>([ 2; 3; 5 ], (turn -40.0 40.0 key picture).Shape)
    Assert.Equal<int list>([ 0; 2; 3; 5 ], (turn 0.0 9.0 key (Tensor.zeros [ 0; 2; 3; 5 ])).Shape)
    Numbers.refused "Transform.randomRotation" "the least one first" (fun () -> turn 2.0 1.0 key picture)

    for wrong in [ nan; infinity ] do
        Numbers.refused "Transform.randomRotation" "finite" (fun () -> turn 0.0 wrong key picture)
        Numbers.refused "Transform.rotate" "finite" (fun () -> Transform.rotate Interpolation.Nearest 0.0 wrong picture)

    Numbers.refused "Transform.rotate" "must be floats" (fun () ->
        Transform.rotate Interpolation.Nearest 0.0 3.0 (Tensor.cast DType.Int32 picture))

[<Fact>]
let ``resize reads between the middles of pixels`` () =
    let line = tensor [ [ [ 0.0; 4.0 ] ] ]
    Numbers.equal [ 0.0; 1.0; 3.0; 4.0 ] (Transform.resize Interpolation.Bilinear (1, 4) line)
    Numbers.equal [ 0.0; 0.0; 4.0; 4.0 ] (Transform.resize Interpolation.Nearest (1, 4) line)
    Numbers.equal [ 0.0; 0.0; 4.0; 0.0; 0.0; 4.0 ] (Transform.resize Interpolation.Nearest (2, 3) line)
    close picture (Transform.resize Interpolation.Bilinear (3, 5) picture)
    let half = Transform.resize Interpolation.Bilinear (1, 2) (Tensor.reshape [ 1; 2; 4 ] (Tensor.arange 8))
    Numbers.equal [ 2.5; 4.5 ] half
    Assert.Equal<int list>([ 4; 2; 6; 6 ], (Transform.resize Interpolation.Bilinear (6, 6) (batch 4)).Shape)

    let refused words size x =
        Numbers.refused "Transform.resize" words (fun () -> Transform.resize Interpolation.Nearest size x)

    refused "1 or more" (0, 3) picture
    refused "no pixels" (2, 2) (Tensor.zeros [ 1; 0; 3 ])
    refused "must be floats" (2, 2) (Tensor.cast DType.UInt8 picture)

[<Fact>]
let ``a composition does one after the other, each with its own key`` () =
    let change = Transform.compose [ Transform.lambda (fun x -> x * 2.0); Transform.lambda (fun x -> x + 1.0) ]
    close (picture * 2.0 + 1.0) (change key picture)
    same picture (Transform.compose [] key picture)
    let noise: Transform = fun key x -> x + Random.uniform [] key
    let twice = Transform.compose [ noise; noise ] key (tensor 0.0)
    Assert.NotEqual(2.0 * (noise (Key.foldIn 0 key) (tensor 0.0)).ToFloat(), twice.ToFloat())

[<Fact>]
let ``NaN stays where it is`` () =
    let broken = Tensor.set [ Slice.At 0; Slice.At 0; Slice.At 0 ] (tensor nan) picture
    let count (x: Tensor) = values x |> List.filter Double.IsNaN |> List.length
    Assert.Equal(1, count (Transform.horizontalFlip 1.0 key broken))
    Assert.Equal(1, count (Transform.normalise [ 1.0 ] [ 2.0 ] broken))
    Assert.Equal(1, count (Transform.rotate Interpolation.Nearest 0.0 0.0 broken))
