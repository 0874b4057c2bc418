namespace Riemann.FSharp

open Riemann.Kernels

/// The mechanics that the derivative functions share.
module internal Derivatives =
    let zeros (x: Tensor) = Tensor(NDArray.Full(x.DType, x.Aval.Shape, 0.0), null)
    let ones (x: Tensor) = Tensor(NDArray.Full(x.DType, x.Aval.Shape, 1.0), null)

    let requireTrained operation (isTrained: bool[]) =
        if not (Array.contains true isTrained) then
            let hint = "differentiate with respect to float tensors outside Buffer and Frozen"

            Fail.raise
                operation
                (RiemannError.NotDifferentiable("the argument holds no tensor to differentiate by", hint))

    let requireScalar operation (y: Tensor) =
        if y.Rank <> 0 then
            let hint = "reduce it with Tensor.sum or Tensor.mean, or ask for jacrev"

            Fail.raise
                operation
                (RiemannError.NotDifferentiable($"the result has shape {y.Aval.Shape}, not one number", hint))

        if not (y.DType.IsFloat()) then
            let hint = "return a float; Tensor.cast does not carry a derivative to or from integers"
            Fail.raise operation (RiemannError.NotDifferentiable($"the result is {y.DType.Name()}", hint))

    /// A tangent or cotangent has the shape and type of what it belongs to.
    let requireAlike operation name (value: Tensor) (direction: Tensor) =
        if not (value.Aval.Shape.Equals direction.Aval.Shape) then
            let shapes = [ "value", value.Aval.Shape; name, direction.Aval.Shape ]

            Fail.raise
                operation
                (RiemannError.Shape($"the {name} does not fit", shapes, $"value and {name} have one shape"))

        if value.DType <> direction.DType then
            let types = [ "value", value.DType; name, direction.DType ]

            Fail.raise
                operation
                (RiemannError.DType($"the {name} does not fit", types, $"Tensor.cast DType.{value.DType} it"))

    /// A value that outlives the transformation which computed it.
    let keep (x: Tensor) =
        if isNull x.Tracer then x.Value.Show()
        x

    /// A tree whose trained leaves are leaves of the trace, and their nodes; null where not trained.
    let differentiable (trace: ReverseTrace) (tree: 'T) (leaves: Tensor[]) (isTrained: bool[]) =
        let nodes: Node[] = Array.zeroCreate leaves.Length

        let traced =
            leaves
            |> Array.mapi (fun i leaf ->
                if isTrained[i] then
                    let struct (tensor, node) = trace.Leaf leaf
                    nodes[i] <- node
                    tensor
                else
                    leaf)

        struct (Tree.rebuild tree traced, nodes)

    /// The cotangents at the nodes of a tree, as a tree: zero where none arrived, and the leaf itself where
    /// it is not trained.
    let collect lease roots (tree: 'T) (leaves: Tensor[]) (nodes: Node[]) =
        let trained = nodes |> Array.filter (isNull >> not)
        let cotangents = Reverse.pull lease roots trained
        let mutable next = 0

        leaves
        |> Array.mapi (fun i leaf ->
            if isNull nodes[i] then
                leaf
            else
                next <- next + 1
                cotangents[next - 1] |> ValueOption.defaultWith (fun () -> zeros leaf) |> keep)
        |> Tree.rebuild tree

    /// The gradient as a tree. Whatever else is computed on the way back is nobody's when it is there.
    let private backward (trace: Trace) roots tree leaves nodes =
        let lease = Lease(true, trace.Lease)
        use _ = lease.Enter()
        let gradient = collect lease roots tree leaves nodes
        lease.Release()
        gradient

    let gradient operation (f: 'P -> struct (Tensor * 'A)) (p: 'P) : struct (Tensor * 'A * 'P) =
        let trace = ReverseTrace(operation, true)

        try
            let struct (leaves, isTrained) = Tree.flatten p
            requireTrained operation isTrained
            let struct (traced, nodes) = differentiable trace p leaves isTrained
            let struct (result, aux) = f traced
            requireScalar operation result
            let struct (value, root) = trace.Unwrap result

            let roots =
                match root with
                | ValueSome node -> [ struct (node, ones value) ]
                | ValueNone -> []

            Tree.result operation aux |> ignore

            let aux =
                aux
                |> Tree.mapAll (fun x ->
                    let struct (value, _) = trace.Unwrap x
                    keep value)

            let gradient = backward trace roots p leaves nodes
            keep value |> ignore
            trace.Lease.Release()
            struct (value, aux, gradient)
        finally
            trace.Close()

[<AutoOpen>]
module Differentiate =
    open Derivatives

    /// `valueAndGradAux f p` is `(f p, gradient)` for a function whose result is a number and something more
    /// that comes along without a derivative, such as predictions or new running statistics.
    let valueAndGradAux (f: 'P -> Tensor * 'A) (p: 'P) : (Tensor * 'A) * 'P =
        let struct (value, aux, gradient) =
            gradient "valueAndGradAux" (fun p -> let value, aux = f p in struct (value, aux)) p

        (value, aux), gradient

    /// `valueAndGrad f p` is `(f p, grad f p)`, computed together.
    let valueAndGrad (f: 'P -> Tensor) (p: 'P) : Tensor * 'P =
        let struct (value, (), gradient) = gradient "valueAndGrad" (fun p -> struct (f p, ())) p
        value, gradient

    /// `grad f p` is the gradient of a function whose result is one number, as a tree like p: how the number
    /// moves with each element of each float tensor in p. What is not trained comes back as it is.
    let grad (f: 'P -> Tensor) (p: 'P) : 'P =
        let struct (_, (), gradient) = gradient "grad" (fun p -> struct (f p, ())) p
        gradient

    /// `jvp f x v` is `(f x, J v)`: the result, and how it moves when x moves along v, a tree like x.
    let jvp (f: 'A -> 'B) (x: 'A) (v: 'A) : 'B * 'B =
        let trace = ForwardTrace "jvp"

        try
            let struct (primals, tangents, isTrained) = Tree.zip "jvp" x v
            requireTrained "jvp" isTrained

            let moving =
                Array.init primals.Length (fun i ->
                    if isTrained[i] then
                        requireAlike "jvp" "tangent" primals[i] tangents[i]
                        trace.Wrap(primals[i], tangents[i])
                    else
                        primals[i])

            let result = f (Tree.rebuild x moving)
            let leaves = Tree.result "jvp" result |> Array.map trace.Unwrap
            let values = leaves |> Array.map (fun struct (value, _) -> keep value)

            let moved =
                leaves
                |> Array.map (fun struct (value, tangent) ->
                    tangent |> ValueOption.defaultWith (fun () -> zeros value) |> keep)

            trace.Lease.Release()
            Tree.rebuild result values, Tree.rebuild result moved
        finally
            trace.Close()

    /// `vjp f x` is `(f x, pull)`: the result, and the function that takes a cotangent, a tree like the
    /// result, to a tree like x. It may be called any number of times.
    let vjp (f: 'A -> 'B) (x: 'A) : 'B * ('B -> 'A) =
        let trace = ReverseTrace("vjp", false)

        try
            let struct (leaves, isTrained) = Tree.flatten x
            requireTrained "vjp" isTrained
            let struct (traced, nodes) = differentiable trace x leaves isTrained
            let result = f traced
            let results = Tree.result "vjp" result |> Array.map trace.Unwrap
            let value = results |> Array.map (fun struct (value, _) -> value) |> Tree.rebuild result

            let pull (cotangent: 'B) : 'A =
                let struct (values, cotangents, _) = Tree.zip "vjp" value cotangent

                let roots =
                    [ for i in 0 .. values.Length - 1 do
                          let struct (_, root) = results[i]

                          match root with
                          | ValueSome node ->
                              requireAlike "vjp" "cotangent" values[i] cotangents[i]
                              struct (node, cotangents[i])
                          | ValueNone -> () ]

                collect null roots x leaves nodes

            value, pull
        finally
            trace.Close()

    /// `derivative f` is the derivative function of a function of one number: `derivative f x` is df/dx, of the
    /// shape of f x.
    let derivative (f: Tensor -> Tensor) (x: Tensor) : Tensor =
        if x.Rank <> 0 then
            let hint = "use jacfwd for a tensor, or vmap (derivative f) for many numbers"
            Fail.raise "derivative" (RiemannError.NotDifferentiable($"the argument has shape {x.Aval.Shape}", hint))

        jvp f x (ones x) |> snd

    /// `hvp f p v` is the Hessian of f at p times v, a tree like p, without the Hessian: forward over reverse.
    let hvp (f: 'P -> Tensor) (p: 'P) (v: 'P) : 'P = jvp (grad f) p v |> snd

    /// `higherOrderGrad n f p` differentiates n times by each leaf of p alone: for a leaf that is one number,
    /// the n-th partial derivative; for others, each step is the gradient of the sum of the one before.
    let higherOrderGrad (order: int) (f: 'P -> Tensor) (p: 'P) : 'P =
        if order < 1 then
            Fail.raise
                "higherOrderGrad"
                (RiemannError.Value($"there is no derivative of order {order}", "order 1 or more"))

        let struct (leaves, isTrained) = Tree.flatten p
        requireTrained "higherOrderGrad" isTrained

        let partial i =
            let along (x: Tensor) = f (Tree.rebuild p (Array.updateAt i x leaves))
            let step g = grad (g >> Tensor.sum)
            (List.replicate (order - 1) step |> List.fold (fun g step -> step g) (grad along)) leaves[i]

        leaves |> Array.mapi (fun i leaf -> if isTrained[i] then partial i else leaf) |> Tree.rebuild p
