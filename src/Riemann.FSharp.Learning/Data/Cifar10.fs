namespace Riemann.FSharp.Learning

open System
open System.IO
open Riemann.FSharp

/// A training and a test set of colour images of 32 x 32 pixels with their labels.
type Cifar10 =
    {
        /// 3072 bytes for each image: all red pixels, row after row, then all green, then all blue ones.
        TrainImages: byte[]
        /// A class from 0 to 9 for each training image.
        TrainLabels: byte[]
        /// Pixels as in `TrainImages`.
        TestImages: byte[]
        /// A class from 0 to 9 for each test image.
        TestLabels: byte[]
    }

/// Reads the binary version of the CIFAR-10 data set, or parts of it.
/// Source: Krizhevsky (2009), "Learning multiple layers of features from tiny images".
[<RequireQualifiedAccess>]
module Cifar10 =
    /// The classes' names, by label.
    let classes = [ "airplane"; "automobile"; "bird"; "cat"; "deer"; "dog"; "frog"; "horse"; "ship"; "truck" ]

    let private imageLength = 3 * 32 * 32
    let private recordLength = 1 + imageLength

    /// The whole content; the memory it takes grows with the bytes that arrive.
    let private readAll (stream: Stream) =
        use bytes = new MemoryStream()
        stream.CopyTo bytes
        struct (bytes.ToArray(), ValueSome bytes.Length)

    let private records (path: string) (bytes: byte[]) =
        let malformed found expected = Error(RiemannError.Malformed(path, found, expected))
        let count = bytes.Length / recordLength
        let label index = bytes[index * recordLength]

        if count = 0 || bytes.Length % recordLength <> 0 then
            malformed $"it has {bytes.Length} bytes" $"records of {recordLength} bytes: a label and an image"
        else
            match Seq.tryFind (fun index -> label index > 9uy) (seq { 0 .. count - 1 }) with
            | Some index -> malformed $"label {index} is {label index}" "a class from 0 to 9"
            | None ->
                let images = Array.zeroCreate (count * imageLength)

                for index in 0 .. count - 1 do
                    Array.Copy(bytes, index * recordLength + 1, images, index * imageLength, imageLength)

                Ok(images, Array.init count label)

    let private readFile (path: string) =
        try
            use file = File.OpenRead path

            match Gzip.tryRead file readAll with
            | Some bytes -> records path bytes
            | None ->
                let found = "a gzip stream that is damaged, ends early or is followed by other bytes"
                Error(RiemannError.Malformed(path, found, "one whole gzip stream"))
        with
        | :? IOException as error -> Error(RiemannError.Malformed(path, error.Message, "a file that can be read"))
        | :? UnauthorizedAccessException as error ->
            Error(RiemannError.Malformed(path, error.Message, "a file that can be read"))

    let private join (parts: (byte[] * byte[]) list) =
        Array.concat (List.map fst parts), Array.concat (List.map snd parts)

    /// The records of all files whose names begin with one of the words, in the order of names.
    let private readParts folder (words: string list) =
        let isPart (path: string) =
            let name = Path.GetFileName path
            let isBinary = name.EndsWith ".bin" || name.EndsWith ".bin.gz"
            isBinary && words |> List.exists (fun word -> name.StartsWith(word, StringComparison.Ordinal))

        match Directory.GetFiles folder |> Array.filter isPart |> Array.sort |> List.ofArray with
        | [] ->
            let wanted = words |> List.map (fun word -> $"{word}*.bin") |> String.concat " or "
            Error(RiemannError.Malformed(folder, "a file is not there", $"{wanted}, plain or gzip"))
        | paths ->
            (Ok [], paths)
            ||> List.fold (fun parts path ->
                parts |> Result.bind (fun parts -> readFile path |> Result.map (fun p -> p :: parts)))
            |> Result.map (List.rev >> join)

    /// `tryLoad folder` is the data set in the files data_batch*.bin (or train*.bin) and test*.bin of the folder, plain or
    /// gzip, or which file is missing or wrong.
    let tryLoad (folder: string) : Result<Cifar10, RiemannError> =
        if not (Directory.Exists folder) then
            Error(RiemannError.Malformed(folder, "there is no such folder", "a folder with the files of CIFAR-10"))
        else
            readParts folder [ "data_batch"; "train" ]
            |> Result.bind (fun (trainImages, trainLabels) ->
                readParts folder [ "test" ]
                |> Result.map (fun (testImages, testLabels) ->
                    { TrainImages = trainImages
                      TrainLabels = trainLabels
                      TestImages = testImages
                      TestLabels = testLabels }))

    /// `load folder` is what `tryLoad` loads. Raises where a file is missing or wrong, with the file, what was found and
    /// what is expected.
    let load (folder: string) : Cifar10 = tryLoad folder |> Fail.get "Cifar10.load"

    /// `Cifar10.training data` are the training examples: a picture, float32 [3; 32; 32] from 0 to 1, and its class, int64.
    let training (data: Cifar10) : Dataset<Tensor * Tensor> =
        PictureSets.make [ 3; 32; 32 ] data.TrainImages data.TrainLabels

    /// `Cifar10.test data` are the test examples, in the form of `Cifar10.training`.
    let test (data: Cifar10) : Dataset<Tensor * Tensor> = PictureSets.make [ 3; 32; 32 ] data.TestImages data.TestLabels
