module Riemann.FSharp.Learning.Tests.DownloadTests

open System
open System.IO
open System.Security.Cryptography
open System.Threading
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private content = Array.init 300_000 (fun i -> byte (i * i >>> 4))
let private sha256 = SHA256.HashData content |> Convert.ToHexString

let private settings =
    { Download.defaults with
        Sha256 = Some(sha256.ToLowerInvariant())
        Attempts = 3
        Wait = TimeSpan.FromMilliseconds 1.0
        Timeout = TimeSpan.FromSeconds 20.0 }

/// Runs a test with a server and a path in a folder of its own.
let private serving answers (test: Loopback -> string -> unit) =
    Files.inNewFolder (fun folder ->
        use server = new Loopback(answers)
        test server (Path.Combine(folder, "below", "file.bin")))

let private partial path = path + ".part"

let private fetched settings (server: Loopback) path =
    Assert.Equal(Ok(), Download.tryFile settings server.Url path)
    Assert.Equal<byte>(content, File.ReadAllBytes path)
    Assert.False(File.Exists(partial path))

/// The download fails with these words, and leaves nothing under the file's name.
let private failed (words: string) settings (server: Loopback) path =
    match Download.tryFile settings server.Url path with
    | Error(RiemannError.Malformed(source, found, expected)) ->
        Assert.Equal(server.Url, source)
        Assert.Contains(words, $"{found}; {expected}")
        Assert.False(File.Exists path)
    | other -> failwith $"{other}"

let private whole = Answer.part "\"a\"" Int32.MaxValue content
let private ranges (server: Loopback) = [ for request in server.Requests -> request.Contains "Range: bytes=" ]

[<Fact>]
let ``a file arrives, with its progress, and is not fetched twice`` () =
    serving [ whole ] (fun server path ->
        let told = ResizeArray()
        fetched { settings with Progress = fun count total -> told.Add(count, total) } server path
        Assert.Equal((300_000L, Some 300_000L), Seq.last told)
        Assert.Equal<int64 list>(told |> Seq.map fst |> Seq.sort |> List.ofSeq, told |> Seq.map fst |> List.ofSeq)
        fetched settings server path
        fetched { settings with Sha256 = None } server path
        Assert.Equal(1, server.Requests.Length)
        // Under the name, but not the file.
        File.WriteAllBytes(path, [| 1uy |])
        fetched settings server path
        Assert.Equal(2, server.Requests.Length))

[<Fact>]
let ``a file without a length arrives too`` () = serving [ Answer.unmeasured content ] (fetched settings)

[<Fact>]
let ``a broken connection goes on where it ended`` () =
    serving [ Answer.part "\"a\"" 100_000 content; Answer.part "\"a\"" 50_000 content; whole ] (fun server path ->
        fetched { settings with Sha256 = None } server path
        Assert.Equal<bool list>([ false; true; true ], ranges server)
        Assert.Contains("Range: bytes=150000-", server.Requests[2])
        Assert.Contains("If-Range: \"a\"", server.Requests[2]))

[<Fact>]
let ``a download goes on where an earlier one ended, if a hash can tell`` () =
    serving [ Answer.part "\"a\"" 100_000 content; whole ] (fun server path ->
        failed "failed" { settings with Attempts = 1 } server path
        Assert.Equal(100_000L, FileInfo(partial path).Length)
        fetched settings server path
        Assert.Equal<bool list>([ false; true ], ranges server))

    serving [ Answer.part "\"a\"" 100_000 content; whole ] (fun server path ->
        failed "failed" { settings with Attempts = 1; Sha256 = None } server path
        fetched { settings with Sha256 = None } server path
        Assert.Equal<bool list>([ false; false ], ranges server))

[<Fact>]
let ``an earlier part of something else is thrown away`` () =
    serving [ whole ] (fun server path ->
        Directory.CreateDirectory(Path.GetDirectoryName path) |> ignore
        File.WriteAllBytes(partial path, Array.zeroCreate 1000)
        fetched settings server path
        Assert.Equal<bool list>([ true; false ], ranges server))

[<Fact>]
let ``a server that ignores ranges sends everything again`` () =
    serving [ Answer.bytes 300_000 content[..99_999]; Answer.bytes 300_000 content ] (fun server path ->
        fetched settings server path
        Assert.Equal<bool list>([ false; true ], ranges server))

