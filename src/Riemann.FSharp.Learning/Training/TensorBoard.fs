namespace Riemann.FSharp.Learning

open System
open System.IO

/// The history of training for TensorBoard.
[<RequireQualifiedAccess>]
module TensorBoard =
    let private operation = "TensorBoard.watch"

    /// `validation loss` is shown beside `loss`.
    let private tag (name: string) =
        let prefix = "validation "
        if name.StartsWith prefix then $"{name[prefix.Length ..]}/validation" else $"{name}/training"

    /// `TensorBoard.watch folder` is a watcher that writes the values of each epoch, by the number of steps taken, into a
    /// new file in the folder: `tensorboard --logdir FOLDER` shows them. Where training goes on after a checkpoint, what
    /// earlier files have beyond it is marked as void. Raises where the file cannot be written.
    let watch (folder: string) : TrainEvent -> unit =
        let started = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()
        let path = Path.Combine(folder, $"events.out.tfevents.{started}.{Environment.ProcessId}")
        let now () = float (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()) / 1000.0

        let append (records: byte[] list) =
            try
                Directory.CreateDirectory folder |> ignore
                use file = new FileStream(path, FileMode.Append)
                records |> List.iter (EventFile.write file)
            with error when AtomicFile.isRefusal error ->
                AtomicFile.refuse operation path error

        function
        | TrainEvent.Begun(_, _, history) ->
            let steps = history |> List.tryLast |> Option.map _.Step

            append (
                EventFile.version (now ())
                :: [ for step in Option.toList steps -> EventFile.restart (now ()) (step + 1L) ]
            )
        | TrainEvent.EpochDone(result, _, _) ->
            append [ EventFile.scalars (now ()) result.Step [ for name, value in result.Values -> tag name, value ] ]
        | TrainEvent.BatchDone _
        | TrainEvent.Ended _ -> ()
