namespace Riemann.FSharp.Learning

open Riemann
open Riemann.FSharp

/// Between layers and the modules of the C# facade. A C# program calls a function of an F# one that returns a module.
[<RequireQualifiedAccess>]
module Layer =
    /// Puts a tensor where its path says; the names before the last are modules that hold others.
    let rec private place (root: Module) (path: string list) (tensor: Tensor) isTrained =
        match path with
        | [] -> ()
        | [ name ] when isTrained -> root.RegisterParameter(name, Riemann.Parameter(Riemann.Tensor.Wrap tensor))
        | [ name ] -> root.RegisterBuffer(name, Riemann.Tensor.Wrap tensor)
        | first :: rest ->
            if not (root.HasSubmodule first) then root.AddModule(first, ModuleDict())
            place (root.GetSubmodule first) rest tensor isTrained

    /// `toModule name layer parameters` is the layer with these parameters as a module, which trains copies of them. The
    /// names in its state dictionary are those of `Tree.names`, so that both read each other's files. What the layer
    /// remembers are buffers. In training, random numbers come from `Riemann.Random`.
    let toModule (name: string) (layer: Layer<'P>) (parameters: 'P) : Module =
        let struct (tensors, isTrained) = Tree.flatten parameters

        let names = [| for path in Tree.names parameters -> if path = "" then "value" else path |]

        let result = new LayerModule<'P>(name, layer, parameters, names, isTrained)

        for i in 0 .. names.Length - 1 do
            place result (List.ofArray (names[i].Split '.')) tensors[i] isTrained[i]

        result

    /// `ofModule model` is the module as a layer, whose parameters are a map by the names of the state dictionary. They
    /// begin as the module's are when the layer is made, whatever the key; its buffers stay as they are, and in training
    /// random numbers come from `Riemann.Random`.
    let ofModule (model: Module) : Layer<Map<string, Tensor>> =
        let call = model.Functional()
        let first = Map [ for name, parameter in Seq.zip call.Names call.Parameters -> name, parameter.Primal ]

        let apply mode (parameters: Map<string, Tensor>) (x: Tensor) =
            let given = [| for name in call.Names -> Riemann.Tensor.Wrap parameters[name] |]

            (call.CallIn(
                (match mode with
                 | Train _ -> true
                 | Eval -> false),
                given,
                Riemann.Tensor.Wrap x
            ))
                .Operand

        Layer.ofMode (model.GetName()) (fun _ -> first) apply
