namespace Riemann.FSharp.Learning.Tests

open System
open System.Globalization
open System.IO
open System.Text.RegularExpressions
open Riemann.FSharp

/// A file of NIST's Statistical Reference Datasets for nonlinear regression.
type NistProblem =
    {
        Name: string
        /// Lower, Average or Higher, as NIST says.
        Difficulty: string
        Model: Tensor[] -> Tensor[] -> Tensor
        Starts: float[] list
        Certified: float[]
        CertifiedErrors: float[]
        X: Tensor[]
        Y: Tensor
    }

module NistProblem =
    let private number (text: string) = Double.Parse(text, CultureInfo.InvariantCulture)
    let private words (line: string) = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)

    /// The first of these folders that is there.
    let folder: string option =
        let rec above (folder: string) =
            [ yield Path.Combine(folder, "shared", "data", "nist-strd")
              match Path.GetDirectoryName folder |> Option.ofObj with
              | Some parent -> yield! above parent
              | None -> () ]

        [ yield!
              (match Environment.GetEnvironmentVariable "RIEMANN_DATA" with
               | null -> []
               | data -> [ Path.Combine(data, "nist-strd") ])
          yield! above AppContext.BaseDirectory ]
        |> List.tryFind (fun folder -> File.Exists(Path.Combine(folder, "Misra1a.dat")))

    /// The lines that the header names for something.
    let private section (lines: string[]) (name: string) =
        let found = Regex.Match(String.concat "\n" lines[..19], name + @"\s*\(lines\s+(\d+)\s+to\s+(\d+)\)")
        lines[int found.Groups[1].Value - 1 .. int found.Groups[2].Value - 1]

    let read (folder: string) (name: string, model) : NistProblem =
        let lines = File.ReadAllLines(Path.Combine(folder, name + ".dat"))

        let parameters =
            section lines "Starting Values"
            |> Array.map (fun line -> words (line.Substring(line.IndexOf '=' + 1)) |> Array.map number)

        let rows = section lines "Data" |> Array.map (words >> Array.map number)
        let column i = tensor (rows |> Array.map (Array.item i))
        let y = column 0

        { Name = name
          Difficulty = Regex.Match(String.concat "\n" lines, @"(\w+) Level of Difficulty").Groups[1].Value
          Model = model
          Starts = [ parameters |> Array.map (Array.item 0); parameters |> Array.map (Array.item 1) ]
          Certified = parameters |> Array.map (Array.item 2)
          CertifiedErrors = parameters |> Array.map (Array.item 3)
          X = Array.init (rows[0].Length - 1) (fun i -> column (i + 1))
          Y = if name = "Nelson" then log y else y }

    /// The fewest digits in which numbers agree with certified ones, of 11 (log relative error, McCullough 1998).
    let digits (certified: float[]) (found: float[]) : float =
        let one (wanted: float) found =
            let error = abs (found - wanted) / abs wanted
            if Double.IsNaN error then 0.0 else max 0.0 (min 11.0 -(log10 error))

        Array.map2 one certified found |> Array.min
