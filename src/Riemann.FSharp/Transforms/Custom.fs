namespace Riemann.FSharp

/// How a rule is recorded and attached.
module private CustomRule =
    /// The same value in every derivative that may still be taken of it.
    let rec private isStill (x: Tensor) =
        match x.Tracer with
        | null -> true
        | :? BatchTracer as tracer -> isStill tracer.Value
        | _ -> false

    let picked (isPicked: bool[]) (tensors: Tensor[]) =
        tensors |> Array.indexed |> Array.filter (fun (i, _) -> isPicked[i]) |> Array.map snd

    /// The leaves that the trace knows as its own, and the tree of them.
    let inputs (trace: Recorder) (isInput: bool[]) (leaves: Tensor[]) (see: Tensor -> Tensor voption) =
        leaves |> Array.mapi (fun i x -> if isInput[i] then trace.Input(x.Aval, see x) else x)

    /// The parts of a direction that a rule returned, checked against what they belong to.
    let directions operation name (value: 'T) (direction: 'T) =
        Tree.result operation direction |> ignore
        let struct (values, directions, isTrained) = Tree.zip operation value direction

        Array.iteri
            (fun i value -> if isTrained[i] then Derivatives.requireAlike operation name value directions[i])
            values

        picked isTrained directions

    /// The value at x of a function whose rule `record` runs under two recorders: one of the operations on x,
    /// whose values are known, and one of those on a tangent or cotangent, which are not. `record` gives the
    /// value, the residuals that are declared, and the parts of the resulting direction.
    let apply
        operation
        (linear: Ravel -> Ravel -> (Ravel -> Ravel -> Tensor -> Tensor) -> LinearMap)
        (record: Recorder -> 'A -> struct ('B * Tensor[] * Tensor[]))
        (x: 'A)
        : 'B =
        let struct (leaves, isTrained) = Tree.flatten x
        let ofValues, ofDirections = Recorder(operation, ValueSome), Recorder(operation, (fun _ -> ValueNone))

        try
            let still = leaves |> Array.mapi (fun i x -> if isTrained[i] then stopGradient x else x)
            let seen = inputs ofValues (Array.create leaves.Length true) still ValueSome
            let struct (value, declared, directions) = record ofDirections (Tree.rebuild x seen)
            let linearProgram = ofDirections.Program directions
            let residuals = [| yield! declared; yield! ofDirections.Captured |]
            let residualProgram = ofValues.Program residuals
            let known = residuals |> Array.map (ofValues.Known >> _.Value)
            let point = [| yield! leaves; yield! ofValues.Captured |]

            let map (from: Ravel) (into: Ravel) (operands: Tensor[]) =
                let inputs = Array.take point.Length operands

                let residuals =
                    if inputs |> Array.take leaves.Length |> Array.forall isStill then
                        Array.skip point.Length operands
                    else
                        Program.run residualProgram inputs

                linear from into (fun given wanted direction ->
                    Program.run linearProgram [| yield! given.Unpack direction; yield! residuals |] |> wanted.Pack)

            let values = Tree.result operation value |> Array.map (ofValues.Known >> _.Value)
            let struct (_, isMoved) = Tree.flatten value
            let movers = picked isTrained leaves
            let moved = Graft.attach operation map (picked isMoved values) movers [| yield! point; yield! known |]
            let mutable next = 0

            values
            |> Array.mapi (fun i value ->
                if isMoved[i] then
                    next <- next + 1
                    moved[next - 1]
                else
                    value)
            |> Tree.rebuild value
        finally
            ofValues.Close()
            ofDirections.Close()

    /// Whether a derivative by x may be asked for.
    let isMoving (x: 'A) =
        let struct (leaves, isTrained) = Tree.flatten x
        Array.exists2 (fun (x: Tensor) trained -> trained && not (isNull x.Tracer)) leaves isTrained

[<AutoOpen>]
module Custom =
    open CustomRule

    /// `customJvp f rule x` is f x, with the derivative in x that the rule says: `rule x t` is the result and
    /// how it moves along t, a tree like x; the second part is linear in t, made of tensor operations.
    ///
    /// Every transformation follows the rule: reverse mode pulls back through the rule's tangent, higher
    /// derivatives differentiate the rule. What f and the rule capture keeps its own derivative in the value.
    /// In a derivative f is not called: the value is the rule's. The rule may look at values of x, not of t.
    /// Raises where a tangent is not of the form, shape or element type of the result.
    let customJvp (f: 'A -> 'B) (rule: 'A -> 'A -> 'B * 'B) (x: 'A) : 'B =
        let record (directions: Recorder) (x: 'A) =
            let struct (leaves, isTrained) = Tree.flatten x
            let value, tangent = rule x (inputs directions isTrained leaves (fun _ -> ValueNone) |> Tree.rebuild x)

            if Tree.result "customJvp" value |> Array.exists directions.IsOwn then
                let hint = "the first part is f x; only the second part moves with the tangent"
                Fail.raise "customJvp" (RiemannError.Value("the rule's value depends on the tangent", hint))

            struct (value, [||], CustomRule.directions "customJvp" "tangent" value tangent)

        let linear (from: Ravel) (into: Ravel) run = LinearMap.ofPush from.Zeros (run from into)
        if isMoving x then apply "customJvp" linear record x else f x

    /// `customVjp f forward backward x` is f x, with the derivative in x that the rule says: `forward x` is the
    /// result and residuals, a tree of what the way back needs; `backward residuals c` takes a cotangent c, a
    /// tree like the result, to a tree like x. It is linear in c and made of tensor operations.
    ///
    /// Every transformation follows the rule: forward mode pushes through the adjoint of `backward`, higher
    /// derivatives differentiate `forward` and `backward`. What the functions capture keeps its own derivative
    /// in the value. In a derivative f is not called: the value is that of `forward`. `forward` may look at
    /// values; `backward` may not, so decide in `forward` and return the decision with the residuals.
    /// Raises where a cotangent is not of the form, shape or element type of x.
    ///
    /// `customVjp id (fun x -> x, ()) (fun () c -> -0.1 * c)` turns a gradient round on its way back.
    let customVjp (f: 'A -> 'B) (forward: 'A -> 'B * 'R) (backward: 'R -> 'B -> 'A) (x: 'A) : 'B =
        let record (directions: Recorder) (x: 'A) =
            let unknown isInput leaves = inputs directions isInput leaves (fun _ -> ValueNone)
            let value, residuals = forward x
            let struct (leaves, isTrained) = Tree.flatten value
            Tree.result "customVjp" value |> ignore
            let cotangent = unknown isTrained leaves |> Tree.rebuild value
            let kept = Tree.result "customVjp" residuals
            let given = unknown (Array.create kept.Length true) kept |> Tree.rebuild residuals
            struct (value, kept, CustomRule.directions "customVjp" "cotangent" x (backward given cotangent))

        let linear (from: Ravel) (into: Ravel) run = LinearMap.ofPull into.Zeros (run into from)
        if isMoving x then apply "customVjp" linear record x else f x
