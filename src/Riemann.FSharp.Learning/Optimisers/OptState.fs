namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// Hyperparameters of a state, for schedules, and all that is in it by name, for files.
[<RequireQualifiedAccess>]
module OptState =
    /// The parameters of a part, the type at which the functions below call themselves.
    type private Named = Map<string, Tensor>

    let private refuse operation problem hint = Fail.raise operation (RiemannError.Value(problem, hint))

    /// The names of the hyperparameters, those of the parts too.
    let rec internal hyperNames<'P> (state: OptState<'P>) : string list =
        List.ofSeq state.Hyper.Keys @ List.collect hyperNames<Named> state.Parts |> List.distinct

    /// The state with a function applied to the hyperparameters, and to those of each part.
    let rec internal mapHypers<'P> (f: Map<string, float> -> Map<string, float>) (state: OptState<'P>) : OptState<'P> =
        { state with Hyper = f state.Hyper; Parts = state.Parts |> List.map (mapHypers<Named> f) }

    let private changed operation name f state =
        let known = hyperNames state

        if not (List.contains name known) then
            let hint = "its hyperparameters are " + String.concat ", " known
            refuse operation $"the state has no {name}" (if known.IsEmpty then "it has no hyperparameters" else hint)

        state |> mapHypers (Map.map (fun key value -> if key = name then f value else value))

    /// `mapHyper name f state` is the state with `f` applied to the hyperparameter of this name, in the state and in all
    /// of its parts, such as the groups of `Optimiser.groups`. Raises where there is none of this name.
    let mapHyper (name: string) (f: float -> float) (state: OptState<'P>) : OptState<'P> =
        changed "OptState.mapHyper" name f state

    /// `withHyper name value state` is the state with this value of the hyperparameter, in the state and in all of its
    /// parts. Raises where there is none of this name.
    let withHyper (name: string) (value: float) (state: OptState<'P>) : OptState<'P> =
        changed "OptState.withHyper" name (fun _ -> value) state

    /// The names of the tensors of a tree under a path. A tensor alone has the name of the path.
    let private names path tree = Tree.names tree |> List.map (fun name -> if name = "" then path else $"{path}.{name}")

    let rec private entries<'P> (path: string) (state: OptState<'P>) : (string * Tensor) list =
        [ $"{path}Step", tensor state.Step
          for name, value in Map.toSeq state.Hyper do
              $"{path}Hyper.{name}", tensor value
          for i, slot in List.indexed state.Slots do
              yield! List.zip (names $"{path}Slots.{i}" slot) (Tree.leaves slot)
          for name, value in Map.toSeq state.Extra do
              $"{path}Extra.{name}", value
          for i, part in List.indexed state.Parts do
              yield! entries<Named> $"{path}Parts.{i}." part ]

    let private named operation state =
        let entries = entries "" state

        match entries |> List.countBy fst |> List.tryFind (fun (_, count) -> count > 1) with
        | Some(name, count) ->
            refuse operation $"{count} tensors have the name {name}" "keys of maps that hold a dot can be like paths"
        | None -> Map.ofList entries

    /// `toTensors state` is all of a state by name: `Step`, an int64, `Hyper.LearningRate`, a float64, `Slots.0.Weight`,
    /// `Extra.Skipped`, and the same of its parts behind `Parts.0.`. Raises where two tensors have one name.
    let toTensors (state: OptState<'P>) : Map<string, Tensor> = named "OptState.toTensors" state

    /// The paths of the maps `Extra`.
    let rec private extras<'P> (path: string) (state: OptState<'P>) : string list =
        $"{path}Extra."
        :: (state.Parts |> List.mapi (fun i part -> extras<Named> $"{path}Parts.{i}." part) |> List.concat)

    let private words (x: Tensor) = $"{x.DType.Name()} {x.Aval.Shape}"

    /// What keeps the tensors from being a state like the template.
    let private problems (template: OptState<'P>) (tensors: Map<string, Tensor>) =
        let expected = named "OptState.ofTensors" template
        let extras = extras "" template
        let isExtra (name: string) = extras |> List.exists (fun path -> name.StartsWith path)

        [ for name, wanted in Map.toSeq expected do
              match tensors.TryFind name with
              | None -> $"there is no {name}"
              | Some found when found.DType <> wanted.DType || not (found.Aval.Shape.Equals wanted.Aval.Shape) ->
                  $"{name} is {words found}, not {words wanted}"
              | Some _ -> ()
          for name in tensors.Keys do
              if not (expected.ContainsKey name || isExtra name) then $"nothing in the state is called {name}" ]

    let rec private restore<'P> (tensors: Map<string, Tensor>) (path: string) (template: OptState<'P>) : OptState<'P> =
        let extra = $"{path}Extra."

        { Step = int64 (tensors[$"{path}Step"].ToArray<int64>()[0])
          Hyper = template.Hyper |> Map.map (fun name _ -> float tensors[$"{path}Hyper.{name}"])
          Slots =
            template.Slots
            |> List.mapi (fun i slot ->
                names $"{path}Slots.{i}" slot
                |> List.map (fun name -> tensors[name])
                |> List.toArray
                |> Tree.rebuild slot)
          Extra =
            tensors
            |> Map.toSeq
            |> Seq.filter (fun (name, _) -> name.StartsWith extra)
            |> Seq.map (fun (name, value) -> name[extra.Length ..], value)
            |> Map.ofSeq
          Parts = template.Parts |> List.mapi (fun i part -> restore<Named> tensors $"{path}Parts.{i}." part) }

    /// `ofTensors template tensors` is the state that `toTensors` took apart. The template, such as the optimiser's
    /// `Init parameters`, says what is in it; beyond that, `Extra` may hold more, such as the history of L-BFGS. Raises,
    /// with all of their names, where tensors are missing, of another shape or element type, or unknown.
    let ofTensors (template: OptState<'P>) (tensors: Map<string, Tensor>) : OptState<'P> =
        match problems template tensors with
        | [] -> restore tensors "" template
        | problems ->
            let hint = "make the template with Init of the optimiser whose state was saved"
            refuse "OptState.ofTensors" (String.concat "; " problems) hint
