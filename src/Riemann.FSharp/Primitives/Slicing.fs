namespace Riemann.FSharp

open System
open Riemann.Kernels

/// Which elements of an axis to take. Positions may be counted from the end, -1 being the last.
[<RequireQualifiedAccess>]
type Slice =
    /// All of them.
    | All
    /// None of them; the axis has length 0.
    | Empty
    /// One position; the axis disappears.
    | At of int
    /// From the first to the last position, both included.
    | Range of first: int * last: int
    /// Every step-th position from the first on, not past the last; a negative step goes backwards.
    | Step of first: int * last: int * step: int
    /// The positions that int32 or int64 indices name, in any order and as often as they name them. The axes of the
    /// indices take the place of this axis. Indices of several axes broadcast and pair up, and their axes take the place
    /// of the first one.
    | Indices of Tensor
    /// The positions where truth values hold, which stand for as many axes as they have and give one: the same as
    /// `Indices` of each of these axes with what `Tensor.nonzero` gives. Raises when mapped over by vmap.
    | Mask of Tensor

/// Where slices lie: starts, lengths and steps, axis by axis, the axes of which they take one position, and indices for
/// some of the axes that are otherwise whole.
type internal Region = { Starts: int[]; Lengths: int[]; Steps: int[]; Single: int list; Indexed: (int * Tensor) list }

/// Where truth values hold.
module internal Positions =
    /// The row-major positions of what is true, or not 0.
    let flat operation (x: Tensor) : int64[] =
        let value =
            try
                x.Read()
            with :? RiemannException as error when error.Error.IsUnknown ->
                let problem = "the number of elements of the result depends on values that are not known here"
                Fail.raise operation (RiemannError.Value(problem, "inside vmap, choose with Tensor.where"))

        Indexing.Positions(Elementwise.Cast(value, DType.Bool)).ToArray<int64>()

    /// For each axis the indices of what is true, or not 0.
    let alongAxes operation (x: Tensor) : Tensor list =
        let shape = x.Aval.Shape
        let found = flat operation x

        [ for axis in 0 .. shape.Rank - 1 ->
              let stride, length = int64 shape.Strides[axis], int64 shape[axis]
              let indices = found |> Array.map (fun position -> position / stride % length)
              Tensor(NDArray.Of(ReadOnlySpan indices, Shapes.ofDimensions [| found.Length |]), null) ]

/// Slices as starts, lengths and steps.
module internal Slicing =
    let private position operation (shape: Shape) (axis: int) (index: int) =
        let length = shape[axis]

        if index < -length || index >= length then
            Fail.raise operation (RiemannError.Index(int64 index, length, axis, shape))

        if index < 0 then index + length else index

    /// Start, length and step along one axis.
    let private along operation (shape: Shape) (axis: int) slice =
        match slice with
        | Slice.All
        | Slice.Indices _
        | Slice.Mask _ -> struct (0, shape[axis], 1)
        | Slice.Empty -> struct (0, 0, 1)
        | Slice.At index -> struct (position operation shape axis index, 1, 1)
        | Slice.Step(_, _, 0) ->
            let problem = $"a step of 0 along axis {axis} of shape {shape}"
            Fail.raise operation (RiemannError.Value(problem, "1 takes every position, -1 every one backwards"))
        | Slice.Range(0, -1) -> struct (0, shape[axis], 1) // on an axis of length 0 too
        | Slice.Range(first, last) when first > 0 && first <= shape[axis] && last = first - 1 -> struct (first, 0, 1)
        | Slice.Range(first, last) ->
            let first, last = position operation shape axis first, position operation shape axis last
            struct (first, max 0 (last - first + 1), 1)
        | Slice.Step(first, last, step) ->
            let first, last = position operation shape axis first, position operation shape axis last
            let isPast = (last - first) * sign step < 0
            struct (first, (if isPast then 0 else (last - first) / step + 1), step)

    /// Every mask as the indices of its axes.
    let rec private unmask operation (shape: Shape) axis (slices: Slice list) =
        match slices with
        | [] -> []
        | Slice.Mask mask :: rest ->
            let own = mask.Aval.Shape
            let last = axis + own.Rank

            if mask.DType <> DType.Bool then
                let hint = "Slice.Indices takes integers; Tensor.less, Tensor.equal, ... make truth values"
                Fail.raise operation (RiemannError.DType("a mask holds truth values", [ "mask", mask.DType ], hint))

            if
                own.Rank = 0
                || last > shape.Rank
                || not (own.Dimensions.SequenceEqual(shape.Dimensions.Slice(axis, own.Rank)))
            then
                let shapes = [ "mask", own; "tensor", shape ]
                let rule = $"the mask has the lengths of one axis or more from axis {axis} on"
                Fail.raise operation (RiemannError.Shape("the mask does not fit", shapes, rule))

            List.map Slice.Indices (Positions.alongAxes operation mask) @ unmask operation shape last rest
        | first :: rest -> first :: unmask operation shape (axis + 1) rest

    let private requireIntegers operation (indices: Tensor) =
        if indices.DType <> DType.Int64 && indices.DType <> DType.Int32 then
            let hint = "Tensor.cast DType.Int64 them; Slice.Mask takes truth values"

            Fail.raise operation (RiemannError.DType("the indices are no integers", [ "indices", indices.DType ], hint))

    /// What the slices of a tensor of this shape cover; axes not named are taken whole.
    let region operation (shape: Shape) (slices: Slice list) : Region =
        let slices = unmask operation shape 0 slices

        if slices.Length > shape.Rank then
            Fail.raise operation (RiemannError.Axis($"{slices.Length} slices for {shape.Rank} axes", shape))

        let slices = slices @ List.replicate (shape.Rank - slices.Length) Slice.All
        let parts = slices |> List.mapi (along operation shape) |> Array.ofList

        { Starts = parts |> Array.map (fun struct (start, _, _) -> start)
          Lengths = parts |> Array.map (fun struct (_, length, _) -> length)
          Steps = parts |> Array.map (fun struct (_, _, step) -> step)
          Single =
            [ for axis, slice in List.indexed slices do
                  if slice.IsAt then axis ]
          Indexed =
            [ for axis, slice in List.indexed slices do
                  match slice with
                  | Slice.Indices indices ->
                      requireIntegers operation indices
                      axis, indices
                  | _ -> () ] }

    /// F#'s own notation: an index, or a pair of options for each range, flattened. As on F#'s arrays, a range
    /// that ends right before it starts is empty, so that `x[.. n - 1]` are n elements for n = 0 too.
    let ofNotation (arguments: obj[]) (shape: Shape) =
        let rec go axis (arguments: obj list) =
            let bound fallback (argument: obj) =
                match argument with
                | :? (int option) as bound -> Option.defaultValue fallback bound
                | _ -> fallback

            match arguments with
            | [] -> []
            | (:? int as index) :: rest -> Slice.At index :: go (axis + 1) rest
            | (:? Tensor as indices) :: rest -> Slice.Indices indices :: go (axis + 1) rest
            | null :: null :: rest -> Slice.All :: go (axis + 1) rest
            | first :: last :: rest when axis < shape.Rank ->
                let first, last = bound 0 first, bound (shape[axis] - 1) last
                let isEmpty = last = first - 1 && first >= 0 && first <= shape[axis]
                (if isEmpty then Slice.Empty else Slice.Range(first, last)) :: go (axis + 1) rest
            | _ -> Slice.All :: [] // one too many: reported with the number of axes

        go 0 (List.ofArray arguments)
