namespace Riemann.FSharp.Learning

open System
open System.Collections.Concurrent
open System.Runtime.ExceptionServices
open System.Threading

/// A thread that makes the elements of a sequence before they are asked for, until it is disposed.
[<Sealed>]
type private Prefetcher<'T>(ahead: int, first: int, count: int, make: int -> 'T) =
    let ready = new BlockingCollection<Result<'T, ExceptionDispatchInfo>>(ahead)
    let stop = new CancellationTokenSource()

    let run () =
        let add element = ready.Add(element, stop.Token)

        // Nothing may leave a thread: an exception goes to the reader, or nowhere when the reader has left.
        try
            try
                for index in first .. count - 1 do
                    stop.Token.ThrowIfCancellationRequested()
                    add (Ok(make index))
            with error when not stop.IsCancellationRequested ->
                add (Error(ExceptionDispatchInfo.Capture error))
        with _ when stop.IsCancellationRequested ->
            ()

        ready.CompleteAdding()

    let thread = Thread(run, IsBackground = true, Name = "Riemann prefetch")
    do thread.Start()

    member _.Elements =
        ready.GetConsumingEnumerable()
        |> Seq.map (fun element ->
            match element with
            | Ok value -> value
            | Error error ->
                error.Throw()
                Unchecked.defaultof<'T>)

    interface IDisposable with
        member _.Dispose() =
            stop.Cancel()
            thread.Join()
            stop.Dispose()
            ready.Dispose()

module internal Prefetch =
    /// `make first` to `make (count - 1)`, made on a thread of their own, so many of them ahead of the reader. A reader
    /// that leaves early stops the thread and waits for its end; an exception there reaches the reader.
    let sequence (ahead: int) (first: int) (count: int) (make: int -> 'T) : 'T seq =
        seq {
            use prefetcher = new Prefetcher<'T>(ahead, first, count, make)
            yield! prefetcher.Elements
        }
