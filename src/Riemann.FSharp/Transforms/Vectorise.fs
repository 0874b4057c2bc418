namespace Riemann.FSharp

[<AutoOpen>]
module Vectorise =
    /// `vmap f xs` is f applied to every example along axis 0 of every tensor in xs, at once; the results are
    /// stacked along axis 0. Tensors that f captures are the same for every example.
    let vmap (f: 'A -> 'B) (xs: 'A) : 'B =
        let trace = BatchTrace "vmap"

        try
            let struct (leaves, _) = Tree.flatten xs

            let size =
                match leaves |> Array.tryHead with
                | Some first when first.Rank > 0 -> first.Aval.Shape[0]
                | _ -> 0

            let isAlong (x: Tensor) = x.Rank > 0 && x.Aval.Shape[0] = size

            if leaves.Length = 0 || not (Array.forall isAlong leaves) then
                let shapes = List.zip (Tree.names xs) [ for leaf in leaves -> leaf.Aval.Shape ]
                let named = [ for name, shape in shapes -> (if name = "" then "tensor" else name), shape ]
                let rule = "every tensor has the examples along axis 0, the same number in each"

                let problem =
                    if leaves |> Array.forall (fun x -> x.Rank > 0) && leaves.Length > 0 then
                        "the numbers of examples differ"
                    else
                        "there are no examples to map over"

                Fail.raise "vmap" (RiemannError.Shape(problem, named, rule))

            let result = f (Tree.rebuild xs (leaves |> Array.map trace.Wrap))

            let stacked =
                Tree.result "vmap" result |> Array.map (trace.Unwrap >> Batching.spread size >> Derivatives.keep)

            trace.Lease.Release()
            Tree.rebuild result stacked
        finally
            trace.Close()

    /// `vmap2 f xs ys` is f applied to pairs of examples along axis 0.
    let vmap2 (f: 'A -> 'B -> 'C) (xs: 'A) (ys: 'B) : 'C = vmap (fun (x, y) -> f x y) (xs, ys)

    /// One axis for each of the values, given one for each or one for all.
    let private axesOf operation name (axes: int list) (values: Tensor[]) =
        match axes with
        | [ axis ] -> Array.create values.Length axis
        | _ when axes.Length = values.Length -> List.toArray axes
        | _ ->
            let problem = $"{axes.Length} {name} axes %A{axes} for {values.Length} tensors"
            Fail.raise operation (RiemannError.Value(problem, "one axis for each tensor in order, or one for all"))

    /// `vmapOver [1] [0; -1] f xs` is `vmap f xs` with the examples along other axes: those of xs along the axes
    /// of the first list, the results' along those of the second. A list names one axis for each tensor of the
    /// tree in order, or one for all; axes may be counted from the end.
    let vmapOver (inAxes: int list) (outAxes: int list) (f: 'A -> 'B) (xs: 'A) : 'B =
        let move toFront (x: Tensor) axis =
            let rest = [ 0 .. x.Rank - 1 ]
            let axis = Shapes.axis x.Aval.Shape axis |> Fail.get "vmapOver"
            let order = if toFront then axis :: List.removeAt axis rest else List.insertAt axis 0 (List.tail rest)
            Tensor.permute order x

        let struct (leaves, _) = Tree.flatten xs
        let inFront = Array.map2 (move true) leaves (axesOf "vmapOver" "in" inAxes leaves)
        let result = vmap f (Tree.rebuild xs inFront)
        let struct (results, _) = Tree.flatten result
        Array.map2 (move false) results (axesOf "vmapOver" "out" outAxes results) |> Tree.rebuild result
