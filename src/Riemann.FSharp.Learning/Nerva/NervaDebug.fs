namespace Riemann.FSharp.Learning.Nerva

open System.IO
open Riemann.FSharp

/// What `--debug` prints.
[<RequireQualifiedAccess>]
module NervaDebug =
    /// `NervaDebug.write writer step` writes a step of training: the batch X and its targets T, what comes out, Y, the
    /// gradient DY in it, and each of the weights with its gradient. Long axes are cut in the middle. It is meant for
    /// `{ NervaTraining.defaults with Debug = Some(NervaDebug.write stdout) }`.
    let write (writer: TextWriter) (step: NervaStep) : unit =
        let show (name: string) (x: Tensor) = writer.Write $"{name} = {x}\n"
        writer.Write $"epoch {step.Epoch}, batch {step.Batch}\n"
        show "X" step.X
        show "T" step.T
        show "Y" step.Y
        show "DY" step.DY

        (Mlp.toTensors step.Mlp, Mlp.toTensors step.Gradient)
        ||> List.iter2 (fun (name, value) (_, gradient) ->
            show name value
            show $"D{name}" gradient)
