module Images.ImageSets

open Riemann.FSharp
open Riemann.FSharp.Learning

/// Pictures with what they show.
type ImageSet =
    {
        /// float32 [n; channels; height; width], about 0
        Images: Tensor
        /// int64 [n], from 0 to 9
        Labels: Tensor
    }

let private ofDigits (digits: DigitSet) : ImageSet =
    { Images = Tensor.reshape [ -1; 1; 28; 28 ] digits.Images; Labels = digits.Labels }

/// Each pixel x as (x / 255 - 1/2) / (1/2).
let private ofColours (images: byte[]) (labels: byte[]) : ImageSet =
    let pixels = Tensor.ofArray [ labels.Length; 3; 32; 32 ] images |> Tensor.cast DType.Float32

    { Images = pixels / 127.5 - 1.0; Labels = Tensor.ofArray [ labels.Length ] labels |> Tensor.cast DType.Int64 }

let private split count (set: ImageSet) : ImageSet * ImageSet =
    Tree.mapAll (fun x -> x[.. count - 1]) set, Tree.mapAll (fun x -> x[count..]) set

/// At most so many images.
let first count (set: ImageSet) : ImageSet = set |> Tree.mapAll (fun x -> x[.. min count x.Shape.Head - 1])

/// Training and test pictures of the digits that the library draws.
let drawnDigits seed trainCount testCount = DigitSet.drawn seed (trainCount + testCount) |> ofDigits |> split trainCount

/// The same digits, each in an ink on a paper of random colours, in the size of CIFAR-10's pictures.
let drawnColours seed trainCount testCount =
    let digits = DigitSet.drawn seed (trainCount + testCount)
    let count = trainCount + testCount
    let least, most = Tensor.min digits.Images, Tensor.max digits.Images
    let ink = Tensor.reshape [ count; 1; 28; 28 ] ((digits.Images - least) / (most - least))
    let ink = Tensor.pad [ 0, 0; 0, 0; 2, 2; 2, 2 ] ink
    let paperKey, inkKey = Key.split (Key.create seed)
    let colours key = Random.uniformOf DType.Float32 [ count; 3; 1; 1 ] key * 2.0 - 1.0
    let paper = colours paperKey
    { Images = paper + ink * (colours inkKey - paper); Labels = digits.Labels } |> split trainCount

/// MNIST's training and test images.
let mnist folder =
    match Mnist.tryLoad folder with
    | Ok data when data.Rows <> 28 || data.Columns <> 28 ->
        Error(RiemannError.Malformed(folder, $"images of {data.Rows} x {data.Columns}", "28 x 28"))
    | Ok data when data.TrainLabels.Length = 0 || data.TestLabels.Length = 0 ->
        Error(RiemannError.Malformed(folder, "no images", "training and test images"))
    | Ok data ->
        let train, test = DigitSet.ofMnist data
        Ok(ofDigits train, ofDigits test)
    | Error error -> Error error

/// CIFAR-10's training and test images.
let cifar10 folder =
    Cifar10.tryLoad folder
    |> Result.map (fun data -> ofColours data.TrainImages data.TrainLabels, ofColours data.TestImages data.TestLabels)
