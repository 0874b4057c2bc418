namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Pictures in bytes as data sets: each example float32 from 0 to 1 with an int64 label. The bytes stay bytes until a
/// batch is made of them.
module internal PictureSets =
    let make (shape: int list) (images: byte[]) (labels: byte[]) : Dataset<Tensor * Tensor> =
        let labels = Tensor.ofArray [ labels.Length ] labels |> Tensor.cast DType.Int64

        Dataset.ofTensors (Tensor.ofArray (labels.Length :: shape) images, labels)
        |> Dataset.transform (fun (images, labels) -> Tensor.cast DType.Float32 images / 255.0, labels)