[<Fact>]
let ``another part than was asked for is not taken`` () =
    let breaks = Answer.part "\"a\"" 100_000 content

    for wrong in [ Answer.partFrom 50_000 content[50_000..] 300_000; Answer.status "416 Range Not Satisfiable" ] do
        serving [ breaks; wrong; whole ] (fun server path ->
            fetched { settings with Sha256 = None } server path
            Assert.Equal<bool list>([ false; true; false ], ranges server))

[<Fact>]
let ``more bytes than promised are not taken`` () =
    let tooMany = Array.append content [| 1uy; 2uy; 3uy |]
    // Behind the length that the server states nothing is read.
    serving [ Answer.bytes 300_000 tooMany ] (fetched settings)

    serving
        [ Answer.part "\"a\"" 100_000 content; Answer.partFrom 100_000 tooMany[100_000..] 300_000; whole ]
        (fun server path ->
            fetched { settings with Sha256 = None } server path
            Assert.Equal(3, server.Requests.Length))

[<Fact>]
let ``wrong bytes are refused and removed`` () =
    let wrong = Array.map (fun b -> b ^^^ 1uy) content

    serving [ Answer.bytes 300_000 wrong ] (fun server path ->
        let found = (SHA256.HashData wrong |> Convert.ToHexString).ToLowerInvariant()
        failed $"the file's SHA-256 is {found}; {settings.Sha256.Value}" settings server path
        Assert.False(File.Exists(partial path))
        Assert.Equal(1, server.Requests.Length))

[<Fact>]
let ``a server that has trouble is asked again, one that refuses is not`` () =
    serving [ Answer.status "503 Service Unavailable"; Answer.status "429 Too Many Requests"; whole ] (fetched settings)

    serving [ Answer.status "404 Not Found" ] (fun server path ->
        failed "the server answered 404 Not Found" settings server path
        Assert.Equal(1, server.Requests.Length))

    serving [ Answer.status "500 Internal Server Error" ] (fun server path ->
        failed "the last of 3 attempts failed: the server answered 500" settings server path
        Assert.Equal(3, server.Requests.Length))

[<Fact>]
let ``connections that are refused or closed at once are failed attempts`` () =
    serving [ fun _ _ -> () ] (failed "the last of 3 attempts failed" settings)
    let url = (use server = new Loopback([ whole ]) in server.Url)

    Files.inNewFolder (fun folder ->
        match Download.tryFile settings url (Path.Combine(folder, "file.bin")) with
        | Error(RiemannError.Malformed(_, found, _)) -> Assert.Contains("the last of 3 attempts failed", found)
        | other -> failwith $"{other}")

[<Fact>]
let ``silence ends an attempt, before the answer and in it`` () =
    let impatient = { settings with Timeout = TimeSpan.FromSeconds 1.0 }
    let silent (_: string) (stream: Net.Sockets.NetworkStream) = stream.ReadByte() |> ignore

    serving [ silent; Answer.hang content[..99_999] 300_000; whole ] (fun server path ->
        fetched impatient server path
        Assert.Equal<bool list>([ false; false; true ], ranges server))

    serving [ silent ] (failed "nothing arrived for 1 s" { impatient with Attempts = 1 })

[<Fact>]
let ``a download can be stopped, and goes on later`` () =
    serving [ Answer.hang content[..99_999] 300_000; whole ] (fun server path ->
        use stop = new CancellationTokenSource()

        let stopping =
            { settings with Stop = stop.Token; Progress = fun count _ -> if count = 100_000L then stop.Cancel() }

        Assert.ThrowsAny<OperationCanceledException>(fun () -> Download.file stopping server.Url path) |> ignore
        Assert.False(File.Exists path)
        Assert.Equal(100_000L, FileInfo(partial path).Length)
        fetched settings server path
        Assert.Equal<bool list>([ false; true ], ranges server))

[<Fact>]
let ``settings and addresses that make no sense are refused`` () =
    let refused (words: string) settings url =
        Numbers.refused "Download.file" words (fun () -> Download.file settings url "never")

    let url = "http://127.0.0.1:1/file"
    refused "begins with http" settings "file.bin"
    refused "begins with http" settings "ftp://127.0.0.1/file.bin"
    refused "64 hexadecimal digits" { settings with Sha256 = Some "abc" } url
    refused "64 hexadecimal digits" { settings with Sha256 = Some(String('g', 64)) } url
    refused "1 or more" { settings with Attempts = 0 } url
    refused "a positive Timeout" { settings with Timeout = TimeSpan.Zero } url
