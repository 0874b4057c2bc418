namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Images of digits as a network takes them, with their labels.
type DigitSet =
    {
        /// float32 [n; pixels], normalised
        Images: Tensor
        /// int64 [n], from 0 to 9
        Labels: Tensor
    }

[<RequireQualifiedAccess>]
module DigitSet =
    /// The mean and the standard deviation of the pixels of MNIST's training images, from 0 to 1.
    let private mean, deviation = 0.1307, 0.3081

    /// `DigitSet.ofBytes images labels` are images of as many bytes each as there are for one label, with every pixel x
    /// as (x / 255 - 0.1307) / 0.3081. Raises where the bytes do not divide into images.
    let ofBytes (images: byte[]) (labels: byte[]) : DigitSet =
        let count = max 1 labels.Length

        if images.Length % count <> 0 then
            let problem = $"{images.Length} pixels for {labels.Length} labels"
            Fail.raise "DigitSet.ofBytes" (RiemannError.Value(problem, "as many pixels for each label"))

        let pixels = Tensor.ofArray [ labels.Length; images.Length / count ] images |> Tensor.cast DType.Float32

        { Images = (pixels / 255.0 - mean) / deviation
          Labels = Tensor.ofArray [ labels.Length ] labels |> Tensor.cast DType.Int64 }

    /// `DigitSet.ofMnist data` are the training and the test images.
    let ofMnist (data: Mnist) : DigitSet * DigitSet =
        ofBytes data.TrainImages data.TrainLabels, ofBytes data.TestImages data.TestLabels

    /// `DigitSet.drawn seed count` are the images of `DrawnDigits.generate`.
    let drawn (seed: int64) (count: int) : DigitSet = DrawnDigits.generate seed count ||> ofBytes

    /// `DigitSet.split n set` are the first n images, and the others. Raises where there are fewer than n.
    let split (count: int) (set: DigitSet) : DigitSet * DigitSet =
        let total = set.Labels.Length

        if count < 0 || count > total then
            let problem = $"{total} images do not hold {count}"
            Fail.raise "DigitSet.split" (RiemannError.Value(problem, $"a number from 0 to {total}"))

        Tree.mapAll (fun x -> x[.. count - 1]) set, Tree.mapAll (fun x -> x[count..]) set

    /// `DigitSet.first n set` are the first n images, or all where there are fewer.
    let first (count: int) (set: DigitSet) : DigitSet = split (min count set.Labels.Length) set |> fst
