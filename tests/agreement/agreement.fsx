// Compares this library with PyTorch, in float64: values, and derivatives in both directions.
// Run by `dotnet fsi build.fsx agree`.
// One directive: with several, each would load the files it needs again, as other types.
#load "Calls.fsx" "Peer.fsx" "Elementwise.fsx" "Special.fsx" "Reductions.fsx" "Ordering.fsx" "Structure.fsx" "Contraction.fsx" "Spectral.fsx" "Matrices.fsx" "Fourier.fsx" "Samples.fsx" "Learning.fsx" "Convolution.fsx" "Pooling.fsx" "Embedding.fsx" "Attention.fsx" "Normalisation.fsx" "Activations.fsx" "Losses.fsx" "Recurrent.fsx" "Clipping.fsx" "Schedules.fsx" "Optimisers.fsx" "Lbfgs.fsx" "Splines.fsx" "Fitting.fsx" "Sparse.fsx"

open System
open System.IO
open Riemann.FSharp
open Riemann.Kernels
open Calls
open Peer

/// The largest difference of two elements, relative where they are larger than 1; infinite where only one is NaN.
let distance (ours: Numbers) (theirs: Numbers) =
    let apart (a: float) (b: float) =
        if a = b || (Double.IsNaN a && Double.IsNaN b) then 0.0
        elif Double.IsFinite a && Double.IsFinite b then abs (a - b) / max 1.0 (abs b)
        else infinity

    if ours.Shape <> theirs.Shape then infinity
    elif ours.Values.Length = 0 then 0.0
    else Array.map2 apart ours.Values theirs.Values |> Array.max

/// The parts of a call that are compared, each with its error.
let compare (peer: Peer) (random: Random) (call: Call) : Result<(string * float) list, string> =
    let operands = call.Operands |> List.map (sample random)
    let like (x: Tensor) = sample random (real x.Shape)
    let isMoving (x: Tensor) = x.DType = DType.Float64

    try
        let value = call.Ours operands

        if not (call.HasDerivative && isMoving value && List.exists isMoving operands) then
            peer.Ask(call.Theirs, operands, [], None)
            |> Result.map (fun theirs -> [ ("value", distance (numbers value) theirs.Value) ])
        else
            let tangents = operands |> List.map (fun x -> if isMoving x then like x else x)
            let cotangent = like value
            let _, pushed = jvp call.Ours operands tangents
            let pulled = snd (vjp call.Ours operands) cotangent |> List.filter isMoving

            peer.Ask(call.Theirs, operands, List.filter isMoving tangents, Some cotangent)
            |> Result.map (fun theirs ->
                [ "value", distance (numbers value) theirs.Value
                  for i, (ours, theirs) in List.zip pulled theirs.Pulled |> List.indexed do
                      $"vjp in float operand {i}", distance (numbers ours) theirs
                  for theirs in Option.toList theirs.Pushed do
                      "jvp", distance (numbers pushed) theirs ])
    with problem ->
        Error problem.Message

/// Whether the call agrees, and its largest error.
let judge peer random (call: Call) =
    let complain problem =
        let shapes = call.Operands |> List.map (fun x -> $"%A{x.Shape}") |> String.concat " "
        printfn $"  {call.Theirs} of {shapes}: {problem}"

    match compare peer random call with
    | Error problem when problem.Contains "No module named" ->
        complain $"not compared, {problem}"
        true, 0.0
    | Error problem ->
        complain problem
        false, infinity
    | Ok parts ->
        let wrong = parts |> List.filter (fun (_, error) -> not (error <= call.Tolerance))

        for part, error in wrong do
            complain $"{part} is off by {error:g2}"

        wrong.IsEmpty, parts |> List.map snd |> List.max

let families =
    Elementwise.families
    @ Special.families
    @ Reductions.families
    @ Ordering.families
    @ Structure.families
    @ Contraction.families
    @ Spectral.families
    @ Matrices.families
    @ Fourier.families
    @ Samples.families
    @ Activations.families
    @ Losses.families
    @ Learning.families
    @ Optimisers.families
    @ Convolution.families
    @ Pooling.families
    @ Embedding.families
    @ Recurrent.families
    @ Attention.families
    @ Normalisation.families
    @ Clipping.families
    @ Lbfgs.families
    @ (if Peer.hasScipy.Value then Fitting.families else [])
    @ Schedules.families
    @ Splines.families
    @ Sparse.families

match tryStart (Path.Combine(__SOURCE_DIRECTORY__, "peer.py")) with
| None -> printfn "no python3 with torch is installed: nothing was compared"
| Some peer ->
    use peer = peer
    let random = Random 1

    let verdicts =
        [ for family in families do
              let verdicts = family.Calls |> List.map (judge peer random)
              let largest = verdicts |> List.map snd |> List.max
              printfn $"{family.Name, -24}{verdicts.Length, 5} calls, largest error {largest:g2}"
              yield! verdicts ]

    let agree, differ = verdicts |> List.partition fst
    if not Peer.hasScipy.Value then printfn "scipy is not installed: fits were not compared"

    printfn $"{agree.Length} calls agree, {differ.Length} differ"

    if not differ.IsEmpty then exit 1
