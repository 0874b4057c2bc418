namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// One layer of a recurrent network: a cell that goes from the first step to the last and, where the network is
/// bidirectional, one that goes the other way.
type RecurrentLayer<'Cell> = { Forward: 'Cell; Reverse: 'Cell option }

/// Layers of recurrent cells, of which each takes what the one before gives at every step: see `Rnn`, `Lstm` and `Gru`.
type Recurrent<'Cell> =
    {
        Layers: RecurrentLayer<'Cell> list
        /// The probability with which what a layer gives to the next one is dropped in training.
        Dropout: float
        /// Whether sequences are [batch; steps; features] rather than [steps; batch; features].
        BatchFirst: bool
    }

/// What the recurrent networks share. A state of theirs has the cells along axis 0 of every tensor: layer by layer,
/// forward before reverse.
module internal Recurrent =
    let private cells (layer: RecurrentLayer<'Cell>) = layer.Forward :: Option.toList layer.Reverse

    /// A network of such cells, each made from the number of its inputs and a key and with so many outputs.
    let init operation layers isBidirectional dropout batchFirst inputs outputs (make: int -> Key -> 'Cell) key =
        RecurrentCell.positive operation "Layers" layers

        if not (dropout >= 0.0 && dropout <= 1.0) then
            Fail.raise operation (RiemannError.Value($"a dropout of {dropout}", "a probability from 0 to 1"))

        let width = if isBidirectional then 2 * outputs else outputs

        let layer index =
            let cell direction = make (if index = 0 then inputs else width) (Key.foldIn (2 * index + direction) key)
            { Forward = cell 0; Reverse = if isBidirectional then Some(cell 1) else None }

        { Layers = List.init layers layer; Dropout = dropout; BatchFirst = batchFirst }

    let private stack (states: 'State list) : 'State =
        let leaves = states |> List.map Tree.leaves |> List.transpose |> List.map (Tensor.stack 0)
        Tree.rebuild states.Head (List.toArray leaves)

    let private checkInput operation recurrence network (x: Tensor) =
        let shape = x.Aval.Shape

        if shape.Rank <> 2 && shape.Rank <> 3 then
            let batch = if network.BatchFirst then "[batch; steps; in]" else "[steps; batch; in]"
            let problem = "the input is neither a sequence nor a batch of sequences"
            Fail.raise operation (RiemannError.Shape(problem, [ "input", shape ], $"[steps; in] or {batch}"))

        RecurrentCell.requireInputs operation recurrence network.Layers.Head.Forward x

    /// Zeros for every cell.
    let initial operation recurrence network (x: Tensor) : 'State =
        checkInput operation recurrence network x
        let batch = if x.Rank = 3 then [ x.Shape[if network.BatchFirst then 0 else 1] ] else []
        network.Layers |> List.collect cells |> List.map (fun cell -> recurrence.Zero cell batch) |> stack

    /// Whether each of the steps lies within each example: [steps; batch; 1].
    let private within operation (lengths: int list) steps batch =
        if lengths.Length <> batch then
            let problem = $"{lengths.Length} lengths for a batch of {batch}"
            Fail.raise operation (RiemannError.Value(problem, "one length for each example"))

        for length in lengths do
            if length < 1 || length > steps then
                let hint = $"lengths run from 1 to the number of steps, {steps}"
                Fail.raise operation (RiemannError.Value($"a length of {length}", hint))

        let ends = Tensor.ofArray [ batch; 1 ] (lengths |> List.map int64 |> List.toArray)
        Tensor.less (Tensor.arangeOf DType.Int64 0.0 (float steps) 1.0 |> Tensor.reshape [ steps; 1; 1 ]) ends

    /// One cell over all steps [steps; batch; in]: what the steps give, and the last state. Past its end an example keeps
    /// its state, which on the way back is still the first one.
    let private run (recurrence: Recurrence<'Cell, 'State>) isReverse (isWithin: Tensor option) cell state x =
        let turn (x: Tensor) = if isReverse then Tensor.flip [ 0 ] x else x
        let step = recurrence.Step cell

        let next state (products, isWithin) =
            let moved = step state products

            match isWithin with
            | None -> moved, recurrence.Output moved
            | Some isWithin ->
                let output = recurrence.Output moved
                let kept = Tree.map2 (Tensor.where isWithin) moved state
                kept, Tensor.where isWithin output (Tensor.Weak(0.0, output))

        let last, outputs = scan next state (turn (recurrence.Project cell x), Option.map turn isWithin)
        turn outputs, last

    /// All layers over [steps; batch; in].
    let private through recurrence network (mode: Mode) isWithin (state: 'State) x =
        let dropped mode = Dropout.apply mode { Probability = network.Dropout }

        let layer (x, index) (layer: RecurrentLayer<'Cell>) =
            let x = if index = 0 then x else dropped (Mode.at index mode) x

            let outputs, states =
                cells layer
                |> List.mapi (fun place cell ->
                    let part = state |> Tree.mapAll (fun leaf -> leaf[index + place])
                    run recurrence (place = 1) isWithin cell part x)
                |> List.unzip

            let joined = if outputs.Length = 1 then outputs.Head else Tensor.concatenate -1 outputs
            states, (joined, index + outputs.Length)

        let states, (outputs, _) = List.mapFold layer (x, 0) network.Layers
        outputs, stack (List.concat states)

    /// What the last layer gives at every step, and the last state of every cell.
    let apply operation recurrence network (mode: Mode) (lengths: int list option) (state: 'State option) (x: Tensor) =
        let zeros = initial operation recurrence network x
        let state = state |> Option.defaultValue zeros
        RecurrentCell.requireState operation zeros state

        let run (state: 'State) (x: Tensor) =
            let isWithin = lengths |> Option.map (fun lengths -> within operation lengths x.Shape[0] x.Shape[1])
            through recurrence network mode isWithin state x

        if x.Rank = 2 then
            let outputs, last = run (state |> Tree.mapAll (Tensor.insertAxis 1)) (Tensor.insertAxis 1 x)
            Tensor.squeeze 1 outputs, last |> Tree.mapAll (Tensor.squeeze 1)
        else
            let turn x = if network.BatchFirst then Tensor.swapAxes 0 1 x else x
            let outputs, last = run state (turn x)
            turn outputs, last
