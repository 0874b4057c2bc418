namespace Riemann.FSharp.Learning

open System
open System.IO
open System.Net.Http
open System.Net.Http.Headers
open System.Security.Cryptography
open System.Threading
open System.Threading.Tasks
open Riemann.FSharp

/// How a file is fetched: see `Download.defaults`.
type DownloadSettings =
    {
        /// The SHA-256 of the whole file, 64 hexadecimal digits.
        Sha256: string option
        /// How often the server is asked.
        Attempts: int
        /// How long after a first attempt the second one begins; the next ones wait twice as long each time.
        Wait: TimeSpan
        /// How long nothing may arrive before an attempt counts as failed.
        Timeout: TimeSpan
        /// Is told how many bytes are there, and how many there will be, where the server says so.
        Progress: int64 -> int64 option -> unit
        /// Ends the download with an `OperationCanceledException`.
        Stop: CancellationToken
    }

/// How an attempt ended.
[<RequireQualifiedAccess>]
type private Attempt =
    /// All bytes that the server promised are there.
    | Complete
    /// Another attempt may do better.
    | Failed of reason: string
    /// None will.
    | Refused of reason: string

/// Files from a web server.
[<RequireQualifiedAccess>]
module Download =
    /// No hash, 5 attempts, a second after the first, a minute's patience.
    let defaults: DownloadSettings =
        { Sha256 = None
          Attempts = 5
          Wait = TimeSpan.FromSeconds 1.0
          Timeout = TimeSpan.FromSeconds 60.0
          Progress = fun _ _ -> ()
          Stop = CancellationToken.None }

    let private client = lazy (new HttpClient(new SocketsHttpHandler(), Timeout = Threading.Timeout.InfiniteTimeSpan))

    /// What the network does, or why it did not, within the time that nothing may arrive.
    let private within settings (work: CancellationToken -> Task<'T>) : Result<'T, string> =
        use watch = CancellationTokenSource.CreateLinkedTokenSource settings.Stop
        watch.CancelAfter settings.Timeout

        try
            Ok((work watch.Token).GetAwaiter().GetResult())
        with
        | :? OperationCanceledException ->
            settings.Stop.ThrowIfCancellationRequested()
            Error $"nothing arrived for {settings.Timeout.TotalSeconds} s"
        | :? HttpRequestException
        | :? IOException as error -> Error error.Message

    /// Appends what arrives to the file.
    let private receive settings (content: Stream) (total: int64 option) (file: FileStream) =
        let buffer: byte[] = Array.zeroCreate 131072

        let rec next () =
            match within settings (fun token -> content.ReadAsync(Memory buffer, token).AsTask()) with
            | Error reason -> Attempt.Failed reason
            | Ok 0 when total |> Option.exists (fun total -> file.Length < total) ->
                Attempt.Failed $"it ended after {file.Length} of {total.Value} bytes"
            | Ok 0 -> Attempt.Complete
            | Ok count when total |> Option.exists (fun total -> file.Length + int64 count > total) ->
                file.SetLength 0L
                Attempt.Failed $"more than the {total.Value} bytes arrived that were promised"
            | Ok count ->
                file.Write(buffer, 0, count)
                settings.Progress file.Length total
                next ()

        next ()

    /// Asks for what the file does not have yet. The tag tells whether that still is the rest of the same content.
    let private attempt settings (url: Uri) (partial: string) (tag: EntityTagHeaderValue option ref) =
        use file = new FileStream(partial, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None)
        file.Seek(0L, SeekOrigin.End) |> ignore
        use request = new HttpRequestMessage(HttpMethod.Get, url)

        if file.Length > 0L then
            request.Headers.Range <- RangeHeaderValue(Nullable file.Length, Nullable())
            tag.Value |> Option.iter (fun tag -> request.Headers.IfRange <- RangeConditionHeaderValue tag)

        let send token = client.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token)

        match within settings send with
        | Error reason -> Attempt.Failed reason
        | Ok response ->
            use response = response
            let headers = response.Content.Headers
            let answer = $"the server answered {int response.StatusCode} {response.ReasonPhrase}"
            let range = Option.ofObj headers.ContentRange

            let receive total =
                tag.Value <- response.Headers.ETag |> Option.ofObj |> Option.filter (fun tag -> not tag.IsWeak)
                use content = response.Content.ReadAsStream()
                let result = receive settings content (Option.ofNullable total) file
                file.Flush true
                result

            match int response.StatusCode, range with
            | 200, _ ->
                // Also where it was asked for the rest: it sends everything.
                file.SetLength 0L
                receive headers.ContentLength
            | 206, Some range when range.From = Nullable file.Length -> receive range.Length
            | (206 | 416), _ ->
                file.SetLength 0L
                Attempt.Failed $"{answer}, which is not the rest of the file"
            | status, _ when status = 408 || status = 429 || status >= 500 -> Attempt.Failed answer
            | _ -> Attempt.Refused answer

    let private hash (path: string) =
        use file = File.OpenRead path
        SHA256.HashData file |> Convert.ToHexString

    let private isHash (text: string) = text.Length = 64 && Seq.forall Char.IsAsciiHexDigit text

    /// The address, where it and the settings make sense.
    let private validate settings (address: string) =
        let refuse problem hint = Error(RiemannError.Value(problem, hint))
        let isUrl, url = Uri.TryCreate(address, UriKind.Absolute)

        if not isUrl || (url.Scheme <> Uri.UriSchemeHttp && url.Scheme <> Uri.UriSchemeHttps) then
            refuse $"{address} is not an address" "one that begins with http:// or https://"
        elif settings.Sha256 |> Option.exists (isHash >> not) then
            refuse $"{settings.Sha256.Value} is not a SHA-256" "64 hexadecimal digits"
        elif settings.Attempts < 1 then
            refuse $"{settings.Attempts} attempts" "1 or more"
        elif settings.Timeout <= TimeSpan.Zero || settings.Wait < TimeSpan.Zero then
            refuse
                $"a Timeout of {settings.Timeout} and a Wait of {settings.Wait}"
                "a positive Timeout, a Wait of 0 or more"
        else
            Ok url

    let private fetch settings (url: Uri) (path: string) =
        let partial = path + ".part"
        let isRight path = settings.Sha256 |> Option.forall (fun wanted -> wanted.ToUpperInvariant() = hash path)
        let problem found expected = Error(RiemannError.Malformed(string url, found, expected))

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath path)) |> ignore

        // Whether a part from before belongs to what the server has today, only the hash can tell.
        if settings.Sha256.IsNone then File.Delete partial

        let tag = ref None

        let rec go number (wait: TimeSpan) isWhole =
            settings.Stop.ThrowIfCancellationRequested()
            let isWhole = isWhole || not (File.Exists partial)

            match attempt settings url partial tag with
            | Attempt.Complete when isRight partial ->
                File.Move(partial, path, true)
                Ok()
            | Attempt.Complete ->
                let found = $"the file's SHA-256 is {(hash partial).ToLowerInvariant()}"
                File.Delete partial

                // The part from before may have been wrong.
                if isWhole then problem found settings.Sha256.Value else again found number wait true
            | Attempt.Refused reason -> problem reason "a file"
            | Attempt.Failed reason -> again reason number wait isWhole

        and again reason number wait isWhole =
            if number >= settings.Attempts then
                problem $"the last of {number} attempts failed: {reason}" "a server that sends the whole file"
            else
                settings.Stop.WaitHandle.WaitOne wait |> ignore
                go (number + 1) (2.0 * wait) isWhole

        if File.Exists path && isRight path then Ok() else go 1 settings.Wait false

    /// `Download.tryFile settings url path` fetches a file, unless it is there already with the right hash, or with any
    /// where none is given, or tells why it could not. Under its name there is never a part of it: what has arrived is in
    /// `path.part` until it is whole and right. An attempt goes on where the one before ended, and so does a later download
    /// where a hash is given. What has another hash is deleted. Statuses 408, 429 and 5xx, broken connections and silence
    /// lead to another attempt; other statuses do not. What goes wrong with the disk is raised as it is.
    let tryFile (settings: DownloadSettings) (url: string) (path: string) : Result<unit, RiemannError> =
        validate settings url |> Result.bind (fun url -> fetch settings url path)

    /// `Download.file settings url path` is `Download.tryFile`. Raises where the file could not be fetched.
    let file (settings: DownloadSettings) (url: string) (path: string) : unit =
        tryFile settings url path |> Fail.get "Download.file"
