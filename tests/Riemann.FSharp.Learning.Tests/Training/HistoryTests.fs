module Riemann.FSharp.Learning.Tests.HistoryTests

open System
open System.IO
open System.Text
open System.Xml.Linq
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private result epoch values : EpochResult = { Epoch = epoch; Step = 10L * int64 epoch; Values = values }

let private loss epoch value = result epoch [ "loss", value; "validation loss", value / 3.0 ]

/// Shows a watcher so many epochs after those of a history.
let private show watch (history: EpochResult list) results =
    watch (TrainEvent.Begun(9, None, history))

    for result in results do
        watch (TrainEvent.BatchDone(1, 1, 0.5))
        watch (TrainEvent.EpochDone(result, 0.25, Some 1))

    watch (TrainEvent.Ended StopReason.Completed)

[<Fact>]
let ``a table has a line for each epoch, with the exact numbers`` () =
    Files.inNewFolder (fun folder ->
        let path = Path.Combine(folder, "new", "history.csv")
        show (HistoryCsv.watch path) [] [ loss 1 0.1; loss 2 nan ]

        Assert.Equal<string>(
            [ "epoch,step,loss,validation loss,seconds"; $"1,10,0.1,{0.1 / 3.0},0.250"; "2,20,NaN,NaN,0.250" ],
            File.ReadAllLines path
        ))

[<Fact>]
let ``names with commas and quotes stand in quotes`` () =
    Files.inNewFolder (fun folder ->
        let path = Path.Combine(folder, "history.csv")
        show (HistoryCsv.watch path) [] [ result 1 [ "a, \"b\"", 1.0 ] ]
        Assert.Equal("epoch,step,\"a, \"\"b\"\"\",seconds", File.ReadAllLines(path)[0]))

[<Fact>]
let ``a table goes on where a run does, without a line twice`` () =
    Files.inNewFolder (fun folder ->
        let path = Path.Combine(folder, "history.csv")
        let epochs () = [ for line in File.ReadAllLines path -> line.Split(',')[0] ]
        show (HistoryCsv.watch path) [] [ for epoch in 1..4 -> loss epoch 1.0 ]

        // The checkpoint was that after epoch 2, and the last line was cut.
        File.AppendAllText(path, "1,5")
        show (HistoryCsv.watch path) [ loss 1 1.0; loss 2 1.0 ] [ loss 3 0.5; loss 4 0.5 ]
        Assert.Equal<string list>([ "epoch"; "1"; "2"; "3"; "4" ], epochs ())
        Assert.StartsWith("4,40,0.5,", File.ReadAllLines(path)[4])

        // A new run begins a new table, and a missing one is begun.
        show (HistoryCsv.watch path) [] [ loss 1 1.0 ]
        Assert.Equal<string list>([ "epoch"; "1" ], epochs ())
        File.Delete path
        show (HistoryCsv.watch path) [ loss 1 1.0 ] [ loss 2 1.0 ]
        Assert.Equal<string list>([ "epoch"; "2" ], epochs ()))

