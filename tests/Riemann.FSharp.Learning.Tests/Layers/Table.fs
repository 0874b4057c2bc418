/// What the rows of layers, activations and losses are made of: a name, and laws that hold for every one.
module Riemann.FSharp.Learning.Tests.Layers.Table

open Riemann.FSharp

/// One way to use a layer, by the name that its module has (`Linear`) or its function (`Activation.gelu`).
type Row = { Name: string; Laws: unit -> unit }

/// Numbers that depend on nothing but the shape and the seed, as float64.
let real (seed: int64) (shape: int list) : Tensor = Random.normal shape (Key.create seed)

/// Indices from 0 to count - 1.
let index (seed: int64) (count: int) (shape: int list) : Tensor =
    Random.integers 0L (int64 count) shape (Key.create seed)

let private rows (count: int) (tree: 'T) = [ for i in 0 .. count - 1 -> tree |> Tree.mapAll (fun (x: Tensor) -> x[i]) ]

let private distance (a: 'T) (b: 'T) =
    List.zip (Tree.leaves a) (Tree.leaves b)
    |> List.map (fun (a, b) ->
        if a.Shape <> b.Shape then infinity
        elif a.Length = 0 then 0.0
        else (Tensor.max (abs (Tensor.cast DType.Float64 a - Tensor.cast DType.Float64 b))).ToFloat())
    |> List.fold max 0.0

/// Under vmap the function gives for every example what it gives for that example alone.
let private holdsForMany (f: 'X -> 'Y) (x: 'X) =
    let examples = x |> Tree.mapAll (fun leaf -> Tensor.stack 0 [ leaf; Tensor.flip [ 0 .. leaf.Rank - 1 ] leaf ])
    let together = rows 2 (vmap f examples)

    for one, expected in List.zip together (rows 2 examples |> List.map f) do
        let apart = distance one expected
        if not (apart <= 1e-10) then failwith $"under vmap an example is off by {apart}"

/// A function with the laws of derivatives to second order, at a point where it is smooth, and alone as among many.
let row name (f: 'X -> 'Y) (x: 'X) : Row =
    { Name = name
      Laws =
        fun () ->
            Check.assertDerivatives f x
            holdsForMany f x }

/// A layer with the laws in its parameters and its input, which may be any tree, at once.
let layer name (layer: 'L) (apply: 'L -> 'X -> 'Y) (x: 'X) : Row =
    { Name = name
      Laws =
        fun () ->
            Check.assertDerivatives (fun (layer, x) -> apply layer x) (layer, x)
            holdsForMany (apply layer) x }

/// The layer in float64, with random parameters of size 1 in place of its own, which may be zeros or ones.
let shaken (seed: int64) (layer: 'L) : 'L =
    let mutable place = 0

    layer
    |> Tree.map (fun leaf ->
        place <- place + 1
        Random.normal leaf.Shape (Key.foldIn place (Key.create seed)))
