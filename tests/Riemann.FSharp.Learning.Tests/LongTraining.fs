namespace Riemann.FSharp.Learning.Tests

open System
open System.Diagnostics
open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.Kernels

/// What a training left behind.
type TrainingRun =
    {
        Loss: float
        /// Of the bits of all trained weights.
        Checksum: int64
        Seconds: float
        /// Collections of generation 2 while it ran.
        Collections: int
        /// Bytes held by arrays, at the end less after a tenth of the steps.
        Growth: int64
        /// The memory of the process in MB, after a tenth of the steps and at the end.
        ResidentAtStart: int64
        ResidentAtEnd: int64
    }

type private DigitNet = { Hidden: Linear; Output: Linear }

/// The network 784-200-10 with batches of 100, and Adam.
module LongTraining =
    let private net () =
        let first, second = Key.split (Key.create 2L)
        let settings = { Linear.defaults with DType = DType.Float32 }

        { Hidden = Linear.init { settings with Inputs = 784; Outputs = 200 } first
          Output = Linear.init { settings with Inputs = 200; Outputs = 10 } second }

    let private apply net x = x |> Linear.apply net.Hidden |> Tensor.relu |> Linear.apply net.Output

    /// Outstanding bytes that live, and the resident MB.
    let private memory () =
        GC.Collect()
        GC.WaitForPendingFinalizers()
        use self = Process.GetCurrentProcess()
        struct (Memory.Outstanding, self.WorkingSet64 >>> 20)

    /// Depends on every bit and its place.
    let private checksum (net: DigitNet) =
        [ net.Hidden; net.Output ]
        |> Seq.collect (fun layer -> layer.Weight :: Option.toList layer.Bias)
        |> Seq.collect (fun x -> x.ToArray<float32>())
        |> Seq.fold (fun sum x -> sum * 1099511628211L + int64 (BitConverter.SingleToInt32Bits x)) 17L

    /// So many steps on drawn digits, over and over. Every fifth has other digits' labels, so that there is always
    /// something to learn.
    let run (steps: int) : TrainingRun =
        let digits = DigitSet.drawn 1L 2_000

        let batches =
            Dataset.ofTensors (digits.Images, digits.Labels)
            |> DataLoader.create { DataLoader.defaults with BatchSize = 100; Shuffle = Some(Key.create 1L) }
            |> DataLoader.epoch 0
            |> Array.ofSeq

        let optimiser = Optimiser.adam { Adam.defaults with LearningRate = 1e-4 }
        let start = net ()
        let mutable net, state, loss = start, optimiser.Init start, Tensor.zeros []
        let mutable early = struct (0L, 0L)
        let clock = Stopwatch.StartNew()
        let collections = GC.CollectionCount 2

        for step in 0 .. steps - 1 do
            if step = steps / 10 then early <- memory ()
            let x = fst batches[step % batches.Length]
            let labels = snd batches[(if step % 5 = 0 then step / 5 else step) % batches.Length]
            let value, gradient = valueAndGrad (fun net -> apply net x |> Loss.crossEntropy labels) net
            let nextNet, nextState = optimiser.Update gradient state net
            net <- nextNet
            state <- nextState
            loss <- value

        let seconds = clock.Elapsed.TotalSeconds
        // One was asked for above.
        let collections = GC.CollectionCount 2 - collections - 1
        let struct (outstanding, resident) = early
        let struct (outstandingAtEnd, residentAtEnd) = memory ()
        GC.KeepAlive((net, state, batches))

        { Loss = loss.ToFloat()
          Checksum = checksum net
          Seconds = seconds
          Collections = collections
          Growth = outstandingAtEnd - outstanding
          ResidentAtStart = resident
          ResidentAtEnd = residentAtEnd }
