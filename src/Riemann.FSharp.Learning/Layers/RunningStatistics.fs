namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// What a layer remembers of the batches it has seen, for each channel: none of it is trained.
type RunningStatistics =
    {
        /// [channels]
        Mean: Buffer
        /// [channels], unbiased
        Variance: Buffer
        /// The number of batches, as int64.
        Batches: Buffer
    }

[<RequireQualifiedAccess>]
module internal RunningStatistics =
    /// Before the first batch: mean 0 and variance 1.
    let first dtype channels =
        { Mean = Buffer(Init.zeros dtype [ channels ])
          Variance = Buffer(Init.ones dtype [ channels ])
          Batches = Buffer(tensor 0L) }

    /// With one more batch of this mean and unbiased variance, which count for as much as the momentum says, or else for
    /// as much as every batch before.
    let next (momentum: float option) (mean: Tensor) (variance: Tensor) (running: RunningStatistics) =
        let batches = running.Batches.Value + 1.0

        let join (before: Buffer) (own: Tensor) =
            let share =
                match momentum with
                | Some share -> Tensor.Weak(share, own)
                | None -> 1.0 / Tensor.cast own.DType batches

            Buffer(before.Value + (stopGradient own - before.Value) * share)

        { Mean = join running.Mean mean; Variance = join running.Variance variance; Batches = Buffer batches }

    /// With one more batch that held nothing.
    let skip (running: RunningStatistics) = { running with Batches = Buffer(running.Batches.Value + 1.0) }
