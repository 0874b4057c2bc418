module Riemann.FSharp.Learning.Tests.PictureSetTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private digits: Mnist =
    { Rows = 2
      Columns = 3
      TrainImages = Array.init 18 (fun i -> byte (i * 15))
      TrainLabels = [| 3uy; 0uy; 9uy |]
      TestImages = Array.zeroCreate 6
      TestLabels = [| 1uy |] }

let private batch data =
    DataLoader.create { DataLoader.defaults with BatchSize = 100 } data |> DataLoader.epoch 0 |> Seq.exactlyOne

[<Fact>]
let ``digits are pictures of one channel from 0 to 1`` () =
    let data = Mnist.training digits
    Assert.Equal((3, 1), (data.Count, (Mnist.test digits).Count))
    let image, label = data[2]
    Assert.Equal<int list>([ 1; 2; 3 ], image.Shape)
    Assert.Equal(DType.Float32, image.DType)
    Assert.Equal<float32>([| for i in 12..17 -> float32 (i * 15) / 255.0f |], image.ToArray<float32>())
    Assert.Equal(9.0, label.ToFloat())
    let images, labels = batch data
    Assert.Equal<int list>([ 3; 1; 2; 3 ], images.Shape)
    Assert.Equal<float32>(image.ToArray<float32>(), images[2].ToArray<float32>())
    Assert.Equal<int64>([| 3L; 0L; 9L |], labels.ToArray<int64>())

[<Fact>]
let ``easy digits are vectors, with labels as numbers or rows`` () =
    let image, label = (EasyMnist.training EasyMnist.defaults digits)[1]
    Assert.Equal<int list>([ 6 ], image.Shape)
    Assert.Equal(0.0, label.ToFloat())
    let images, labels = batch (EasyMnist.training { OneHotLabel = true } digits)
    Assert.Equal<int list>([ 3; 6 ], images.Shape)
    Assert.Equal<int list>([ 3; 10 ], labels.Shape)
    Assert.Equal(DType.Float32, labels.DType)
    Numbers.equal [ for i in 0..9 -> if i = 9 then 1.0 else 0.0 ] labels[2]
    let _, label = (EasyMnist.test { OneHotLabel = true } digits)[0]
    Assert.Equal<int list>([ 10 ], label.Shape)

[<Fact>]
let ``no digits are a data set without examples`` () =
    let none = { digits with TrainImages = [||]; TrainLabels = [||] }
    Assert.Equal(0, (EasyMnist.training EasyMnist.defaults none).Count)

[<Fact>]
let ``colour pictures have three channels`` () =
    let data: Cifar10 =
        { TrainImages = Array.init 6144 (fun i -> byte (i / 1024))
          TrainLabels = [| 4uy; 5uy |]
          TestImages = Array.zeroCreate 3072
          TestLabels = [| 6uy |] }

    let image, label = (Cifar10.training data)[1]
    Assert.Equal<int list>([ 3; 32; 32 ], image.Shape)
    Assert.Equal(5.0, label.ToFloat())
    Assert.Equal(float32 4.0 / 255.0f, float32 (image[1, 7, 9].ToFloat()))
    let _, label = (Cifar10.test data)[0]
    Assert.Equal(6.0, label.ToFloat())

[<MnistFact>]
let ``the real digits have the mean and deviation that are known`` () =
    let train = Mnist.load Files.mnist.Value |> Mnist.training

    let images, labels =
        (DataLoader.create { DataLoader.defaults with BatchSize = 10_000; Shuffle = Some(Key.create 1L) } train
         |> DataLoader.epoch 0
         |> Seq.head)

    Assert.Equal<int list>([ 10_000; 1; 28; 28 ], images.Shape)
    Assert.Equal(10_000, labels.Length)
    let mean = (Tensor.mean images).ToFloat()
    Assert.Equal(0.1307, mean, 2)
    Assert.Equal(0.3081, sqrt ((Tensor.mean ((images - mean) * (images - mean))).ToFloat()), 2)
