namespace Riemann.FSharp.Learning

open System.IO
open Riemann.FSharp
open Riemann.Kernels

/// Files that hold the whole state of training, in the safetensors format: `Parameters.Hidden.Weight` and
/// `Optimiser.Slots.0.Hidden.Weight` are tensors in them, named as in `Tree.names`.
[<RequireQualifiedAccess>]
module Checkpoint =
    let private formatName, format = "format", "Riemann.FSharp training state 1"

    let private under path names = [ for name in names -> if name = "" then path else $"{path}.{name}" ]
    let private named path tree = List.zip (under path (Tree.names tree)) (Tree.leaves tree)

    let private tensors (state: TrainState<'P>) =
        [ yield! named "Parameters" state.Parameters

          for name, value in Map.toList (OptState.toTensors state.Optimiser) do
              $"Optimiser.{name}", value

          match state.Best with
          | Some best ->
              yield! named "Best.Parameters" best.Parameters
              "Best.Epoch", tensor (int64 best.Epoch)
              "Best.Value", tensor best.Value
          | None -> ()

          "Epoch", tensor (int64 state.Epoch)
          "Batch", tensor (int64 state.Batch)
          "Step", tensor state.Step
          "Examples", tensor state.Examples
          yield! named "Key" state.Key

          for name, value in state.Sums do
              $"Sums.{name}", tensor value

          match List.tryLast state.History with
          | Some last ->
              "History.Epoch", tensor [ for result in state.History -> int64 result.Epoch ]
              "History.Step", tensor [ for result in state.History -> result.Step ]

              for name, _ in last.Values do
                  $"History.Values.{name}", tensor [ for result in state.History -> result.Value name ]
          | None -> () ]

    /// `Checkpoint.save path state` makes the file, or puts it in the place of another, at once. Raises where it cannot be
    /// written.
    let save (path: string) (state: TrainState<'P>) : unit =
        Safetensors.write path { Tensors = tensors state; Metadata = Map [ formatName, format ] }

    let private malformed operation path found expected : 'T =
        Fail.raise operation (RiemannError.Malformed(path, found, expected))

    let private read operation path =
        let file = Safetensors.tryRead path |> Fail.get operation

        if file.Metadata.TryFind formatName <> Some format then
            malformed
                operation
                path
                "it is not a state of training"
                $"a safetensors file with the {formatName} {format}"

        file.Tensors

    /// What is named under a path, without the path.
    let private below path (tensors: (string * Tensor) list) =
        let start = path + "."

        [ for name, value in tensors do
              if name = path then "", value
              elif name.StartsWith start then name[start.Length ..], value ]

    let private words (x: Tensor) = $"{x.DType.Name()} {x.Aval.Shape}"

    /// At most so many names are listed.
    let private listed = 6

    let private refuse operation path what (problems: string list) : 'T =
        let more = if problems.Length > listed then [ $"and {problems.Length - listed} more" ] else []
        let text = String.concat "; " (List.truncate listed problems @ more)
        malformed operation path $"it belongs to another {what}: {text}" $"the {what} that was saved"

    /// The tree with the tensors under a path in the place of its own.
    let private tree operation file path (template: 'T) tensors : 'T =
        let found = Map.ofList (below path tensors)
        let names = Tree.names template
        let shown name = under path [ name ] |> List.head

        let problems =
            [ for name, wanted in List.zip names (Tree.leaves template) do
                  match found.TryFind name with
                  | None -> $"it has no {shown name}"
                  | Some x when x.DType <> wanted.DType || not (x.Aval.Shape.Equals wanted.Aval.Shape) ->
                      $"its {shown name} is {words x}, not {words wanted}"
                  | Some _ -> ()

              for name in found.Keys do
                  if not (List.contains name names) then $"its {shown name} is not in the model" ]

        if not problems.IsEmpty then refuse operation file "model" problems
        Tree.rebuild template [| for name in names -> found[name] |]

    let private optimiser operation file (template: OptState<'P>) tensors =
        try
            below "Optimiser" tensors |> Map.ofList |> OptState.ofTensors template
        with :? RiemannException as error ->
            match error.Error with
            | RiemannError.Value(problem, _) -> refuse operation file "optimiser" [ problem ]
            | _ -> reraise ()

    let private single<'T when 'T: unmanaged and 'T: struct and 'T: (new: unit -> 'T) and 'T :> System.ValueType>
        operation
        file
        tensors
        name
        : 'T[] =
        match below name tensors with
        | [ "", x ] when x.DType = DTypes.Of<'T>() -> x.ToArray<'T>()
        | _ -> malformed operation file $"it has no {name}" $"{name}, {DTypes.Of<'T>().Name()}"

    let private history operation file tensors =
        match below "History" tensors with
        | [] -> []
        | _ ->
            let epochs = single<int64> operation file tensors "History.Epoch"
            let steps = single<int64> operation file tensors "History.Step"

            let values =
                [ for name, _ in below "History.Values" tensors ->
                      name, single<float> operation file tensors $"History.Values.{name}" ]

            if (steps.Length :: [ for _, series in values -> series.Length ]) |> List.exists ((<>) epochs.Length) then
                malformed operation file "its history has columns of different lengths" "a value for each epoch"

            [ for i in 0 .. epochs.Length - 1 ->
                  { Epoch = int epochs[i]; Step = steps[i]; Values = [ for name, series in values -> name, series[i] ] } ]

    let internal loadAs operation (path: string) (template: TrainState<'P>) : TrainState<'P> =
        let tensors = read operation path
        let integer name = (single<int64> operation path tensors name)[0]
        let hasBest = List.exists (fun (name, _) -> name = "Best.Epoch") tensors

        { Parameters = tree operation path "Parameters" template.Parameters tensors
          Optimiser = optimiser operation path template.Optimiser tensors
          Epoch = int (integer "Epoch")
          Batch = int (integer "Batch")
          Step = integer "Step"
          Examples = integer "Examples"
          Sums =
            [ for name, _ in below "Sums" tensors -> name, (single<float> operation path tensors $"Sums.{name}")[0] ]
          History = history operation path tensors
          Best =
            if hasBest then
                Some
                    { Epoch = int (integer "Best.Epoch")
                      Value = (single<float> operation path tensors "Best.Value")[0]
                      Parameters = tree operation path "Best.Parameters" template.Parameters tensors }
            else
                None
          Key = tree operation path "Key" template.Key tensors }

    /// `Checkpoint.load path template` is the state in a file. The template is a state of the same model and optimiser, such
    /// as `TrainState.start optimiser key parameters`. Raises, with the names of tensors, where the file belongs to another
    /// model or optimiser, and where it is not there or damaged.
    let load (path: string) (template: TrainState<'P>) : TrainState<'P> = loadAs "Checkpoint.load" path template

    /// `Checkpoint.loadParameters path template` are the parameters alone, for use. The template is a model of the same
    /// form, such as the one that training began with. Raises as `load` does.
    let loadParameters (path: string) (template: 'P) : 'P =
        read "Checkpoint.loadParameters" path |> tree "Checkpoint.loadParameters" path "Parameters" template

    /// `Checkpoint.lastIn folder` is where training keeps its latest state.
    let lastIn (folder: string) : string = Path.Combine(folder, "last.safetensors")

    /// `Checkpoint.bestIn folder` is where training keeps its state after the best epoch.
    let bestIn (folder: string) : string = Path.Combine(folder, "best.safetensors")
