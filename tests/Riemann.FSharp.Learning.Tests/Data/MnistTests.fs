module Riemann.FSharp.Learning.Tests.MnistTests

open System.IO
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private images count rows columns =
    Files.idx 8uy [ uint32 count; uint32 rows; uint32 columns ] (Array.init (count * rows * columns) byte)

let private labels (values: byte list) = Files.idx 8uy [ uint32 values.Length ] (Array.ofList values)

/// A folder with three training images and two test images of 2 x 3 pixels, the test files in gzip.
let private good =
    [ "train-images-idx3-ubyte", images 3 2 3
      "train-labels-idx1-ubyte", labels [ 0uy; 9uy; 4uy ]
      "t10k-images-idx3-ubyte.gz", Files.gzip (images 2 2 3)
      "t10k-labels-idx1-ubyte.gz", Files.gzip (labels [ 1uy; 2uy ]) ]

let private loading (files: (string * byte[]) list) check =
    Files.inNewFolder (fun folder ->
        for name, bytes in files do
            File.WriteAllBytes(Path.Combine(folder, name), bytes)

        check folder (Mnist.tryLoad folder))

/// Replaces one file of the good folder.
let private replacing name bytes = good |> List.map (fun (other, old) -> other, (if other = name then bytes else old))

let private expectProblem files (problem: string -> string * string * string) =
    loading files (fun folder result ->
        match result with
        | Error(RiemannError.Malformed(source, found, expected)) ->
            Assert.Equal(problem folder, (source, found, expected))
        | other -> failwith $"{other}")

let private inFile name found expected folder = Path.Combine(folder, name), found, expected

[<Fact>]
let ``the four files become one data set`` () =
    loading good (fun folder result ->
        let expected =
            { Rows = 2
              Columns = 3
              TrainImages = Array.init 18 byte
              TrainLabels = [| 0uy; 9uy; 4uy |]
              TestImages = Array.init 12 byte
              TestLabels = [| 1uy; 2uy |] }

        match result with
        | Ok data -> Assert.Equal(expected, data)
        | Error error -> failwith $"{error}"

        Assert.Equal(expected, Mnist.load folder))

[<Fact>]
let ``a missing file is named with both its forms`` () =
    expectProblem (good |> List.filter (fun (name, _) -> not (name.StartsWith "t10k-labels"))) (fun folder ->
        folder, "a file is not there", "t10k-labels-idx1-ubyte or t10k-labels-idx1-ubyte.gz")

[<Fact>]
let ``load raises the problem`` () =
    Files.inNewFolder (fun folder ->
        let error = Assert.Throws<RiemannException>(fun () -> Mnist.load folder |> ignore)
        Assert.StartsWith($"Mnist.load: a file is not there\n  in    {folder}\n  rule  train-images", error.Message))

[<Fact>]
let ``labels must be as many as the images`` () =
    let name = "train-labels-idx1-ubyte"

    expectProblem (replacing name (labels [ 0uy; 9uy ])) (inFile name "it has 2 labels" "its image file has 3 images")

[<Fact>]
let ``labels must be digits`` () =
    let name = "t10k-labels-idx1-ubyte.gz"

    expectProblem (replacing name (labels [ 9uy; 10uy ])) (inFile name "label 1 is 10" "a digit from 0 to 9")

[<Fact>]
let ``images and labels that changed places are an error`` () =
    expectProblem
        (replacing "train-images-idx3-ubyte" (labels [ 1uy ]))
        (inFile "train-images-idx3-ubyte" "it has 1 axes" "images have 3: image, row, column")

    expectProblem
        (replacing "train-labels-idx1-ubyte" (images 3 2 3))
        (inFile "train-labels-idx1-ubyte" "it has 3 axes" "labels have 1")

[<Fact>]
let ``training and test images must have one size`` () =
    expectProblem (replacing "t10k-images-idx3-ubyte.gz" (images 2 3 2)) (fun folder ->
        folder, "training images are 2 x 3, test images 3 x 2", "one size")

[<Fact>]
let ``a damaged file is named`` () =
    let name = "t10k-images-idx3-ubyte.gz"
    let cut = (Files.gzip (images 2 2 3))[..20]

    expectProblem
        (replacing name cut)
        (inFile name "a gzip stream that is damaged, ends early or is followed by other bytes" "one whole gzip stream")

[<MnistFact>]
let ``the real files hold 60,000 and 10,000 images`` () =
    let data = Mnist.load Files.mnist.Value
    Assert.Equal((28, 28), (data.Rows, data.Columns))
    Assert.Equal(60_000 * 784, data.TrainImages.Length)
    Assert.Equal(10_000 * 784, data.TestImages.Length)
    Assert.Equal<byte>([| 5uy; 0uy; 4uy; 1uy; 9uy |], data.TrainLabels[..4])
    Assert.Equal<byte>([| 7uy; 2uy; 1uy; 0uy; 4uy |], data.TestLabels[..4])
    Assert.Equal(5_923, data.TrainLabels |> Array.filter ((=) 0uy) |> Array.length)
    Assert.Equal(33.318, data.TrainImages |> Array.averageBy float, 3)
