module Nerva.Pictures

open Riemann.FSharp
open Riemann.FSharp.Learning
open Nerva.Options

/// Pictures as rows of pixels from 0 to 1, with their classes.
type Pictures = { Pixels: Tensor; Classes: Tensor }

let private ofBytes (images: byte[]) (labels: byte[]) =
    let pixels = Tensor.ofArray [ labels.Length; images.Length / max 1 labels.Length ] images

    { Pixels = Tensor.cast DType.Float32 pixels / 255.0; Classes = Tensor.ofArray [ labels.Length ] labels }

/// At most so many pictures.
let first count (pictures: Pictures) = pictures |> Tree.mapAll (fun x -> x[.. min count x.Shape.Head - 1])

let private drawn seed =
    let trainImages, trainLabels = DrawnDigits.generate seed 20_000
    let testImages, testLabels = DrawnDigits.generate (seed + 1L) 2_000
    ofBytes trainImages trainLabels, ofBytes testImages testLabels

/// Training and test pictures.
let load options : Result<Pictures * Pictures, RiemannError> =
    match options.Data, options.Run with
    | None, _ -> Ok(drawn options.Seed)
    | Some folder, Mnist ->
        Mnist.tryLoad folder
        |> Result.map (fun data -> ofBytes data.TrainImages data.TrainLabels, ofBytes data.TestImages data.TestLabels)
    | Some folder, Cifar10 ->
        Cifar10.tryLoad folder
        |> Result.map (fun data -> ofBytes data.TrainImages data.TrainLabels, ofBytes data.TestImages data.TestLabels)
