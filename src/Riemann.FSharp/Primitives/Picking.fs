namespace Riemann.FSharp

open Riemann.Kernels

/// What regions take, by index too: the indexed axes as one in front, of which a single index names a row.
module internal Picking =
    /// Axes of a tensor, the shape of their indices, and for each of these the row-major position in the axes.
    type private Picked = { Axes: int list; Shape: Shape; Rows: Tensor }

    let private apply1 primitive (x: Tensor) = Primitive.apply1 primitive x
    let private dimensions (shape: Shape) = List.ofArray (shape.Dimensions.ToArray())
    let private ofLengths (lengths: int list) = Shapes.ofDimensions (List.toArray lengths)

    let private inverse (order: int list) = order |> List.indexed |> List.sortBy snd |> List.map fst

    /// The indices of a region of a tensor of this shape, whose axes count without those of one position.
    let private plan operation (shape: Shape) (region: Region) : Picked =
        let axes, indices = List.unzip region.Indexed

        let broadcast =
            [| for i in indices -> { i.Aval with DType = DType.Int64 } |] |> Rules.broadcast |> Fail.get operation

        let strides = axes |> List.map (fun axis -> shape[axis]) |> List.tail |> fun rest -> List.scanBack (*) rest 1

        let position axis (stride: int) (indices: Tensor) =
            let counted = apply1 (IndexingPrimitives.counted shape axis) indices
            apply1 (ConversionPrimitives.cast DType.Int64) counted * float stride

        let positions = List.map3 position axes strides indices |> List.reduce (+)

        { Axes = axes |> List.map (fun axis -> axis - (region.Single |> List.filter (fun s -> s < axis) |> List.length))
          Shape = broadcast
          Rows = Structure.reshape (ofLengths [ broadcast.Length ]) (Structure.broadcastTo broadcast positions) }

    let private others picked (shape: Shape) = List.except picked.Axes [ 0 .. shape.Rank - 1 ]

    let private rowShape picked (shape: Shape) count =
        ofLengths (count :: [ for axis in others picked shape -> shape[axis] ])

    /// [.., a, .., b, ..] with indexed axes a and b as [a b, .., .., ..].
    let private toRows picked (x: Tensor) =
        let shape = x.Aval.Shape
        let count = picked.Axes |> List.fold (fun count axis -> count * shape[axis]) 1
        let moved = apply1 (StructuralPrimitives.permute (picked.Axes @ others picked shape)) x
        Structure.reshape (rowShape picked shape count) moved

    /// The tensor of this shape of which these are the rows.
    let private ofRows picked (shape: Shape) (rows: Tensor) =
        let order = picked.Axes @ others picked shape
        let moved = Structure.reshape (ofLengths [ for axis in order -> shape[axis] ]) rows
        apply1 (StructuralPrimitives.permute (inverse order)) moved

    /// Where the axes of the indices and the others are in the result, as an order of the rows' axes.
    let private order picked (rank: int) =
        let before = picked.Axes.Head
        let own = picked.Shape.Rank
        [ own .. own + before - 1 ] @ [ 0 .. own - 1 ] @ [ own + before .. rank - 1 ]

    let private apart picked (shape: Shape) =
        ofLengths (dimensions picked.Shape @ [ for axis in others picked shape -> shape[axis] ])

    /// The row's number for each element of rows to be taken from a tensor of this shape.
    let private numbers picked (shape: Shape) =
        let taken = rowShape picked shape picked.Shape.Length
        let column = Shapes.ofDimensions (Array.init taken.Rank (fun axis -> if axis = 0 then taken[0] else 1))
        Structure.broadcastTo taken (Structure.reshape column picked.Rows)

    /// The part of x that the region covers, all of its indexed axes, without the axes of one position.
    let private cover (region: Region) (x: Tensor) =
        let taken = apply1 (StructuralPrimitives.slice region.Starts region.Lengths region.Steps) x
        Structure.reshape (Shapes.without region.Single taken.Aval.Shape) taken

    /// The elements that the region takes.
    let take (region: Region) (x: Tensor) =
        let covered = cover region x

        if region.Indexed.IsEmpty then
            covered
        else
            let picked = plan "slice" x.Aval.Shape region
            let shape = covered.Aval.Shape
            let rows = Primitive.apply2 (IndexingPrimitives.gather 0) (toRows picked covered) (numbers picked shape)
            let apart = apart picked shape
            apply1 (StructuralPrimitives.permute (order picked apart.Rank)) (Structure.reshape apart rows)

    /// The value stretched to the shape of what is replaced.
    let stretch operation (shape: Shape) (value: Tensor) =
        Rules.broadcastTo shape [| value.Aval |] |> Fail.get operation |> ignore
        Structure.broadcastTo shape value

    /// x with other elements where the region, which has indices, takes them. `update rows numbers values` are the
    /// rows of which these numbers name those that change.
    let change operation update (region: Region) (value: Tensor) (x: Tensor) =
        let covered = cover region x
        let shape = covered.Aval.Shape
        let picked = plan operation x.Aval.Shape region
        let apart = apart picked shape
        let order = order picked apart.Rank
        let value = stretch operation (ofLengths [ for axis in order -> apart[axis] ]) value
        let values = apply1 (StructuralPrimitives.permute (inverse order)) value
        let rows = Structure.reshape (rowShape picked shape picked.Shape.Length) values
        let changed: Tensor = update (toRows picked covered) (numbers picked shape) rows
        let part = Structure.reshape (Shapes.ofDimensions region.Lengths) (ofRows picked shape changed)
        Primitive.apply2 (StructuralPrimitives.replace region.Starts region.Steps) x part
