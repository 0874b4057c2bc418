module Riemann.FSharp.Learning.Tests.Cifar10Tests

open System.IO
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

/// Records with these labels, whose pixels count on from the label.
let private records (labels: byte list) =
    Array.concat [ for label in labels -> Array.init 3073 (fun i -> label + byte (i % 256)) ]

let private good =
    [ "data_batch_1.bin", records [ 3uy; 9uy ]
      "data_batch_2.bin.gz", Files.gzip (records [ 0uy ])
      "test_batch.bin", records [ 7uy ] ]

let private loading (files: (string * byte[]) list) check =
    Files.inNewFolder (fun folder ->
        for name, bytes in files do
            File.WriteAllBytes(Path.Combine(folder, name), bytes)

        check folder (Cifar10.tryLoad folder))

let private replacing name bytes = good |> List.map (fun (other, old) -> other, (if other = name then bytes else old))

let private refused files name found expected =
    loading files (fun folder result ->
        match result with
        | Error(RiemannError.Malformed(source, actual, rule)) ->
            Assert.Equal((Path.Combine(folder, name), found, expected), (source, actual, rule))
        | other -> failwith $"{other}")

[<Fact>]
let ``the files become one data set in the order of their names`` () =
    loading good (fun folder result ->
        match result with
        | Ok data ->
            Assert.Equal<byte>([| 3uy; 9uy; 0uy |], data.TrainLabels)
            Assert.Equal(3 * 3072, data.TrainImages.Length)
            Assert.Equal(4uy, data.TrainImages[0])
            Assert.Equal(10uy, data.TrainImages[3072])
            Assert.Equal(1uy, data.TrainImages[2 * 3072])
            Assert.Equal<byte>([| 7uy |], data.TestLabels)
            Assert.Equal(data, Cifar10.load folder)
        | Error error -> failwith $"{error}")

[<Fact>]
let ``parts of records, labels that are no class, damaged files and files that are missing are refused`` () =
    refused
        (replacing "test_batch.bin" (Array.tail (records [ 7uy ])))
        "test_batch.bin"
        "it has 3072 bytes"
        "records of 3073 bytes: a label and an image"

    refused
        (replacing "test_batch.bin" [||])
        "test_batch.bin"
        "it has 0 bytes"
        "records of 3073 bytes: a label and an image"

    refused
        (replacing "data_batch_1.bin" (records [ 1uy; 10uy ]))
        "data_batch_1.bin"
        "label 1 is 10"
        "a class from 0 to 9"

    let cut = (Files.gzip (records [ 0uy ]))[..40]
    let damaged = "a gzip stream that is damaged, ends early or is followed by other bytes"
    refused (replacing "data_batch_2.bin.gz" cut) "data_batch_2.bin.gz" damaged "one whole gzip stream"

    loading (List.take 2 good) (fun _ result ->
        match result with
        | Error error -> Assert.Contains("test*.bin, plain or gzip", string error)
        | Ok _ -> failwith "loaded")

    let missing = Path.Combine(Path.GetTempPath(), "riemann-no-such-folder")
    Numbers.refused "Cifar10.load" "there is no such folder" (fun () -> Cifar10.load missing)
