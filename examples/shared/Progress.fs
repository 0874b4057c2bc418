module Examples.Progress

open System
open System.Diagnostics

/// Shows how far an epoch is: a bar that is drawn over itself on a terminal, a line now and then in a pipe.
type Progress(epochs: int, batches: int) =
    let isTerminal = not Console.IsOutputRedirected
    let batchesPerLine = 100
    let text = 45 // around the bar
    let width = if isTerminal then Math.Clamp(Console.WindowWidth - text, 10, 40) else 0
    let redraw = TimeSpan.FromMilliseconds 50.0
    let sinceDrawn = Stopwatch.StartNew()

    let bar epoch batch (loss: float) =
        let filled = width * (batch + 1) / batches
        let bar = String('█', filled) + String('░', width - filled)
        Console.Write $"\rEpoch {epoch}/{epochs} {bar} {batch + 1}/{batches}, Loss: {loss:F4} "

    let clear () = Console.Write("\r" + String(' ', width + text - 1) + "\r")

    /// After a batch, counted from 0, of an epoch, counted from 1.
    member _.Batch(epoch, batch, loss: float) =
        if isTerminal then
            if sinceDrawn.Elapsed >= redraw then
                bar epoch batch loss
                sinceDrawn.Restart()
        elif batch % batchesPerLine = 0 then
            printfn $"Epoch {epoch}/{epochs}, Batch {batch}/{batches}, Loss: {loss:F4}"

    /// After an epoch.
    member _.Epoch(epoch, averageLoss: float) =
        if isTerminal then clear ()
        printfn $"Epoch {epoch}/{epochs} completed, Average Loss: {averageLoss:F4}"

    /// Where nothing more will come.
    member _.Stop() = if isTerminal then clear ()
