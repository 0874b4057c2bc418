namespace Riemann.FSharp.Learning

open System
open System.Threading.Tasks
open Spectre.Console

/// Training on the console.
[<RequireQualifiedAccess>]
module ConsoleProgress =
    let private values (result: EpochResult) =
        [ for name, value in result.Values -> $"{name} {value:G4}" ] |> String.concat ", "

    let private summary epochs (result: EpochResult) (seconds: float) =
        $"Epoch {result.Epoch}/{epochs}: {values result}, {seconds:F1} s"

    /// How long a pipe waits for the next line of an epoch.
    let private pause = TimeSpan.FromSeconds 10.0

    /// Plain lines: one for each epoch, and one now and then in an epoch that takes long.
    let lines () : TrainEvent -> unit =
        let mutable epochs, batches, last = 0, None, DateTime.UtcNow

        function
        | TrainEvent.Begun(all, count, _) ->
            epochs <- all
            batches <- count
            last <- DateTime.UtcNow
        | TrainEvent.BatchDone(epoch, batch, loss) when DateTime.UtcNow - last >= pause ->
            let count = batches |> Option.map (fun count -> $"/{count}") |> Option.defaultValue ""
            printfn $"Epoch {epoch}/{epochs}, batch {batch}{count}: loss {loss:G4}"
            last <- DateTime.UtcNow
        | TrainEvent.BatchDone _ -> ()
        | TrainEvent.EpochDone(result, seconds, _) ->
            printfn $"{summary epochs result seconds}"
            last <- DateTime.UtcNow
        | TrainEvent.Ended(StopReason.Completed | StopReason.Cancelled | StopReason.Failed _) -> ()
        | TrainEvent.Ended reason -> printfn $"{string reason}"

    let private columns: ProgressColumn[] =
        [| TaskDescriptionColumn(Alignment = Justify.Left)
           ProgressBarColumn()
           PercentageColumn()
           RemainingTimeColumn() |]

    /// A bar for the epoch under way, below a line for each that is done.
    let private bar () : TrainEvent -> unit =
        let over = TaskCompletionSource()
        let shown = TaskCompletionSource<ProgressTask>()
        let mutable running = Task.CompletedTask
        let mutable epochs = 0

        /// Where the number of batches is not known the first epoch shows it.
        let mutable batches: int option = None

        let start () =
            AnsiConsole
                .Progress()
                .AutoClear(true)
                .Columns(columns)
                .StartAsync(fun context ->
                    shown.SetResult(context.AddTask "Epoch")
                    over.Task)

        function
        | TrainEvent.Begun(all, count, _) ->
            epochs <- all
            batches <- count
            running <- start ()
            // Raises where the console is taken by another bar.
            if Task.WaitAny(shown.Task, running) = 1 then running.GetAwaiter().GetResult()
        | TrainEvent.BatchDone(epoch, batch, loss) ->
            let task = shown.Task.Result
            task.IsIndeterminate <- batches.IsNone
            task.MaxValue <- float (Option.defaultValue (batch + 1) batches)
            task.Value <- float batch
            task.Description <- Markup.Escape $"Epoch {epoch}/{epochs}  loss {loss:G4}"
        | TrainEvent.EpochDone(result, seconds, _) ->
            // As wide as the terminal, or a line that wraps leaves parts of the bar behind it.
            AnsiConsole.Write(Align.Left(Text(summary epochs result seconds)))
            let task = shown.Task.Result
            if batches.IsNone then batches <- Some(int task.Value)
            task.Value <- 0.0
        | TrainEvent.Ended reason ->
            over.TrySetResult() |> ignore
            running.Wait()

            match reason with
            | StopReason.Completed
            | StopReason.Cancelled
            | StopReason.Failed _ -> ()
            | reason -> AnsiConsole.WriteLine(string reason)

    /// `ConsoleProgress.create ()` is a watcher for one training: a bar on a terminal, plain lines in a pipe or file.
    let create () : TrainEvent -> unit = if Console.IsOutputRedirected then lines () else bar ()
