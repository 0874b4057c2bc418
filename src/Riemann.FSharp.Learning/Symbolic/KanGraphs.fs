namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Networks of splines and symbols.
[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module KanGraph =
    let private refuse operation problem hint = Fail.raise operation (RiemannError.Value(problem, hint))

    /// `KanGraph.ofKan kan` is the network edge by edge, in float64.
    let ofKan (kan: Kan) : KanGraph =
        let wide = Tensor.cast DType.Float64

        let layer (layer: KanLinear) =
            let coefficients = KanLinear.coefficients layer

            let edge output input =
                KanEdge.Spline
                    { BaseWeight = wide layer.BaseWeight[output, input]
                      Coefficients = wide coefficients[output, input]
                      Knots = Buffer(wide layer.Grid.Value[input])
                      Order = layer.Settings.SplineOrder
                      Base = layer.Settings.BaseActivation }

            [ for output in 0 .. layer.Settings.Outputs - 1 ->
                  { Node = KanNode.Sum
                    Constant = tensor 0.0
                    Edges = [ for input in 0 .. layer.Settings.Inputs - 1 -> edge output input ] } ]

        { Inputs = kan.Layers.Head.Settings.Inputs; Layers = kan.Layers |> List.map layer }

    /// What an edge that is something makes of a tensor, element by element.
    let private tryApply (x: Tensor) edge =
        match edge with
        | KanEdge.Nothing -> None
        | KanEdge.Symbol { Function = f; Constants = c } -> Some(c[2] * EdgeFunction.apply f (c[0] * x + c[1]) + c[3])
        | KanEdge.Spline spline ->
            let bases = Tensor.splineBasis spline.Order 0 spline.Knots.Value x
            Some(spline.BaseWeight * spline.Base.Apply x + Tensor.sumOver [ -1 ] (bases * spline.Coefficients))

    let private joined node (a: Tensor) (b: Tensor) =
        match node with
        | KanNode.Sum -> a + b
        | KanNode.Product -> a * b

    let private requireInput operation (graph: KanGraph) (x: Tensor) =
        if x.Rank = 0 || List.last x.Shape <> graph.Inputs then
            let problem = $"the network takes {graph.Inputs} features along the last axis"
            Fail.raise operation (RiemannError.Shape(problem, [ "input", x.Aval.Shape ], "[.., in]"))

    let private columns (x: Tensor) =
        let whole = List.replicate (x.Rank - 1) Slice.All
        [ for i in 0 .. List.last x.Shape - 1 -> Tensor.slice (whole @ [ Slice.At i ]) x ]

    /// Each layer's inputs, what its edges make of them, and its outputs; and the last outputs.
    let internal trace (graph: KanGraph) (x: Tensor) =
        let shape = List.take (x.Rank - 1) x.Shape

        let layer inputs units =
            let values = units |> List.map (fun unit -> List.map2 tryApply inputs unit.Edges)

            let output unit values =
                values |> List.choose id |> List.fold (joined unit.Node) (Tensor.broadcastTo shape unit.Constant)

            let outputs = List.map2 output units values
            struct (inputs, values, outputs), outputs

        List.mapFold layer (columns x) graph.Layers

    /// `KanGraph.apply graph x` is the output of the network: float64 [.., in] gives [.., out]. Raises where the last axis
    /// of x is not the network's. NaN gives NaN.
    let apply (graph: KanGraph) (x: Tensor) : Tensor =
        requireInput "KanGraph.apply" graph x
        trace graph x |> snd |> Tensor.stack -1

    let private requireSample operation graph (x: Tensor) =
        requireInput operation graph x

        if x.Rank <> 2 || x.Shape[0] < 4 then
            refuse operation $"a sample of shape {x.Shape}" "at least 4 examples, [samples; in]"

    let private mean (x: Tensor) = (Tensor.mean x).ToFloat()
    let private deviation (x: Tensor) = (let away = x - Tensor.mean x in sqrt (mean (Tensor.square away)))

    /// `KanGraph.importance x graph` are the scores of the edges, [layer][output][input], at a sample [samples; in]: of the
    /// score of its output an edge has the part that its standard deviation is of the output's. The score of a node is the
    /// sum over the edges that leave it, 1 for outputs of the network. Edges to a product count with the root mean square
    /// of its other factors. Source: Liu et al. (2024b), section 4.1.
    let importance (x: Tensor) (graph: KanGraph) : float[][][] =
        requireSample "KanGraph.importance" graph x
        let traced, last = trace graph x

        let edgeScores (unit: KanUnit) (values: Tensor option list) output score =
            let whole = deviation output

            let size (value: Tensor option) =
                match value with
                | Some value -> sqrt (mean (Tensor.square value))
                | None -> 1.0

            let others i =
                match unit.Node with
                | KanNode.Sum -> 1.0
                | KanNode.Product ->
                    abs (unit.Constant.ToFloat())
                    * (values |> List.removeAt i |> List.fold (fun product v -> product * size v) 1.0)

            [| for i, value in List.indexed values ->
                   match value with
                   | Some value when whole > 0.0 -> score * deviation value * others i / whole
                   | _ -> 0.0 |]

        List.foldBack2
            (fun units (struct (inputs: Tensor list, values, outputs)) (found, scores: float list) ->
                let edges =
                    List.map2
                        (fun (unit, values) (output, score) -> edgeScores unit values output score)
                        (List.zip units values)
                        (List.zip outputs scores)

                let before = [ for i in 0 .. inputs.Length - 1 -> edges |> List.sumBy (fun scores -> scores[i]) ]
                Array.ofList edges :: found, before)
            graph.Layers
            traced
            ([], [ for _ in last -> 1.0 ])
        |> fst
        |> Array.ofList

    /// The unit with nothing for an edge, whose value its constant takes up.
    let private absorb input value (unit: KanUnit) =
        { unit with
            Constant = joined unit.Node unit.Constant value
            Edges = List.updateAt input KanEdge.Nothing unit.Edges }

    let private unitAt layer output (graph: KanGraph) : KanUnit = List.item output graph.Layers[layer]

    let private mapLayer index f (graph: KanGraph) =
        { graph with Layers = graph.Layers |> List.mapi (fun i units -> if i = index then f units else units) }

    /// The network without nodes between layers that are constant, or that nothing depends on.
    let rec private shrink (graph: KanGraph) : KanGraph =
        let isNothing (edge: KanEdge) = edge.IsNothing
        let leaving l node = graph.Layers[l + 1] |> List.map (fun unit -> unit.Edges[node])

        let isGone l node = List.forall isNothing (unitAt l node graph).Edges || List.forall isNothing (leaving l node)

        let inner =
            [ for l in 0 .. graph.Layers.Length - 2 do
                  for node in 0 .. List.length graph.Layers[l] - 1 -> l, node ]

        match inner |> List.tryFind (fun (l, node) -> isGone l node) with
        | None -> graph
        | Some(l, node) ->
            let constant = (unitAt l node graph).Constant

            let detach (unit: KanUnit) =
                let unit =
                    match tryApply constant unit.Edges[node] with
                    | Some value -> absorb node value unit
                    | None -> unit

                { unit with Edges = List.removeAt node unit.Edges }

            graph |> mapLayer l (List.removeAt node) |> mapLayer (l + 1) (List.map detach) |> shrink

    /// `KanGraph.prune threshold x graph` is the network without edges whose score at the sample [samples; in] is below the
    /// threshold, such as 0.01, and without the nodes that this leaves constant or without effect. What is taken away is
    /// replaced by its mean.
    let prune (threshold: float) (x: Tensor) (graph: KanGraph) : KanGraph =
        let scores = importance x graph
        let traced, _ = trace graph x

        let pruned (l: int) (units: KanUnit list) =
            let struct (_, values, _) = traced[l]
            let layer = scores[l]

            units
            |> List.mapi (fun output unit ->
                values[output]
                |> List.indexed
                |> List.fold
                    (fun unit (input, value: Tensor option) ->
                        match value with
                        | Some value when not (layer[output].[input] >= threshold) ->
                            absorb input (Tensor.mean value) unit
                        | _ -> unit)
                    unit)

        shrink { graph with Layers = graph.Layers |> List.mapi pruned }

    let private requireEdge operation layer output input (graph: KanGraph) =
        let isThere =
            layer >= 0
            && layer < graph.Layers.Length
            && output >= 0
            && output < List.length graph.Layers[layer]
            && input >= 0
            && input < (unitAt layer output graph).Edges.Length

        if not isThere then
            let hint = "layers, outputs and inputs count from 0"
            refuse operation $"there is no edge of layer {layer} from input {input} to output {output}" hint

    /// `KanGraph.suggest symbols layer output input x graph` are symbols for an edge at a sample [samples; in], the best
    /// first: see `Symbolic.suggest`. None where there is nothing.
    let suggest (symbols: EdgeFunction list) layer output input (x: Tensor) (graph: KanGraph) : Suggestion list =
        requireSample "KanGraph.suggest" graph x
        requireEdge "KanGraph.suggest" layer output input graph
        let traced, _ = trace graph x
        let struct (inputs, values, _) = traced[layer]

        match values[output][input] with
        | Some value -> Suggest.ranked symbols (inputs[input].ToArray<float>()) (value.ToArray<float>())
        | None -> []

    /// `KanGraph.snap layer output input edge graph` is the network with this symbol for an edge.
    let snap layer output input (edge: AffineSymbol) (graph: KanGraph) : KanGraph =
        requireEdge "KanGraph.snap" layer output input graph

        let snapped (unit: KanUnit) =
            if edge.Scale = 0.0 then
                absorb input (tensor edge.Offset) unit
            else
                let constants = tensor [ edge.Inner; edge.Shift; edge.Scale; edge.Offset ]
                let symbol = KanEdge.Symbol { Function = edge.Symbol; Constants = constants }
                { unit with Edges = List.updateAt input symbol unit.Edges }

        graph |> mapLayer layer (List.mapi (fun i unit -> if i = output then snapped unit else unit))

    /// `KanGraph.snapAll symbols x graph` is the network with the best of the symbols for every edge, by the curves that the
    /// edges have at the sample [samples; in].
    let snapAll (symbols: EdgeFunction list) (x: Tensor) (graph: KanGraph) : KanGraph =
        let edges =
            [ for l, units in List.indexed graph.Layers do
                  for output, unit in List.indexed units do
                      for input, edge in List.indexed unit.Edges do
                          if edge.IsSpline then l, output, input ]

        edges
        |> List.fold
            (fun snapped (l, output, input) ->
                let best = (suggest symbols l output input x graph).Head
                snap l output input best.Edge snapped)
            graph

    /// `KanGraph.expressions names graph` are the outputs as formulas of the inputs by name. Raises where an edge is a
    /// spline, or there are not as many names as inputs.
    let expressions (names: string list) (graph: KanGraph) : Expression list =
        let operation = "KanGraph.expressions"

        if names.Length <> graph.Inputs then
            refuse operation $"{names.Length} names for {graph.Inputs} inputs" "one name for each"

        let part edge (argument: Expression) =
            match edge with
            | KanEdge.Nothing -> None
            | KanEdge.Spline _ -> refuse operation "an edge is a spline" "KanGraph.snapAll gives every edge a symbol"
            | KanEdge.Symbol { Function = f; Constants = c } ->
                let c = c.ToArray<float>()
                Some({ Symbol = f; Inner = c[0]; Shift = c[1]; Scale = c[2]; Offset = c[3] }.Of argument)

        let unit inputs (unit: KanUnit) =
            let parts = List.map2 part unit.Edges inputs |> List.choose id
            let constant = Expression.Number(unit.Constant.ToFloat())

            match unit.Node with
            | KanNode.Sum -> Expression.Sum(constant :: parts)
            | KanNode.Product -> Expression.Product(constant :: parts)

        let inputs = names |> List.map Expression.Variable
        graph.Layers |> List.fold (fun inputs units -> List.map (unit inputs) units) inputs
