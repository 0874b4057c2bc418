namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// Which non-zeros go first where some are dropped.
[<RequireQualifiedAccess>]
type Pruning =
    /// Those of the smallest magnitude.
    | Magnitude
    /// The same part of the smallest positive ones and of the largest negative ones. 0 counts as positive.
    | EachSign

/// What a non-zero that has grown begins with.
[<RequireQualifiedAccess>]
type GrownValue =
    | Zero
    /// A random number, as in a new layer with as many inputs to that output.
    | Initial

/// How a sparse layer moves its non-zeros: see `Regrowth.defaults`.
type Regrowth =
    {
        /// The part that is dropped and grown elsewhere, from 0 to 1.
        Fraction: float
        Pruning: Pruning
        Grown: GrownValue
    }

[<RequireQualifiedAccess>]
module Regrowth =
    /// Three tenths are dropped, the same part of both signs, and begin anew as in a new layer: sparse evolutionary
    /// training. Source: Mocanu, Mocanu, Stone, Nguyen, Gibescu and Liotta (2018), algorithm 1.
    let defaults: Regrowth = { Fraction = 0.3; Pruning = Pruning.EachSign; Grown = GrownValue.Initial }

    let internal requireFraction operation (fraction: float) =
        if not (fraction >= 0.0 && fraction <= 1.0) then
            Fail.raise operation (RiemannError.Value($"a fraction of {string fraction}", "a number from 0 to 1"))

    /// Which of the values stay where this part of them is dropped, the rest rounded. Of equal ones the first go first, and
    /// NaN goes last.
    let internal survivors operation (pruning: Pruning) (fraction: float) (values: Tensor) : Tensor =
        requireFraction operation fraction
        let numbers = (Tensor.cast DType.Float64 values).ToArray<float>()

        let group =
            match pruning with
            | Pruning.Magnitude -> fun _ -> 0
            | Pruning.EachSign -> fun i -> if numbers[i] >= 0.0 then 0 else 1

        let sizes = Array.zeroCreate 2

        for i in 0 .. numbers.Length - 1 do
            sizes[group i] <- sizes[group i] + 1

        let toDrop = sizes |> Array.map (fun size -> int (Math.Round(fraction * float size)))
        let stays = Array.create numbers.Length true

        for i in (Tensor.argSort 0 (abs values)).ToArray<int64>() do
            let i = int i

            if toDrop[group i] > 0 then
                toDrop[group i] <- toDrop[group i] - 1
                stays[i] <- false

        Tensor.ofArray [ stays.Length ] stays
