namespace Riemann.FSharp.Learning.Nerva

open Riemann.FSharp
open Riemann.FSharp.Learning

/// Moves the non-zeros of a perceptron's sparse layers, and with them what its optimiser remembers.
module internal MlpRegrowth =
    /// What the optimiser of a layer's weights remembers, at the places to which they have moved.
    let private follow (before: SparsityPattern) (after: SparsityPattern) (part: OptState<Map<string, Tensor>>) =
        let move _ values = (SparseLinear.onto after { Values = values; Bias = None; Pattern = before }).Values

        { part with Slots = part.Slots |> List.map (Map.map move) }

    /// The state is that of `Mlp.optimiser`, whose parts with even numbers belong to weights.
    let apply (regrowth: Regrowth) (key: Key) (mlp: Mlp, state: OptState<Mlp>) : Mlp * OptState<Mlp> =
        let regrow index = MlpLayer.mapLinear (MlpLinear.regrow regrowth (Key.foldIn index key))
        let regrown: Mlp = { Layers = mlp.Layers |> List.mapi regrow }

        let patterns = (mlp.Layers, regrown.Layers) ||> List.map2 (fun a b -> MlpLayer.pattern a, MlpLayer.pattern b)

        let parts =
            List.zip (List.chunkBySize 2 state.Parts) patterns
            |> List.collect (fun (parts, patterns) ->
                match parts, patterns with
                | weights :: others, (Some before, Some after) -> follow before after weights :: others
                | _ -> parts)

        regrown, { state with Parts = parts }