[<Fact>]
let ``places that cannot be written are refused`` () =
    Files.inNewFolder (fun folder ->
        let file = Path.Combine(folder, "file")
        File.WriteAllText(file, "")
        let under = Path.Combine(file, "below")
        let begin' watch () = show watch [] [ loss 1 1.0 ]
        Numbers.refused "HistoryCsv.watch" "cannot be written: " (begin' (HistoryCsv.watch under))
        Numbers.refused "TensorBoard.watch" "cannot be written: " (begin' (TensorBoard.watch under))
        Numbers.refused "CurvePage.watch" "cannot be written: " (begin' (CurvePage.watch under "curves")))

/// CRC-32C bit by bit, from its polynomial 1EDC6F41 reversed.
let private crc (bytes: byte[]) =
    let bit crc = if crc &&& 1u = 1u then (crc >>> 1) ^^^ 0x82f63b78u else crc >>> 1
    let add crc (value: byte) = Seq.fold (fun crc _ -> bit crc) (crc ^^^ uint32 value) [ 1..8 ]
    ~~~(Array.fold add 0xffffffffu bytes)

let private masked bytes =
    let crc = crc bytes
    ((crc >>> 15) ||| (crc <<< 17)) + 0xa282ead8u

/// The records of a TFRecord file, whose checks are checked.
let rec private records (bytes: byte[]) : byte[] list =
    if bytes.Length = 0 then
        []
    else
        let length = int (BitConverter.ToUInt64(bytes, 0))
        Assert.Equal(masked bytes[0..7], BitConverter.ToUInt32(bytes, 8))
        let data = bytes[12 .. 11 + length]
        Assert.Equal(masked data, BitConverter.ToUInt32(bytes, 12 + length))
        data :: records bytes[16 + length ..]

/// A field of a message of protocol buffers.
type private Field =
    | Varint of uint64
    | Eight of byte[]
    | Four of byte[]
    | Bytes of byte[]

let rec private fields (bytes: byte[]) : (int * Field) list =
    let rec varint (bytes: byte[]) shift =
        let value = uint64 (bytes[0] &&& 127uy) <<< shift

        if bytes[0] < 128uy then
            value, bytes[1..]
        else
            let rest, bytes = varint bytes[1..] (shift + 7)
            value ||| rest, bytes

    if bytes.Length = 0 then
        []
    else
        let tag, rest = varint bytes 0

        let field, rest =
            match tag &&& 7UL with
            | 0UL ->
                let value, rest = varint rest 0
                Varint value, rest
            | 1UL -> Eight rest[..7], rest[8..]
            | 5UL -> Four rest[..3], rest[4..]
            | 2UL ->
                let length, rest = varint rest 0
                Bytes rest[.. int length - 1], rest[int length ..]
            | other -> failwith $"wire type {other}"

        (int (tag >>> 3), field) :: fields rest

/// The step and the values of an event.
let private scalars record =
    let event = fields record

    let step =
        List.pick
            (function
            | 2, Varint step -> Some(int64 step)
            | _ -> None)
            event

    step,
    [ for field in event do
          match field with
          | 5, Bytes summary ->
              for value in fields summary do
                  match value with
                  | 1, Bytes value ->
                      match fields value with
                      | [ 1, Bytes tag; 2, Four number ] ->
                          Encoding.UTF8.GetString tag, BitConverter.ToSingle(number, 0)
                      | other -> failwith $"{other}"
                  | other -> failwith $"{other}"
          | _ -> () ]

[<Fact>]
let ``the check is that of the literature`` () =
    // The check value of CRC-32C: Koopman (2002) and RFC 3720, appendix B.4.
    Assert.Equal(0xe3069283u, crc "123456789"B)
    Assert.Equal(0x8a9136aau, crc (Array.zeroCreate 32))

[<Fact>]
let ``an independent reader finds what was written for TensorBoard`` () =
    Files.inNewFolder (fun folder ->
        let watch = TensorBoard.watch (Path.Combine(folder, "run"))
        show watch [] [ loss 1 0.5; result 300 [ "loss", nan; "learning rate", 1e-3 ] ]
        let file = Directory.GetFiles(folder, "events.out.tfevents.*", SearchOption.AllDirectories) |> Assert.Single
        let read = records (File.ReadAllBytes file)

        match fields read.Head with
        | [ 1, Eight time; 2, Varint 0UL; 3, Bytes version ] ->
            Assert.Equal("brain.Event:2", Encoding.UTF8.GetString version)
            let seconds = BitConverter.ToDouble(time, 0)
            Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - int64 seconds, 0L, 100L)
        | other -> failwith $"{other}"

        Assert.Equal((10L, [ "loss/training", 0.5f; "loss/validation", float32 (0.5 / 3.0) ]), scalars read[1])
        let step, values = scalars read[2]
        Assert.Equal((3000L, "loss/training"), (step, fst values[0]))
        Assert.True(Single.IsNaN(snd values[0]))
        Assert.Equal(("learning rate/training", 1e-3f), values[1])
        Assert.Equal(3, read.Length))

[<Fact>]
let ``a run that goes on voids what is after its checkpoint`` () =
    Files.inNewFolder (fun folder ->
        show (TensorBoard.watch folder) [ loss 1 0.5; loss 2 0.5 ] [ loss 3 0.25 ]
        let read = Directory.GetFiles folder |> Assert.Single |> File.ReadAllBytes |> records

        match fields read[1] with
        | [ 1, Eight _; 2, Varint 21UL; 7, Bytes session ] ->
            Assert.Equal<(int * Field) list>([ 1, Varint 1UL ], fields session)
        | other -> failwith $"{other}"

        Assert.Equal(30L, fst (scalars read[2])))

/// The pictures of a page, by title. The rest of the page is HTML, these are XML.
let private pictures (html: string) =
    [ for part in html.Split("<svg") |> Array.skip 1 do
          let svg = XElement.Parse("<svg" + part[.. part.IndexOf "</svg>" + 5])
          string (svg.Attribute(XName.Get "aria-label") |> nonNull).Value, svg ]

let private children name (className: string) (svg: XElement) =
    [ for node in svg.Descendants(XName.Get name) do
          if (node.Attribute(XName.Get "class") |> nonNull).Value.Contains className then node ]

let private history =
    [ for epoch in 1..12 ->
          let loss = 2.0 / float epoch
          let accuracy = 1.0 - loss / 3.0

          result
              epoch
              [ "loss", (if epoch = 4 then nan else loss)
                "accuracy", accuracy
                "validation loss", loss * 1.1
                "validation accuracy", accuracy - 0.02
                "learning rate", 1e-3 ] ]

[<Fact>]
let ``a page has a picture for each value, with that of validation and the best epoch`` () =
    let html = CurvePage.html "A <run>" (Some 12) history
    let found = pictures html
    Assert.Equal<string list>([ "loss"; "accuracy"; "learning rate" ], List.map fst found)
    let svg = snd found[0]
    // NaN breaks the line in two.
    Assert.Equal(2, (children "polyline" "s0" svg).Length)
    Assert.Equal(1, (children "polyline" "s1" svg).Length)
    let texts = [ for node in children "text" "tick" svg -> node.Value ]
    Assert.Contains("best: epoch 12", texts)
    let vertical = [ "0"; "0.5"; "1.0"; "1.5"; "2.0"; "2.5" ]
    Assert.Equal<string list>(vertical @ [ "2"; "4"; "6"; "8"; "10"; "12" ] @ [ "epoch"; "best: epoch 12" ], texts)
    Assert.Contains("<h1>A &lt;run&gt;</h1><p>12 epochs, the best is epoch 12</p>", html)

[<Fact>]
let ``a page asks for nothing from outside and runs nothing`` () =
    let html = CurvePage.html "curves" None history

    for word in [ "http"; "//"; "<script"; "src="; "url("; "@import"; "<link" ] do
        Assert.DoesNotContain(word, html)

[<Fact>]
let ``histories of one epoch, of the same value, and of nothing finite give pages`` () =
    let dots = pictures (CurvePage.html "one" (Some 1) [ loss 1 0.5 ]) |> List.head |> snd
    Assert.Equal(1, (children "circle" "s0" dots).Length)

    for values in [ [ 0.0; 0.0 ]; [ 5.0; 5.0 ]; [ -1e-9; -1e-9 ]; [ nan; infinity ]; [ 1e9; -1e9 ]; [ 1e300; 2e300 ] ] do
        let html = CurvePage.html "page" None [ for i, value in List.indexed values -> loss (i + 1) value ]

        for _, svg in pictures html do
            for node in svg.Descendants() do
                for attribute in node.Attributes() do
                    Assert.DoesNotContain("NaN", attribute.Value)
                    Assert.DoesNotContain("∞", attribute.Value)

    Assert.Empty(pictures (CurvePage.html "none" None []))

[<Theory>]
[<InlineData(0.0, 1.0, "0 0.2 0.4 0.6 0.8 1.0")>]
[<InlineData(0.13, 2.31, "0 0.5 1.0 1.5 2.0 2.5")>]
[<InlineData(-3.0, 12.0, "-5 0 5 10 15")>]
[<InlineData(0.913, 0.987, "0.90 0.92 0.94 0.96 0.98 1.00")>]
[<InlineData(100.0, 100.0, "40 60 80 100 120 140 160")>]
[<InlineData(0.0, 4e-5, "0 1e-5 2e-5 3e-5 4e-5")>]
let ``axes have round marks`` (low: float) (high: float) (expected: string) =
    let values = [ low; high ] |> List.mapi (fun i value -> result (i + 1) [ "loss", value ])
    let svg = pictures (CurvePage.html "" None values) |> List.head |> snd
    let texts = [ for node in children "text" "tick" svg -> node.Value ]
    Assert.Equal(expected, String.Join(" ", texts |> List.take (expected.Split(' ').Length)))

[<Fact>]
let ``plain lines say how far training is`` () =
    let before = Console.Out
    use text = new StringWriter()

    try
        Console.SetOut text
        show (ConsoleProgress.lines ()) [] [ loss 1 0.5; loss 2 0.125 ]
        ConsoleProgress.lines () (TrainEvent.Ended(StopReason.NoImprovement 3))
    finally
        Console.SetOut before

    Assert.Equal<string>(
        [ "Epoch 1/9: loss 0.5, validation loss 0.1667, 0.2 s"
          "Epoch 2/9: loss 0.125, validation loss 0.04167, 0.2 s"
          "no improvement in 3 epochs" ],
        text.ToString().Replace("\r", "").TrimEnd().Split '\n'
    )
