namespace Riemann.FSharp.Learning

open Riemann.FSharp

[<AutoOpen>]
module Groups =
    let private operation = "Optimiser.groups"
    let private refuse problem hint = Fail.raise operation (RiemannError.Value(problem, hint))

    /// The number of each leaf's group, of those that are trained.
    let private assign (predicates: (string -> bool)[]) (names: string[]) (isTrained: bool[]) =
        let group name =
            match predicates |> Array.tryFindIndex (fun takes -> takes name) with
            | Some group -> group
            | None ->
                let name = if name = "" then "the tensor" else name
                refuse $"no group takes {name}" "end with a group for the rest: (fun _ -> true), optimiser"

        (names, isTrained) ||> Array.map2 (fun name trained -> if trained then ValueSome(group name) else ValueNone)

    /// The tensors of each group by name.
    let private split count (names: string[]) (assigned: int voption[]) (leaves: Tensor[]) =
        [| for group in 0 .. count - 1 ->
               Map
                   [ for leaf in 0 .. leaves.Length - 1 do
                         if assigned[leaf] = ValueSome group then names[leaf], leaves[leaf] ] |]

    let private init predicates (optimisers: Optimiser<Map<string, Tensor>>[]) (parameters: 'P) =
        let names = Tree.names parameters |> List.toArray
        let struct (leaves, isTrained) = Tree.flatten parameters
        let groups = split optimisers.Length names (assign predicates names isTrained) leaves

        match groups |> Array.tryFindIndex _.IsEmpty with
        | Some group ->
            let hint = "a parameter goes to the first group that takes it; there are " + String.concat ", " names
            refuse $"group {group} is empty" hint
        | None -> ()

        if Seq.sumBy Map.count groups < (isTrained |> Array.filter id).Length then
            refuse "two parameters have one name" "keys of maps that hold a dot can be like paths"

        { Descent.init 0 [] parameters with
            Parts = [ for group in 0 .. groups.Length - 1 -> optimisers[group].Init groups[group] ] }

    let private update
        predicates
        (optimisers: Optimiser<Map<string, Tensor>>[])
        gradient
        (state: OptState<'P>)
        parameters
        =
        let count = optimisers.Length

        if state.Parts.Length <> count then
            refuse $"the state has {state.Parts.Length} parts, not {count}" "make the state with Init of this optimiser"

        let struct (leaves, gradients, isTrained) = Tree.zip operation parameters gradient
        let names = Tree.names parameters |> List.toArray
        let assigned = assign predicates names isTrained
        let old, gradients = split count names assigned leaves, split count names assigned gradients

        let moved =
            [| for group, part in List.indexed state.Parts -> optimisers[group].Update gradients[group] part old[group] |]

        let fresh =
            Array.init leaves.Length (fun leaf ->
                match assigned[leaf] with
                | ValueSome group -> (fst moved[group])[names[leaf]]
                | ValueNone -> leaves[leaf])

        Tree.rebuild parameters fresh,
        { state with Step = state.Step + 1L; Parts = moved |> Array.map snd |> List.ofArray }

    type Optimiser with
        /// `Optimiser.groups [ isBias, first; (fun _ -> true), second ]` moves each trained tensor by the optimiser of the
        /// first group whose function takes its name, as in `Tree.names`. A group's parameters are tensors by name; its
        /// optimiser may be of any kind, with hyperparameters of its own, and its state is the part of the same number:
        /// `OptState.mapHyper` reaches all of them. Raises in `Init` where no group takes a parameter or a group is empty.
        static member groups<'P>(groups: ((string -> bool) * Optimiser<Map<string, Tensor>>) list) : Optimiser<'P> =
            let predicates, optimisers = List.toArray groups |> Array.unzip
            { Init = init predicates optimisers; Update = update predicates optimisers }
