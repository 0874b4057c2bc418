module Riemann.FSharp.Learning.Tests.DrawnDigitsTests

open System
open System.Security.Cryptography
open Xunit
open Riemann.FSharp.Learning

let private pixels = DrawnDigits.Size * DrawnDigits.Size
let private count = 5_000
let private images, labels = DrawnDigits.generate 7L count

let private pixelsOf index = images.AsSpan(index * pixels, pixels).ToArray()

[<Fact>]
let ``the bytes of the first hundred images are the same on every machine`` () =
    let images, labels = DrawnDigits.generate 1L 100
    let hash = Convert.ToHexString(SHA256.HashData(Array.append images labels))
    Assert.Equal("BC19C54329C172791FC8F5A1B485EACBC50029FA8FF40E575AD65D66E4F8B32C", hash)

[<Fact>]
let ``an image drawn alone is the one that many threads draw`` () =
    for index in 0..97 .. count - 1 do
        let image, label = DrawnDigits.image 7L index
        Assert.Equal<byte>(pixelsOf index, image)
        Assert.Equal(labels[index], label)

[<Fact>]
let ``a longer set begins with the shorter one`` () =
    let fewer, fewerLabels = DrawnDigits.generate 7L 33
    Assert.Equal<byte>(images[.. 33 * pixels - 1], fewer)
    Assert.Equal<byte>(labels[..32], fewerLabels)

[<Fact>]
let ``another seed draws other images`` () =
    for seed in [ 8L; 0L; -7L; Int64.MinValue ] do
        let others, _ = DrawnDigits.generate seed 10
        Assert.NotEqual<byte>(images[.. 10 * pixels - 1], others)

[<Fact>]
let ``every digit comes about as often as the others`` () =
    for digit in 0uy .. 9uy do
        let frequency = labels |> Array.filter ((=) digit) |> Array.length
        Assert.InRange(frequency, count / 10 - 100, count / 10 + 100)

    Assert.DoesNotContain(labels, (fun label -> label > 9uy))

[<Fact>]
let ``no two images are equal`` () =
    let distinct = Seq.init count pixelsOf |> Seq.distinct |> Seq.length
    Assert.Equal(count, distinct)

[<Fact>]
let ``every image has paper and ink, and nearly all of the ink inside its margin`` () =
    let inMargin pixel =
        let row, column = pixel / DrawnDigits.Size, pixel % DrawnDigits.Size
        min row column = 0 || max row column = DrawnDigits.Size - 1

    let ink = Seq.init count pixelsOf |> Seq.map (Array.sumBy int) |> Seq.toArray
    Assert.InRange(Array.min ink, 20 * 200, 784 * 128)
    Assert.InRange(Array.max ink, 20 * 200, 784 * 128)

    let margin =
        Seq.init images.Length id |> Seq.sumBy (fun index -> if inMargin (index % pixels) then int images[index] else 0)

    Assert.InRange(float margin / float (Array.sum ink), 0.0, 0.01)

[<Fact>]
let ``no images are no bytes, and a negative number of them is an error`` () =
    let images, labels = DrawnDigits.generate 1L 0
    Assert.Empty images
    Assert.Empty labels
    Assert.Throws<ArgumentOutOfRangeException>(fun () -> DrawnDigits.generate 1L -1 |> ignore) |> ignore

    Assert.Throws<ArgumentOutOfRangeException>(fun () -> DrawnDigits.generate 1L Int32.MaxValue |> ignore) |> ignore
