namespace Riemann.FSharp

open Riemann.Kernels

/// A tensor whose axes have names, which are numbers.
type internal Labelled = { Labels: int list; Value: Tensor }

/// Sums of products over axes of the same name.
module internal Labelled =
    let private places labels x = labels |> List.map (fun label -> List.findIndex ((=) label) x.Labels)
    let private lengths labels x = places labels x |> List.map (fun axis -> x.Value.Aval.Shape[axis])
    let private reshape dimensions (x: Tensor) = Structure.reshape (Shapes.ofList "einsum" dimensions) x
    let private product = List.fold (*) 1

    /// The tensor with its axes in this order.
    let arrange labels x =
        let order = places labels x

        if order = [ 0 .. labels.Length - 1 ] then
            x.Value
        else
            Primitive.apply1 (StructuralPrimitives.permute order) x.Value

    /// Each name once: axes of one name give way to their diagonal.
    let rec diagonals x =
        match x.Labels |> List.countBy id |> List.tryFind (fun (_, count) -> count > 1) with
        | None -> x
        | Some(label, _) ->
            let first = List.findIndex ((=) label) x.Labels
            let second = first + 1 + List.findIndex ((=) label) (List.skip (first + 1) x.Labels)

            diagonals
                { Labels = (x.Labels |> List.removeAt second |> List.removeAt first) @ [ label ]
                  Value = Tensor.diagonalOf 0 first second x.Value }

    /// Summed over every axis whose name is not kept.
    let sumTo isKept x =
        let kept, gone = List.partition isKept x.Labels

        { Labels = kept; Value = Structure.sum (List.sort (places gone x)) x.Value }

    /// The product of two tensors, summed over every axis whose name is not kept: axes of both that are kept are a
    /// batch, and the rest is one matrix product, or one elementwise product where there is nothing to sum over.
    let contract isKept a b =
        let a = sumTo (fun label -> isKept label || List.contains label b.Labels) a
        let b = sumTo (fun label -> isKept label || List.contains label a.Labels) b
        let shared, left = a.Labels |> List.partition (fun label -> List.contains label b.Labels)
        let right = b.Labels |> List.except shared
        let batch, summed = List.partition isKept shared
        let labels = batch @ left @ right
        let isVectors = left.IsEmpty && right.IsEmpty && not batch.IsEmpty

        if summed.IsEmpty || isVectors then
            let order = labels @ summed

            let spread x =
                let own, missing = order |> List.partition (fun label -> List.contains label x.Labels)
                let length label = if List.contains label missing then 1 else (lengths [ label ] x).Head
                reshape (List.map length order) (arrange own x)

            { Labels = labels; Value = Structure.sum [ labels.Length .. order.Length - 1 ] (spread a * spread b) }
        else
            let depth = product (lengths summed a)
            let rows, columns = lengths left a, lengths right b
            let batched = lengths batch a
            let first = reshape (batched @ [ product rows; depth ]) (arrange (batch @ left @ summed) a)
            let second = reshape (batched @ [ depth; product columns ]) (arrange (batch @ summed @ right) b)

            { Labels = labels
              Value = reshape (batched @ rows @ columns) (Primitive.apply2 ContractionPrimitives.matmul first second) }
