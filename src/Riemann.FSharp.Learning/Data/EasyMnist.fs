namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// MNIST as a first network takes it: see `EasyMnist.defaults`.
type EasyMnist =
    {
        /// Whether a label is a row of ten zeros and ones, float32, and not a number.
        OneHotLabel: bool
    }

/// The examples of MNIST with pictures as vectors: `EasyMnist.training EasyMnist.defaults (Mnist.load folder)`.
[<RequireQualifiedAccess>]
module EasyMnist =
    /// Labels are numbers.
    let defaults: EasyMnist = { OneHotLabel = false }

    let private ease settings (data: Dataset<Tensor * Tensor>) =
        data
        |> Dataset.transform (fun (images, labels) ->
            let labels = if settings.OneHotLabel then Tensor.oneHot 10 labels |> Tensor.cast DType.Float32 else labels

            Tensor.flattenFrom -3 images, labels)

    /// `EasyMnist.training settings data` are the training examples: a picture, float32 [784] from 0 to 1, row after row, and
    /// its label, an int64 number or float32 [10].
    let training (settings: EasyMnist) (data: Mnist) : Dataset<Tensor * Tensor> = Mnist.training data |> ease settings

    /// `EasyMnist.test settings data` are the test examples, in the form of `EasyMnist.training`.
    let test (settings: EasyMnist) (data: Mnist) : Dataset<Tensor * Tensor> = Mnist.test data |> ease settings
