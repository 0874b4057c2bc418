namespace Riemann.FSharp

open Riemann.Kernels

[<AutoOpen>]
module Linearize =
    open Derivatives

    /// `linearize f x` is `(f x, J)`: the result, and the linear function that takes a tangent, a tree like x, to
    /// how the result moves along it. f runs once, here; J may be called any number of times.
    let linearize (f: 'A -> 'B) (x: 'A) : 'B * ('A -> 'B) =
        let trace = ReverseTrace("linearize", false)

        try
            let struct (leaves, isTrained) = Tree.flatten x
            requireTrained "linearize" isTrained
            let struct (traced, nodes) = differentiable trace x leaves isTrained
            let result = f traced
            let results = Tree.result "linearize" result |> Array.map trace.Unwrap
            let values = results |> Array.map (fun struct (value, _) -> value)
            let roots = [ for struct (_, root) in results -> root ]

            let push (tangent: 'A) : 'B =
                let struct (_, tangents, _) = Tree.zip "linearize" x tangent

                let given =
                    [ for i in 0 .. leaves.Length - 1 do
                          if isTrained[i] then
                              requireAlike "linearize" "tangent" leaves[i] tangents[i]
                              struct (nodes[i], tangents[i]) ]

                let mutable moved = roots |> List.choose ValueOption.toOption |> Reverse.push given

                let next (root: Node voption) (value: Tensor) =
                    if root.IsNone then
                        zeros value
                    else
                        let first = moved.Head
                        moved <- moved.Tail
                        first |> ValueOption.defaultWith (fun () -> zeros value)

                Array.map2 next (List.toArray roots) values |> Tree.rebuild result

            Tree.rebuild result values, push
        finally
            trace.Close()

    /// `vhp f p v` is v times the Hessian of f at p, a tree like p, without the Hessian: reverse over reverse. The
    /// Hessian being symmetric it equals `hvp`, which needs less memory.
    let vhp (f: 'P -> Tensor) (p: 'P) (v: 'P) : 'P = (vjp (grad f) p |> snd) v

    /// `mixedPartial [i; j] f p` is the derivative of f by the numbers i and j of p, one after the other, of the
    /// shape of f p. The trained numbers of the tree p are counted in order; a number may be named again, and
    /// counted from the end. `mixedPartial [0; 0; 1] f (x, y)` is d3f / dx2 dy.
    let mixedPartial (variables: int list) (f: 'P -> Tensor) (p: 'P) : Tensor =
        let ravelled = Ravelled.ofTree "mixedPartial" p
        let shape = ravelled.Ravel.Aval.Shape

        let direction variable =
            if variable < -shape.Length || variable >= shape.Length then
                Fail.raise "mixedPartial" (RiemannError.Index(int64 variable, shape.Length, 0, shape))

            let place = if variable < 0 then variable + shape.Length else variable
            let one = Tensor(NDArray.Full(ravelled.Ravel.Aval.DType, Shapes.ofDimensions [| 1 |], 1.0), null)
            Primitive.apply1 (StructuralPrimitives.place shape [| place |] [| 1 |]) one

        let along g direction p = jvp g p (Ravelled.place ravelled p direction) |> snd
        (variables |> List.map direction |> List.fold along f) p
