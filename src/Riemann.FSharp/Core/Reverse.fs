namespace Riemann.FSharp

open System
open System.Threading
open Riemann.Kernels

/// One operation whose result depends on the differentiated value: the nodes of its operands that do too,
/// and the linear map from each. Nodes point backwards only, so branches that lead nowhere are collected.
[<Sealed; AllowNullLiteral>]
type internal Node(index: int, operands: Node[], maps: LinearMap[]) =
    /// Larger than that of every operand.
    member _.Index = index

    member val Operands = operands with get, set
    member val Maps = maps with get, set

    /// Lets go of what the backward pass no longer needs.
    member node.Clear() =
        node.Operands <- [||]
        node.Maps <- [||]

/// A value and the node that leads back to the differentiated value.
[<Sealed; AllowNullLiteral>]
type internal ReverseTracer(trace: Trace, primal: Tensor, node: Node) =
    inherit Tracer(trace, primal.Aval)
    member _.Primal = primal
    member _.Node = node
    override _.Inner = ValueSome primal
    override _.Over inner = ReverseTracer(trace, inner, node)
    override _.IsPulled = true

/// Reverse mode: operations run at once and leave their linear maps behind.
[<Sealed>]
type internal ReverseTrace(name, isReleasing) =
    inherit Trace(name, Lease isReleasing)
    let mutable count = 0

    member private trace.Own(x: Tensor) =
        match x.Tracer with
        | :? ReverseTracer as tracer when Object.ReferenceEquals(tracer.Trace, trace) -> tracer
        | _ -> null

    member private trace.Node(operands, maps) = Node(Interlocked.Increment &count - 1, operands, maps)

    /// The value as something to differentiate with respect to.
    member trace.Leaf(primal: Tensor) : struct (Tensor * Node) =
        let node = trace.Node([||], [||])
        struct (Tensor(null, ReverseTracer(trace, primal, node)), node)

    /// The value, and its node unless it is constant.
    member trace.Unwrap(x: Tensor) : struct (Tensor * Node voption) =
        match trace.Own x with
        | null -> struct (x, ValueNone)
        | tracer -> struct (tracer.Primal, ValueSome tracer.Node)

    override trace.Process(p, operands) =
        let primals = Array.zeroCreate operands.Length
        let mutable traced = 0

        for i in 0 .. operands.Length - 1 do
            match trace.Own operands[i] with
            | null -> primals[i] <- operands[i]
            | tracer ->
                primals[i] <- tracer.Primal
                traced <- traced + 1

        let result = Primitive.apply p primals
        let nodes = Array.zeroCreate traced
        let maps = Array.zeroCreate traced
        let mutable filled = 0

        for i in 0 .. operands.Length - 1 do
            match trace.Own operands[i] with
            | null -> ()
            | tracer ->
                let map = Origin.derivative p primals result i

                if not (Object.ReferenceEquals(map, LinearMap.zero)) then
                    nodes[filled] <- tracer.Node
                    maps[filled] <- map
                    filled <- filled + 1

        if filled = 0 then
            result
        elif filled = traced then
            Tensor(null, ReverseTracer(trace, result, trace.Node(nodes, maps)))
        else
            let node = trace.Node(Array.truncate filled nodes, Array.truncate filled maps)
            Tensor(null, ReverseTracer(trace, result, node))

    override trace.Read x = (trace.Own x).Primal.Read()

module internal Reverse =
    /// The cotangents of the leaves, none where none arrives, given those of the roots. Nodes are visited by
    /// descending index, each after everything that uses it.
    ///
    /// With a lease the nodes serve only once: their maps are let go as soon as they are used, and so is the memory of
    /// each cotangent that was computed here, when no node waits with it any more.
    let pull (lease: Lease) (roots: struct (Node * Tensor) list) (leaves: Node[]) : Tensor voption[] =
        let last = roots |> List.fold (fun last (struct (node, _)) -> max last node.Index) -1
        let nodes: Node[] = Array.zeroCreate (last + 1)
        let cotangents: Tensor voption[] = Array.zeroCreate (last + 1)
        let isSum: bool[] = Array.zeroCreate (last + 1) // which cotangents were added up here: nobody else has them
        let hold (x: Tensor) = if not (isNull lease) && isNull x.Tracer then lease.Hold x.Value
        let drop (x: Tensor) = if not (isNull lease) && isNull x.Tracer then lease.Drop x.Value

        let receive (node: Node) (cotangent: Tensor) =
            let index = node.Index
            nodes[index] <- node
            hold cotangent

            match cotangents[index] with
            | ValueNone -> cotangents[index] <- ValueSome cotangent
            | ValueSome sum when isSum[index] && isNull sum.Tracer && isNull cotangent.Tracer ->
                Elementwise.AddTo(sum.Value, cotangent.Value)
                drop cotangent
            | ValueSome before ->
                let sum = before + cotangent
                hold sum
                cotangents[index] <- ValueSome sum
                isSum[index] <- true
                drop before
                drop cotangent

        for struct (node, cotangent) in roots do
            receive node cotangent

        for index in last .. -1 .. 0 do
            let node = nodes[index]

            if not (isNull node) && node.Operands.Length > 0 then
                let cotangent = cotangents[index].Value

                for k in 0 .. node.Operands.Length - 1 do
                    receive node.Operands[k] (node.Maps[k].Pull cotangent)

                cotangents[index] <- ValueNone
                drop cotangent

                if not (isNull lease) then node.Clear()

        leaves |> Array.map (fun leaf -> if leaf.Index <= last then cotangents[leaf.Index] else ValueNone)

    /// The tangents of the roots, none where none arrives, given those of the leaves: forward through the same
    /// maps, by ascending index.
    let push (leaves: struct (Node * Tensor) list) (roots: Node list) : Tensor voption list =
        let last = roots |> List.fold (fun last node -> max last node.Index) -1
        let nodes: Node[] = Array.zeroCreate (last + 1)
        let tangents: Tensor voption[] = Array.zeroCreate (last + 1)

        for root in roots do
            nodes[root.Index] <- root

        for index in last .. -1 .. 0 do
            if not (isNull nodes[index]) then
                for operand in nodes[index].Operands do
                    nodes[operand.Index] <- operand

        for struct (node, tangent) in leaves do
            if node.Index <= last then tangents[node.Index] <- ValueSome tangent

        let add before moved =
            match before with
            | ValueNone -> ValueSome moved
            | ValueSome before -> ValueSome(before + moved)

        for index in 0..last do
            let node = nodes[index]

            if not (isNull node) then
                for k in 0 .. node.Operands.Length - 1 do
                    match tangents[node.Operands[k].Index] with
                    | ValueNone -> ()
                    | ValueSome tangent -> tangents[index] <- add tangents[index] (node.Maps[k].Push tangent)

        roots |> List.map (fun root -> tangents[root.Index])
