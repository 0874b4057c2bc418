namespace Riemann.FSharp

open System.Collections.Generic

/// Trees of tensors: a tensor, or a record, tuple, union, option, list, array or map of trees. What is not a
/// tensor is carried along. The leaves that are trained are the float tensors outside `Buffer` and `Frozen`.
[<RequireQualifiedAccess>]
module Tree =
    /// Takes a tree apart. A tensor alone is its own only leaf.
    let internal flatten (tree: 'T) : struct (Tensor[] * bool[]) =
        match box tree with
        | :? Tensor as tensor -> struct ([| tensor |], [| tensor.DType |> Riemann.Kernels.DTypes.IsFloat |])
        | boxed ->
            let leaves = Leaves()
            Codec.Of(typeof<'T>).Value.Flatten(boxed, true, leaves)
            struct (leaves.Tensors.ToArray(), leaves.IsTrained.ToArray())

    /// The same tree with other tensors, as many as `flatten` gave.
    let internal rebuild (tree: 'T) (tensors: Tensor[]) : 'T =
        match box tree with
        | :? Tensor -> unbox (box tensors[0])
        | boxed ->
            let mutable next = 0
            unbox (Codec.Of(typeof<'T>).Value.Rebuild(boxed, tensors, &next))

    /// The leaves of a function's result. Raises where the result can keep tensors out of sight.
    let internal result operation (tree: 'T) : Tensor[] =
        match box tree with
        | :? Tensor as tensor -> [| tensor |]
        | boxed ->
            let leaves = Leaves()
            Codec.Of(typeof<'T>).Value.Flatten(boxed, true, leaves)

            if isNull leaves.Hiding then
                leaves.Tensors.ToArray()
            else
                let problem = $"the function's result holds a {Codec.Word leaves.Hiding}, whose tensors cannot be seen"
                let hint = "return tensors in records, tuples, lists or arrays; evaluate sequences with List.ofSeq"
                Fail.raise operation (RiemannError.Value(problem, hint))

    /// `names tree` are the paths of all tensors, such as `Hidden.Weight` or `Layers.0.Bias`, in order.
    let names (tree: 'T) : string list =
        let names = List<string>()
        Codec.Of(typeof<'T>).Value.Name(box tree, "", names)
        List.ofSeq names

    /// `leaves tree` are all tensors of the tree, in order.
    let leaves (tree: 'T) : Tensor list =
        let struct (tensors, _) = flatten tree
        List.ofArray tensors

    /// `count tree` is the number of trained numbers.
    let count (tree: 'T) : int64 =
        let struct (tensors, isTrained) = flatten tree
        Array.fold2 (fun sum (t: Tensor) trained -> if trained then sum + int64 t.Length else sum) 0L tensors isTrained

    /// `mapAll f tree` is the tree with `f` applied to every tensor.
    let mapAll (f: Tensor -> Tensor) (tree: 'T) : 'T =
        let struct (tensors, _) = flatten tree
        rebuild tree (tensors |> Array.map f)

    /// `map f tree` is the tree with `f` applied to every trained tensor; the others are carried along.
    let map (f: Tensor -> Tensor) (tree: 'T) : 'T =
        let struct (tensors, isTrained) = flatten tree
        rebuild tree (Array.map2 (fun t trained -> if trained then f t else t) tensors isTrained)

    let private mismatch operation (left: 'T) (right: 'T) =
        let shown tree = "[" + String.concat "; " (names tree) + "]"
        let problem = $"the trees differ: {shown left} and {shown right}"
        Fail.raise operation (RiemannError.Value(problem, "both must hold tensors in the same places"))

    /// The leaves of two trees, which must be of the same form.
    let internal zip operation (left: 'T) (right: 'T) : struct (Tensor[] * Tensor[] * bool[]) =
        if not (Codec.Of(typeof<'T>).Value.IsAlike(left, right)) then mismatch operation left right

        let struct (a, isTrained) = flatten left
        let struct (b, _) = flatten right
        struct (a, b, isTrained)

    /// `map2 f left right` is the tree of `f a b` for the trained tensors a of `left` and b of `right`, which
    /// must hold tensors in the same places; what is not trained comes from `left`.
    let map2 (f: Tensor -> Tensor -> Tensor) (left: 'T) (right: 'T) : 'T =
        let struct (a, b, isTrained) = zip "Tree.map2" left right
        rebuild left (Array.init a.Length (fun i -> if isTrained[i] then f a[i] b[i] else a[i]))
