namespace Riemann.FSharp.Learning.Nerva

open Riemann.Kernels
open Riemann.FSharp

/// The names of a multilayer perceptron's tensors in Nerva's files.
module internal MlpTensors =
    /// Linear layers and batch normalisations are counted apart, from 1.
    let names (layers: MlpLayer list) : string list =
        let name (linear, normalisations) layer =
            match layer with
            | MlpLayer.Linear _ -> [ $"W{linear}"; $"b{linear}" ], (linear + 1, normalisations)
            | MlpLayer.SReLU _ ->
                // In the order of the record.
                [ for name in [ "W"; "b"; "al"; "tl"; "ar"; "tr" ] -> $"{name}{linear}" ], (linear + 1, normalisations)
            | MlpLayer.BatchNormalization _ ->
                [ $"gamma{normalisations}"; $"beta{normalisations}" ], (linear, normalisations + 1)

        layers |> List.mapFold name (1, 1) |> fst |> List.concat

    /// Nerva's own files have these alone.
    let private isNeeded (name: string) = name.StartsWith 'W' || (name.StartsWith 'b' && not (name.StartsWith "beta"))

    let private refuse found expected = Error(RiemannError.Malformed("weights", found, expected))

    /// What is given for a tensor, as that tensor is, or the tensor itself where nothing has to be given.
    let fitted (given: Map<string, Tensor>) (name: string, own: Tensor) =
        match given.TryFind name with
        | None when isNeeded name -> refuse $"there is no {name}" $"an array {name} of shape {own.Aval.Shape}"
        | None -> Ok own
        | Some found when not (found.DType.IsFloat()) ->
            refuse $"{name} is {found.DType.Name()}" $"floats of shape {own.Aval.Shape}"
        // A bias may be a row or a column.
        | Some found when found.Length = own.Length && (own.Rank < 2 || found.Shape = own.Shape) ->
            Ok(found |> Tensor.reshape own.Shape |> Tensor.cast own.DType)
        | Some found -> refuse $"{name} has the shape {found.Aval.Shape}" $"the shape {own.Aval.Shape}"
