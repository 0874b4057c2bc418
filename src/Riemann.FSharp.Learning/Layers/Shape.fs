namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Nothing at all, where a layer is asked for.
[<RequireQualifiedAccess>]
module Identity =
    /// `Identity.apply x` is x.
    let apply (x: Tensor) : Tensor = x

    /// `Identity.layer` is nothing as a step of a model.
    let layer: Layer<unit> = Layer.map "Identity" apply

/// The axes that `Flatten` makes one: see `Flatten.defaults`.
type Flatten =
    {
        /// The first of them.
        StartAxis: int
        /// The last of them.
        EndAxis: int
    }

[<RequireQualifiedAccess>]
module Flatten =
    /// All axes but that of the batch.
    let defaults: Flatten = { StartAxis = 1; EndAxis = -1 }

    /// `Flatten.apply settings x` is x with these axes and those between them as one: [batch; a; b] gives [batch; a b].
    /// A scalar gives a vector. Raises for axes that x does not have, or has in the other order.
    let apply (settings: Flatten) (x: Tensor) : Tensor =
        let shape = if x.Rank = 0 then Shapes.ofDimensions [| 1 |] else x.Aval.Shape
        let first = Shapes.axis shape settings.StartAxis |> Fail.get "Flatten.apply"
        let last = Shapes.axis shape settings.EndAxis |> Fail.get "Flatten.apply"

        if first > last then
            let problem = $"the first axis, {settings.StartAxis}, comes after the last, {settings.EndAxis}"
            Fail.raise "Flatten.apply" (RiemannError.Axis(problem, shape))

        let lengths = Shapes.toList shape
        let inner = List.fold (*) 1 lengths[first..last]
        Tensor.reshape (lengths[.. first - 1] @ [ inner ] @ lengths[last + 1 ..]) x

    /// `Flatten.layer settings` is flattening as a step of a model.
    let layer (settings: Flatten) : Layer<unit> = Layer.map "Flatten" (apply settings)

/// The axis that `Unflatten` makes several.
type Unflatten =
    {
        Axis: int
        /// The lengths that it gets, at most one of them -1 for what is left.
        Sizes: int list
    }

[<RequireQualifiedAccess>]
module Unflatten =
    /// `Unflatten.apply { Axis = 1; Sizes = [ 2; -1 ] } x` is x with the axis as several: [batch; 6] gives [batch; 2; 3].
    /// Raises for an axis that x does not have, and for lengths whose product is not the axis's.
    let apply (settings: Unflatten) (x: Tensor) : Tensor =
        let axis = Shapes.axis x.Aval.Shape settings.Axis |> Fail.get "Unflatten.apply"
        let length = x.Aval.Shape[axis]
        let open', known = settings.Sizes |> List.partition ((=) -1)
        let product = List.fold (*) 1 known
        let isFree = open'.Length = 1 && product > 0 && length % product = 0

        if List.exists (fun size -> size < 0) known || not (isFree || (open'.IsEmpty && product = length)) then
            let problem = $"the sizes %A{settings.Sizes} do not make up axis {axis} of length {length}"
            let rule = "the product is the length; one size may be -1, for what is left"
            Fail.raise "Unflatten.apply" (RiemannError.Shape(problem, [ "input", x.Aval.Shape ], rule))

        let sizes = settings.Sizes |> List.map (fun size -> if size = -1 then length / product else size)
        Tensor.reshape (x.Shape[.. axis - 1] @ sizes @ x.Shape[axis + 1 ..]) x

    /// `Unflatten.layer settings` is unflattening as a step of a model.
    let layer (settings: Unflatten) : Layer<unit> = Layer.map "Unflatten" (apply settings)
