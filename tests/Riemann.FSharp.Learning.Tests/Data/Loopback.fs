namespace Riemann.FSharp.Learning.Tests

open System
open System.IO
open System.Net
open System.Net.Sockets
open System.Text
open System.Threading

/// A web server on this machine that answers each connection with the next of some functions of what was asked for and of
/// the stream, and closes it; the last function answers all others too.
[<Sealed>]
type Loopback(answers: (string -> NetworkStream -> unit) list) =
    let listener = new TcpListener(IPAddress.Loopback, 0)
    let requests = ResizeArray<string>()
    let stop = new CancellationTokenSource()

    let readRequest (stream: NetworkStream) =
        let text = StringBuilder()

        while not (text.ToString().EndsWith "\r\n\r\n") do
            match stream.ReadByte() with
            | -1 -> raise (EndOfStreamException())
            | byte -> text.Append(char byte) |> ignore

        text.ToString()

    let serve number =
        use client = listener.AcceptTcpClient()
        use stream = client.GetStream()
        let request = readRequest stream
        lock requests (fun () -> requests.Add request)
        answers[min number (answers.Length - 1)] request stream

    let run () =
        let mutable number = 0

        while not stop.IsCancellationRequested do
            try
                serve number
            with
            | :? IOException
            | :? SocketException
            | :? ObjectDisposedException -> ()

            number <- number + 1

    do
        listener.Start()
        Thread(run, IsBackground = true).Start()

    /// The address of a file there.
    member _.Url = $"http://127.0.0.1:{(listener.LocalEndpoint :?> IPEndPoint).Port}/file.bin"

    /// What was asked for so far.
    member _.Requests = lock requests (fun () -> List.ofSeq requests)

    interface IDisposable with
        member _.Dispose() =
            stop.Cancel()
            listener.Dispose()

/// Answers of the server.
module Answer =
    let private write (stream: NetworkStream) (status: string) (headers: string list) (body: byte[]) =
        let lines = $"HTTP/1.1 {status}" :: headers @ [ "Connection: close"; ""; "" ]
        stream.Write(Encoding.ASCII.GetBytes(String.concat "\r\n" lines))
        stream.Write body

    /// The status alone, with a word as the body.
    let status (status: string) (_: string) stream =
        write stream status [ "Content-Length: 4" ] (Encoding.ASCII.GetBytes "text")

    /// These bytes, whatever part is asked for, and a length, true or not.
    let bytes (length: int) (body: byte[]) (_: string) stream =
        write stream "200 OK" [ $"Content-Length: {length}" ] body

    /// Bytes until the connection closes.
    let unmeasured (body: byte[]) (_: string) stream = write stream "200 OK" [] body

    let private start (request: string) =
        let mark = "Range: bytes="

        match request.IndexOf(mark, StringComparison.OrdinalIgnoreCase) with
        | -1 -> None
        | place -> request.Substring(place + mark.Length).Split('-')[0] |> int |> Some

    /// The part that is asked for of a content with a tag, of which so many bytes arrive before the connection breaks.
    let part (tag: string) (arriving: int) (content: byte[]) (request: string) stream =
        match start request with
        | None ->
            write
                stream
                "200 OK"
                [ $"Content-Length: {content.Length}"; $"ETag: {tag}" ]
                (Array.truncate arriving content)
        | Some start ->
            let headers =
                [ $"Content-Range: bytes {start}-{content.Length - 1}/{content.Length}"
                  $"Content-Length: {content.Length - start}"
                  $"ETag: {tag}" ]

            write stream "206 Partial Content" headers (content[start..] |> Array.truncate arriving)

    /// A part from this place on, whatever is asked for.
    let partFrom (start: int) (body: byte[]) (total: int) (_: string) stream =
        let range = $"Content-Range: bytes {start}-{total - 1}/{total}"
        write stream "206 Partial Content" [ range; $"Content-Length: {body.Length}" ] body

    /// Some bytes of many, and then silence until the other side closes.
    let hang (body: byte[]) (length: int) (request: string) (stream: NetworkStream) =
        bytes length body request stream
        stream.ReadByte() |> ignore
