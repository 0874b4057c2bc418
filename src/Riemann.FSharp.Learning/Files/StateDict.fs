namespace Riemann.FSharp.Learning

open Riemann.FSharp
open Riemann.Kernels

/// How the tensors of a file differ from those of a model.
type StateDictDifference =
    {
        /// The names of the model's tensors that the file does not have.
        Missing: string list
        /// The names in the file that the model does not have.
        Unexpected: string list
    }

/// The tensors of a model, buffers included, by the names that PyTorch's `state_dict` gives to those of the same model. The
/// names follow from those of the records' fields, in Python's spelling: `Conv1.Weight` is `conv1.weight`. Layers joined by
/// `>->` are numbered as those of `nn.Sequential`.
///
/// Layouts are PyTorch's for linear, bilinear, convolutional (transposed too), recurrent and embedding layers, for batch,
/// instance, group, layer and root mean square normalisation, PReLU, attention and transformers. What PyTorch does not
/// have (splines, S-shaped rectifiers, learned positions) is named by the same rule.
[<RequireQualifiedAccess>]
module StateDict =
    let private names operation model =
        let names = Tree.names model |> List.map StateNames.ofPath

        match names |> List.countBy id |> List.tryFind (fun (_, count) -> count > 1) with
        | Some(name, count) ->
            let hint = "fields whose names differ in more than capitals"
            Fail.raise operation (RiemannError.Value($"{count} tensors of the model are named {name}", hint))
        | None -> names

    /// `StateDict.ofModel model` are all tensors with their names, in the model's order, for `Safetensors.write` or
    /// `Npz.write`. Raises where two have one name.
    let ofModel (model: 'P) : (string * Tensor) list = List.zip (names "StateDict.ofModel" model) (Tree.leaves model)

    let private words (x: Tensor) = $"{x.DType.Name()} {x.Aval.Shape}"

    /// Whether a tensor can stand for the model's own: one float type may do so for the other.
    let private fits (own: Tensor) (found: Tensor) =
        found.Aval.Shape.Equals own.Aval.Shape
        && (found.DType = own.DType || found.DType.IsFloat() && own.DType.IsFloat())

    /// The model with the tensors that fit, and what is to be said of the others.
    let private compare operation (model: 'P) (tensors: (string * Tensor) list) =
        match tensors |> List.countBy fst |> List.tryFind (fun (_, count) -> count > 1) with
        | Some(name, count) ->
            Fail.raise operation (RiemannError.Value($"{count} tensors are named {name}", "a name of its own for each"))
        | None -> ()

        let found, wanted = Map.ofList tensors, List.zip (names operation model) (Tree.leaves model)
        let known = set (List.map fst wanted)

        let chosen (name, own: Tensor) =
            match found.TryFind name with
            | Some x when fits own x -> if x.DType = own.DType then x else Tensor.cast own.DType x
            | _ -> own

        let wrong =
            [ for name, own in wanted do
                  match found.TryFind name with
                  | Some x when not (fits own x) -> $"{name} is {words x}, not {words own}"
                  | _ -> () ]

        let difference =
            { Missing =
                [ for name, _ in wanted do
                      if not (found.ContainsKey name) then name ]
              Unexpected =
                [ for name, _ in tensors do
                      if not (known.Contains name) then name ] }

        Tree.rebuild model [| for entry in wanted -> chosen entry |], wrong, difference

    let private refuse operation (problems: string list) : 'T =
        let problem = "the tensors are not those of the model: " + String.concat "; " problems
        let hint = "StateDict.ofModel gives the model's names and shapes; StateDict.loadPartly accepts some tensors"
        Fail.raise operation (RiemannError.Value(problem, hint))

    /// `StateDict.load model tensors` is the model with the tensors of these names in the place of its own: for any file,
    /// `Npz.read path |> StateDict.load model` or `(Safetensors.read path).Tensors |> StateDict.load model`. Floats take the
    /// model's element type. Raises with all names that are missing, unexpected, or of another shape or type.
    let load (model: 'P) (tensors: (string * Tensor) list) : 'P =
        let loaded, wrong, difference = compare "StateDict.load" model tensors

        match
            [ yield! wrong
              if not difference.Missing.IsEmpty then "missing are " + String.concat ", " difference.Missing
              if not difference.Unexpected.IsEmpty then "unexpected are " + String.concat ", " difference.Unexpected ]
        with
        | [] -> loaded
        | problems -> refuse "StateDict.load" problems

    /// `StateDict.loadPartly model tensors` is the model with those of its tensors that are there, and the names of the
    /// others, as PyTorch's `load_state_dict` with `strict=False`. Raises where a shape or a type is another.
    let loadPartly (model: 'P) (tensors: (string * Tensor) list) : 'P * StateDictDifference =
        match compare "StateDict.loadPartly" model tensors with
        | loaded, [], difference -> loaded, difference
        | _, wrong, _ -> refuse "StateDict.loadPartly" wrong
