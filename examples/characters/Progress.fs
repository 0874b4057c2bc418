module Characters.Progress

open System
open System.Diagnostics

/// Shows how far training is: a bar that is drawn over itself on a terminal, a line now and then in both.
type Progress(steps: int) =
    let isTerminal = not Console.IsOutputRedirected
    let stepsPerLine = max 1 (steps / 10)
    let text = 45 // around the bar
    let width = if isTerminal then Math.Clamp(Console.WindowWidth - text, 10, 40) else 0
    let redraw = TimeSpan.FromMilliseconds 50.0
    let sinceDrawn = Stopwatch.StartNew()
    let mutable sum = 0.0
    let mutable count = 0

    let bar step (loss: float) =
        let filled = width * step / steps
        let bar = String('█', filled) + String('░', width - filled)
        Console.Write $"\r{bar} {step}/{steps}, Loss: {loss:F4} "

    let clear () = if isTerminal then Console.Write("\r" + String(' ', width + text - 1) + "\r")

    /// After a step, counted from 1. A line holds the mean loss since the one before.
    member _.Step(step: int, loss: float) =
        sum <- sum + loss
        count <- count + 1

        if step % stepsPerLine = 0 || step = steps then
            clear ()
            printfn $"Step {step}/{steps}, Loss: {sum / float count:F4}"
            sum <- 0.0
            count <- 0
        elif isTerminal && sinceDrawn.Elapsed >= redraw then
            bar step loss
            sinceDrawn.Restart()

    /// Where nothing more will come.
    member _.Stop() = clear ()
