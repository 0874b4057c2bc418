module Examples.Progress

open System
open System.Diagnostics

/// Shows how far something is: lines, and on a terminal a bar below them that is drawn over itself.
type Progress() =
    let isTerminal = not Console.IsOutputRedirected
    let batchesPerLine = 100
    let text = 45 // around the bar
    let width = if isTerminal then Math.Clamp(Console.WindowWidth - text, 10, 40) else 0
    let redraw = TimeSpan.FromMilliseconds 50.0
    let sinceDrawn = Stopwatch.StartNew()

    let clear () = if isTerminal then Console.Write("\r" + String(' ', width + text - 1) + "\r")

    /// So many of all are done.
    member _.Bar(what: string, finished: int, all: int, loss: float) =
        if isTerminal && sinceDrawn.Elapsed >= redraw then
            let filled = width * finished / all
            let bar = String('█', filled) + String('░', width - filled)
            Console.Write $"\r{what} {bar} {finished}/{all}, Loss: {loss:F4} "
            sinceDrawn.Restart()

    member _.Line(line: string) =
        clear ()
        Console.WriteLine line

    /// After a batch, counted from 0, of an epoch, counted from 1: a bar, and in a pipe a line now and then.
    member progress.Batch((epoch: int, epochs: int), (batch: int, batches: int), loss: float) =
        progress.Bar($"Epoch {epoch}/{epochs}", batch + 1, batches, loss)

        if not isTerminal && batch % batchesPerLine = 0 then
            progress.Line $"Epoch {epoch}/{epochs}, Batch {batch}/{batches}, Loss: {loss:F4}"

    /// Takes the bar away.
    interface IDisposable with
        member _.Dispose() = clear ()
