namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// What optimisers around another one share. A wrapper's numbers stand in the state beside those of the optimiser inside,
/// under a name of its own kind: the second wrapper of a kind writes a 2 behind it. The optimiser inside never sees them.
module internal Wrapper =
    let private key (name: string) n = if n = 1 then name else $"{name}.{n}"

    let rec private count name n (map: Map<string, 'V>) =
        if map.ContainsKey(key name (n + 1)) then count name (n + 1) map else n

    /// The map with the value of a wrapper around all that have one.
    let add name value (map: Map<string, 'V>) = map.Add(key name (count name 0 map + 1), value)

    /// The value of the outermost wrapper of this kind.
    let find operation name (map: Map<string, 'V>) : 'V =
        match count name 0 map with
        | 0 ->
            let hint = "make the state with Init of this optimiser"
            Fail.raise operation (RiemannError.Value($"the state has no {name}", hint))
        | n -> map[key name n]

    /// The map without it, as the optimiser inside knows it.
    let without name (map: Map<string, 'V>) = map.Remove(key name (count name 0 map))

    /// A whole number among the tensors of a state.
    let integer (value: Tensor) = value.ToArray<int64>()[0]

    /// An optimiser with one hyperparameter more, whose value `update` is given first and that does not stand in the
    /// states that `update` sees and makes.
    let withHyper operation name (value: float) (optimiser: Optimiser<'P>) update : Optimiser<'P> =
        { Init =
            fun parameters ->
                let state = optimiser.Init parameters
                { state with Hyper = add name value state.Hyper }
          Update =
            fun gradient state parameters ->
                let value = find operation name state.Hyper
                let inner = { state with Hyper = without name state.Hyper }
                let parameters, inner = update value gradient inner parameters
                parameters, { inner with Hyper = add name value inner.Hyper } }

    /// The last slot and the state without it.
    let takeSlot operation (state: OptState<'P>) =
        match List.rev state.Slots with
        | last :: others -> struct (last, { state with Slots = List.rev others })
        | [] ->
            let hint = "make the state with Init of this optimiser"
            Fail.raise operation (RiemannError.Value("the state has no slots", hint))

    /// The state with one slot more.
    let addSlot (slot: 'P) (state: OptState<'P>) = { state with Slots = state.Slots @ [ slot ] }
