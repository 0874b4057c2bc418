namespace Riemann.FSharp.Learning

open System.IO
open Riemann.FSharp

/// <summary>A training and a test set of grey images with their labels.</summary>
type Mnist =
    {
        /// The height of an image in pixels, 28 in MNIST itself.
        Rows: int
        /// The width of an image in pixels, 28 in MNIST itself.
        Columns: int
        /// Pixels from 0 to 255, image after image, row after row: 60,000 images in MNIST itself.
        TrainImages: byte[]
        /// A digit from 0 to 9 for each training image.
        TrainLabels: byte[]
        /// Pixels as in <c>TrainImages</c>: 10,000 images in MNIST itself.
        TestImages: byte[]
        /// A digit from 0 to 9 for each test image.
        TestLabels: byte[]
    }

/// <summary>
/// Reads the MNIST data set, or one in its form, from its four IDX files.
/// Source: LeCun, Cortes and Burges (1998), "The MNIST database of handwritten digits".
/// </summary>
[<RequireQualifiedAccess>]
module Mnist =
    let private find folder name =
        [ name; name + ".gz" ]
        |> List.map (fun name -> Path.Combine(folder, name))
        |> List.tryFind File.Exists
        |> function
            | Some path -> Ok path
            | None when not (Directory.Exists folder) ->
                Error(RiemannError.Malformed(folder, "there is no such folder", "a folder with the files of MNIST"))
            | None -> Error(RiemannError.Malformed(folder, "a file is not there", $"{name} or {name}.gz"))

    let private read folder name check =
        find folder name
        |> Result.bind (fun path ->
            Idx.tryRead path
            |> Result.mapError (Idx.malformed path)
            |> Result.bind (fun array ->
                check array
                |> Result.mapError (fun (found, expected) -> RiemannError.Malformed(path, found, expected))))

    let private checkImages array =
        match array.Dimensions with
        | [ _; _; _ ] -> Ok array
        | axes -> Error($"it has {axes.Length} axes", "images have 3: image, row, column")

    let private checkLabels count array =
        match array.Dimensions with
        | [ length ] when length = count ->
            match array.Values |> Array.tryFindIndex (fun label -> label > 9uy) with
            | None -> Ok array.Values
            | Some index -> Error($"label {index} is {array.Values[index]}", "a digit from 0 to 9")
        | [ length ] -> Error($"it has {length} labels", $"its image file has {count} images")
        | axes -> Error($"it has {axes.Length} axes", "labels have 1")

    let private readPair folder prefix =
        read folder $"{prefix}-images-idx3-ubyte" checkImages
        |> Result.bind (fun images ->
            read folder $"{prefix}-labels-idx1-ubyte" (checkLabels images.Dimensions.Head)
            |> Result.map (fun labels -> images, labels))

    /// <summary>
    /// <c>tryLoad folder</c> is the data set in the files train-images-idx3-ubyte, train-labels-idx1-ubyte,
    /// t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, plain or gzip, or which file is missing or wrong.
    /// </summary>
    let tryLoad (folder: string) : Result<Mnist, RiemannError> =
        readPair folder "train"
        |> Result.bind (fun (trainImages, trainLabels) ->
            readPair folder "t10k"
            |> Result.bind (fun (testImages, testLabels) ->
                if trainImages.Dimensions.Tail = testImages.Dimensions.Tail then
                    Ok
                        { Rows = trainImages.Dimensions[1]
                          Columns = trainImages.Dimensions[2]
                          TrainImages = trainImages.Values
                          TrainLabels = trainLabels
                          TestImages = testImages.Values
                          TestLabels = testLabels }
                else
                    let size (array: IdxArray) = $"{array.Dimensions[1]} x {array.Dimensions[2]}"
                    let found = $"training images are {size trainImages}, test images {size testImages}"
                    Error(RiemannError.Malformed(folder, found, "one size"))))

    /// <summary>
    /// <c>load folder</c> is what <c>tryLoad</c> loads. Raises where a file is missing or wrong, with the file, what was
    /// found and what is expected.
    /// </summary>
    let load (folder: string) : Mnist = tryLoad folder |> Fail.get "Mnist.load"

    let private pictures data images labels = PictureSets.make [ 1; data.Rows; data.Columns ] images labels

    /// <summary>
    /// <c>training data</c> are the training examples: a picture, float32 [1; rows; columns] from 0 to 1, and its digit, int64.
    /// </summary>
    let training (data: Mnist) : Dataset<Tensor * Tensor> = pictures data data.TrainImages data.TrainLabels

    /// <summary><c>test data</c> are the test examples, in the form of <c>training</c>.</summary>
    let test (data: Mnist) : Dataset<Tensor * Tensor> = pictures data data.TestImages data.TestLabels
