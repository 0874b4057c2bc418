module Formula.Options

open System.CommandLine
open Examples.Command

type Options =
    {
        Samples: int
        /// The standard deviation of what is added to each value.
        Noise: float
        /// How many networks are trained, each from other weights.
        Tries: int
        Seed: int64
        /// Where the report is written.
        Report: string
    }

let about = "Finds the formula exp(sin(pi x) + y^2) in noisy samples of it, by a Kolmogorov-Arnold network."

let private samples = whole "--samples" 50 100_000 "takes N samples (1000; 500 with --quick)"
let private noise = real "--noise" "S" 0.0 10.0 "adds normal noise of this deviation (0.02)"
let private tries = whole "--tries" 1 1000 "trains N networks, and takes the best formula (6; 3 with --quick)"
let private report = text "--report" "FILE" "writes the report there (formula.html)"
let private quick = flag "--quick" "fewer samples, a few seconds"
let all: Option list = [ samples; noise; tries; report; seed; quick ]

let read (line: ParseResult) =
    let isQuick = line.GetValue quick
    let usual whole few = if isQuick then few else whole

    { Samples = line.GetValue samples |> Option.defaultValue (usual 1000 500)
      Noise = line.GetValue noise |> Option.defaultValue 0.02
      Tries = line.GetValue tries |> Option.defaultValue (usual 6 3)
      Seed = line.GetValue seed |> Option.defaultValue 1L
      Report = line.GetValue report |> Option.defaultValue "formula.html" }
