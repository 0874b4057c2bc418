namespace Riemann.FSharp

open System
open System.Threading
open Riemann.Kernels

/// A choice between two functions that is made for every example.
module internal Choice =
    let mutable private instances = 0L

    let private indices (places: int[]) =
        let column = NDArray.Of(ReadOnlySpan(Array.map int64 places), Shapes.ofDimensions [| places.Length |])
        Tensor(column, null)

    /// The rows of the program's result at these rows of the inputs that differ from row to row.
    let private rows (program: Program) (own: Aval) (isAlong: bool[]) (inputs: Tensor[]) (places: int[]) count =
        let take (x: Tensor) = if places.Length = count then x else Tensor.take 0 (indices places) x
        let along = [| 0 .. inputs.Length - 1 |] |> Array.filter (fun i -> isAlong[i] && Program.uses i program)

        let one (examples: Tensor[]) =
            let all = Array.copy inputs
            along |> Array.iteri (fun k i -> all[i] <- examples[k])
            (Program.run program all)[0]

        if along.Length = 0 then
            Structure.broadcastTo (Shapes.prepend places.Length own.Shape) (one [||])
        else
            vmap one (along |> Array.map (fun i -> take inputs[i]))

    /// The results of both programs, each run on its rows alone.
    let private evaluate ifTrue ifFalse (own: Aval) (isAlong: bool[]) (operands: NDArray[]) : NDArray =
        let shape = operands[0].Shape
        let isTrue = operands[0].ToArray<bool>()
        let whole = Shapes.ofDimensions [| yield! Shapes.toList shape; yield! Shapes.toList own.Shape |]

        let flat i (x: NDArray) =
            if isAlong[i] then
                x.Reshape(Shapes.ofDimensions [| isTrue.Length; yield! Seq.skip shape.Rank (Shapes.toList x.Shape) |])
            else
                x

        let inputs = operands[1..] |> Array.mapi (fun i x -> Tensor(flat i x, null))
        let places wanted = [| 0 .. isTrue.Length - 1 |] |> Array.filter (fun i -> isTrue[i] = wanted)
        let yes, no = places true, places false
        let run program places = rows program own isAlong inputs places isTrue.Length

        let result =
            if isTrue.Length = 0 then
                Tensor(NDArray.Full(own.DType, Shapes.prepend 0 own.Shape, 0.0), null)
            elif no.Length = 0 then
                run ifTrue yes
            elif yes.Length = 0 then
                run ifFalse no
            else
                let order = Array.append yes no |> Array.indexed |> Array.sortBy snd |> Array.map fst
                let both = [| run ifTrue yes; run ifFalse no |]
                Primitive.apply (StructuralPrimitives.concatenate 0) both |> Tensor.take 0 (indices order)

        result.Value.Reshape whole

    /// Operands p and inputs: for every element of p, the result of the program that it says, of the form `own`.
    /// An input that is along p has p's axes in front. The choice does not move: `choose` attaches how it does.
    let rec private primitive (operation: string) ifTrue ifFalse (own: Aval) (isAlong: bool[]) : Primitive =
        let result (p: Aval) = Shapes.ofDimensions [| yield! Shapes.toList p.Shape; yield! Shapes.toList own.Shape |]

        { Name = operation
          Parameters = [ Number("instance", Interlocked.Increment &instances) ]
          Domain = []
          Shape = fun x -> Ok { own with Shape = result x[0] }
          Kernel = Kernel.General(evaluate ifTrue ifFalse own isAlong)
          Derivative = fun _ _ _ -> LinearMap.zero
          Batch =
            BatchRule.Rule(fun operands ->
                let size = Batching.size operands
                let p = Batching.spread size operands[0]
                let axes = Shapes.toList p.Aval.Shape

                let spread i (x: Batched) =
                    if isAlong[i] then
                        Batching.spread size x
                    elif x.IsBatched then
                        let rest = Shapes.toList (Shapes.tail x.Value.Aval.Shape)
                        let deep = Structure.deepen (axes.Length + rest.Length) x.Value
                        Structure.broadcastTo (Shapes.ofDimensions [| yield! axes; yield! rest |]) deep
                    else
                        x.Value

                let inputs = operands[1..] |> Array.mapi spread
                let isAlong = Array.map2 (fun along (x: Batched) -> along || x.IsBatched) isAlong operands[1..]
                Batched.Whole(Primitive.apply (primitive operation ifTrue ifFalse own isAlong) [| p; yield! inputs |])) }

    /// The truth values behind p, of all examples, unless they are unknown.
    let rec truths (p: Tensor) : bool[] voption =
        match p.Tracer with
        | :? BatchTracer as tracer -> truths tracer.Value
        | :? RecordTracer as tracer -> tracer.Value |> ValueOption.bind truths
        | :? AnomalyTracer as tracer -> truths tracer.Value
        | _ -> ValueSome(p.Read().ToArray<bool>())

    /// The one truth value that p is, unless it differs from example to example or is unknown.
    let rec known (p: Tensor) : bool voption =
        if not (isNull p.Tracer) then p.Tracer.Trace.Open "reading a value" |> ignore

        match p.Tracer with
        | :? BatchTracer -> ValueNone
        | :? RecordTracer as tracer -> tracer.Value |> ValueOption.bind known
        | :? AnomalyTracer as tracer -> known tracer.Value
        | _ -> ValueSome(p.Read().ToArray<bool>()[0])

    /// The results of `ifTrue x` or `ifFalse x`, as p says. Unless p is known, both functions are recorded on
    /// shapes, and each program runs on the rows of its examples: of x and of all traced values that it captured.
    ///
    /// In a derivative the choice is made again, between the derivatives of both, so that none of them sees the
    /// other's rows either.
    let rec choose operation (p: Tensor) ifTrue ifFalse (x: Tensor[]) : Tensor[] =
        match known p with
        | ValueSome true -> ifTrue x
        | ValueSome false -> ifFalse x
        | ValueNone ->
            let trace = Recorder(operation, (fun _ -> ValueNone))

            try
                let inputs = x |> Array.map (fun x -> trace.Input(x.Aval, ValueNone))
                let yes: Tensor[] = ifTrue inputs
                let no: Tensor[] = ifFalse inputs
                let places = [| 0 .. yes.Length - 1 |]
                let isFloat i = yes[i].DType.IsFloat()
                let picked (tensors: Tensor[]) places = places |> Array.map (fun i -> tensors[i])

                let groups =
                    [ for _, places in places |> Array.groupBy (fun i -> yes[i].DType) do
                          let ravel = Ravel.Of(picked yes places)
                          let program results = trace.Program [| picked results places |> ravel.Pack |]
                          places, ravel, program yes, program no ]

                let floats = places |> Array.filter isFloat
                let yesMoved, noMoved = trace.Program(picked yes floats), trace.Program(picked no floats)
                let point = [| yield! x; yield! trace.Captured |]
                let values: Tensor[] = Array.zeroCreate yes.Length

                for places, ravel, yes, no in groups do
                    let choice = primitive operation yes no ravel.Aval (Array.create point.Length false)
                    let parts = Primitive.apply choice [| p; yield! point |] |> ravel.Unpack
                    places |> Array.iteri (fun k place -> values[place] <- parts[k])

                let moved = attach operation p yesMoved noMoved (picked values floats) point
                floats |> Array.iteri (fun k place -> values[place] <- moved[k])
                values
            finally
                trace.Close()

    /// The values, moved as the program moves that p says.
    and private attach
        operation
        p
        (ifTrue: Program)
        (ifFalse: Program)
        (values: Tensor[])
        (point: Tensor[])
        : Tensor[] =
        let isMover (x: Tensor) = x.DType.IsFloat() && not (isNull x.Tracer)
        let places = [| 0 .. point.Length - 1 |] |> Array.filter (fun i -> isMover point[i])
        let moversOf (inputs: Tensor[]) = places |> Array.map (fun place -> inputs[place])

        let map (from: Ravel) (into: Ravel) (operands: Tensor[]) =
            let along direction (t: Tensor) =
                let branch (program: Program) (all: Tensor[]) =
                    let again (movers: Tensor[]) =
                        let inputs = Array.take point.Length all
                        places |> Array.iteri (fun k place -> inputs[place] <- movers[k])
                        Program.run program inputs

                    [| direction again (moversOf all) (Array.last all) |]

                (choose operation operands[0] (branch ifTrue) (branch ifFalse) [| yield! operands[1..]; t |])[0]

            LinearMap.create
                (along (fun again movers t -> jvp again movers (from.Unpack t) |> snd |> into.Pack))
                (along (fun again movers c -> (vjp again movers |> snd) (into.Unpack c) |> from.Pack))

        Graft.attach operation map values (moversOf point) [| p; yield! point |]
